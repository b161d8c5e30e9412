//! Local exponents of ridge regression on correlated samples.

use super::correlated_ridge::{CorrelatedSamples, Risk};
use super::local_exponents::LocalExponents;
use crate::report::Status;
use crate::solve::solve_correlated;
use crate::spectrum::Modes;

/// How κ and κ̃ move with the logarithm of one parameter, and how much T itself does.
struct Flow {
    /// d ln κ.
    features: f64,
    /// d ln κ̃.
    samples: f64,
    /// d ln T.
    length: f64,
}

/// Slopes of the sums at a solved point: dB/d ln κ, and halves of −d df2_Σ/d ln κ, −d df2_K/d ln κ̃ and
/// −d A₂/d ln κ̃.
struct Slopes {
    bias: f64,
    features: f64,
    samples: f64,
    noise: f64,
}

impl CorrelatedSamples {
    /// The excess error alone; `Infinity` where it diverges.
    pub fn excess(&self, modes: &Modes, lambda: f64) -> f64 {
        let coupled = solve_correlated(modes, &self.side, self.samples, lambda);
        let risk = Risk::new(modes, self.side.sums(coupled.kappa_tilde), coupled);
        let error = risk.excess(self.ensemble);
        if error.is_finite() { error } else { f64::INFINITY }
    }

    /// −d ln E/d ln T and d ln E/d ln λ, where T grows with the shape of K's spectrum fixed, as that of a long stationary
    /// series is.
    ///
    /// With 1 − a = gap_K/df and 1 − b = gap_Σ/df, df_Σ(κ) = df_K(κ̃) and κ κ̃ = λT/df give
    /// d ln κ = [(1−a) d ln λ − a d ln T]/(1−γ) and d ln κ̃ = [(1−b) d ln λ + d ln T]/(1−γ).
    pub fn local_exponents(&self, modes: &Modes, lambda: f64) -> LocalExponents {
        let coupled = solve_correlated(modes, &self.side, self.samples, lambda);
        let risk = Risk::new(modes, self.side.sums(coupled.kappa_tilde), coupled);
        let sums = modes.sums(coupled.kappa);
        let [samples, noise] = self.side.slopes(coupled.kappa_tilde);
        let slopes =
            Slopes { bias: 2.0 * sums.bias_slope, features: sums.df2_slope, samples, noise };
        let (rest_a, rest_b) = (risk.samples.df_gap / risk.df, sums.df_gap / risk.df);
        let (a, open) = (risk.samples.df2 / risk.df, risk.one_minus_gamma);
        let by_lambda = Flow { features: rest_a / open, samples: rest_b / open, length: 0.0 };
        let by_samples = Flow { features: -a / open, samples: 1.0 / open, length: 1.0 };
        let error = risk.excess(self.ensemble);
        let along = |flow: &Flow| {
            let exponent = risk.drift(flow, &slopes, rest_b, self.ensemble) / error;
            if exponent.is_finite() { exponent } else { 0.0 }
        };
        let diverges = !error.is_finite();
        LocalExponents {
            status: if diverges { Status::InterpolationThreshold } else { coupled.status },
            error: if diverges { f64::INFINITY } else { error },
            samples: -along(&by_samples) + 0.0,
            widths: vec![],
            lambda: if lambda > 0.0 { along(&by_lambda) } else { 0.0 },
        }
    }
}

impl Risk {
    /// E = B [1 + γ/((1−γ)k)] + σ² γ_n/((1−γ)k).
    fn excess(&self, ensemble: f64) -> f64 {
        let variance = if self.bias > 0.0 { self.signal * self.gamma } else { 0.0 };
        self.bias + (variance + self.noise_variance) / ensemble
    }

    /// dE along a flow, by γ = ab and γ_n = b A₂/df, where ln df falls by (1−b) d ln κ.
    fn drift(&self, flow: &Flow, slopes: &Slopes, rest_b: f64, ensemble: f64) -> f64 {
        let (df, open) = (self.df, self.one_minus_gamma);
        let (a, b, n) = (self.samples.df2 / df, self.df2 / df, self.samples.noise / df);
        let wider = rest_b * flow.features;
        let of_a = a * (flow.length + wider) - 2.0 * slopes.samples / df * flow.samples;
        let of_b = b * wider - 2.0 * slopes.features / df * flow.features;
        let of_n = n * (flow.length + wider) - 2.0 * slopes.noise / df * flow.samples;
        let of_gamma = a * of_b + b * of_a;
        let of_noise = b * of_n + n * of_b;
        let times = |x: f64, factor: f64| if x > 0.0 { x * factor } else { 0.0 };
        let of_bias = if slopes.bias > 0.0 { slopes.bias * flow.features } else { 0.0 };
        let resolved = 1.0 + self.gamma / open / ensemble;
        of_bias * resolved
            + times(self.bias, of_gamma / open / open / ensemble)
            + times(self.noise, (of_noise + n * b * (of_gamma / open)) / open / ensemble)
    }
}
