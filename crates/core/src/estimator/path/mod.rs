//! Everything the data alone say at one ridge.

mod noise;
pub(super) mod residuals;

pub use noise::noise;

use super::Decomposition;
use residuals::{Batch, Residuals, at_once};

/// Data-only estimates at one λ; errors are means over samples, summed over targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimates {
    /// The ridge λ.
    pub lambda: f64,
    /// κ̂ = λ/mean(a), a = λ/(s+λ).
    pub kappa: f64,
    /// Ŝ = κ̂/λ = 1/mean(a); infinite at λ = 0 on an invertible kernel.
    pub s_transform: f64,
    /// Tr K̂(K̂+λ)⁻¹, an estimate of df₁(κ̂).
    pub df1: f64,
    /// Estimate of df₂(κ̂), from the exact derivative of df₁ along λ.
    pub df2: f64,
    /// 1 − df₂/P = mean(a)²/mean(a²), with P the number of rows that no intercept uses up.
    pub one_minus_gamma: f64,
    /// Mean squared residual.
    pub train_error: f64,
    /// GCV (KARE): `train_error`/mean(a)².
    pub gcv: f64,
    /// Exact leave-one-out error.
    pub loo_error: f64,
    /// Standard error of `loo_error` as a mean over samples.
    pub loo_standard_error: f64,
    /// (1/P) yᵀ(K/P+λ)⁻¹y, an estimate of tf₁(κ) + σ_ε²/κ; infinite where λ = 0 leaves residuals.
    pub tf1: f64,
}

/// Weights a up to the common factor λ/τ, which drops out of every ratio: no 0/0 at λ = 0.
struct Weights {
    /// τ/(s_i+λ).
    scaled: Vec<f64>,
    /// Weight of the directions outside U: λ/λ.
    outside: f64,
    /// λ/τ.
    factor: f64,
    /// τ.
    scale: f64,
}

impl Weights {
    fn new(decomposition: &Decomposition, lambda: f64) -> Self {
        let s = &decomposition.eigenvalues;
        if decomposition.outside.is_some() {
            // λ = 0 as the limit of a ridge far below everything: rows of leverage one need it.
            let ridge = if lambda > 0.0 { lambda } else { RIDGELESS * smallest_positive(s) };
            let scaled = s.iter().map(|s| share(ridge, *s)).collect();
            return Self { scaled, outside: 1.0, factor: 1.0, scale: lambda };
        }
        let scale = lambda + decomposition.smallest();
        let scaled = s.iter().map(|s| scale / (s + lambda)).collect();
        Self { scaled, outside: 0.0, factor: lambda / scale, scale }
    }
}

/// Traces of the weights.
struct Moments {
    /// Σ a over all directions.
    trace: f64,
    one_minus_gamma: f64,
    df2: f64,
}

impl Weights {
    /// From κ̂ = Pλ/Σa: df₁ − df₂ = −d df₁/d ln κ̂ = Σ a(1−a) Σa/Σa², so 1 − df₂/m = (Σa)²/(m Σa²)
    /// and df₂ = m Var(a)/mean(a²): sums of positives.
    fn moments(&self, decomposition: &Decomposition) -> Moments {
        let null = decomposition.outside.as_ref().map_or(0.0, |o| o.count as f64);
        let m = self.scaled.len() as f64 + null;
        let trace = self.scaled.iter().sum::<f64>() + null * self.outside;
        let square = self.scaled.iter().map(|a| a * a).sum::<f64>() + null * self.outside;
        let mean = trace / m;
        let spread = |a: f64| (a - mean) * (a - mean);
        let variance =
            self.scaled.iter().map(|a| spread(*a)).sum::<f64>() + null * spread(self.outside);
        Moments {
            trace,
            one_minus_gamma: (trace / square) * (trace / m),
            df2: m * (variance / square),
        }
    }
}

