//! Bias and variance of models with random features, from two amplifications.

use super::ensemble::Ensemble;
use super::ridge::{over, product};
use crate::report::{Point, Status};

/// What features, inputs and label noise each add to the error of one model.
///
/// γ₁ amplifies what a single model leaves over, γ₂ ≤ γ₁ what an average over features leaves over.
/// With both known, E = (Bias² + Var_F + σ_ε²)/(1−γ₁), and an average over infinitely many features
/// has (Bias² + σ_ε²)/(1−γ₂): all parts follow. Source: arXiv 2405.00592, random-features section.
#[derive(Debug, Clone, Copy)]
pub struct Decomposition {
    /// Squared bias.
    pub bias: f64,
    /// Var_F.
    pub features: f64,
    /// σ_ε².
    pub noise: f64,
    /// γ₁.
    pub gamma1: f64,
    /// γ₂.
    pub gamma2: f64,
    /// γ₁ − γ₂, formed without subtraction.
    pub difference: f64,
    /// 1 − γ₁, likewise.
    pub slack1: f64,
    /// 1 − γ₂, likewise.
    pub slack2: f64,
    /// What (γ₁−γ₂)/((1−γ₁)(1−γ₂)) tends to where all three vanish.
    pub threshold: f64,
    /// What Var_F/(1−γ₁) tends to where both vanish.
    pub vanishing: f64,
}

/// What a report adds to the decomposition.
pub struct Context {
    /// How the solve ended.
    pub status: Status,
    /// λ/κ₁.
    pub slack: f64,
    /// κ₁ … κ₂.
    pub kappas: Vec<f64>,
    /// df₁ and df₂ of Σ at κ₂, and what else the model reports.
    pub numbers: Vec<(&'static str, f64)>,
    /// What a test covariance makes of the parts, where there is one.
    pub shift: Option<Shift>,
}

/// The excess error of one model under a test covariance is bias + features + (data + spread) E.
#[derive(Debug, Clone, Copy)]
pub struct Shift {
    /// What an average over everything has.
    pub bias: f64,
    /// What the draw of the features adds by itself.
    pub features: f64,
    /// What an average over features multiplies its error by.
    pub data: f64,
    /// By how much more one model does.
    pub spread: f64,
}

impl Decomposition {
    /// Test error of one model, label noise included.
    pub fn single(&self) -> f64 {
        over(self.bias + self.noise, self.slack1) + self.of_features()
    }

    /// Var_F/(1−γ₁).
    fn of_features(&self) -> f64 {
        if self.slack1 <= 0.0 && self.features <= 0.0 {
            return self.vanishing;
        }
        over(self.features, self.slack1)
    }

    /// x (γ₁−γ₂)/((1−γ₁)(1−γ₂)).
    fn between(&self, x: f64) -> f64 {
        if self.slack2 <= 0.0 && self.difference <= 0.0 {
            return product(x, self.threshold);
        }
        over(over(x * self.difference, self.slack2), self.slack1)
    }

    fn parts(&self) -> Parts {
        let resolved = |x: f64| over(x * self.gamma2, self.slack2);
        let features_data = self.of_features() * self.gamma1;
        Parts {
            features: self.features,
            data: resolved(self.bias),
            features_data: self.between(self.bias) + features_data,
            noise: resolved(self.noise),
            features_noise: self.between(self.noise),
        }
    }

    /// Excess error of an ensemble under a test covariance. An average over infinitely many features
    /// has E₂ = (Bias² + σ_ε²)/(1−γ₂), and E − E₂ is formed without subtraction.
    fn shifted(&self, shift: Shift, ensemble: Ensemble) -> f64 {
        let Shift { bias, features, data, spread } = shift;
        let resolved = product(data, over(self.bias + self.noise, self.slack2));
        let beyond = self.between(self.bias + self.noise) + self.of_features();
        let both = product(data, beyond) + product(spread, self.single());
        let (by_features, by_data) = ensemble.divisors();
        bias + features / by_features + resolved / by_data + both / ensemble.size
    }

    /// The report of an ensemble; its training error is that of one model.
    pub fn point(&self, ensemble: Ensemble, context: Context) -> Point {
        let parts = self.parts().averaged(ensemble);
        let excess = self.bias + parts.total();
        let slack = context.slack;
        let train = if slack > 0.0 { slack * slack * self.single() } else { 0.0 };
        let mut numbers = vec![("kappa", context.kappas[0])];
        numbers.extend(context.numbers);
        numbers.extend([
            ("gamma", self.gamma1),
            ("oneMinusGamma", self.slack1),
            ("sTransform", 1.0 / slack),
            ("trainError", train),
            ("testError", excess + self.noise),
            ("excessError", excess),
            ("bias", self.bias),
        ]);
        let diverges = excess.is_infinite();
        Point {
            status: if diverges { Status::InterpolationThreshold } else { context.status },
            numbers,
            variance: parts.named(),
            out_of_distribution: context.shift.map(|shift| self.shifted(shift, ensemble)),
            kappas: context.kappas,
        }
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
    fn averaged(self, ensemble: Ensemble) -> Self {
        let (features, data) = ensemble.divisors();
        let size = ensemble.size;
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
