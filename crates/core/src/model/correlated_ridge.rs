//! Ridge regression on correlated samples.

use super::correlated_test::{CorrelatedError, TestPoint};
use super::ridge::over;
use crate::report::{Point, Status};
use crate::solve::{Coupled, solve_correlated};
use crate::spectrum::Modes;
use crate::transform::{SampleSide, SampleSums};

/// T correlated samples, ready for every λ.
#[derive(Debug)]
pub struct CorrelatedSamples {
    /// T.
    pub samples: f64,
    /// The correlation K with the label noise along its eigenvalues.
    pub side: SampleSide,
    /// A test point that is correlated with the samples.
    pub test: Option<TestPoint>,
    /// How many training sets, each with its own model, are averaged.
    pub ensemble: f64,
}

/// What the theory says of one training set.
///
/// With df = df_Σ(κ) = df_K(κ̃), a = df2_K/df, b = df2_Σ/df: γ = ab, 1 − γ = (1−a) + a(1−b) with 1 − a and 1 − b from
/// the gaps df₁ − df₂. Source: arXiv 2408.04607; the noise of any correlation is derived in docs/.
#[derive(Debug, Clone, Copy)]
pub(super) struct Risk {
    pub coupled: Coupled,
    pub df: f64,
    pub df2: f64,
    pub samples: SampleSums,
    pub gamma: f64,
    pub one_minus_gamma: f64,
    pub gamma_noise: f64,
    /// 1 − d ln κ̃/d ln λ.
    lag: f64,
    pub bias: f64,
    pub noise: f64,
    /// Bias and the variance from the draw of the inputs, bias/(1 − γ).
    pub signal: f64,
    /// σ_ε² γ_n/(1 − γ).
    pub noise_variance: f64,
}

impl Risk {
    pub(super) fn new(modes: &Modes, samples: SampleSums, coupled: Coupled) -> Self {
        let sums = modes.sums(coupled.kappa);
        let df = sums.df1;
        let (a, rest_a) = (samples.df2 / df, samples.df_gap / df);
        let (b, rest_b) = (sums.df2 / df, sums.df_gap / df);
        let one_minus_gamma = rest_a + a * rest_b;
        let gamma_noise = b * (samples.noise / df);
        let noise = modes.noise();
        let noise_variance =
            if noise > 0.0 { noise * (gamma_noise / one_minus_gamma) } else { 0.0 };
        Self {
            coupled,
            df,
            df2: sums.df2,
            samples,
            gamma: a * b,
            one_minus_gamma,
            gamma_noise,
            lag: over(b * rest_a, one_minus_gamma),
            bias: sums.bias,
            noise,
            signal: over(sums.bias, one_minus_gamma),
            noise_variance,
        }
    }

    /// (κ̃/T) {[df_K − df2_K] signal + σ_ε² [A₁ − κ̃' A₂]}, A₁ − κ̃'A₂ = κ̃ Σ n/(l+κ̃)² + (1 − κ̃') A₂.
    fn train_error(&self, samples: f64) -> f64 {
        let kappa = self.coupled.kappa_tilde;
        let SampleSums { df_gap, noise, noise_square, noise_null, .. } = self.samples;
        let kept = kappa * kappa * noise_square + noise_null;
        let signal = if kappa > 0.0 { kappa * df_gap * self.signal } else { 0.0 };
        (signal + self.noise * (kept + self.lag * kappa * noise)) / samples
    }

    /// σ_ε² [1 − Tr K_n(K+κ̃)⁻²/Tr K(K+κ̃)⁻²].
    fn mismatch(&self) -> f64 {
        let SampleSums { pull, noise_square, noise_null, .. } = self.samples;
        let kappa = self.coupled.kappa_tilde;
        let null = if noise_null > 0.0 { noise_null / kappa / kappa } else { 0.0 };
        if self.noise > 0.0 { self.noise * (1.0 - (noise_square + null) / pull) } else { 0.0 }
    }
}

impl CorrelatedSamples {
    /// The report at one λ ≥ 0.
    pub fn point(&self, modes: &Modes, lambda: f64) -> Point {
        let coupled = solve_correlated(modes, &self.side, self.samples, lambda);
        let risk = Risk::new(modes, self.side.sums(coupled.kappa_tilde), coupled);
        let variance = over(risk.bias * risk.gamma, risk.one_minus_gamma) / self.ensemble;
        let noise = risk.noise_variance / self.ensemble;
        let excess = risk.bias + variance + noise;
        let s_transform = (self.samples / risk.df) / coupled.kappa_tilde;
        let mut numbers = vec![
            ("kappa", coupled.kappa),
            ("kappaTilde", coupled.kappa_tilde),
            ("df1", risk.df),
            ("df2", risk.df2),
            ("df2Samples", risk.samples.df2),
            ("gamma", risk.gamma),
            ("oneMinusGamma", risk.one_minus_gamma),
            ("gammaNoise", risk.gamma_noise),
            ("sTransform", s_transform),
            ("trainError", risk.train_error(self.samples)),
            ("testError", excess + risk.noise),
            ("excessError", excess),
            ("bias", risk.bias),
            ("corrGcvFactor", s_transform * (risk.df / risk.samples.df_gap)),
            ("mismatchCorrection", risk.mismatch()),
        ];
        if let Some(test) = &self.test {
            let CorrelatedError { rho, tau, error } = test.error(&risk);
            numbers.extend([("rho", rho), ("tau", tau), ("correlatedTestError", error)]);
        }
        let shifted = modes.shifted(coupled.kappa).map(|shifted| {
            let amplified = over(shifted.resolved * (variance + noise), risk.df2);
            shifted.bias + amplified
        });
        Point {
            status: outcome(coupled.status, excess),
            numbers,
            variance: vec![("data", variance), ("noise", noise)],
            out_of_distribution: shifted,
            kappas: Vec::new(),
        }
    }
}

fn outcome(status: Status, excess: f64) -> Status {
    if excess.is_infinite() { Status::InterpolationThreshold } else { status }
}
