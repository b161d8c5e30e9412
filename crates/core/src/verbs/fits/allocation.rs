//! The verb that splits budgets by a law.

use super::read::{positive, read_law, read_sizes};
use crate::error::{Error, Result};
use crate::scaling::allocation::{Cost, Parts, Split, Tradeoff};
use crate::scaling::fit::{Law, interval};
use crate::scaling::{self, Price, Spend, Term};
use crate::wire::{Fields, Record, Value};

/// `{ law, parameters, draws?, budget, cost?, now? }`: the best split of each budget.
pub fn allocate(mut fields: Fields) -> Result<Value> {
    let law = read_law(&mut fields)?;
    let natural = read_natural(&mut fields, law)?;
    let drawn = read_draws(&mut fields, law)?;
    let (budgets, many) = fields.grid("budget")?;
    let cost = read_cost(&mut fields)?;
    let now = fields.object_if_any("now")?.map(|fields| read_sizes(fields, 2)).transpose()?;
    fields.finish()?;
    for (i, budget) in budgets.iter().enumerate() {
        let path = if many { format!("budget[{i}]") } else { "budget".into() };
        positive(&path, *budget)?;
        if *budget <= cost.least() {
            let condition = format!("above {}, what is due without parameters", cost.least());
            return Err(Error::out_of_range(&path, condition, *budget));
        }
    }
    let Some(tradeoff) = Tradeoff::new(law, &natural) else {
        let reason = "is no law of parameters and samples that both matter: there is nothing to \
                      balance (a law of one variable, or an exponent of zero)";
        return Err(Error::Conflict { argument: "law".into(), reason: reason.into() });
    };
    let others: Vec<Tradeoff> = drawn.iter().filter_map(|row| Tradeoff::new(law, row)).collect();
    Ok(frontier(&tradeoff, &others, &budgets, &cost)
        .with_some("now", now.map(|now| bottleneck(&tradeoff, &now, &cost)))
        .into())
}

/// The parameters of a law in their order; a floor that is not told is zero.
fn read_natural(fields: &mut Fields, law: Law) -> Result<Vec<f64>> {
    let mut named = fields.object("parameters")?;
    let read = |name: &&'static str| {
        if *name != "E" && !named.has(name) {
            return Err(Error::Missing { argument: named.path(name) });
        }
        named.non_negative_or(name, 0.0)
    };
    let natural = law.names().iter().map(read).collect::<Result<Vec<_>>>()?;
    named.finish()?;
    Ok(natural)
}

fn read_cost(fields: &mut Fields) -> Result<Spend> {
    if fields.holds_list("cost") {
        let path = fields.path("cost");
        let terms = fields.objects("cost")?.into_iter().map(read_term).collect::<Result<_>>()?;
        return Price::new(terms).map(Spend::Sum).map_err(|_| {
            let reason = "must grow with parameters and with samples to have an optimum".into();
            Error::Conflict { argument: path, reason }
        });
    }
    let Some(mut cost) = fields.object_if_any("cost")? else {
        return Ok(Spend::Power(Cost::TRAINING));
    };
    let read = Cost {
        coefficient: cost.positive_or("coefficient", 1.0)?,
        parameters: cost.positive_or("parametersExponent", 1.0)?,
        samples: cost.positive_or("samplesExponent", 1.0)?,
    };
    cost.finish()?;
    Ok(Spend::Power(read))
}

fn read_term(mut fields: Fields) -> Result<Term> {
    let coefficient = fields.positive_or("coefficient", 1.0)?;
    let width = fields.non_negative_or("parametersExponent", 0.0)?;
    let samples = fields.non_negative_or("samplesExponent", 0.0)?;
    fields.finish()?;
    Ok(Term { coefficient, power: scaling::Cost { samples, width } })
}

