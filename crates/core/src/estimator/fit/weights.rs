//! The function that a decomposition stands for: weights of features or of rows, and constants.

use crate::estimator::Decomposition;
use crate::linalg::{Matrix, axpy};

impl Decomposition {
    /// Weights for targets of these coefficients Uᵀ Y: V diag(1/(σ + Pλ/σ)) Uᵀ Y of the features, σ = √(P s), where
    /// there are right singular vectors, and U diag(1/(P(s+λ))) Uᵀ Y of the rows otherwise.
    pub fn weights(&self, coefficients: &Matrix, lambda: f64) -> Matrix {
        let n = self.samples as f64;
        match &self.right {
            Some(right) => combine(right, coefficients, |k| gain(n, self.eigenvalues[k], lambda)),
            None => {
                combine(&self.vectors, coefficients, |k| 1.0 / (n * (self.eigenvalues[k] + lambda)))
            }
        }
    }
}

/// 1/(σ + Pλ/σ) for σ = √(P s).
pub fn gain(n: f64, s: f64, lambda: f64) -> f64 {
    let sigma = f64::sqrt(s * n);
    1.0 / (sigma + lambda * n / sigma)
}

/// Σ_k gain_k v_k c_kᵀ over the rows of both.
pub fn combine(basis: &Matrix, coefficients: &Matrix, gain: impl Fn(usize) -> f64) -> Matrix {
    let mut weights = Matrix::zeros(basis.columns, coefficients.columns);
    for k in 0..basis.rows {
        let gain = gain(k);
        for (j, v) in basis.row(k).iter().enumerate() {
            axpy(gain * v, coefficients.row(k), weights.row_mut(j));
        }
    }
    weights
}

/// b = ȳ − x̄ᵀ w, one a target.
pub fn constants(target_means: &[f64], means: &[f64], weights: &Matrix) -> Vec<f64> {
    let mut constants = target_means.to_vec();
    for (j, mean) in means.iter().enumerate() {
        axpy(-mean, weights.row(j), &mut constants);
    }
    constants
}
