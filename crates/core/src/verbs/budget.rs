//! Verbs for a population: the best use of a budget, effective ranks, mode elimination.

use super::places::{Place, number_or_word, read_price};
use crate::error::{Error, Result};
use crate::limits::check_count;
use crate::problem::{read_listed_modes, read_modes};
use crate::scaling::{Allocation, Allocator, Ridge, Step, benign, mode_elimination};
use crate::wire::{Fields, Record, Value};

/// Steps of a mode elimination where none are asked for.
const STEPS: usize = 100;

/// More than anybody looks at.
const MOST_STEPS: usize = 100_000;

/// A population, `widthRatios`, `budget`, `cost` and `lambda`.
pub fn compute_optimal(mut fields: Fields) -> Result<Value> {
    let price = read_price(&mut fields)?;
    let (budgets, many) = fields.grid("budget")?;
    let least = price.least();
    if let Some(budget) = budgets.iter().find(|budget| **budget <= least) {
        let condition = format!("above {least}, what one sample and one feature cost");
        return Err(Error::out_of_range("budget", condition, *budget));
    }
    let ratios = fields.numbers_if_any("widthRatios")?.unwrap_or_else(|| vec![1.0]);
    if let Some(i) = ratios.iter().position(|ratio| *ratio <= 0.0) {
        return Err(Error::out_of_range(&format!("widthRatios[{i}]"), "positive", ratios[i]));
    }
    let ridge = match number_or_word(&mut fields, "lambda", &["optimal"], "optimal")? {
        Place::Number(lambda) if lambda < 0.0 => {
            return Err(Error::out_of_range("lambda", "zero or more with random features", lambda));
        }
        Place::Number(lambda) => Ridge::Fixed(lambda),
        Place::Word(_) => Ridge::Optimal,
    };
    let modes = read_modes(&mut fields)?;
    fields.finish()?;
    let modes = modes.interpolated().unwrap_or(modes);
    let allocator = Allocator::new(&modes, &ratios, &price, ridge);
    let found: Vec<Allocation> = budgets.iter().map(|budget| allocator.best(*budget)).collect();
    Ok(if many {
        describe_frontier(&found, modes.noise())
    } else {
        describe(&found[0], modes.noise())
    })
}

/// A population, `samples` and `lambda`: effective ranks and γ.
pub fn benign_overfitting(mut fields: Fields) -> Result<Value> {
    let samples = fields.positive("samples")?;
    let lambda = fields.non_negative_or("lambda", 0.0)?;
    let constant = fields.positive_or("constant", 1.0)?;
    let modes = read_listed_modes(&mut fields)?;
    fields.finish()?;
    let found = benign(&modes, samples, lambda, constant)?;
    Ok(Record::new()
        .with("status", found.status)
        .with("split", found.split)
        .with("effectiveRank", found.rank)
        .with("squareRank", found.square_rank)
        .with("biasRatio", found.bias_ratio)
        .with("splitRatio", found.ratios[0])
        .with("tailRatio", found.ratios[1])
        .with("criterion", found.ratios[0] + found.ratios[1])
        .with("gamma", found.gamma)
        .with("noiseFactor", found.noise_factor())
        .with("kappa", found.kappa[0])
        .with("tailRidge", found.kappa[1])
        .with("verdict", found.verdict())
        .into())
}

/// A population, `samples` and `lambda`: the flow of (λ, noise) as small modes are integrated out.
pub fn eliminate(mut fields: Fields) -> Result<Value> {
    let samples = fields.positive("samples")?;
    let lambda = fields.number("lambda")?;
    let steps = fields.count_or("steps", 2, STEPS)?;
    check_count(&fields.path("steps"), steps, MOST_STEPS)?;
    let modes = read_listed_modes(&mut fields)?;
    fields.finish()?;
    let found = mode_elimination(&modes, samples, lambda, steps)?;
    let column = |pick: fn(&Step) -> f64| -> Vec<f64> { found.steps.iter().map(pick).collect() };
    Ok(Record::new()
        .with("status", found.status)
        .with("kappa", found.kappa)
        .with("testError", found.test_error)
        .with("kept", column(|step| step.kept))
        .with("eigenvalue", column(|step| step.eigenvalue))
        .with("lambda", column(|step| step.lambda))
        .with("noise", column(|step| step.noise))
        .with("df1", column(|step| step.df1))
        .with("gamma", column(|step| step.gamma))
        .into())
}

fn describe(found: &Allocation, noise: f64) -> Value {
    Record::new()
        .with("status", found.status)
        .with("budget", found.budget)
        .with("samples", found.samples)
        .with("width", found.width)
        .with("lambda", found.lambda)
        .with("excessError", found.error)
        .with("testError", found.error + noise)
        .with("computeExponent", found.compute)
        .into()
}

fn describe_frontier(found: &[Allocation], noise: f64) -> Value {
    let column = |pick: fn(&Allocation) -> f64| found.iter().map(pick).collect::<Vec<f64>>();
    Record::new()
        .with("status", found.iter().map(|point| point.status.into()).collect::<Vec<Value>>())
        .with("budget", column(|point| point.budget))
        .with("samples", column(|point| point.samples))
        .with("width", column(|point| point.width))
        .with("lambda", column(|point| point.lambda))
        .with("excessError", column(|point| point.error))
        .with("testError", found.iter().map(|point| point.error + noise).collect::<Vec<f64>>())
        .with("computeExponent", column(|point| point.compute))
        .into()
}
