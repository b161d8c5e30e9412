//! The label noise that a sample shows.

use crate::estimator::{Decomposition, Estimates, default_grid, estimates_along};

/// Beyond this share of resolved directions 1 − df₂/P is too uncertain to divide by.
const MOST_RESOLVED: f64 = 0.7;

/// A path this long shows the collapse by itself.
const GRID: usize = 40;

/// An upper estimate of σ_ε²: the least collapse B(κ̂) = E(λ)(1 − df₂/P) over all ridges with
/// df₁ ≤ 0.7 P, E by leave-one-out. B is the squared bias plus the noise, so that what bias is
/// left at the smallest κ̂ counts as noise. Summed over targets. `path` are
/// estimates that are there already; a short one is joined by the default grid.
pub fn noise(decomposition: &Decomposition, path: &[Estimates]) -> f64 {
    let most = MOST_RESOLVED * decomposition.samples as f64;
    let grid = if path.len() < GRID { default_grid(decomposition) } else { Vec::new() };
    estimates_along(decomposition, &grid)
        .into_iter()
        .chain(path.iter().cloned())
        .filter(|e| e.df1 <= most)
        .map(|e| e.loo_error * e.one_minus_gamma)
        .fold(f64::INFINITY, f64::min)
}
