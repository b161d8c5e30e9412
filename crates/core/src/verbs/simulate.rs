//! Verbs of the experiment: a problem in, a plan, the sums of a batch, or one trial's draws out.

use crate::error::{Error, Result};
use crate::linalg::Matrix;
use crate::simulate::{self, Experiment, Moments, read_trial, read_trials};
use crate::wire::{Fields, Record, Value};

/// Trials where none are asked for.
const TRIALS: u64 = 200;

/// A problem with `seed`, `design`, `trials` and `keep`: what there is to do, and what comes of it.
pub fn plan(mut fields: Fields) -> Result<Value> {
    let (experiment, trials) = read(&mut fields)?;
    if fields.flag_or("keep", false)? {
        experiment.check_kept(&fields.path("trials"), trials)?;
    }
    fields.finish()?;
    let size = experiment.batch_size();
    let names: Vec<Value> = experiment.names().into_iter().map(Into::into).collect();
    let shape = [experiment.samples.len() as f64, experiment.lambda.len() as f64];
    Ok(Record::new()
        .with("trials", trials as f64)
        .with("seed", experiment.seed as f64)
        .with("quantities", names)
        .with("byTrial", experiment.by_trial())
        .with("traces", experiment.traces())
        .with("models", experiment.ensemble.features.max(experiment.ensemble.data))
        .with("shape", shape)
        .with("grid", experiment.many)
        .with("batchTrials", 2.0 * size as f64)
        .with("batches", trials.div_ceil(2).div_ceil(size) as f64)
        .into())
}

/// The same with `batch` and `keep`: counts, means, squared deviations, and the values themselves if kept.
pub fn batch(mut fields: Fields) -> Result<Value> {
    let (experiment, trials) = read(&mut fields)?;
    let index = fields.whole_or("batch", 0)?;
    let keep = fields.flag_or("keep", false)?;
    fields.finish()?;
    let batch = experiment.batch(index, trials, keep)?;
    let column = |pick: fn(&Moments) -> f64| batch.moments.iter().map(pick).collect::<Vec<f64>>();
    Ok(Record::new()
        .with("count", column(|m| m.count))
        .with("mean", column(|m| m.mean))
        .with("spread", column(|m| m.spread))
        .with_some("values", keep.then(|| batch.values.concat()))
        .into())
}

/// A problem at one P with `seed`, `design` and `trial`: inputs, labels, features.
pub fn draw(mut fields: Fields) -> Result<Value> {
    let experiment = Experiment::read(&mut fields)?;
    let trial = read_trial(&mut fields)?;
    fields.finish()?;
    if experiment.samples.len() != 1 {
        let found = format!("{} numbers", experiment.samples.len());
        return Err(Error::shape("samples", "one number of samples", found));
    }
    let drawn = simulate::draw(&experiment, trial)?;
    Ok(Record::new()
        .with("X", matrix(drawn.inputs))
        .with("y", drawn.labels)
        .with("noise", drawn.noise)
        .with("w", drawn.teacher)
        .with_some("F", drawn.features.map(matrix))
        .with_some("Z", drawn.seen.map(matrix))
        .into())
}

fn read(fields: &mut Fields) -> Result<(Experiment, u64)> {
    let trials = read_trials(fields, TRIALS)?;
    Ok((Experiment::read(fields)?, trials))
}

fn matrix(Matrix { data, rows, columns }: Matrix) -> Value {
    Record::new().with("data", data).with("rows", rows).with("columns", columns).into()
}
