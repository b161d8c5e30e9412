//! The kernel of infinitely many features: E φ(s u) φ(s v) for correlated normal u, v.

use super::named::Activation;
use super::quadrature::{Panels, settle};
use crate::error::Result;
use crate::sum::sum_over;

/// E φ(s u) φ(s v) with E uv = `correlation` in [−1, 1]; equal to Σ_k μ_k² correlation^k.
///
/// One integral inside another, each with a break where φ bends.
pub fn kernel(activation: Activation, scale: f64, correlation: f64) -> Result<f64> {
    let other = libm::sqrt((1.0 - correlation) * (1.0 + correlation));
    let value = |x: f64| activation.value(scale * x);
    if other <= 0.0 {
        return mean(0.0, |g| value(g) * value(correlation * g));
    }
    // u conditional on v, so that a discontinuity of φ is met at one known place.
    let inner = |v: f64| mean(-correlation * v / other, |g| value(correlation * v + other * g));
    let mut failure = None;
    let total = mean(0.0, |v| {
        value(v)
            * inner(v).unwrap_or_else(|error| {
                failure.get_or_insert(error);
                0.0
            })
    });
    failure.map_or(total, Err)
}

/// E f(g) for a function that may bend at `kink`.
fn mean(kink: f64, f: impl FnMut(f64) -> f64) -> Result<f64> {
    let f = core::cell::RefCell::new(f);
    let at = |g: f64| (f.borrow_mut())(g);
    let rule = settle(Panels::first(kink), |g| vec![at(g)])?;
    Ok(sum_over(0..rule.nodes.len(), |i| [rule.weights[i] * at(rule.nodes[i])])[0])
}
