//! The share of wrong classes that goes with a squared error.

use super::blend::{AtRidge, Forecaster};
use super::interpolate::interpolate;
use super::interval::Circumstances;
use super::power_law::PowerLaw;
use super::settings::{
    CLASS_CHANGE_SPREAD, CLASS_EXPONENT, CLASS_LAW, CLASS_LAW_SPREAD, CLASS_LEAST_SPREAD,
    CLASS_NOISE_SPREAD, CLASS_SAME_KAPPA,
};
use std::f64::consts::LN_2;

/// Expected share of wrong classes and its 90 % interval.
#[derive(Debug, Clone, Copy)]
pub struct ClassError {
    /// Expected share.
    pub error: f64,
    /// Low and high end.
    pub interval: [f64; 2],
}

/// Carries the leave-one-out class error at the same κ and at the same λ over with the squared
/// error to a power, and joins the power law in P of the class error itself.
pub(super) fn class_error(
    forecaster: &Forecaster,
    at: &AtRidge,
    samples: f64,
    here: &Circumstances,
) -> ClassError {
    let (full, collapse) = (&forecaster.full, &forecaster.whole.loo);
    let n = forecaster.samples as f64;
    let least = 0.5 / n;
    let ln_kappa = here.blend.ln_kappa.max(collapse.ln_kappa[0]);
    let wrong: Vec<f64> = full.wrong[collapse.first..].iter().map(|p| p.max(least)).collect();
    let same_kappa = interpolate(ln_kappa, &collapse.ln_kappa, &wrong);
    let error_there = interpolate(ln_kappa, &collapse.ln_kappa, &collapse.ln_error);
    let by_kappa = libm::log(same_kappa) + CLASS_EXPONENT * (here.ln_error - error_there);
    let (sizes, mut errors) = forecaster
        .by_size(|curve| interpolate(curve.position(at.lambda), &curve.ln_lambda, &curve.wrong));
    errors.iter_mut().for_each(|p| *p = p.max(least));
    let change = here.ln_error - libm::log(at.error());
    let by_lambda = libm::log(errors[errors.len() - 1]) + CLASS_EXPONENT * change;
    let carried = CLASS_SAME_KAPPA * by_kappa + (1.0 - CLASS_SAME_KAPPA) * by_lambda;
    let law = if samples.is_finite() && sizes.len() > 1 {
        PowerLaw::fit(&sizes, &errors).ln_error(samples)
    } else {
        carried
    };
    let weight = CLASS_LAW * (LN_2 / libm::log(samples / n).max(LN_2)).min(1.0);
    let ln_wrong = ((1.0 - weight) * carried + weight * law).min(libm::log(0.999));
    let p = libm::exp(ln_wrong);
    let noise = (1.0 - same_kappa) / (same_kappa * n) + (1.0 - p) / (p * here.test_size);
    let spread = f64::sqrt(
        CLASS_LEAST_SPREAD * CLASS_LEAST_SPREAD
            + CLASS_NOISE_SPREAD * CLASS_NOISE_SPREAD * noise
            + (CLASS_CHANGE_SPREAD * change).powi(2)
            + (CLASS_LAW_SPREAD * (carried - law)).powi(2),
    );
    let high = libm::exp(ln_wrong + spread).min(1.0);
    ClassError { error: p, interval: [libm::exp(ln_wrong - spread), high] }
}
