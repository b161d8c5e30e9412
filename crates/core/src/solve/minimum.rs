//! Minima of smooth functions of a logarithm that may have several.

use super::golden::{SECTION, golden};

/// Spacing of a scan in ln x: errors are functions of ln κ that vary over about one.
pub const SCAN_STEP: f64 = 0.5;

/// Width in ln x at which golden sections hand over to Newton's method.
const CLOSE: f64 = 0.02;

/// Spacing of the differences that stand for derivatives: their error is of sixth order in it.
const SPACING: f64 = 0.02;

/// Newton steps: quadratic convergence from close by.
const NEWTON_STEPS: usize = 4;

/// A Newton step below this ends them: the next would be the square of it.
const SETTLED: f64 = 1e-7;

/// The place of the least of several values.
pub fn least(values: &[f64]) -> usize {
    (0..values.len()).min_by(|i, j| values[*i].total_cmp(&values[*j])).unwrap_or(0)
}

/// The indices where values are no larger than their neighbours, ends left out.
pub fn valleys(values: &[f64]) -> Vec<usize> {
    let inside = 1..values.len().saturating_sub(1);
    inside.filter(|i| values[*i] <= values[i - 1] && values[*i] <= values[i + 1]).collect()
}

/// The minimum of f in (low, high), 0 < low, where f has one valley there, to about a hundredth.
pub fn valley(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let width = libm::log(high / low);
    let steps = libm::ceil(libm::log(CLOSE / width) / libm::log(SECTION)).max(0.0);
    let at = |u: f64| f(low * libm::exp(u));
    low * libm::exp(golden((0.0, width), steps as usize, at, |value| *value).0)
}

/// The minimum of f within a factor e of x, to rounding error of f, from an x close to it.
pub fn polish(x: f64, f: impl Fn(f64) -> f64) -> f64 {
    let mut at = x;
    for _ in 0..NEWTON_STEPS {
        let step = newton_step(at, &f);
        at *= libm::exp(step);
        if step.abs() < SETTLED {
            break;
        }
    }
    if libm::log(at / x).abs() < 1.0 && f(at) <= f(x) { at } else { x }
}

/// −f′/f″ in ln x by central differences over three points on either side.
fn newton_step(x: f64, f: &impl Fn(f64) -> f64) -> f64 {
    let pair = |k: f64| (f(x * libm::exp(k * SPACING)), f(x * libm::exp(-k * SPACING)));
    let [(a, b), (c, d), (e, g)] = [pair(1.0), pair(2.0), pair(3.0)];
    let slope = (45.0 * (a - b) - 9.0 * (c - d) + (e - g)) / 60.0;
    let twice = 2.0 * f(x);
    let curvature = 1.5 * (a + b - twice) - 0.15 * (c + d - twice) + (e + g - twice) / 90.0;
    let step = -slope / curvature * SPACING;
    if curvature > 0.0 && step.abs() < 1.0 { step } else { 0.0 }
}

/// The least value of f over whole numbers in [low, high], where f has one valley there.
pub fn whole_minimum(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (low, high);
    while high - low > 2.0 {
        let middle = libm::floor(0.5 * (low + high));
        if f(middle) <= f(middle + 1.0) {
            high = middle;
        } else {
            low = middle + 1.0;
        }
    }
    let candidates: Vec<f64> = (0..=(high - low) as usize).map(|i| low + i as f64).collect();
    let values: Vec<f64> = candidates.iter().map(|x| f(*x)).collect();
    candidates[least(&values)]
}
