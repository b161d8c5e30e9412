//! Bias and variance from crossed draws, each estimate without bias of its own.

use crate::simulate::learner::Learner;

/// Mean products of errors of two fits, by what they share.
///
/// With r = w̄ − s what the fit of clean labels leaves and n the fit of the noise, over features F₁, F₂ and data X₁, X₂:
/// means of |r|², r(F,X₁)·r(F,X₂), r(F₁,X)·r(F₂,X) and r(F₁,X₁)·r(F₂,X₂), and the same for n.
#[derive(Debug, Clone, Copy, Default)]
pub struct Products {
    /// |r|² and |n|².
    pub own: [f64; 2],
    /// Same features, other data.
    pub features: f64,
    /// Same data and noise, other features.
    pub data: [f64; 2],
    /// Nothing in common.
    pub none: f64,
}

/// What the estimates of [`Products::parts`] are called.
pub fn names(learner: &Learner) -> &'static [&'static str] {
    match learner {
        Learner::Ridge => &["bias", "variance.data", "variance.noise"],
        _ => &[
            "bias",
            "variance.features",
            "variance.data",
            "variance.featuresData",
            "variance.noise",
            "variance.featuresNoise",
        ],
    }
}

impl Products {
    /// The parts in the order of [`names`].
    pub fn parts(&self, learner: &Learner) -> Vec<f64> {
        let Self { own: [signal, noise], features, data, none } = *self;
        if matches!(learner, Learner::Ridge) {
            return vec![none, signal - none, noise];
        }
        let [by_data, by_noise] = data;
        vec![
            none,
            features - none,
            by_data - none,
            (signal - features) - (by_data - none),
            by_noise,
            noise - by_noise,
        ]
    }
}
