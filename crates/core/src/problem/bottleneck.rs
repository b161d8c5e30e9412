//! What limits the error of a problem now: the gain from each resource if it were without limit.

use super::learner::Learner;
use super::model::Model;
use super::{Problem, on_nodes};
use crate::error::{Error, Result};
use crate::model::local_exponents::LocalExponents;
use crate::model::ridge::Ridge;
use crate::spectrum::Modes;
use crate::wire::{Record, Value};

/// As good as infinitely many.
const ENDLESS: f64 = 1e18;

/// So many more that an error which still falls between the two has the limit zero.
const BEYOND: f64 = 1e24;

/// The ridge is looked for between these, in units of the largest eigenvalue.
const RIDGES: (f64, f64) = (1e-14, 1e4);

/// Points of a scan, and steps that each cut the bracket about the best by a third.
const SCAN: usize = 73;
const STEPS: usize = 40;

/// Gains below this are none.
const SLIGHT: f64 = 1.01;

/// Correlation is the bottleneck where independent samples would bring so much of what infinitely many would.
const SHARE: f64 = 0.5;

/// Errors with one limit lifted, by its name; none where there is no such limit.
type Relaxed = [(&'static str, Option<f64>); 5];

impl Problem {
    /// The excess error, its local exponents, and what it would be with samples, width, ridge or labels
    /// as good as they can be, the others as they are; of correlated samples also if they were independent.
    pub fn bottleneck(mut self) -> Result<Value> {
        if self.grid.many {
            return Err(Error::Conflict {
                argument: "samples".into(),
                reason: "and lambda must be single numbers here, not arrays".into(),
            });
        }
        // They are summed some hundred times.
        if let Some(nodes) = on_nodes(&self.modes, &self.grid) {
            self.modes = nodes;
        }
        let (modes, lambda) = (&self.modes, self.grid.lambda[0]);
        let learner = Learner::new(&self.model, self.grid.samples[0])?;
        let local = learner.local_exponents(modes, lambda)?;
        let error = local.error;
        let (best_ridge, best_error) = best_ridge(&learner, modes)?;
        let clean = learner.excess(&modes.with_noise(0.0), lambda)?;
        let relaxed: Relaxed = [
            ("samples", Some(self.endless(&learner)?)),
            ("width", self.wide()?),
            ("ridge", Some(best_error.min(error))),
            ("noise", Some(clean)),
            ("correlation", learner.independent(modes, lambda)?),
        ];
        let describe = |record: Record, (name, left): &(&'static str, Option<f64>)| {
            record.with_some(name, *left)
        };
        let without = relaxed.iter().fold(Record::new(), describe);
        let LocalExponents { status, samples, widths, lambda, .. } = local;
        let exponents =
            Record::new().with("samples", samples).with("widths", widths).with("lambda", lambda);
        Ok(Record::new()
            .with("status", status)
            .with("excessError", error)
            .with("irreducible", modes.noise())
            .with("bottleneck", worst(&relaxed, error, clean))
            .with("without", Value::from(without))
            .with("bestLambda", if best_error < error { best_ridge } else { self.grid.lambda[0] })
            .with("exponents", Value::from(exponents))
            .into())
    }

    /// The excess error of infinitely many samples: of correlated ones, whose spectrum keeps its shape as they grow in
    /// number, the bias at κ = λ/v with v their mean variance.
    fn endless(&self, learner: &Learner) -> Result<f64> {
        let lambda = self.grid.lambda[0];
        match learner {
            Learner::Independent { model, .. } => {
                limit(|samples| model.excess(&self.modes, samples, lambda))
            }
            Learner::Correlated(_) => {
                let (model, lambda) =
                    (Model::Ridge(Ridge::averaging(1.0)), lambda / learner.variance());
                limit(|samples| model.excess(&self.modes, samples, lambda))
            }
        }
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

/// What an error tends to with ever more of a resource.
fn limit(error: impl Fn(f64) -> Result<f64>) -> Result<f64> {
    let (near, far) = (error(ENDLESS)?, error(BEYOND)?);
    Ok(if far < 0.5 * near { 0.0 } else { far })
}

/// Noise where more than half of the error comes from it; else what would help most. More samples help more than
/// independent ones: correlation it is where those would bring most of the gain.
fn worst(relaxed: &Relaxed, error: f64, clean: f64) -> &'static str {
    let left = |wanted: &str| relaxed.iter().find(|(name, _)| *name == wanted).and_then(|x| x.1);
    let worst = relaxed
        .iter()
        .filter(|(name, _)| *name != "correlation" && (*name == "noise") == (clean < 0.5 * error))
        .filter_map(|(name, left)| Some((*name, (*left)?)))
        .filter(|(_, left)| error > SLIGHT * left)
        .min_by(|a, b| a.1.total_cmp(&b.1));
    match (worst, left("correlation")) {
        (Some(("samples", all)), Some(some)) if error - some > SHARE * (error - all) => {
            "correlation"
        }
        (worst, _) => worst.map_or("none", |(name, _)| name),
    }
}

/// The best ridge that is not negative, and its excess error.
fn best_ridge(learner: &Learner, modes: &Modes) -> Result<(f64, f64)> {
    let ends = [RIDGES.0, RIDGES.1].map(|x| x * modes.largest() * learner.variance());
    let none = (0.0, learner.excess(modes, 0.0)?);
    let best = lowest(ends, |lambda| learner.excess(modes, lambda))?;
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