/// Rows of parameters in the order of the law's names.
fn read_draws(fields: &mut Fields, law: Law) -> Result<Vec<Vec<f64>>> {
    let Some(numbers) = fields.numbers_if_any("draws")? else { return Ok(vec![]) };
    let width = law.names().len();
    if numbers.len() % width != 0 {
        let expected = format!("rows of {width} numbers ({})", law.names().join(", "));
        return Err(Error::shape(
            &fields.path("draws"),
            expected,
            format!("{} numbers", numbers.len()),
        ));
    }
    Ok(numbers.chunks_exact(width).map(<[f64]>::to_vec).collect())
}

/// A split into less than one of either is none, unless sizes are in units of many.
fn status(split: &Split) -> &'static str {
    if split.parameters < 1.0 || split.samples < 1.0 { "BelowOne" } else { "Converged" }
}

fn frontier(tradeoff: &Tradeoff, others: &[Tradeoff], budgets: &[f64], cost: &Spend) -> Record {
    let best: Vec<Split> = budgets.iter().map(|c| cost.split(tradeoff, *c)).collect();
    let last = budgets.last().copied().unwrap_or(1.0);
    let [of_n, of_d, of_loss] = cost.exponents(tradeoff, last);
    let column = |pick: fn(&Split) -> f64| best.iter().map(pick).collect::<Vec<f64>>();
    let mut record = Record::new()
        .with("status", best.iter().map(|split| status(split).into()).collect::<Vec<Value>>())
        .with("budget", budgets.to_vec())
        .with("parameters", column(|split| split.parameters))
        .with("samples", column(|split| split.samples))
        .with("loss", column(|split| split.loss));
    if !others.is_empty() {
        let ends = |pick: fn(&Split) -> f64| {
            let of = |c: &f64| {
                let drawn: Vec<f64> = others.iter().map(|t| pick(&cost.split(t, *c))).collect();
                interval(&drawn)
            };
            budgets.iter().map(of).map(Value::from).collect::<Vec<Value>>()
        };
        record = record
            .with("parametersInterval", ends(|split| split.parameters))
            .with("samplesInterval", ends(|split| split.samples))
            .with("lossInterval", ends(|split| split.loss));
    }
    let mut exponents =
        Record::new().with("parameters", of_n).with("samples", of_d).with("reducibleLoss", of_loss);
    if !others.is_empty() {
        let drawn: Vec<f64> = others.iter().map(|t| cost.exponents(t, last)[0]).collect();
        exponents = exponents.with("parametersInterval", interval(&drawn));
    }
    record.with("exponents", Value::from(exponents))
}

/// Below this share of the loss the reducible part no longer matters.
const FLOOR: f64 = 0.05;

/// What limits runs of these sizes, and what the same budget could buy.
fn bottleneck(tradeoff: &Tradeoff, now: &[[f64; 2]], cost: &Spend) -> Vec<Value> {
    let describe = |at: &[f64; 2]| {
        let parts = tradeoff.parts(*at);
        let budget = libm::exp(cost.ln(*at));
        let best = cost.split(tradeoff, budget);
        let Parts { loss, floor, from_parameters, from_samples, .. } = parts;
        let [x, y] = cost.slopes(*at);
        let verdict = if loss - floor < FLOOR * loss {
            "floor"
        } else if parts.parameter_exponent / x > parts.sample_exponent / y {
            // A budget spent on parameters lowers the loss more.
            "parameters"
        } else {
            "samples"
        };
        Record::new()
            .with("parameters", libm::exp(at[0]))
            .with("samples", libm::exp(at[1]))
            .with("loss", loss)
            .with("floor", floor)
            .with("fromParameters", from_parameters)
            .with("fromSamples", from_samples)
            .with("parameterExponent", parts.parameter_exponent)
            .with("sampleExponent", parts.sample_exponent)
            .with("withTwiceParameters", parts.with_twice_parameters)
            .with("withTwiceSamples", parts.with_twice_samples)
            .with("bottleneck", verdict)
            .with("budget", budget)
            .with("bestParameters", best.parameters)
            .with("bestSamples", best.samples)
            .with("bestLoss", best.loss)
            .into()
    };
    now.iter().map(describe).collect()
}
