//! Fits as plain data, and in sentences.

use super::read::KINDS;
use crate::scaling::fit::{
    Fit, FitStatus, HoldOut, Huber, Kind, Law, Rival, Table, akaike, akaike_of_constant, interval,
    quantile, standard_deviation,
};
use crate::wire::{Record, Value};

fn described(law: Law, natural: &[f64]) -> Value {
    let names = law.names().iter().zip(natural);
    names.fold(Record::new(), |record, (name, x)| record.with(name, *x)).into()
}

fn law_record(law: Law) -> Record {
    let kind = match law.kind {
        Kind::PowerLaw => KINDS[0],
        Kind::Broken => KINDS[1],
        Kind::Chinchilla => KINDS[2],
        Kind::Kaplan => KINDS[3],
    };
    Record::new().with("law", kind).with("offset", law.offset)
}

pub(super) fn describe(fit: &Fit, table: &Table, drawn: &[Fit]) -> Record {
    let law = fit.law;
    let residuals = table.residuals(law, &fit.theta, &fit.frame);
    let mean = residuals.iter().map(|r| r * r).sum::<f64>() / residuals.len() as f64;
    let predicted: Vec<f64> = table.ln_size.iter().map(|u| libm::exp(fit.ln_loss(*u))).collect();
    let rows: Vec<Vec<f64>> = drawn.iter().map(Fit::natural).collect();
    let record = law_record(law)
        .with("status", fit.status.name())
        .with("parameters", described(law, &fit.natural()));
    spread(record, law, &rows)
        .with("runs", table.len())
        .with("objective", fit.objective)
        .with("residualDeviation", f64::sqrt(mean))
        .with("searches", fit.searches[0])
        .with("agreeing", fit.searches[1])
        .with("predicted", predicted)
        .with("residuals", residuals.iter().map(|r| -r).collect::<Vec<f64>>())
        .with("draws", rows.concat())
}

/// Intervals and standard errors of the parameters, where there are draws.
fn spread(record: Record, law: Law, rows: &[Vec<f64>]) -> Record {
    if rows.is_empty() {
        return record;
    }
    let (mut intervals, mut errors) = (Record::new(), Record::new());
    for (k, name) in law.names().iter().enumerate() {
        let column: Vec<f64> = rows.iter().map(|row| row[k]).collect();
        intervals = intervals.with(name, interval(&column));
        errors = errors.with(name, standard_deviation(&column));
    }
    record.with("intervals", Value::from(intervals)).with("standardErrors", Value::from(errors))
}

pub(super) fn describe_hold_out(held: &HoldOut) -> Value {
    Record::new()
        .with("runs", held.runs)
        .with("bias", held.bias)
        .with("error", held.error)
        .with("residualDeviation", held.residual)
        .into()
}

pub(super) fn predictions(fit: &Fit, drawn: &[Fit], at: &[[f64; 2]]) -> Value {
    let losses: Vec<f64> = at.iter().map(|u| libm::exp(fit.ln_loss(*u))).collect();
    let record = Record::new().with("loss", losses);
    if drawn.is_empty() {
        return record.into();
    }
    let ends: Vec<[f64; 2]> = at
        .iter()
        .map(|u| interval(&drawn.iter().map(|fit| libm::exp(fit.ln_loss(*u))).collect::<Vec<_>>()))
        .collect();
    record
        .with("low", ends.iter().map(|end| end[0]).collect::<Vec<f64>>())
        .with("high", ends.iter().map(|end| end[1]).collect::<Vec<f64>>())
        .into()
}

