//! The forecast at one size, with its interval.

use super::blend::{AtRidge, Backtest, Blend, Forecaster};
use super::class_error::{ClassError, class_error};
use super::interpolate::{interpolate, ramp};
use super::settings::{
    ANCHOR, BACKTEST_SPREAD, BELOW_SPREAD, EXTRAPOLATION_SPREAD, GCV_SPREAD, LAW_SPREAD,
    LEAST_SPREAD, MOST_GROWTH, NOISE_SPREAD, SURPRISE, TAIL_FACTOR, TAIL_FROM, TAIL_MOST,
    TAIL_SPREAD, UNSUPPORTED, UNSUPPORTED_SPREAD,
};
use std::f64::consts::LN_2;

/// The forecast at one (P, λ).
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// P.
    pub samples: f64,
    /// λ.
    pub lambda: f64,
    /// ln of the expected test error.
    pub ln_error: f64,
    /// Low and high end of the 90 % interval of the error of a model trained for real.
    pub interval: [f64; 2],
    /// κ(P, λ).
    pub kappa: f64,
    /// df₁(κ).
    pub df1: f64,
    /// Decades of κ below the window.
    pub below: f64,
    /// The forecast of wrong classes, for labels.
    pub class: Option<ClassError>,
}

impl Point {
    /// Expected test error.
    pub fn error(&self) -> f64 {
        libm::exp(self.ln_error)
    }

    /// (λ/κ)² E.
    pub fn train_error(&self) -> f64 {
        let slack = self.lambda / self.kappa;
        slack * slack * self.error()
    }
}

/// What the spread of the truth around a forecast is made of.
pub(super) struct Circumstances {
    pub blend: Blend,
    pub ln_error: f64,
    pub test_size: f64,
    /// min(ln P/n, most).
    pub growth: f64,
    /// Noise of leave-one-out at this κ, relative.
    pub noise: f64,
    pub backtest: Backtest,
}

impl Forecaster {
    /// Forecasts the error at P samples (which may be infinite) for a test set of `test_size`.
    pub fn point(&self, at: &AtRidge, backtest: Backtest, samples: f64, test_size: f64) -> Point {
        let blend = self.blend(at, samples);
        let growth = libm::log(samples / self.samples as f64).min(MOST_GROWTH);
        let noise = self.noise(blend.ln_kappa);
        let tail = self.in_window(&self.full.tail, blend.ln_kappa);
        let correction = self.tail_correction(blend.ln_kappa) + self.anchor(at, backtest);
        let ln_error = blend.ln_error - correction;
        let here = Circumstances { blend, ln_error, test_size, growth, noise, backtest };
        let spread = self.spread(&here) + UNSUPPORTED_SPREAD * (blend.below - UNSUPPORTED).max(0.0);
        // The backtest is ln(forecast/truth): below zero, the truth was above.
        let surprise = backtest.half.filter(|half| half.abs() > SURPRISE).unwrap_or(0.0);
        let lower = spread + surprise.max(0.0);
        let upper = spread * (1.0 + TAIL_SPREAD * ramp(tail, 0.15, 0.6)) - surprise.min(0.0);
        Point {
            samples,
            lambda: at.lambda,
            ln_error,
            interval: [libm::exp(ln_error - lower), libm::exp(ln_error + upper)],
            kappa: libm::exp(blend.ln_kappa),
            df1: self.whole.loo.df1(blend.ln_kappa),
            below: blend.below,
            class: self.labels.then(|| class_error(self, at, samples, &here)),
        }
    }

    /// A sample whose mean is carried by a few huge residuals lies more often above the truth than
    /// below: what to take off ln E for it.
    pub(super) fn tail_correction(&self, ln_kappa: f64) -> f64 {
        TAIL_FACTOR * (self.noise(ln_kappa) - TAIL_FROM).clamp(0.0, TAIL_MOST)
    }

    /// Relative standard error of leave-one-out at κ.
    pub(super) fn noise(&self, ln_kappa: f64) -> f64 {
        self.in_window(&self.full.loo_noise, ln_kappa)
    }

    /// A column of the curve at κ, at the window's end below it.
    fn in_window(&self, column: &[f64], ln_kappa: f64) -> f64 {
        let collapse = &self.whole.loo;
        interpolate(ln_kappa, &collapse.ln_kappa, &column[collapse.first..])
    }

    /// What to take off so that the forecast passes through what leave-one-out saw at n, as far as the two
    /// differ by more than noise (positive-part shrinkage).
    fn anchor(&self, at: &AtRidge, backtest: Backtest) -> f64 {
        let noise = ANCHOR * self.full.at(&self.full.loo_noise, at.lambda);
        let excess = 1.0 - (noise / backtest.here) * (noise / backtest.here);
        if excess > 0.0 { backtest.here * excess } else { 0.0 }
    }

    /// Half-width of the interval in ln E.
    fn spread(&self, here: &Circumstances) -> f64 {
        let Circumstances { blend, growth, noise, backtest, .. } = here;
        let below = ramp(blend.below, -0.5, 1.5);
        let growth = growth.abs();
        let sampling = NOISE_SPREAD * noise;
        let disagreement = GCV_SPREAD * (blend.loo - blend.gcv).abs().min(1.0) * (1.0 - below);
        let (half, quarter) = (
            backtest.half.unwrap_or(0.0).clamp(-1.0, 1.0),
            backtest.quarter.unwrap_or(0.0).clamp(-1.0, 1.0),
        );
        let tested = f64::sqrt(0.5 * (half * half + quarter * quarter));
        let backtest = BACKTEST_SPREAD * tested * growth / (2.0 * LN_2);
        let laws = LAW_SPREAD * below * (blend.loo - blend.law).abs().min(1.5);
        let depth = BELOW_SPREAD * below * growth;
        let test_set = 1.0 + self.samples as f64 / here.test_size;
        let extrapolated = 1.0 + EXTRAPOLATION_SPREAD * ramp(blend.below, 0.0, 0.4);
        extrapolated
            * f64::sqrt(
                LEAST_SPREAD * LEAST_SPREAD
                    + sampling * sampling * test_set
                    + disagreement * disagreement
                    + depth * depth
                    + backtest * backtest
                    + laws * laws,
            )
    }
}
