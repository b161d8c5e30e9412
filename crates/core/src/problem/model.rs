//! What a problem trains: one arm a model.

use super::grid::Grid;
use crate::error::Result;
use crate::model::noisy_features::NoisyFeatures;
use crate::model::nonlinear_features;
use crate::model::random_features::RandomFeatures;
use crate::model::ridge::Ridge;
use crate::report::Point;
use crate::spectrum::Modes;
use crate::wire::Fields;

/// A model of `evaluate`.
#[derive(Debug)]
pub enum Model {
    /// Ridge or kernel ridge regression.
    Ridge(Ridge),
    /// Linear random features, shallow or deep.
    RandomFeatures(RandomFeatures),
    /// Features with noise of their own, and nonlinear ones by their Gaussian equivalent.
    NoisyFeatures(NoisyFeatures),
}

const KINDS: [&str; 4] = ["ridge", "randomFeatures", "nonlinearFeatures", "noisyFeatures"];

impl Model {
    /// Reads `{ kind, … }` and the ensemble for this population.
    pub fn read(mut fields: Fields, ensemble: Option<Fields>, modes: &Modes) -> Result<Self> {
        let kind = fields.choice("kind", &KINDS, None)?;
        let entries = &mut fields;
        let model = match kind {
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

    /// Refuses what the model does not allow, before any work.
    pub fn check(&self, modes: &Modes, grid: &Grid) -> Result<()> {
        match self {
            Self::Ridge(_) => grid.check_edges(modes),
            Self::RandomFeatures(_) | Self::NoisyFeatures(_) => {
                grid.check_not_negative("random features")
            }
        }
    }

    /// One row of the grid: every λ at one P.
    pub fn row(&self, modes: &Modes, samples: f64, lambda: &[f64]) -> Result<Vec<Point>> {
        match self {
            Self::Ridge(ridge) => ridge.row(modes, samples, lambda),
            Self::RandomFeatures(model) => {
                Ok(lambda.iter().map(|lambda| model.point(modes, samples, *lambda)).collect())
            }
            Self::NoisyFeatures(model) => {
                Ok(lambda.iter().map(|lambda| model.point(modes, samples, *lambda)).collect())
            }
        }
    }
}
