//! What one set of rows says at every ridge of a grid.

use super::interpolate::interpolate;
use super::settings::{DECADES_ABOVE, DECADES_BELOW, RIDGES_PER_DECADE};
use crate::estimator::path::residuals::Residuals;
use crate::estimator::path::{each_with_residuals, standard_error};
use crate::estimator::{Decomposition, Estimates};
use crate::linalg::Matrix;
use crate::order::sort_descending;

/// Estimates along a common grid of ridges, λ ascending.
#[derive(Debug)]
pub struct Curve {
    /// Rows.
    pub samples: usize,
    /// 1 with an intercept, else 0.
    pub intercept: f64,
    /// ln λ.
    pub ln_lambda: Vec<f64>,
    /// κ̂.
    pub kappa: Vec<f64>,
    /// df₁.
    pub df1: Vec<f64>,
    /// df₁ − df₂.
    pub df_gap: Vec<f64>,
    /// 1 − df₂/n.
    pub one_minus_gamma: Vec<f64>,
    /// Leave-one-out error.
    pub loo: Vec<f64>,
    /// GCV.
    pub gcv: Vec<f64>,
    /// Standard error of `loo` relative to it.
    pub loo_noise: Vec<f64>,
    /// Standard error of ln GCV − ln LOO.
    pub gap_noise: Vec<f64>,
    /// Share of the squared error that the worst fiftieth of the samples has.
    pub tail: Vec<f64>,
    /// Share of wrong classes with each sample left out; empty for regression.
    pub wrong: Vec<f64>,
    /// Σ eigenvalues of K/n.
    pub trace: f64,
}

/// Ridges nearer to each other than this, relatively, are one: slopes between them would be rounding errors.
const SAME_RIDGE: f64 = 1e-6;

/// Ridges around the kernel's mean diagonal, with that of the user, distinct and ascending.
pub fn ridge_grid(diagonal: f64, user: Option<f64>) -> Vec<f64> {
    let points = (DECADES_ABOVE + DECADES_BELOW) as usize * RIDGES_PER_DECADE;
    let exponent = |i: usize| i as f64 / RIDGES_PER_DECADE as f64 - f64::from(DECADES_BELOW);
    let mut grid: Vec<f64> =
        (0..=points).map(|i| diagonal * libm::pow(10.0, exponent(i))).collect();
    if let Some(lambda) = user.filter(|lambda| *lambda > 0.0) {
        grid.retain(|ridge| (ridge / lambda - 1.0).abs() > SAME_RIDGE);
        grid.push(lambda);
        grid.sort_unstable_by(f64::total_cmp);
    }
    grid
}

impl Curve {
    /// Runs along the grid; `labels` are the targets as one-hot rows where classes are counted.
    pub fn new(decomposition: &Decomposition, y: &Matrix, grid: &[f64], labels: bool) -> Self {
        let mut curve = Self::empty(decomposition, grid);
        each_with_residuals(decomposition, grid, |at, residuals| {
            curve.push(decomposition, &at, residuals);
            if labels {
                curve.wrong.push(wrong(residuals, y));
            }
        });
        curve
    }

    fn empty(decomposition: &Decomposition, grid: &[f64]) -> Self {
        let column = || Vec::with_capacity(grid.len());
        Self {
            samples: decomposition.samples,
            intercept: if decomposition.intercept { 1.0 } else { 0.0 },
            ln_lambda: grid.iter().map(|lambda| libm::log(*lambda)).collect(),
            kappa: column(),
            df1: column(),
            df_gap: column(),
            one_minus_gamma: column(),
            loo: column(),
            gcv: column(),
            loo_noise: column(),
            gap_noise: column(),
            tail: column(),
            wrong: Vec::new(),
            trace: decomposition.eigenvalues.iter().sum(),
        }
    }

    fn push(&mut self, decomposition: &Decomposition, at: &Estimates, residuals: &Residuals) {
        let (plain, left_out) = residuals.squares();
        let mean = plain.iter().sum::<f64>() / plain.len() as f64;
        let (loo, gcv) = (at.loo_error.max(TINY), at.gcv.max(TINY));
        let gap = |(p, q): (&f64, &f64)| p / mean.max(TINY) - q / loo;
        let gaps: Vec<f64> = plain.iter().zip(&left_out).map(gap).collect();
        self.kappa.push(at.kappa);
        self.df1.push(at.df1);
        self.df_gap.push(df_gap(decomposition, at.lambda));
        self.one_minus_gamma.push(at.one_minus_gamma.max(1e-9));
        self.loo_noise.push(at.loo_standard_error / loo);
        self.gap_noise.push(standard_error(&gaps, gaps.iter().sum::<f64>() / gaps.len() as f64));
        self.tail.push(tail(left_out));
        self.loo.push(loo);
        self.gcv.push(gcv);
    }

    /// A positive column at a ridge, linear in the logarithms; below the grid its first entry.
    pub fn at(&self, column: &[f64], lambda: f64) -> f64 {
        let logs: Vec<f64> = column.iter().map(|x| libm::log(x.max(TINY))).collect();
        libm::exp(interpolate(self.position(lambda), &self.ln_lambda, &logs))
    }

    /// ln λ, at least that of the first ridge.
    pub fn position(&self, lambda: f64) -> f64 {
        if lambda > 0.0 { libm::log(lambda).max(self.ln_lambda[0]) } else { self.ln_lambda[0] }
    }
}

/// Below this an error is zero.
pub const TINY: f64 = 1e-300;

/// df₁ − df₂ = Σ a(1−a) Σa/Σa²: sums of positives.
fn df_gap(decomposition: &Decomposition, lambda: f64) -> f64 {
    let outside = decomposition.outside.as_ref().map_or(0.0, |o| o.count as f64);
    let [mut trace, mut square, mut mixed] = [outside, outside, 0.0];
    for s in &decomposition.eigenvalues {
        let (a, b) = (lambda / (s + lambda), s / (s + lambda));
        trace += a;
        square += a * a;
        mixed += a * b;
    }
    mixed * (trace / square)
}

/// Share of the worst fiftieth.
fn tail(mut squares: Vec<f64>) -> f64 {
    let total: f64 = squares.iter().sum();
    let worst = (squares.len() / 50).max(1);
    sort_descending(&mut squares);
    squares[..worst].iter().sum::<f64>() / total.max(TINY)
}

/// How often the largest left-out prediction is not that of the true class.
fn wrong(residuals: &Residuals, y: &Matrix) -> f64 {
    let largest = |value: &dyn Fn(usize) -> f64| {
        (0..y.columns).fold(0, |best, k| if value(k) > value(best) { k } else { best })
    };
    let misses = (0..y.rows).filter(|i| {
        let d = residuals.diagonal[*i];
        let predicted = largest(&|k| y.at(*i, k) - residuals.plain.at(k, *i) / d);
        predicted != largest(&|k| y.at(*i, k))
    });
    misses.count() as f64 / y.rows as f64
}

#[cfg(test)]
mod tests {
    use super::ridge_grid;

    #[test]
    fn a_ridge_of_the_grid_but_for_rounding_is_not_there_twice() {
        for ridge in ridge_grid(1.0, None) {
            for given in [ridge, ridge * (1.0 + f64::EPSILON), ridge * (1.0 - 1e-9)] {
                let grid = ridge_grid(1.0, Some(given));
                assert!(grid.windows(2).all(|pair| pair[1] > 1.0001 * pair[0]));
                assert!(grid.iter().any(|ridge| ridge.to_bits() == given.to_bits()));
            }
        }
    }
}
