//! Choosing the ridge by the data.

use crate::estimator::{Decomposition, Estimates, estimates};
use crate::solve::golden;

/// Points of the default grid: about five a decade.
const GRID_POINTS: usize = 61;

/// Decades of the default grid below the largest eigenvalue.
const GRID_DECADES: f64 = 11.0;

/// Golden-section steps that follow the grid: enough for six digits of λ.
const REFINEMENTS: usize = 28;

/// What the chosen ridge minimises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Criterion {
    /// The exact leave-one-out error.
    LeaveOneOut,
    /// Generalised cross-validation.
    Gcv,
}

impl Criterion {
    fn of(self, estimates: &Estimates) -> f64 {
        match self {
            Self::LeaveOneOut => estimates.loo_error,
            Self::Gcv => estimates.gcv,
        }
    }

    /// The entry of a path where the criterion is least.
    pub fn best(self, path: &[Estimates]) -> usize {
        let least = |i: &usize, j: &usize| self.of(&path[*i]).total_cmp(&self.of(&path[*j]));
        (0..path.len()).min_by(least).unwrap_or(0)
    }

    /// Refines the best entry of an ascending path between its neighbours.
    pub fn refine(self, decomposition: &Decomposition, path: &[Estimates]) -> Estimates {
        let best = self.best(path);
        if best == 0 || best + 1 == path.len() {
            return path[best].clone();
        }
        let ends = (libm::log(path[best - 1].lambda), libm::log(path[best + 1].lambda));
        let at = |u: f64| estimates(decomposition, libm::exp(u));
        let (_, found) = golden(ends, REFINEMENTS, at, |found| self.of(found));
        if self.of(&found) <= self.of(&path[best]) { found } else { path[best].clone() }
    }
}

/// Ridges from rounding error, or eleven decades below the largest eigenvalue, to ten times it.
pub fn default_grid(decomposition: &Decomposition) -> Vec<f64> {
    let largest = decomposition.largest();
    if largest <= 0.0 {
        return vec![1.0];
    }
    let least = (largest * libm::pow(10.0, -GRID_DECADES)).max(10.0 * decomposition.resolution);
    let step = libm::log(10.0 * largest / least) / (GRID_POINTS - 1) as f64;
    (0..GRID_POINTS).map(|i| least * libm::exp(step * i as f64)).collect()
}
