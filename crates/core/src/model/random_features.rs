//! Linear random features f(x) = xᵀF v, shallow or deep: errors, bias and the parts of the variance.

use super::ridge::over;
use crate::report::{Point, Status};
use crate::solve::{Chain, solve_features};
use crate::spectrum::{Modes, Sums};
use crate::transform::Layer;

/// What an ensemble averages over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// New features, the same data.
    Features,
    /// New data, the same features.
    Data,
    /// New features and data.
    Both,
}

/// An average of `size` models.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ensemble {
    /// How many.
    pub size: f64,
    /// What is drawn anew for each.
    pub over: Over,
}

/// The theory at one (P, λ): κ₁, κ₂, ρ = d ln κ₂/d ln κ₁ and what follows from them.
struct Solved {
    chain: Chain,
    sums: Sums,
    samples: f64,
    /// ρ and 1 − ρ.
    rho: f64,
    other: f64,
    /// 1 − γ₁ and 1 − γ₂.
    slack1: f64,
    slack2: f64,
}

/// Evaluates the theory at P > 0, λ ≥ 0 for features F = Z₁ … Z_L of the given layers.
///
/// Bias² = κ₂² T₁₂, Var_F = (1−ρ) κ₂ T₂₂, E = (Bias² + Var_F + σ_ε²)/(1−γ₁); the other parts as in
/// arXiv 2405.00592, random-features section, with γ₁ − γ₂ = (1−ρ)(df₁−df₂)/P in place of their
/// difference. `ensemble` averages models; the training error is that of one.
pub fn random_features(
    modes: &Modes,
    layers: &[Layer],
    samples: f64,
    lambda: f64,
    ensemble: Ensemble,
) -> Point {
    let solved = Solved::new(modes, layers, samples, lambda);
    solved.point(modes, ensemble)
}

impl Solved {
    fn new(modes: &Modes, layers: &[Layer], samples: f64, lambda: f64) -> Self {
        let chain = solve_features(modes, layers, samples, lambda);
        let sums = modes.sums(chain.kappas[chain.kappas.len() - 1]);
        // At a saturated layer of full rank the gap vanishes with it: each such layer counts one.
        let product = if sums.df_gap > 0.0 {
            sums.df_gap * chain.slope
        } else if chain.slope.is_infinite() {
            1.0
        } else {
            0.0
        };
        let rho = 1.0 / (1.0 + product);
        let other = if product.is_infinite() { 1.0 } else { product / (1.0 + product) };
        let gap = sums.df_gap / samples;
        let (slack1, slack2) = (chain.slack + rho * gap, chain.slack + gap);
        Self { chain, sums, samples, rho, other, slack1, slack2 }
    }

    fn point(&self, modes: &Modes, ensemble: Ensemble) -> Point {
        let Self { chain, sums, samples, rho, other, .. } = self;
        let noise = modes.noise();
        let features = other * sums.mixed;
        let gamma1 = (other * sums.df1 + rho * sums.df2) / samples;
        let gamma2 = sums.df2 / samples;
        let amplify1 = |x: f64| over(x * gamma1, self.slack1);
        let amplify2 = |x: f64| over(x * gamma2, self.slack2);
        let between =
            |x: f64| over(over(x * other * sums.df_gap / samples, self.slack2), self.slack1);
        let parts = Parts {
            features,
            data: amplify2(sums.bias),
            features_data: between(sums.bias) + amplify1(features),
            noise: amplify2(noise),
            features_noise: between(noise),
        };
        let single = over(sums.bias + features + noise, self.slack1);
        let parts = parts.averaged(ensemble);
        let excess = sums.bias + parts.total();
        let status =
            if excess.is_infinite() { Status::InterpolationThreshold } else { chain.status };
        let train = if chain.slack > 0.0 { chain.slack * chain.slack * single } else { 0.0 };
        Point {
            status,
            numbers: vec![
                ("kappa", chain.kappas[0]),
                ("df1", sums.df1),
                ("df2", sums.df2),
                ("rho", *rho),
                ("gamma", gamma1),
                ("oneMinusGamma", self.slack1),
                ("sTransform", 1.0 / chain.slack),
                ("trainError", train),
                ("testError", excess + noise),
                ("excessError", excess),
                ("bias", sums.bias),
            ],
            variance: parts.named(),
            out_of_distribution: self.out_of_distribution(modes, single),
            kappas: chain.kappas.clone(),
        }
    }

    /// Bias, features and data under another test covariance, for a single model.
    fn out_of_distribution(&self, modes: &Modes, test_error: f64) -> Option<f64> {
        let shifted = modes.shifted(self.chain.kappas[self.chain.kappas.len() - 1])?;
        // (1−ρ)/(df₁−df₂), finite where a layer saturates.
        let share = over(self.other, self.sums.df_gap);
        let features = self.sums.mixed * over(shifted.unresolved * share, 1.0);
        let data = (shifted.resolved + self.other * shifted.unresolved) / self.samples;
        let data = if data > 0.0 { data * test_error } else { 0.0 };
        Some(shifted.bias + features + data)
    }
}

/// The parts of the variance.
#[derive(Debug, Clone, Copy)]
struct Parts {
    features: f64,
    data: f64,
    features_data: f64,
    noise: f64,
    features_noise: f64,
}

impl Parts {
    /// An average divides what is drawn anew for each of its members.
    fn averaged(self, Ensemble { size, over }: Ensemble) -> Self {
        let (features, data) = match over {
            Over::Features => (size, 1.0),
            Over::Data => (1.0, size),
            Over::Both => (size, size),
        };
        Self {
            features: self.features / features,
            data: self.data / data,
            features_data: self.features_data / size,
            noise: self.noise / data,
            features_noise: self.features_noise / size,
        }
    }

    fn total(&self) -> f64 {
        self.features + self.data + self.features_data + self.noise + self.features_noise
    }

    fn named(&self) -> Vec<(&'static str, f64)> {
        vec![
            ("features", self.features),
            ("data", self.data),
            ("featuresData", self.features_data),
            ("noise", self.noise),
            ("featuresNoise", self.features_noise),
        ]
    }
}
