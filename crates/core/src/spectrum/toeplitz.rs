//! Symmetric Toeplitz matrices: eigenvalues in closed form, and by their two halves.

use crate::linalg::{Eigen, Matrix, eigh, eigvalsh};
use std::f64::consts::PI;

/// The most samples whose matrix is decomposed.
pub const DENSE_SAMPLES: usize = 2048;

/// Newton steps for one angle; it needs about five.
const MOST_STEPS: usize = 100;

/// The matrix whose first row is `lags`.
pub fn matrix(lags: &[f64]) -> Matrix {
    let n = lags.len();
    let data = (0..n).flat_map(|i| (0..n).map(move |j| lags[i.abs_diff(j)])).collect();
    Matrix { data, rows: n, columns: n }
}

/// Eigenvalues of e^(−|i−j|/ξ), largest first: (1−r²)/((1−r)² + 4r sin²(θ/2)) with r = e^(−1/ξ) at the
/// roots θ of (n+1)θ = 2ψ(θ) + (k−1)π, tan ψ = (1 − r cos θ)/(r sin θ) (Kac, Murdock and Szegő, 1953).
///
/// 1 − r cos θ is formed as (1−r) + 2r sin²(θ/2), so that long correlations keep their digits.
pub fn exponential(length: f64, n: usize) -> Vec<f64> {
    let r = libm::exp(-1.0 / length);
    let open = -libm::expm1(-1.0 / length);
    (1..=n).map(|k| exponential_at(r, open, n, k)).collect()
}

fn exponential_at(r: f64, open: f64, n: usize, k: usize) -> f64 {
    let width = (n + 1) as f64;
    let (mut low, mut high) = ((k - 1) as f64 * PI / width, k as f64 * PI / width);
    let mut theta = 0.5 * (low + high);
    for _ in 0..MOST_STEPS {
        let half = libm::sin(0.5 * theta);
        let rest = open + 2.0 * r * half * half;
        let (across, along) = (r * libm::sin(theta), r * libm::cos(theta));
        let angle = libm::atan2(rest, across);
        let value = (width * theta - (k - 1) as f64 * PI) - 2.0 * angle;
        // dφ/dθ of φ = π/2 − ψ is (r cos θ − r²)/|1 − r e^{iθ}|².
        let slope = width + 2.0 * (along - r * r) / (open * open + 4.0 * r * half * half);
        if value > 0.0 {
            high = theta;
        } else {
            low = theta;
        }
        let newton = theta - value / slope;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        let step = (next - theta).abs();
        theta = next;
        if step <= 2.0 * f64::EPSILON * theta {
            break;
        }
    }
    let half = libm::sin(0.5 * theta);
    open * (1.0 + r) / (open * open + 4.0 * r * half * half)
}

/// Eigenvalues of b/2 beside a diagonal of ones: 1 + b cos(kπ/(n+1)), formed as a sum of positives.
pub fn nearest_neighbour(strength: f64, n: usize) -> Vec<f64> {
    let size = strength.abs();
    let at = |k: usize| {
        // cos(kπ/2(n+1)) = sin((n+1−k)π/2(n+1)), small where it has to be.
        let half = libm::sin(0.5 * PI * ((n + 1 - k) as f64 / (n + 1) as f64));
        (1.0 - size) + 2.0 * size * half * half
    };
    (1..=n).map(at).collect()
}

/// A matrix that reads the same from both corners splits into an even and an odd half; vectors of the
/// halves are (x, ±Jx)/√2, with one entry in the middle where n is odd.
pub fn halves(lags: &[f64]) -> [Matrix; 2] {
    let n = lags.len();
    let (odd, even) = (n / 2, n - n / 2);
    let root = f64::sqrt(2.0);
    let entry =
        |i: usize, j: usize, sign: f64| lags[i.abs_diff(j)] + sign * lags[(n - 1 - j).abs_diff(i)];
    let mut plus = Matrix::zeros(even, even);
    let mut minus = Matrix::zeros(odd, odd);
    for i in 0..even {
        for j in 0..even {
            let middle = (usize::from(i >= odd), usize::from(j >= odd));
            plus.data[i * even + j] = match middle {
                (0, 0) => entry(i, j, 1.0),
                (1, 1) => lags[0],
                _ => root * lags[i.abs_diff(j)],
            };
        }
    }
    for i in 0..odd {
        for j in 0..odd {
            minus.data[i * odd + j] = entry(i, j, -1.0);
        }
    }
    [plus, minus]
}

/// Eigenvalues of the matrix whose first row is `lags`.
pub fn eigenvalues(lags: &[f64]) -> Option<Vec<f64>> {
    let found = halves(lags).into_iter().filter(|half| half.rows > 0).map(eigvalsh);
    found.collect::<Option<Vec<_>>>().map(|halves| halves.concat())
}

/// Eigenvalues and eigenvectors of the matrix whose first row is `lags`, even ones first.
pub fn eigen(lags: &[f64]) -> Option<Eigen> {
    let n = lags.len();
    let mut values = Vec::with_capacity(n);
    let mut vectors = Matrix::zeros(n, n);
    for (half, sign) in halves(lags).into_iter().zip([1.0, -1.0]) {
        if half.rows == 0 {
            continue;
        }
        let Eigen { values: found, vectors: short } = eigh(half)?;
        for k in 0..found.len() {
            unfold(short.row(k), sign, vectors.row_mut(values.len() + k));
        }
        values.extend(found);
    }
    Some(Eigen { values, vectors })
}

fn unfold(half: &[f64], sign: f64, vector: &mut [f64]) {
    let n = vector.len();
    let scale = 1.0 / f64::sqrt(2.0);
    for i in 0..n / 2 {
        vector[i] = scale * half[i];
        vector[n - 1 - i] = sign * scale * half[i];
    }
    if n % 2 == 1 && sign > 0.0 {
        vector[n / 2] = half[n / 2];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spectrum::Stationary;

    fn sorted(mut values: Vec<f64>) -> Vec<f64> {
        values.sort_unstable_by(f64::total_cmp);
        values
    }

    #[test]
    fn closed_forms_and_halves_agree_with_the_whole_matrix() {
        for n in [1, 2, 3, 7, 8, 40] {
            for law in [
                Stationary::Exponential { length: 0.3 },
                Stationary::Exponential { length: 5.0 },
                Stationary::Exponential { length: 4e3 },
                Stationary::NearestNeighbour { strength: 0.9 },
                Stationary::NearestNeighbour { strength: -1.0 },
                Stationary::PowerLaw { exponent: 0.6 },
            ] {
                let lags = law.lags(n);
                let whole = sorted(eigvalsh(matrix(&lags)).unwrap_or_default());
                let closed = sorted(law.eigenvalues("", n).unwrap_or_default());
                let largest = whole[n - 1];
                for (a, b) in whole.iter().zip(&closed) {
                    assert!((a - b).abs() < 1e-13 * largest * n as f64, "{law:?} {n}: {a} {b}");
                }
                let Some(eigen) = eigen(&lags) else { panic!("no eigenvectors") };
                let k = matrix(&lags);
                for (l, u) in eigen.values.iter().zip(eigen.vectors.data.chunks(n)) {
                    for i in 0..n {
                        let moved = crate::linalg::dot(k.row(i), u);
                        assert!((moved - l * u[i]).abs() < 1e-12 * n as f64);
                    }
                }
            }
        }
    }
}
