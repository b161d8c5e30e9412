//! Verbs of the theory: problems and populations in, reports out.

use super::optimal;
use crate::error::{Error, Result};
use crate::model::bagging::{self, Fit};
use crate::problem::{Problem, read_modes};
use crate::report::Status;
use crate::solve;
use crate::spectrum::Continuum;
use crate::wire::{Fields, Record, Value};

/// `{ problem }` or `{ problems: [..] }`.
pub fn evaluate(fields: Fields) -> Result<Value> {
    each_problem(fields, |problem| problem.evaluate())
}

/// The same problems: local exponents of the excess error.
pub fn local_exponents(fields: Fields) -> Result<Value> {
    each_problem(fields, |problem| problem.local_exponents())
}

/// The same problems, each at one point: what limits the error now.
pub fn bottleneck(fields: Fields) -> Result<Value> {
    each_problem(fields, Problem::bottleneck)
}

/// Answers one problem or a list of them, all read before any work.
fn each_problem(mut fields: Fields, answer: fn(Problem) -> Result<Value>) -> Result<Value> {
    if !fields.has("problems") {
        return answer(Problem::read(fields)?);
    }
    let problems = match fields.require("problems")? {
        Value::List(problems) => problems,
        Value::Numbers(empty) if empty.is_empty() => Vec::new(),
        other => {
            return Err(Error::WrongType {
                argument: "problems".into(),
                expected: "an array of problems",
                found: other.describe(),
            });
        }
    };
    fields.finish()?;
    let mut held = 0;
    let check = |(i, problem)| {
        if held > MOST_HELD {
            let again: Value = Value::clone(&problem);
            return listed_problem(i, problem).map(|_| Checked::Again(again));
        }
        let read = listed_problem(i, problem)?;
        held += read.listed();
        Ok(Checked::Read(Box::new(read)))
    };
    let checked = problems.into_iter().enumerate().map(check).collect::<Result<Vec<_>>>()?;
    let answers = checked.into_iter().enumerate().map(|(i, problem)| match problem {
        Checked::Read(problem) => answer(*problem),
        Checked::Again(value) => answer(listed_problem(i, value)?),
    });
    answers.collect::<Result<Vec<_>>>().map(Value::List)
}

/// Modes that problems hold at a time between being read and being answered.
const MOST_HELD: usize = 2_000_000;

/// A problem that makes sense: as it was read, or to be read once more when its turn comes.
enum Checked {
    Read(Box<Problem>),
    Again(Value),
}

fn listed_problem(i: usize, problem: Value) -> Result<Problem> {
    Problem::read(Fields::open(&format!("problems[{i}]"), problem)?)
}

/// A population and `samples`: the best ridge with its report.
pub fn optimal_ridge(mut fields: Fields) -> Result<Value> {
    if fields.has("model") {
        return optimal::ridge(fields);
    }
    let samples = fields.positive("samples")?;
    let modes = read_modes(&mut fields)?;
    fields.finish()?;
    optimal::of_ridge(&modes, samples)
}

/// A population and `samples`: where λ and κ end.
pub fn ridge_edge(mut fields: Fields) -> Result<Value> {
    let samples = fields.positive("samples")?;
    let modes = read_modes(&mut fields)?;
    fields.finish()?;
    let edge = solve::edge(&modes, samples);
    Ok(Record::new().with("kappa", edge.kappa).with("lambda", edge.lambda).into())
}

/// A population and two fits `{ samples: [n_a, n_b], lambda: [λ_a, λ_b], shared }`.
pub fn cross_risk(mut fields: Fields) -> Result<Value> {
    let samples = pair(&mut fields, "samples")?;
    let lambda = pair(&mut fields, "lambda")?;
    if let Some(i) = samples.iter().position(|n| *n <= 0.0) {
        return Err(Error::out_of_range(&format!("samples[{i}]"), "positive", samples[i]));
    }
    let shared = fields.non_negative_or("shared", 0.0)?;
    let least = samples[0].min(samples[1]);
    if shared > least {
        return Err(Error::out_of_range("shared", format!("at most {least}"), shared));
    }
    let modes = read_modes(&mut fields)?;
    fields.finish()?;
    for i in [0, 1] {
        let edge = solve::edge(&modes, samples[i]).lambda;
        if lambda[i] < 0.0 && lambda[i] <= edge {
            let argument = format!("lambda[{i}]");
            return Err(Error::LambdaBelowEdge { argument, edge, value: lambda[i] });
        }
    }
    let fits = [0, 1].map(|i| Fit { samples: samples[i], lambda: lambda[i] });
    let cross = bagging::cross_risk(&modes, fits, shared)?;
    Ok(Record::new()
        .with("status", threshold(cross.risk))
        .with("kappa", cross.kappa)
        .with("gamma", cross.gamma)
        .with("risk", cross.risk)
        .into())
}

/// A population and a bag `{ samples, bagSize, bags, lambda }`.
pub fn bagging(mut fields: Fields) -> Result<Value> {
    let samples = fields.positive("samples")?;
    let bag = Fit { samples: fields.positive("bagSize")?, lambda: fields.number("lambda")? };
    if bag.samples > samples {
        let condition = format!("at most samples = {samples}");
        return Err(Error::out_of_range("bagSize", condition, bag.samples));
    }
    let bags = fields.natural("bags", 1)?;
    let modes = read_modes(&mut fields)?;
    fields.finish()?;
    let bag = bagging::bagging(&modes, samples, bag, bags)?;
    Ok(Record::new()
        .with("status", threshold(bag.test_error))
        .with("singleError", bag.single)
        .with("crossError", bag.cross)
        .with("testError", bag.test_error)
        .with("equivalentLambda", bag.equivalent_lambda)
        .into())
}

/// `{ exponent }`: the constants of an infinite power law.
pub fn power_law_constants(mut fields: Fields) -> Result<Value> {
    let exponent = fields.number("exponent")?;
    fields.finish()?;
    let constants = Continuum::new(exponent)?;
    Ok(Record::new()
        .with("df1", constants.df1)
        .with("df2", constants.df2)
        .with("noiseFactor", constants.noise_factor)
        .into())
}

fn threshold(error: f64) -> Status {
    if error.is_infinite() { Status::InterpolationThreshold } else { Status::Converged }
}

fn pair(fields: &mut Fields, name: &'static str) -> Result<[f64; 2]> {
    let path = fields.path(name);
    let numbers = fields.numbers(name)?;
    numbers.as_slice().try_into().map_err(|_| {
        Error::shape(&path, "2 entries (one for each fit)", format!("{} entries", numbers.len()))
    })
}
