//! Everything the data alone say at one ridge.

use super::Decomposition;
use crate::linalg::{Matrix, axpy, axpy4};

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
    with_residuals(decomposition, lambda).0
}

/// The estimates with the residuals that they are made of.
pub(super) fn with_residuals(decomposition: &Decomposition, lambda: f64) -> (Estimates, Residuals) {
    let weights = Weights::new(decomposition, lambda);
    let n = decomposition.samples as f64;
    let Moments { trace, one_minus_gamma, df2 } = weights.moments(decomposition);
    let mean = trace / n;
    let df1 = decomposition.eigenvalues.iter().map(|s| share(*s, lambda)).sum::<f64>();
    let residuals = Residuals::new(decomposition, &weights);
    let (plain, left_out) = residuals.squares();
    let scaled_error = plain.iter().sum::<f64>() / n;
    let loo_error = left_out.iter().sum::<f64>() / n;
    let estimates = Estimates {
        lambda,
        kappa: weights.scale / mean,
        s_transform: 1.0 / (weights.factor * mean),
        df1,
        df2,
        one_minus_gamma,
        train_error: weights.factor * weights.factor * scaled_error,
        gcv: scaled_error / (mean * mean),
        loo_error,
        loo_standard_error: standard_error(&left_out, loo_error),
        tf1: tf1(decomposition, lambda),
    };
    (estimates, residuals)
}

/// Residuals at one ridge up to the factor λ/τ of the weights.
#[derive(Debug)]
pub(super) struct Residuals {
    /// (I − H) Y, one target a row.
    pub plain: Matrix,
    /// Diagonal of I − H: sums of positives.
    pub diagonal: Vec<f64>,
}

impl Residuals {
    fn new(decomposition: &Decomposition, weights: &Weights) -> Self {
        let (n, t) = (decomposition.samples, decomposition.targets());
        let (mut plain, mut diagonal) = match &decomposition.outside {
            Some(outside) => (outside.y.clone(), outside.weight.clone()),
            None => (Matrix::zeros(t, n), vec![0.0; n]),
        };
        let (u, c, a) = (&decomposition.vectors, &decomposition.coefficients, &weights.scaled);
        let fours = a.len() - a.len() % 4;
        for k in (0..fours).step_by(4) {
            let four = [k, k + 1, k + 2, k + 3];
            let rows = four.map(|k| u.row(k));
            for j in 0..t {
                axpy4(four.map(|k| a[k] * c.at(k, j)), rows, plain.row_mut(j));
            }
            add_squares(four.map(|k| a[k]), rows, &mut diagonal);
        }
        for k in fours..a.len() {
            for j in 0..t {
                axpy(a[k] * c.at(k, j), u.row(k), plain.row_mut(j));
            }
            diagonal.iter_mut().zip(u.row(k)).for_each(|(d, u)| *d += a[k] * u * u);
        }
        Self { plain, diagonal }
    }

    /// Squared residuals of each sample, summed over targets, and the same with it left out.
    pub fn squares(&self) -> (Vec<f64>, Vec<f64>) {
        let mut plain = vec![0.0; self.diagonal.len()];
        for j in 0..self.plain.rows {
            plain.iter_mut().zip(self.plain.row(j)).for_each(|(sum, z)| *sum += z * z);
        }
        let left_out = plain.iter().zip(&self.diagonal).map(|(r, d)| r / (d * d)).collect();
        (plain, left_out)
    }
}

/// d += Σ a u² over four rows.
fn add_squares(a: [f64; 4], u: [&[f64]; 4], d: &mut [f64]) {
    let n = d.len();
    let [p, q, r, s] = u.map(|u| &u[..n]);
    for i in 0..n {
        d[i] +=
            (a[0] * p[i] * p[i] + a[1] * q[i] * q[i]) + (a[2] * r[i] * r[i] + a[3] * s[i] * s[i]);
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
    libm::sqrt(variance / n)
}
