//! Verbs that look for the best ridge or the best width.

use crate::error::Result;
use crate::model::optimal_ridge;
use crate::model::ridge::{self, Ensemble};
use crate::problem::{Optimum, Trained};
use crate::report::Status;
use crate::spectrum::Modes;
use crate::wire::{Fields, Record, Value};

/// The best ridge of ridge regression, which may be negative, with its report.
pub fn of_ridge(modes: &Modes, samples: f64) -> Result<Value> {
    let (solution, lambda) = optimal_ridge::optimal_ridge(modes, samples)?;
    if lambda.is_infinite() {
        return Ok(nothing_learned(modes, &["data", "noise"]));
    }
    let report = ridge::report(modes, samples, &solution, Ensemble { size: 1.0 });
    Ok(with_optimum(report.point().describe(), "lambda", lambda))
}

/// `{ model, samples, ensemble? }` and a population: the best ridge with its report.
pub fn ridge(mut fields: Fields) -> Result<Value> {
    let trained = Trained::read(&mut fields)?;
    fields.finish()?;
    let modes = trained.modes();
    if trained.model().is_single_ridge() {
        return of_ridge(modes, trained.samples());
    }
    let Some(Optimum { at, point }) = trained.optimal_ridge()? else {
        let parts = ["features", "data", "featuresData", "noise", "featuresNoise"];
        return Ok(nothing_learned(modes, &parts));
    };
    Ok(with_optimum(point.describe(), "lambda", at))
}

/// `{ model, samples, lambda, ensemble?, layer? }` and a population: the best width with its report.
pub fn width(mut fields: Fields) -> Result<Value> {
    let lambda = fields.non_negative("lambda")?;
    let layer = fields.count_or("layer", 0, 0)?;
    fields.change("model", without_width);
    let trained = Trained::read(&mut fields)?;
    fields.finish()?;
    let Optimum { at, point } = trained.optimal_width(layer, lambda)?;
    Ok(with_optimum(point.describe(), "width", at))
}

/// A model whose width is sought may leave it out: any stands for it.
fn without_width(model: Value) -> Value {
    let Value::Map(entries) = model else { return model };
    let layered = entries.iter().any(|(name, _)| name == "layers");
    let layer = |layer: Value| match layer {
        Value::Map(entries) => with_width(entries),
        other => other,
    };
    let entry = |(name, value): (String, Value)| match value {
        Value::List(layers) if name == "layers" => {
            (name, layers.into_iter().map(layer).collect::<Vec<_>>().into())
        }
        other => (name, other),
    };
    let entries = entries.into_iter().map(entry).collect();
    if layered { Value::Map(entries) } else { with_width(entries) }
}

fn with_width(mut entries: Vec<(String, Value)>) -> Value {
    let has = |name: &str| entries.iter().any(|(key, _)| key == name);
    let kind = |kind: &str| entries.iter().any(|(_, value)| *value == Value::from(kind));
    let spectral = ["weightSpectrum", "eigenvalues"].iter().any(|name| has(name));
    if !has("width") && !spectral && !kind("ridge") && !kind("empirical") {
        entries.push(("width".into(), 1.0.into()));
    }
    Value::Map(entries)
}

/// The errors of an infinite ridge.
fn nothing_learned(modes: &Modes, parts: &[&str]) -> Value {
    let zero = |record: Record, name: &&str| record.with(name, 0.0);
    Record::new()
        .with("status", Status::Unbounded)
        .with("lambda", f64::INFINITY)
        .with("kappa", f64::INFINITY)
        .with("testError", modes.signal() + modes.noise())
        .with("excessError", modes.signal())
        .with("bias", modes.signal())
        .with("variance", Value::from(parts.iter().fold(Record::new(), zero)))
        .into()
}

/// A report with what was sought as its second entry.
fn with_optimum(report: Value, name: &str, at: f64) -> Value {
    match report {
        Value::Map(mut entries) => {
            entries.insert(1, (name.into(), at.into()));
            Value::Map(entries)
        }
        other => other,
    }
}
