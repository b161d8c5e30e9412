//! A model at its number of samples, ready for every ridge.

use super::model::Model;
use crate::error::Result;
use crate::model::correlated_ridge::CorrelatedSamples;
use crate::model::local_exponents::LocalExponents;
use crate::model::ridge::Ridge;
use crate::spectrum::Modes;

/// What is asked for errors at many ridges: the spectrum of correlated samples is found once.
pub enum Learner<'a> {
    /// Independent samples.
    Independent {
        /// What is trained.
        model: &'a Model,
        /// P.
        samples: f64,
    },
    /// Correlated samples.
    Correlated(Box<CorrelatedSamples>),
}

impl<'a> Learner<'a> {
    /// The model at P samples.
    pub fn new(model: &'a Model, samples: f64) -> Result<Self> {
        Ok(match model {
            Model::CorrelatedRidge(correlated) => {
                Self::Correlated(Box::new(correlated.at(samples)?))
            }
            model => Self::Independent { model, samples },
        })
    }

    /// The excess error at one ridge.
    pub fn excess(&self, modes: &Modes, lambda: f64) -> Result<f64> {
        match self {
            Self::Independent { model, samples } => model.excess(modes, *samples, lambda),
            Self::Correlated(set) => Ok(set.excess(modes, lambda)),
        }
    }

    /// Local exponents at one ridge.
    pub fn local_exponents(&self, modes: &Modes, lambda: f64) -> Result<LocalExponents> {
        match self {
            Self::Independent { model, samples } => model.local_exponents(modes, *samples, lambda),
            Self::Correlated(set) => Ok(set.local_exponents(modes, lambda)),
        }
    }

    /// The mean variance of a sample: the mean of K's diagonal.
    pub fn variance(&self) -> f64 {
        match self {
            Self::Independent { .. } => 1.0,
            Self::Correlated(set) => set.side.trace() / set.samples,
        }
    }

    /// The excess error of as many independent samples: with variances v of a sample and n of its noise,
    /// ridge regression at λ/v with noise σ_ε² n/v. None where they are independent.
    pub fn independent(&self, modes: &Modes, lambda: f64) -> Result<Option<f64>> {
        let Self::Correlated(set) = self else { return Ok(None) };
        let variance = self.variance();
        let noise = modes.noise() * (set.side.noise_trace() / set.samples / variance);
        let ridge = Model::Ridge(Ridge::averaging(set.ensemble));
        ridge.excess(&modes.with_noise(noise), set.samples, lambda / variance).map(Some)
    }
}
