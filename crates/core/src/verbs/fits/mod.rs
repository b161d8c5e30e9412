//! Verbs that fit laws to runs and split budgets by them.

mod allocation;
mod describe;
mod read;

pub use allocation::allocate;

use super::bootstrap::read_bootstrap;
use crate::error::{Error, Result};
use crate::scaling::fit::{
    Fit, Kind, Law, akaike, akaike_of_constant, bootstrap, compare, fit, hold_out,
};
use crate::wire::{Fields, Record, Value};
use describe::{describe, describe_hold_out, describe_rival, notes, predictions, statement};
use read::{
    check_loss, check_table, read_huber, read_law, read_listed, read_resampling, read_sizes,
    read_table,
};

/// Fits to data drawn anew where no number is given.
const DRAWS: usize = 300;

/// The share of the largest runs that the hold-out keeps from the fit.
const HELD_OUT: f64 = 0.2;

/// `{ law, size | parameters & samples, loss, weights? | errors?, offset?, delta?, bootstrap?, seed?, at? }`.
pub fn fit_law(mut fields: Fields) -> Result<Value> {
    let law = read_law(&mut fields)?;
    let table = read_table(&mut fields, law.variables())?;
    let huber = read_huber(&mut fields)?;
    let (draws, seed) = read_bootstrap(&mut fields, DRAWS)?;
    let how = read_resampling(&mut fields, table.len())?;
    let share = fields.non_negative_or("holdOut", HELD_OUT)?;
    let at = fields.object_if_any("at")?;
    let at = at.map(|fields| read_sizes(fields, law.variables())).transpose()?;
    fields.finish()?;
    check_table(law, &table)?;
    let found = fit(law, &table, huber);
    check_coefficients(&found)?;
    let drawn = bootstrap(&found, &table, huber, (draws, seed, how));
    let held = hold_out(law, &table, huber, share);
    let record = describe(&found, &table, &drawn)
        .with("resampling", how.name())
        .with_some("holdOut", held.map(|held| describe_hold_out(&held)))
        .with("notes", notes(&found, &table, huber));
    Ok(record.with_some("at", at.map(|at| predictions(&found, &drawn, &at))).into())
}

/// `{ laws?, … the data as for fitLaw }`: several laws beside one another.
pub fn compare_laws(mut fields: Fields) -> Result<Value> {
    let two = fields.has("parameters") || fields.has("samples");
    let laws = if fields.has("laws") {
        fields.objects("laws")?.into_iter().map(read_listed).collect::<Result<_>>()?
    } else {
        usual(two)
    };
    let variables = if two { 2 } else { 1 };
    let table = read_table(&mut fields, variables)?;
    let huber = read_huber(&mut fields)?;
    let share = fields.non_negative_or("holdOut", HELD_OUT)?;
    fields.finish()?;
    for (i, law) in laws.iter().enumerate() {
        if law.variables() != variables {
            let reason = format!("is a law of {} variables", law.variables());
            return Err(Error::Conflict { argument: format!("laws[{i}]"), reason });
        }
    }
    check_loss(&table)?;
    let (fitted, left): (Vec<Law>, Vec<Law>) =
        laws.into_iter().partition(|law| check_table(*law, &table).is_ok());
    if fitted.is_empty() {
        left.iter().try_for_each(|law| check_table(*law, &table))?;
    }
    let fits: Vec<Fit> = fitted.iter().map(|law| fit(*law, &table, huber)).collect();
    let (best, rivals) = compare(&fits, &table, huber);
    let flat = akaike_of_constant(&table, huber) - akaike(&fits[best], &table, huber) < 4.0;
    let entries: Vec<Value> = fits
        .iter()
        .zip(&rivals)
        .map(|(fit, rival)| {
            let held = hold_out(fit.law, &table, huber, share);
            describe_rival(fit, rival, &table, held)
        })
        .collect();
    let skipped: Vec<Value> = left.iter().map(|law| law.name().into()).collect();
    Ok(Record::new()
        .with("best", fits[best].law.name())
        .with("decided", !flat && rivals.iter().all(|rival| !rival.open))
        .with("statement", statement(&fits, best, &rivals, flat))
        .with("laws", entries)
        .with("tooFewRunsFor", skipped)
        .into())
}

/// Sizes far from one can have coefficients that no double holds.
fn check_coefficients(found: &Fit) -> Result<()> {
    let natural = found.natural();
    if natural.iter().all(|x| x.is_finite()) && natural[1] > 0.0 {
        return Ok(());
    }
    let argument = if found.law.variables() == 2 { "parameters" } else { "size" };
    let reason = "leads to a coefficient beyond the range of doubles: give sizes in other units";
    Err(Error::IllConditioned { argument: argument.into(), reason: reason.into() })
}

/// The laws that are compared where none are listed.
fn usual(two: bool) -> Vec<Law> {
    let law = |kind, offset| Law { kind, offset };
    if two {
        return vec![
            law(Kind::Chinchilla, true),
            law(Kind::Chinchilla, false),
            law(Kind::Kaplan, false),
        ];
    }
    vec![
        law(Kind::PowerLaw, false),
        law(Kind::PowerLaw, true),
        law(Kind::Broken, false),
        law(Kind::Broken, true),
    ]
}