/// Sentences on what the status means.
pub(super) fn notes(fit: &Fit, table: &Table, huber: Huber) -> Vec<Value> {
    let mut notes: Vec<Value> = vec![];
    match fit.status {
        FitStatus::Flat => notes.push(
            "A constant explains these losses as well as the law: its exponents and coefficients \
             mean nothing."
                .into(),
        ),
        FitStatus::ExponentAtBound => notes.push(
            "An exponent lies at its bound (zero or ten): the data do not follow this law, and its \
             numbers only interpolate them."
                .into(),
        ),
        FitStatus::OffsetAtZero => notes.push(
            "The best floor is zero: the data show no irreducible loss, which does not mean that \
             there is none."
                .into(),
        ),
        FitStatus::ReducedAccuracy => {
            notes.push("The search stopped before it was done: digits are missing.".into());
        }
        FitStatus::Converged => {}
    }
    let gain = akaike_of_constant(table, huber) - akaike(fit, table, huber);
    if fit.status != FitStatus::Flat && gain < 4.0 {
        notes.push("The data can hardly tell this law from a constant.".into());
    }
    if fit.law.variables() == 2 && table.collinearity() > IN_STEP {
        notes.push(
            "Parameters and samples grow in step in these runs: they do not tell what each does, \
             and the law holds along their line only."
                .into(),
        );
    }
    notes.extend(far_runs(fit, table).map(Value::from));
    if fit.searches[0] > 2 && fit.searches[1] == 1 {
        notes.push(
            "Only one of the searches found this minimum: others ended in worse ones.".into(),
        );
    }
    notes
}

/// Squared correlations of ln N and ln D above this leave no second direction.
const IN_STEP: f64 = 0.999;

/// Runs this many times as far from the law as half of them are no part of the same noise.
const FAR: f64 = 20.0;

/// The largest share of runs that can be called an exception.
const FEW: f64 = 0.1;

/// Residuals below this are rounding.
const EXACT: f64 = 1e-6;

/// Runs far from the law, by their rows from 1.
fn far_runs(fit: &Fit, table: &Table) -> Option<String> {
    let residuals = table.residuals(fit.law, &fit.theta, &fit.frame);
    let sizes: Vec<f64> = residuals.iter().map(|r| r.abs()).collect();
    let limit = FAR * quantile(&sizes, 0.5).max(EXACT);
    let far: Vec<usize> = (0..sizes.len()).filter(|i| sizes[*i] > limit).collect();
    if far.is_empty() || far.len() as f64 > FEW * sizes.len() as f64 {
        return None;
    }
    let rows = far.iter().take(8).map(|i| (i + 1).to_string()).collect::<Vec<_>>().join(", ");
    let more = if far.len() > 8 { ", …" } else { "" };
    Some(format!(
        "{} of the runs (from 1: {rows}{more}) lie far from the law, by more than 20 times the median \
         residual: leave them out if their training failed, since they move the others' law.",
        far.len()
    ))
}

pub(super) fn describe_rival(
    fit: &Fit,
    rival: &Rival,
    table: &Table,
    held: Option<HoldOut>,
) -> Value {
    let residuals = table.residuals(fit.law, &fit.theta, &fit.frame);
    let mean = residuals.iter().map(|r| r * r).sum::<f64>() / residuals.len() as f64;
    law_record(fit.law)
        .with("name", fit.law.name())
        .with("status", fit.status.name())
        .with("parameters", described(fit.law, &fit.natural()))
        .with("residualDeviation", f64::sqrt(mean))
        .with("deltaAicc", rival.delta)
        .with("z", rival.z)
        .with("tiedWithBest", rival.open)
        .with_some("holdOut", held.map(|held| describe_hold_out(&held)))
        .into()
}

/// One plain sentence.
pub(super) fn statement(fits: &[Fit], best: usize, rivals: &[Rival], flat: bool) -> String {
    let name = fits[best].law.name();
    if flat {
        return "The data cannot tell any of these laws from a constant.".into();
    }
    let open: Vec<&str> =
        (0..fits.len()).filter(|i| rivals[*i].open).map(|i| fits[i].law.name()).collect();
    if !open.is_empty() {
        return format!(
            "The data cannot tell {name} from {}: they fit these runs about as well. More runs, or runs \
             further apart, would be needed.",
            open.join(" or ")
        );
    }
    let others = rivals.iter().enumerate().filter(|(i, _)| *i != best);
    match others.map(|(_, rival)| rival.delta).reduce(f64::min) {
        Some(least) => {
            format!("The data favour {name}: the next best law is {least:.1} units of AICc behind.")
        }
        None => format!("{name} was the only law compared."),
    }
}
