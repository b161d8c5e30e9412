//! The forecast as a function of P, at one ridge or at the best one for each P.

use super::blend::{AtRidge, Backtest, Forecaster};
use super::ceiling::Ceiling;
use super::interval::Point;
use super::optimal::Ridges;
use super::settings::UNSUPPORTED;

/// Points of the whole curve.
const POINTS: usize = 161;
/// The curve starts at this share of the data,
const FROM: f64 = 0.125;
/// and ends at this multiple.
const TO: f64 = 1e6;
/// Half a step in ln P for slopes.
const STEP: f64 = 0.1;

/// Which ridge each training size uses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ridge {
    /// The same at every size.
    Fixed(f64),
    /// The best at each size.
    Optimal,
}

/// Forecasts at any P.
pub struct LearningCurve<'a> {
    forecaster: &'a Forecaster,
    ridges: Ridges,
    fixed: Option<(AtRidge, Backtest)>,
    test_size: f64,
}

impl<'a> LearningCurve<'a> {
    /// Prepares the curve for a test set of `test_size` samples.
    pub fn new(forecaster: &'a Forecaster, ridge: Ridge, test_size: f64) -> Self {
        let fixed = match ridge {
            Ridge::Fixed(lambda) => Some(prepare(forecaster, lambda)),
            Ridge::Optimal => None,
        };
        Self { forecaster, ridges: forecaster.ridges(), fixed, test_size }
    }

    /// The forecast at P samples, with −d ln E/d ln P at that ridge.
    pub fn at(&self, samples: f64) -> (Point, f64) {
        self.with(samples, |at, backtest| {
            let point = |samples| self.forecaster.point(at, backtest, samples, self.test_size);
            let (before, after) =
                (point(samples * libm::exp(-STEP)), point(samples * libm::exp(STEP)));
            (point(samples), (before.ln_error - after.ln_error) / (2.0 * STEP))
        })
    }

    /// The best ridge at P samples and the forecast there.
    pub fn best(&self, samples: f64) -> Point {
        let lambda = self.forecaster.optimal_ridge(&self.ridges, samples);
        let (at, backtest) = prepare(self.forecaster, lambda);
        self.forecaster.point(&at, backtest, samples, self.test_size)
    }

    /// The limit P → ∞ at a fixed ridge, with its interval, for an infinite test set.
    ///
    /// Below the window the collapse at κ = λ is a continuation: it cannot lie below the ceiling over
    /// all ridges, and far below the window that ceiling is all there is to say.
    pub fn limit(&self, ceiling: &Ceiling) -> Option<(f64, [f64; 2])> {
        let (at, backtest) = self.fixed.as_ref()?;
        let point = self.forecaster.point(at, *backtest, f64::INFINITY, 1e9);
        if point.below > UNSUPPORTED {
            return Some((ceiling.error, ceiling.interval));
        }
        if point.below <= 0.0 {
            return Some((point.error(), point.interval));
        }
        let error = point.error().max(ceiling.error);
        let [low, high] = point.interval;
        Some((error, [low.max(ceiling.interval[0]), high.max(error)]))
    }

    /// Forecasts from an eighth of the data to a million times as many, evenly in ln P.
    pub fn whole(&self) -> Vec<Point> {
        let n = self.forecaster.samples as f64;
        let step = libm::log(TO / FROM) / (POINTS - 1) as f64;
        (0..POINTS)
            .map(|i| n * FROM * libm::exp(step * i as f64))
            .map(|samples| {
                self.with(samples, |at, backtest| {
                    self.forecaster.point(at, backtest, samples, self.test_size)
                })
            })
            .collect()
    }

    /// Leave-one-out errors of models trained on the parts and on all rows, by size.
    pub fn observed(&self) -> (Vec<f64>, Vec<f64>) {
        if let Some((at, _)) = &self.fixed {
            return (at.sizes.clone(), at.errors.clone());
        }
        let ridges = self.ridges.all();
        let least =
            |size: usize| ridges.iter().map(|at| at.errors[size]).fold(f64::INFINITY, f64::min);
        let sizes = ridges[0].sizes.clone();
        let errors = (0..sizes.len()).map(least).collect();
        (sizes, errors)
    }

    /// The ridge of the data at hand: the fixed one, or the best by leave-one-out.
    pub fn ridge_now(&self) -> f64 {
        if let Some((at, _)) = &self.fixed {
            return at.lambda;
        }
        let best = self.ridges.all().iter().min_by(|a, b| a.error().total_cmp(&b.error()));
        best.map_or(0.0, |at| at.lambda)
    }

    /// The backtest at the ridge of the data at hand.
    pub fn backtest(&self) -> Backtest {
        match &self.fixed {
            Some((_, backtest)) => *backtest,
            None => prepare(self.forecaster, self.ridge_now()).1,
        }
    }

    fn with<T>(&self, samples: f64, run: impl Fn(&AtRidge, Backtest) -> T) -> T {
        if let Some((at, backtest)) = &self.fixed {
            return run(at, *backtest);
        }
        let lambda = self.forecaster.optimal_ridge(&self.ridges, samples);
        let (at, backtest) = prepare(self.forecaster, lambda);
        run(&at, backtest)
    }
}

fn prepare(forecaster: &Forecaster, lambda: f64) -> (AtRidge, Backtest) {
    let at = forecaster.at_ridge(lambda);
    let backtest = forecaster.backtest(&at);
    (at, backtest)
}
