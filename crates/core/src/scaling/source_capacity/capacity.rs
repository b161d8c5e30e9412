//! Capacity α: how the spectrum falls.

use super::Observed;
use crate::scaling::power_law_sums::{Sums, sums};

/// The quantile of a two-sided 90 % interval.
const Z: f64 = 1.644_853_626_951_472_7;

/// Secant steps to the exponent whose twin looks like the data, and how close its logarithm is to come.
const STEPS: usize = 16;
const CLOSE: f64 = 1e-9;

/// Only a spectrum that ends may have α ≤ 1, and none below this is told from a flat one.
const LEAST: f64 = 0.05;
const LEAST_ENDLESS: f64 = 1.001;
const MOST: f64 = 50.0;

/// An endless spectrum this close to α = 1 counts as there.
const AT_ONE: f64 = 1.02;

/// Eigenvalues repel one another: a trace of order df₁ fluctuates by less than one. Its variance, as simulation of Gaussian
/// data has it, from above.
const RIGID: f64 = 0.04;

/// An exponent from a window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exponent {
    /// What the twin, a power law without end seen through the same window, needs to have to look like the data.
    pub value: f64,
    /// An interval that holds it nine times in ten where the data follow a power law.
    pub interval: [f64; 2],
    /// The slope of the window itself, read as an exponent.
    pub raw: f64,
    /// What the window adds: the raw exponent of the twin less the twin's own.
    pub window_bias: f64,
    /// Whether it is the least or the greatest that there can be, which the data may be beyond.
    pub at_bound: bool,
}

/// The least-squares slope of y on x.
pub(super) fn slope(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len() as f64;
    let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let xy: f64 = x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum();
    let xx: f64 = x.iter().map(|x| (x - mx) * (x - mx)).sum();
    xy / xx
}

/// The population that a twin is: exponents, modes (none without end), and scales.
#[derive(Debug, Clone, Copy)]
pub struct Twin {
    /// α.
    pub capacity: f64,
    /// r.
    pub source: f64,
    /// Modes; infinite where the spectrum has no end.
    pub modes: f64,
    /// σ_k = scale · k^-α.
    pub scale: f64,
}

impl Twin {
    pub(super) fn sums(&self, kappa: f64) -> Sums {
        sums(self.capacity, self.source, kappa / self.scale, self.modes)
    }

    /// The same exponent with the scale at which df₁ has the size observed in the middle of the window.
    fn fitted(capacity: f64, modes: f64, observed: &[Observed]) -> Self {
        let middle = observed[observed.len() / 2];
        let (mut low, mut high) = (1e-12_f64, 1e12_f64);
        for _ in 0..100 {
            let ratio = f64::sqrt(low) * f64::sqrt(high);
            let found = sums(capacity, 0.5, ratio, modes).df1;
            if found > middle.df1 { low = ratio } else { high = ratio }
        }
        let ratio = f64::sqrt(low) * f64::sqrt(high);
        Self { capacity, source: 0.5, modes, scale: middle.kappa / ratio }
    }
}

/// α from the slope −1/α of ln df̂₁ along ln κ̂, corrected by a twin; `None` where df̂₁ does not fall. Near α = 1 and below
/// a spectrum that ends shows hardly more than its end, and the same error of the slope leaves a wider interval.
pub fn capacity(observed: &[Observed], modes: f64) -> Option<(Exponent, Twin)> {
    let x: Vec<f64> = observed.iter().map(|o| libm::log(o.kappa)).collect();
    let y: Vec<f64> = observed.iter().map(|o| libm::log(o.df1)).collect();
    let raw = -1.0 / slope(&x, &y);
    if !(raw > 0.0 && raw.is_finite()) {
        return None;
    }
    let view = View { observed, x: &x, modes };
    let (value, seen, twin) = view.exponent_of(raw, raw);
    let rest: Vec<f64> = y.iter().zip(view.ln_df1(&twin)).map(|(y, t)| y - t).collect();
    let error = Z * capacity_error(&x, &rest, observed, value);
    let interval = [-error, error].map(|e| view.exponent_of(raw * libm::exp(e), value).0);
    let flat = if modes.is_finite() { interval[0] <= LEAST } else { value <= AT_ONE };
    let at_bound = flat || value >= MOST;
    Some((Exponent { value, interval, raw, window_bias: seen - value, at_bound }, twin))
}

/// A window on twins.
struct View<'a> {
    observed: &'a [Observed],
    x: &'a [f64],
    modes: f64,
}

impl View<'_> {
    fn ln_df1(&self, twin: &Twin) -> Vec<f64> {
        self.observed.iter().map(|o| libm::log(twin.sums(o.kappa).df1)).collect()
    }

    /// What the twin of an exponent looks like.
    fn at(&self, alpha: f64) -> (f64, Twin) {
        let twin = Twin::fitted(alpha, self.modes, self.observed);
        (-1.0 / slope(self.x, &self.ln_df1(&twin)), twin)
    }

    /// The exponent whose twin looks like `raw`, what it does look like, and the twin: by secants in logarithms.
    fn exponent_of(&self, raw: f64, start: f64) -> (f64, f64, Twin) {
        let least = if self.modes.is_finite() { LEAST } else { LEAST_ENDLESS };
        let mut value = start.clamp(least, MOST);
        let (mut seen, mut twin) = self.at(value);
        let mut response = 1.0;
        for _ in 0..STEPS {
            let gap = libm::log(raw / seen);
            let next = (value * libm::exp((gap / response).clamp(-1.0, 1.0))).clamp(least, MOST);
            if gap.abs() < CLOSE || (next / value - 1.0).abs() < CLOSE {
                break;
            }
            let before = (value, seen);
            value = next;
            (seen, twin) = self.at(value);
            let secant = libm::log(seen / before.1) / libm::log(value / before.0);
            response = secant.clamp(0.02, 2.0);
        }
        (value, seen, twin)
    }
}

/// The relative error of the slope: what the two halves of the window disagree by beside the twin, and the fluctuations of a
/// trace, which are of order one.
fn capacity_error(x: &[f64], rest: &[f64], observed: &[Observed], alpha: f64) -> f64 {
    let half = x.len() / 2;
    let halves = slope(&x[..half], &rest[..half]) - slope(&x[half..], &rest[half..]);
    let (first, last) = (observed[0].df1, observed[observed.len() - 1].df1);
    let fluctuation = 1.0 / (first * libm::log(last / first).abs());
    f64::sqrt(0.25 * halves * halves * alpha * alpha + RIGID * fluctuation * fluctuation)
}
