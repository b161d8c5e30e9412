//! E(P) = E_n (f + (1 − f)(P/n)^-c), fitted to errors at several sizes.

use super::curve::TINY;
use super::settings::{
    EXPONENT_FROM, EXPONENT_PENALTY, EXPONENT_PRIOR, EXPONENT_STEP, EXPONENTS, FLOOR_STEP, FLOORS,
};

/// A fitted law.
#[derive(Debug, Clone, Copy)]
pub struct PowerLaw {
    size: f64,
    exponent: f64,
    floor: f64,
    ln_scale: f64,
}

impl PowerLaw {
    /// Fits errors at ascending sizes by a search over exponents and floors.
    ///
    /// Squared residuals of logarithms, weighted by √size, with a mild pull of the exponent to
    /// 0.4: two or three sizes alone cannot tell an exponent from a floor.
    pub fn fit(sizes: &[f64], errors: &[f64]) -> Self {
        let size = sizes[sizes.len() - 1];
        let ratios: Vec<f64> = sizes.iter().map(|s| s / size).collect();
        let total: f64 = ratios.iter().map(|x| f64::sqrt(*x)).sum();
        let weights: Vec<f64> = ratios.iter().map(|x| f64::sqrt(*x) / total).collect();
        let logs: Vec<f64> = errors.iter().map(|e| libm::log(e.max(TINY))).collect();
        let mut best = (f64::INFINITY, Self { size, exponent: 0.0, floor: 0.0, ln_scale: 0.0 });
        for i in 0..EXPONENTS {
            let exponent = EXPONENT_FROM + EXPONENT_STEP * i as f64;
            let powers: Vec<f64> = ratios.iter().map(|x| libm::pow(*x, -exponent)).collect();
            let pull = libm::log(exponent / EXPONENT_PRIOR);
            for j in 0..FLOORS {
                let floor = FLOOR_STEP * j as f64;
                let (misfit, ln_scale) = misfit(&powers, &weights, &logs, floor);
                let total = misfit + EXPONENT_PENALTY * pull * pull;
                if total < best.0 {
                    best = (total, Self { size, exponent, floor, ln_scale });
                }
            }
        }
        best.1
    }

    /// ln E at P samples.
    pub fn ln_error(&self, samples: f64) -> f64 {
        let decay = libm::pow(samples / self.size, -self.exponent);
        libm::log((self.floor + (1.0 - self.floor) * decay).max(TINY)) + self.ln_scale
    }
}

/// Weighted variance of the residuals and their mean.
fn misfit(powers: &[f64], weights: &[f64], logs: &[f64], floor: f64) -> (f64, f64) {
    let residuals: Vec<f64> =
        powers.iter().zip(logs).map(|(p, l)| l - libm::log(floor + (1.0 - floor) * p)).collect();
    let mean: f64 = residuals.iter().zip(weights).map(|(r, w)| r * w).sum();
    let misfit = residuals.iter().zip(weights).map(|(r, w)| w * (r - mean) * (r - mean)).sum();
    (misfit, mean)
}
