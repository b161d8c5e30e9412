//! What a problem trains: one arm a model.

use super::correlation::Correlated;
use super::grid::Grid;
use super::population::InputWeights;
use crate::error::{Error, Result};
use crate::model::local_exponents::LocalExponents;
use crate::model::noisy_features::NoisyFeatures;
use crate::model::nonlinear_features;
use crate::model::random_features::RandomFeatures;
use crate::model::ridge::Ridge;
use crate::report::Point;
use crate::spectrum::Modes;
use crate::spectrum::SAMPLE;
use crate::wire::Fields;

/// A model of `evaluate`.
#[derive(Debug, Clone)]
pub enum Model {
    /// Ridge or kernel ridge regression.
    Ridge(Ridge),
    /// Ridge regression on correlated samples.
    CorrelatedRidge(Correlated),
    /// Linear random features, shallow or deep.
    RandomFeatures(RandomFeatures),
    /// Features with noise of their own, and nonlinear ones by their Gaussian equivalent.
    NoisyFeatures(NoisyFeatures),
}

/// The name of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind(&'static str);

impl Kind {
    /// Takes `kind`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let kinds = ["ridge", "randomFeatures", "nonlinearFeatures", "noisyFeatures"];
        Ok(Self(fields.choice("kind", &kinds, None)?))
    }

    /// Takes what linear random features are drawn with, which changes the modes they see.
    pub fn input_weights(self, fields: &mut Fields) -> Result<Option<InputWeights>> {
        if self.0 != "randomFeatures" {
            return Ok(None);
        }
        let path = fields.path("inputWeightSpectrum");
        let values = fields.numbers_if_any("inputWeightSpectrum")?;
        Ok(values.map(|values| InputWeights { values, path }))
    }
}

impl Model {
    /// Reads `{ … }` of a kind and the ensemble for this population.
    pub fn read(
        kind: Kind,
        mut fields: Fields,
        ensemble: Option<Fields>,
        modes: &Modes,
    ) -> Result<Self> {
        let entries = &mut fields;
        let model = match kind.0 {
            "ridge" => Self::Ridge(Ridge::read(ensemble)?),
            "randomFeatures" => {
                Self::RandomFeatures(RandomFeatures::read(entries, ensemble, modes)?)
            }
            "nonlinearFeatures" => {
                Self::NoisyFeatures(nonlinear_features::read(entries, ensemble, modes)?)
            }
            _ => Self::NoisyFeatures(NoisyFeatures::read(entries, ensemble)?),
        };
        fields.finish()?;
        Ok(model)
    }

    /// The model on correlated samples.
    ///
    /// # Errors
    /// `Conflict` for a model other than ridge.
    pub fn correlated(self, correlated: Correlated) -> Result<Self> {
        if let Self::Ridge(ridge) = &self {
            return Ok(Self::CorrelatedRidge(correlated.average(ridge)?));
        }
        let reason = "needs the model \"ridge\": no other has a theory of correlated samples here";
        Err(Error::Conflict { argument: correlated.entries.path(SAMPLE), reason: reason.into() })
    }

    /// Refuses what the model does not allow, before any work.
    pub fn check(&self, modes: &Modes, grid: &Grid) -> Result<()> {
        match self {
            Self::Ridge(_) => grid.check_edges(modes),
            Self::CorrelatedRidge(correlated) => correlated.check(grid),
            Self::RandomFeatures(_) | Self::NoisyFeatures(_) => {
                grid.check_not_negative("random features")
            }
        }
    }

    /// Whether this is ridge regression, and no average of several.
    pub fn is_single_ridge(&self) -> bool {
        matches!(self, Self::Ridge(ridge) if ridge.is_single())
    }

    /// The largest width that a layer may have.
    ///
    /// # Errors
    /// `Conflict` where there is no width to choose.
    pub fn widest(&self, layer: usize, dimension: f64) -> Result<f64> {
        match self {
            Self::Ridge(_) | Self::CorrelatedRidge(_) => Err(Error::Conflict {
                argument: "model.kind".into(),
                reason: "has no width; it must be a model with random features".into(),
            }),
            Self::RandomFeatures(model) => model.widest(layer, dimension),
            Self::NoisyFeatures(_) => Ok(f64::INFINITY),
        }
    }

    /// The same model with another width.
    #[must_use]
    pub fn with_width(&self, layer: usize, width: f64) -> Self {
        match self {
            Self::Ridge(_) | Self::CorrelatedRidge(_) => self.clone(),
            Self::RandomFeatures(model) => Self::RandomFeatures(model.with_width(layer, width)),
            Self::NoisyFeatures(model) => Self::NoisyFeatures(model.with_width(width)),
        }
    }

    /// The excess error at one point.
    pub fn excess(&self, modes: &Modes, samples: f64, lambda: f64) -> Result<f64> {
        let point = self.point(modes, samples, lambda)?;
        let found = point.numbers.iter().find(|(name, _)| *name == "excessError");
        Ok(found.map_or(f64::INFINITY, |(_, error)| *error))
    }

    /// Local exponents at one point of the grid.
    pub fn local_exponents(
        &self,
        modes: &Modes,
        samples: f64,
        lambda: f64,
    ) -> Result<LocalExponents> {
        match self {
            Self::Ridge(ridge) => ridge.local_exponents(modes, samples, lambda),
            Self::RandomFeatures(model) => Ok(model.local_exponents(modes, samples, lambda)),
            Self::NoisyFeatures(model) => Ok(model.local_exponents(modes, samples, lambda)),
            Self::CorrelatedRidge(correlated) => {
                Ok(correlated.at(samples)?.local_exponents(modes, lambda))
            }
        }
    }

    /// The grid row by row: every λ at each P.
    pub fn grid(&self, modes: &Modes, samples: &[f64], lambda: &[f64]) -> Result<Vec<Point>> {
        let each = |point: &dyn Fn(f64, f64) -> Point| {
            let row = |p: &f64| lambda.iter().map(|l| point(*p, *l)).collect::<Vec<Point>>();
            Ok(samples.iter().flat_map(row).collect())
        };
        match self {
            Self::Ridge(ridge) => ridge.grid(modes, samples, lambda),
            Self::CorrelatedRidge(correlated) => {
                let row = |samples: &f64| {
                    let set = correlated.at(*samples)?;
                    Ok(lambda.iter().map(|l| set.point(modes, *l)).collect::<Vec<Point>>())
                };
                Ok(samples.iter().map(row).collect::<Result<Vec<_>>>()?.concat())
            }
            Self::RandomFeatures(model) => each(&|p, l| model.point(modes, p, l)),
            Self::NoisyFeatures(model) => each(&|p, l| model.point(modes, p, l)),
        }
    }

    /// One point.
    pub fn point(&self, modes: &Modes, samples: f64, lambda: f64) -> Result<Point> {
        Ok(self.grid(modes, &[samples], &[lambda])?.remove(0))
    }
}
