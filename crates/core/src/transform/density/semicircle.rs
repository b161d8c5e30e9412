//! The semicircle law.

use super::branch::{Branch, Guess};
use crate::report::Status;

/// Eigenvalues per unit of x, and above it.
pub fn at(mean: f64, radius: f64, dimension: f64, x: f64) -> (f64, f64, Status) {
    let share = ((x - mean) / radius).clamp(-1.0, 1.0);
    let phi = libm::acos(-share);
    let place = Branch::Semicircle(mean, radius, dimension).at(phi, &mut Guess::default());
    (if share.abs() < 1.0 { place.count } else { 0.0 }, place.above, Status::Converged)
}
