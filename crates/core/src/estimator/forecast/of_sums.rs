//! The collapse from sums over rows, without a single row.

use super::blend::{Forecaster, LEAST_SAMPLES, Pair};
use super::curve::{Curve, TINY, ridge_grid};
use crate::error::{Error, Result};
use crate::estimator::Decomposition;
use crate::linalg::Matrix;

impl Forecaster {
    /// GCV stands for leave-one-out, its noise is that of Gaussian residuals, and there are no parts:
    /// no backtest, no power law in P, no comparison of the two errors.
    ///
    /// # Errors
    /// Fewer than eight rows.
    pub fn of_sums(decomposition: &Decomposition, lambda: Option<f64>) -> Result<Self> {
        let n = decomposition.samples as f64;
        if decomposition.samples < LEAST_SAMPLES {
            let condition = format!("{LEAST_SAMPLES} or more to forecast from");
            return Err(Error::out_of_range("accumulator.rows", condition, n));
        }
        let diagonal = decomposition.eigenvalues.iter().sum::<f64>().max(TINY);
        let grid = ridge_grid(diagonal, lambda);
        // No rows, no classes to count.
        let mut full = Curve::new(decomposition, &Matrix::zeros(0, 0), &grid, false);
        full.loo.clone_from(&full.gcv);
        full.loo_noise = vec![f64::sqrt(2.0 / n); grid.len()];
        full.gap_noise = vec![0.0; grid.len()];
        full.tail = vec![0.0; grid.len()];
        let whole = Pair::new(&full);
        Ok(Self {
            samples: decomposition.samples,
            labels: false,
            whole,
            full,
            grid,
            parts: Vec::new(),
        })
    }
}
