//! The semicircle law.

use std::f64::consts::PI;

use super::branch::{Branch, Guess};
use crate::report::Status;
use crate::transform::newton::newton;

/// Eigenvalues per unit of x, and above it.
pub fn at(mean: f64, radius: f64, dimension: f64, x: f64) -> (f64, f64, Status) {
    let share = ((x - mean) / radius).clamp(-1.0, 1.0);
    let phi = libm::acos(-share);
    let place = Branch::Semicircle(mean, radius, dimension).at(phi, &mut Guess::default());
    (if share.abs() < 1.0 { place.count } else { 0.0 }, place.above, Status::Converged)
}

/// The least x with at least a share `p` up to it.
pub fn quantile(mean: f64, radius: f64, p: f64) -> (f64, Status) {
    if p <= 0.0 || p >= 1.0 {
        return (if p <= 0.0 { mean - radius } else { mean + radius }, Status::Converged);
    }
    // (φ − sin φ cos φ)/π = p; from the nearer end.
    let (share, sign) = if p <= 0.5 { (p, -1.0) } else { (1.0 - p, 1.0) };
    let (phi, status) = newton(libm::cbrt(1.5 * PI * share), (0.0, PI), |phi| {
        let (s, c) = (libm::sin(phi), libm::cos(phi));
        (share - (phi - s * c) / PI, -2.0 * s * s * phi / PI)
    });
    (mean + sign * radius * libm::cos(phi), status)
}