impl Weights {
    fn estimates(
        &self,
        decomposition: &Decomposition,
        lambda: f64,
        residuals: &Residuals,
    ) -> Estimates {
        let n = decomposition.samples as f64;
        let Moments { trace, one_minus_gamma, df2 } = self.moments(decomposition);
        let mean = trace / n;
        // An empty sum is −0.
        let df1 = decomposition.eigenvalues.iter().map(|s| share(*s, lambda)).sum::<f64>() + 0.0;
        let (plain, left_out) = residuals.squares();
        let scaled_error = plain.iter().sum::<f64>() / n;
        let loo_error = left_out.iter().sum::<f64>() / n;
        Estimates {
            lambda,
            kappa: self.scale / mean,
            s_transform: 1.0 / (self.factor * mean),
            df1,
            df2,
            one_minus_gamma,
            train_error: self.factor * self.factor * scaled_error,
            gcv: scaled_error / (mean * mean),
            loo_error,
            loo_standard_error: standard_error(&left_out, loo_error),
            tf1: tf1(decomposition, lambda),
        }
    }
}

/// A ridge this far below the smallest eigenvalue leaves no trace in the other rows.
const RIDGELESS: f64 = 1e-40;

fn smallest_positive(s: &[f64]) -> f64 {
    s.iter().copied().filter(|s| *s > 0.0).fold(f64::INFINITY, f64::min)
}

/// x/(x + y), zero where both are.
fn share(x: f64, y: f64) -> f64 {
    if x > 0.0 { x / (x + y) } else { 0.0 }
}

/// The estimates at λ ≥ 0 (λ > 0 or a decomposition that [`Decomposition::check_ridge`] accepts).
pub fn estimates(decomposition: &Decomposition, lambda: f64) -> Estimates {
    let weights = Weights::new(decomposition, lambda);
    let residuals = Batch::new(decomposition, &[&weights.scaled]).at(0);
    weights.estimates(decomposition, lambda, &residuals)
}

/// The estimates at each of many ridges: one product of matrices for all their residuals.
pub fn estimates_along(decomposition: &Decomposition, ridges: &[f64]) -> Vec<Estimates> {
    let mut path = Vec::with_capacity(ridges.len());
    each_with_residuals(decomposition, ridges, |estimates, _| path.push(estimates));
    path
}

/// Hands over the estimates and residuals at each ridge in turn.
pub(super) fn each_with_residuals(
    decomposition: &Decomposition,
    ridges: &[f64],
    mut each: impl FnMut(Estimates, &Residuals),
) {
    for ridges in ridges.chunks(at_once(decomposition)) {
        let weights: Vec<Weights> =
            ridges.iter().map(|lambda| Weights::new(decomposition, *lambda)).collect();
        let scaled: Vec<&[f64]> = weights.iter().map(|weights| &weights.scaled[..]).collect();
        let batch = Batch::new(decomposition, &scaled);
        for (i, (lambda, weights)) in ridges.iter().zip(&weights).enumerate() {
            let residuals = batch.at(i);
            each(weights.estimates(decomposition, *lambda, &residuals), &residuals);
        }
    }
}

fn tf1(decomposition: &Decomposition, lambda: f64) -> f64 {
    let n = decomposition.samples as f64;
    let inside: f64 = decomposition
        .eigenvalues
        .iter()
        .enumerate()
        .map(|(k, s)| {
            decomposition.coefficients.row(k).iter().map(|c| c * c).sum::<f64>() / (s + lambda)
        })
        .sum();
    let outside: f64 =
        decomposition.outside.as_ref().map_or(0.0, |o| o.y.data.iter().map(|y| y * y).sum::<f64>());
    let outside = if outside > 0.0 { outside / lambda } else { 0.0 };
    (inside + outside) / n
}

/// Standard deviation over √n.
pub(super) fn standard_error(terms: &[f64], mean: f64) -> f64 {
    let n = terms.len() as f64;
    if n < 2.0 {
        return 0.0;
    }
    let variance = terms.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    f64::sqrt(variance / n)
}
