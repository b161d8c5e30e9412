//! Gauss–Legendre nodes and weights.

use std::f64::consts::PI;

/// Nodes per panel.
pub const ORDER: usize = 16;

/// Nodes in (−1, 1) and their weights, by Newton on the Legendre polynomial.
pub fn gauss_legendre() -> [(f64, f64); ORDER] {
    std::array::from_fn(|i| {
        let mut x = -libm::cos(PI * (i as f64 + 0.75) / (ORDER as f64 + 0.5));
        let mut slope = 1.0;
        for _ in 0..8 {
            let (value, derivative) = legendre(x);
            slope = derivative;
            x -= value / derivative;
        }
        (x, 2.0 / ((1.0 - x * x) * slope * slope))
    })
}

fn legendre(x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for n in 2..=ORDER {
        let n = n as f64;
        (before, value) = (value, ((2.0 * n - 1.0) * x * value - (n - 1.0) * before) / n);
    }
    (value, ORDER as f64 * (x * value - before) / (x * x - 1.0))
}
