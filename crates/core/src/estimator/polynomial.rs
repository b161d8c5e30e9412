//! Polynomials of one variable: features, a fit of least norm, and its theory.

use crate::linalg::{Matrix, Svd, dot, svd};

/// Singular values below this share of the largest count as zero.
const RANK: f64 = 1e-13;

/// The functions that a polynomial is made of, on t in (−1, 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// t^k.
    Monomial,
    /// √(2k+1) P_k(t): orthonormal for uniform t.
    Legendre,
    /// T_0 and √2 T_k(t): orthonormal for t = cos of a uniform angle.
    Chebyshev,
    /// 1, √2 cos πt, √2 sin πt, √2 cos 2πt, …: orthonormal for uniform t.
    Fourier,
}

impl Basis {
    /// The first `count` functions at t.
    pub fn at(self, t: f64, count: usize) -> Vec<f64> {
        match self {
            Self::Monomial => {
                std::iter::successors(Some(1.0), |power| Some(power * t)).take(count).collect()
            }
            Self::Legendre => {
                let scale = |k: usize| f64::sqrt(2.0 * k as f64 + 1.0);
                recurrence(count, t, |k| (2.0 * k + 1.0, k, k + 1.0), scale)
            }
            Self::Chebyshev => {
                let scale = |k: usize| if k == 0 { 1.0 } else { std::f64::consts::SQRT_2 };
                recurrence(
                    count,
                    t,
                    |k| if k < 0.5 { (1.0, 0.0, 1.0) } else { (2.0, 1.0, 1.0) },
                    scale,
                )
            }
            Self::Fourier => (0..count)
                .map(|k| {
                    let angle = std::f64::consts::PI * k.div_ceil(2) as f64 * t;
                    let wave = if k % 2 == 1 { libm::cos(angle) } else { libm::sin(angle) };
                    if k == 0 { 1.0 } else { std::f64::consts::SQRT_2 * wave }
                })
                .collect(),
        }
    }

    /// The first functions in the orthonormal basis of their measure, one a row: the identity, but for monomials, whose
    /// measure is the uniform one and whose basis is Legendre's.
    pub fn in_orthonormal(self, count: usize) -> Matrix {
        let mut rows = Matrix::zeros(count, count);
        if self != Self::Monomial {
            (0..count).for_each(|k| rows.row_mut(k)[k] = 1.0);
            return rows;
        }
        // t P̃_k = b_{k+1} P̃_{k+1} + b_k P̃_{k−1} with b_k = k/√(4k² − 1).
        let b = |k: usize| k as f64 / f64::sqrt(4.0 * (k * k) as f64 - 1.0);
        for k in 0..count {
            if k == 0 {
                rows.row_mut(0)[0] = 1.0;
                continue;
            }
            let before = rows.row(k - 1).to_vec();
            let row = rows.row_mut(k);
            for (j, x) in before.iter().enumerate().take(k) {
                row[j + 1] += x * b(j + 1);
                if j > 0 {
                    row[j - 1] += x * b(j);
                }
            }
        }
        rows
    }
}

/// p_{k+1} = (a t p_k − b p_{k−1})/c, each times its scale.
fn recurrence(
    count: usize,
    t: f64,
    coefficients: impl Fn(f64) -> (f64, f64, f64),
    scale: impl Fn(usize) -> f64,
) -> Vec<f64> {
    let (mut before, mut here) = (0.0, 1.0);
    let mut values = Vec::with_capacity(count);
    for k in 0..count {
        values.push(scale(k) * here);
        let (a, b, c) = coefficients(k as f64);
        (before, here) = (here, (a * t * here - b * before) / c);
    }
    values
}

/// A fitted polynomial.
#[derive(Debug, Clone)]
pub struct Polynomial {
    /// One coefficient a function.
    pub coefficients: Vec<f64>,
    /// Singular values above rounding.
    pub rank: usize,
    /// Largest over smallest of these.
    pub condition: f64,
    /// Mean squared residual.
    pub train_error: f64,
    /// Σ s/(s+λ) over the eigenvalues of the Gram matrix over P.
    pub df1: f64,
}

