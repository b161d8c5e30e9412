//! The error that no amount of data beats.

use super::blend::{Forecaster, Pair};
use super::settings::{LEAST_SPREAD, NOISE_SPREAD};
use std::f64::consts::LN_10;

/// Points of ln B that the floor is fitted to.
const POINTS: usize = 16;
/// The fit reaches up to the κ where df₁ is this share of n.
const SHARE: f64 = 0.02;
/// Exponents 0.05, 0.1, … of B = s(f + (1 − f)(κ/κ₀)^β).
const EXPONENTS: usize = 40;
/// Floors 0, 0.02, … .
const FLOORS: usize = 50;
/// Floors within this share of the noise of the best misfit are possible.
const PROFILE: f64 = 0.25;

/// What the ceiling rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The collapse has its minimum inside the window.
    Reached,
    /// The floor of a law fitted to the collapse.
    Extrapolated,
}

/// lim κ → 0 of bias plus noise.
#[derive(Debug, Clone, Copy)]
pub struct Ceiling {
    /// Test error.
    pub error: f64,
    /// Low and high end of the 90 % interval.
    pub interval: [f64; 2],
    /// What it rests on.
    pub basis: Basis,
    /// The least B seen.
    pub bound: f64,
}

impl Ceiling {
    /// No forecast may lie below it.
    pub fn lower_to(&mut self, error: f64) {
        self.error = self.error.min(error);
        self.interval[0] = self.interval[0].min(error);
    }
}

impl Forecaster {
    /// The least test error over all ridges as P → ∞.
    pub fn ceiling(&self) -> Ceiling {
        let loo = &self.whole.loo;
        let n = self.samples as f64;
        let end = loo.ln_df1.iter().position(|df| libm::exp(*df) / n <= SHARE);
        let (from, to) = (loo.ln_kappa[0], loo.ln_kappa[end.unwrap_or(loo.ln_kappa.len() - 1)]);
        let step = (to - from) / (POINTS - 1) as f64;
        let ln_kappa: Vec<f64> = (0..POINTS).map(|i| from + step * i as f64).collect();
        let ln_bias: Vec<f64> = ln_kappa.iter().map(|x| self.ln_bias(*x)).collect();
        let least = (0..POINTS).fold(0, |k, i| if ln_bias[i] < ln_bias[k] { i } else { k });
        let noise = |x: f64| NOISE_SPREAD * self.noise(x);
        if !loo.closed || least > 4 {
            let spread = libm::hypot(noise(ln_kappa[least]), LEAST_SPREAD);
            return reached(ln_bias[least], spread);
        }
        let deeper = self.ln_bias(from - LN_10);
        extrapolated(&ln_kappa, &ln_bias, noise(from), libm::exp(deeper))
    }
}

impl Forecaster {
    /// ln B as the forecasts join it, with their correction for heavy tails.
    fn ln_bias(&self, ln_kappa: f64) -> f64 {
        let Pair { loo, gcv, .. } = &self.whole;
        let joined = self.whole.join(ln_kappa, loo.ln_bias(ln_kappa), gcv.ln_bias(ln_kappa));
        joined - self.tail_correction(ln_kappa)
    }
}

fn reached(ln_bias: f64, spread: f64) -> Ceiling {
    let error = libm::exp(ln_bias);
    let interval = [libm::exp(ln_bias - spread), libm::exp(ln_bias + spread)];
    Ceiling { error, interval, basis: Basis::Reached, bound: error }
}

/// A floor fitted by its profile: the best misfit at each floor, over all exponents. That a law
/// without a floor fits says nothing of what lies far below, so that the upper end is at least
/// `deeper`, the collapse continued by one decade of κ.
fn extrapolated(ln_kappa: &[f64], ln_bias: &[f64], noise: f64, deeper: f64) -> Ceiling {
    let bound = libm::exp(ln_bias.iter().copied().fold(f64::INFINITY, f64::min));
    let profile: Vec<(f64, f64)> =
        (0..FLOORS).map(|j| best_at(0.02 * j as f64, ln_kappa, ln_bias)).collect();
    let best = (0..FLOORS).fold(0, |k, j| if profile[j].0 < profile[k].0 { j } else { k });
    let limit = profile[best].0 + (PROFILE * noise / NOISE_SPREAD).powi(2);
    let possible = profile.iter().filter(|(misfit, _)| *misfit <= limit).map(|(_, value)| *value);
    let (low, high) = possible
        .fold((f64::INFINITY, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let high = high.max(profile[best].1).max(deeper);
    Ceiling {
        error: profile[best].1.min(bound),
        interval: [low * libm::exp(-noise), high.min(bound) * libm::exp(noise)],
        basis: Basis::Extrapolated,
        bound,
    }
}

/// The least misfit of a floor and the error it stands for.
fn best_at(floor: f64, ln_kappa: &[f64], ln_bias: &[f64]) -> (f64, f64) {
    let mut best = (f64::INFINITY, 0.0);
    for i in 1..=EXPONENTS {
        let exponent = 0.05 * i as f64;
        let residuals: Vec<f64> = ln_kappa
            .iter()
            .zip(ln_bias)
            .map(|(x, y)| {
                let growth = libm::exp(exponent * (x - ln_kappa[0]));
                y - libm::log(floor + (1.0 - floor) * growth)
            })
            .collect();
        let mean = residuals.iter().sum::<f64>() / residuals.len() as f64;
        let misfit =
            residuals.iter().map(|r| (r - mean) * (r - mean)).sum::<f64>() / residuals.len() as f64;
        if misfit < best.0 {
            best = (misfit, floor * libm::exp(mean));
        }
    }
    best
}
