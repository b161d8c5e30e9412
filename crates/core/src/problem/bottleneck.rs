//! What limits the error of a problem now: the gain from each resource if it were without limit.

use super::model::Model;
use super::{Problem, on_nodes};
use crate::error::{Error, Result};
use crate::model::local_exponents::LocalExponents;
use crate::model::ridge::Ridge;
use crate::spectrum::Modes;
use crate::spectrum::SAMPLE;
use crate::wire::{Record, Value};

/// As good as infinitely many samples.
const ENDLESS: f64 = 1e18;

/// The ridge is looked for between these, in units of the largest eigenvalue.
const RIDGES: (f64, f64) = (1e-14, 1e4);

/// Points of a scan, and steps that each cut the bracket about the best by a third.
const SCAN: usize = 73;
const STEPS: usize = 40;

/// Gains below this are none.
const SLIGHT: f64 = 1.01;

impl Problem {
    /// The excess error, its local exponents, and what it would be with samples, width, ridge or labels
    /// as good as they can be, the others as they are. Where more than half of it comes from label noise, noise is
    /// the bottleneck; else what would help most.
    pub fn bottleneck(&self) -> Result<Value> {
        if self.grid.many {
            return Err(Error::Conflict {
                argument: "samples".into(),
                reason: "and lambda must be single numbers here, not arrays".into(),
            });
        }
        if let Model::CorrelatedRidge(correlated) = &self.model {
            let reason = "has no bottleneck here: ever more samples have no one correlation".into();
            return Err(Error::Conflict { argument: correlated.entries.path(SAMPLE), reason });
        }
        match on_nodes(&self.modes, &self.grid) {
            Some(modes) => {
                Self { modes, model: self.model.clone(), grid: self.grid.clone() }.limits()
            }
            None => self.limits(),
        }
    }

    /// The same on modes that are few enough to be summed some hundred times.
    fn limits(&self) -> Result<Value> {
        let (modes, samples, lambda) = (&self.modes, self.grid.samples[0], self.grid.lambda[0]);
        let local = self.model.local_exponents(modes, samples, lambda)?;
        let error = local.error;
        let (best_ridge, best_error) = best_ridge(&self.model, modes, samples)?;
        let clean = self.model.excess(&modes.with_noise(0.0), samples, lambda)?;
        let relaxed = [
            ("samples", Some(self.model.excess(modes, ENDLESS, lambda)?)),
            ("width", self.wide()?),
            ("ridge", Some(best_error.min(error))),
            ("noise", Some(clean)),
        ];
        let worst = relaxed
            .iter()
            .filter(|(name, _)| (*name == "noise") == (clean < 0.5 * error))
            .filter_map(|(name, left)| Some((*name, (*left)?)))
            .filter(|(_, left)| error > SLIGHT * left)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let describe = |record: Record, (name, left): &(&'static str, Option<f64>)| {
            record.with_some(name, *left)
        };
        let relaxed = relaxed.iter().fold(Record::new(), describe);
        let LocalExponents { status, samples, widths, lambda, .. } = local;
        let exponents =
            Record::new().with("samples", samples).with("widths", widths).with("lambda", lambda);
        Ok(Record::new()
            .with("status", status)
            .with("excessError", error)
            .with("irreducible", modes.noise())
            .with("bottleneck", worst.map_or("none", |(name, _)| name))
            .with("without", Value::from(relaxed))
            .with("bestLambda", if best_error < error { best_ridge } else { self.grid.lambda[0] })
            .with("exponents", Value::from(exponents))
            .into())
    }

    /// The excess error of infinitely wide layers; of the best width where more features also bring more noise.
    fn wide(&self) -> Result<Option<f64>> {
        let (samples, lambda) = (self.grid.samples[0], self.grid.lambda[0]);
        let (lambda, averaged) = match &self.model {
            Model::RandomFeatures(features) => {
                let Some(scale) = features.wide_scale() else { return Ok(None) };
                (scale * lambda, features.ensemble().over_data())
            }
            Model::NoisyFeatures(features) => match features.wide(samples, lambda) {
                Some(ridge) => ridge,
                None => return self.best_width().map(Some),
            },
            Model::Ridge(_) | Model::CorrelatedRidge(_) => return Ok(None),
        };
        if lambda.is_infinite() {
            return Ok(Some(self.modes.signal()));
        }
        Model::Ridge(Ridge::averaging(averaged)).excess(&self.modes, samples, lambda).map(Some)
    }

    fn best_width(&self) -> Result<f64> {
        let (samples, lambda) = (self.grid.samples[0], self.grid.lambda[0]);
        let (_, error) = lowest([1.0, ENDLESS], |width| {
            self.model.with_width(0, width).excess(&self.modes, samples, lambda)
        })?;
        Ok(error)
    }
}

/// The best ridge that is not negative, and its excess error.
fn best_ridge(model: &Model, modes: &Modes, samples: f64) -> Result<(f64, f64)> {
    let ends = [RIDGES.0, RIDGES.1].map(|x| x * modes.largest());
    let none = (0.0, model.excess(modes, samples, 0.0)?);
    let best = lowest(ends, |lambda| model.excess(modes, samples, lambda))?;
    Ok(if best.1 < none.1 { best } else { none })
}

/// The least of a function of ln x, on a scan and by thirds about its best point: where, and how low.
fn lowest(ends: [f64; 2], error: impl Fn(f64) -> Result<f64>) -> Result<(f64, f64)> {
    let ends = ends.map(libm::log);
    let step = (ends[1] - ends[0]) / (SCAN - 1) as f64;
    let at = |x: f64| error(libm::exp(x));
    let place = |i: usize| ends[0] + step * i as f64;
    let mut best = (0, f64::INFINITY);
    for i in 0..SCAN {
        let error = at(place(i))?;
        if error < best.1 {
            best = (i, error);
        }
    }
    let (mut low, mut high) = (place(best.0) - step, (place(best.0) + step).min(ends[1]));
    if best.0 == 0 {
        low = ends[0];
    }
    for _ in 0..STEPS {
        let third = (high - low) / 3.0;
        if at(low + third)? <= at(high - third)? { high -= third } else { low += third }
    }
    let x = 0.5 * (low + high);
    Ok((libm::exp(x), at(x)?))
}