/// Minimises (1/P)|Φ c − y|² + λ|c|²; at λ = 0 the solution of least norm, by singular values.
pub fn fit_polynomial(
    basis: Basis,
    t: &[f64],
    y: &[f64],
    (count, lambda): (usize, f64),
) -> Polynomial {
    let rows: Vec<f64> = t.iter().flat_map(|t| basis.at(*t, count)).collect();
    let features = Matrix { data: rows, rows: t.len(), columns: count };
    let Svd { values, left, right, .. } = svd(features.clone());
    let p = t.len() as f64;
    let floor = RANK * values[0] * f64::sqrt(p.max(count as f64));
    let rank = values.iter().filter(|s| **s > floor).count();
    let mut coefficients = vec![0.0; count];
    let mut df1 = 0.0;
    for k in 0..rank {
        let s = values[k];
        // σ/(σ² + Pλ), without squaring what may underflow.
        let weight = dot(left.row(k), y) / (s + p * lambda / s);
        crate::linalg::axpy(weight, right.row(k), &mut coefficients);
        df1 += s / (s + p * lambda / s);
    }
    let residual = |i: usize| dot(features.row(i), &coefficients) - y[i];
    let train_error = (0..t.len()).map(|i| residual(i) * residual(i)).sum::<f64>() / p;
    let condition = values[0] / values[rank.max(1) - 1];
    Polynomial { coefficients, rank, condition, train_error, df1 }
}

/// The population that polynomials of `count` functions see: eigenvalues of their covariance under their measure with the
/// target's squared coefficients w̄² along its eigenvectors, and what no coefficient reaches, which acts as noise.
/// `target` holds the target's coefficients in the orthonormal basis.
pub fn population(basis: Basis, target: &[f64], count: usize) -> (Vec<f64>, Vec<f64>, f64) {
    let rest = target.iter().skip(count).map(|c| c * c).sum();
    let reached: Vec<f64> = (0..count).map(|k| target.get(k).copied().unwrap_or(0.0)).collect();
    if basis != Basis::Monomial {
        return (vec![1.0; count], reached.iter().map(|c| c * c).collect(), rest);
    }
    // Rows of M are functions in the basis e: Σ = M Mᵀ = U S² Uᵀ with M = U S Vᵀ, and σ w̄² = (v·c)².
    let Svd { values, right, .. } = svd(basis.in_orthonormal(count));
    let eigenvalues: Vec<f64> = values.iter().map(|s| s * s).collect();
    let squared = (0..count)
        .map(|k| {
            let along = dot(right.row(k), &reached) / values[k];
            along * along
        })
        .collect();
    (eigenvalues, squared, rest)
}

#[cfg(test)]
mod tests {
    use super::{Basis, fit_polynomial};
    use crate::linalg::dot;

    #[test]
    fn bases_are_orthonormal_under_their_measures() {
        let n = 4_000;
        for basis in [Basis::Legendre, Basis::Chebyshev, Basis::Fourier] {
            let mut products = [[0.0; 6]; 6];
            for i in 0..n {
                let share = (f64::from(i) + 0.5) / f64::from(n);
                let t = match basis {
                    Basis::Chebyshev => libm::cos(std::f64::consts::PI * share),
                    _ => 2.0 * share - 1.0,
                };
                let at = basis.at(t, 6);
                for j in 0..6 {
                    for k in 0..6 {
                        products[j][k] += at[j] * at[k] / f64::from(n);
                    }
                }
            }
            for j in 0..6 {
                for k in 0..6 {
                    let expected = f64::from(u8::from(j == k));
                    assert!((products[j][k] - expected).abs() < 1e-4, "{basis:?} {j} {k}");
                }
            }
        }
    }

    #[test]
    fn monomials_are_sums_of_legendre_polynomials() {
        let rows = Basis::Monomial.in_orthonormal(12);
        for t in [-0.9, 0.1, 0.7] {
            let (plain, legendre) = (Basis::Monomial.at(t, 12), Basis::Legendre.at(t, 12));
            for k in 0..12 {
                assert!((dot(rows.row(k), &legendre) - plain[k]).abs() < 1e-13);
            }
        }
    }

    #[test]
    fn a_polynomial_is_found_again_and_too_many_functions_interpolate() {
        let t: Vec<f64> = (0..20).map(|i| f64::from(i) / 9.5 - 1.0).collect();
        let y: Vec<f64> = t.iter().map(|t| 1.0 - 2.0 * t + 3.0 * t * t * t).collect();
        let found = fit_polynomial(Basis::Monomial, &t, &y, (4, 0.0));
        for (x, y) in found.coefficients.iter().zip([1.0, -2.0, 0.0, 3.0]) {
            assert!((x - y).abs() < 1e-12);
        }
        let many = fit_polynomial(Basis::Legendre, &t, &y, (50, 0.0));
        assert!(many.train_error < 1e-20 && many.rank == 20);
    }
}
