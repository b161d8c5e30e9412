//! Local exponents of the excess error: E ~ P^-samples Π N_l^-width λ^lambda, as derivatives of its logarithm.

mod drift;
mod excess_error;

use drift::Shares;
use excess_error::ExcessError;

use super::ensemble::Ensemble;
use crate::report::Status;
use crate::spectrum::{Modes, Sums};
use crate::transform::Bend;

/// −d ln E/d ln P, −d ln E/d ln N_l and d ln E/d ln λ, each with the others fixed.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalExponents {
    /// How the numbers came about.
    pub status: Status,
    /// The excess error itself.
    pub error: f64,
    /// In samples.
    pub samples: f64,
    /// In the width of each layer that has one.
    pub widths: Vec<f64>,
    /// In the ridge.
    pub lambda: f64,
}

/// A solved point of random features; of ridge regression where there are no layers.
pub struct Point<'a> {
    /// The population.
    pub modes: &'a Modes,
    /// Its sums at κ₂.
    pub sums: &'a Sums,
    /// κ₂.
    pub kappa: f64,
    /// P.
    pub samples: f64,
    /// X = P λ/κ₁ = P − df₁.
    pub open: f64,
    /// The layers at df₁.
    pub layers: Vec<Bend>,
    /// Degrees of freedom that fit the noise of features and grow with their number; of one Gaussian layer.
    pub own_noise: f64,
    /// What is averaged.
    pub ensemble: Ensemble,
    /// How the solve ended.
    pub status: Status,
}

impl Point<'_> {
    /// The exponents; zeros where the error is zero or infinite.
    pub fn exponents(&self) -> LocalExponents {
        let shares = Shares::new(self);
        let error = ExcessError::new(self, &shares);
        let widths = (0..self.layers.len()).filter_map(|layer| shares.with_width(layer));
        let diverges = error.value.is_infinite() || error.value.is_nan();
        LocalExponents {
            status: if diverges { Status::InterpolationThreshold } else { self.status },
            error: if diverges { f64::INFINITY } else { error.value },
            samples: -error.along(&shares.with_samples()) + 0.0,
            widths: widths.map(|drift| -error.along(&drift) + 0.0).collect(),
            lambda: error.along(&shares.with_lambda()),
        }
    }
}
