//! Errors of predictions, and what many numbers come to.

use crate::linalg::Matrix;

/// Squared error summed over targets.
pub fn squared(y: &[f64], f: &[f64]) -> f64 {
    y.iter().zip(f).map(|(y, f)| (y - f) * (y - f)).sum()
}

/// Whether the largest prediction is that of another class.
pub fn is_wrong(y: &[f64], f: &[f64]) -> bool {
    largest(y) != largest(f)
}

fn largest(x: &[f64]) -> usize {
    (0..x.len()).fold(0, |best, k| if x[k] > x[best] { k } else { best })
}

/// Mean.
pub fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

/// Unbiased variance; zero of fewer than two.
pub fn variance(x: &[f64]) -> f64 {
    if x.len() < 2 {
        return 0.0;
    }
    let mean = mean(x);
    x.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (x.len() - 1) as f64
}

/// The quantile of sorted numbers, linear between them.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

/// A column of the results.
pub fn column(results: &Matrix, j: usize) -> Vec<f64> {
    (0..results.rows).map(|i| results.at(i, j)).collect()
}

/// Sums of squared errors over some rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Errors {
    /// Σ e.
    pub total: f64,
    /// Σ e².
    pub square: f64,
    /// Wrong classes.
    pub wrong: f64,
}

impl Errors {
    /// Of predictions for the rows `test` of y, whose classes are counted if it has any.
    pub fn new(y: &Matrix, test: &[usize], predicted: &Matrix, labels: bool) -> Self {
        let mut errors = Self::default();
        for (place, i) in test.iter().enumerate() {
            let e = squared(y.row(*i), predicted.row(place));
            errors.total += e;
            errors.square += e * e;
            if labels && is_wrong(y.row(*i), predicted.row(place)) {
                errors.wrong += 1.0;
            }
        }
        errors
    }
}

/// Standard error of a mean from sums of the terms and of their squares.
pub fn standard_error(total: f64, square: f64, count: f64) -> f64 {
    let variance = (square - total * (total / count)).max(0.0) / (count - 1.0).max(1.0);
    f64::sqrt(variance / count)
}
