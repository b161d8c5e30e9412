//! The collapse on κ: bias and noise as a function of κ alone.

use super::curve::{Curve, TINY};
use super::interpolate::interpolate;
use super::settings::{BIAS_SLOPE_NOISE, DEEPEST, FIT_FROM, WINDOW};

/// Bisections of ln κ: enough for every bit.
const HALVINGS: usize = 80;

/// B(κ̂) = E(λ')(1 − df₂/n) with df₁ and df₁ − df₂, read off where df₁ ≤ n/2 and continued below
/// as power laws.
#[derive(Debug)]
pub struct Collapse {
    /// First grid entry inside the window.
    pub first: usize,
    /// Whether the window ends above the smallest κ of the grid.
    pub closed: bool,
    /// ln κ inside the window, ascending.
    pub ln_kappa: Vec<f64>,
    /// ln E inside the window.
    pub ln_error: Vec<f64>,
    /// ln df₁.
    pub ln_df1: Vec<f64>,
    ln_gap: Vec<f64>,
    ln_bias: Vec<f64>,
    df_slope: f64,
    bias_slope: f64,
    intercept: f64,
    trace: f64,
}

/// A forecast of the collapse at one (P, λ).
#[derive(Debug, Clone, Copy)]
pub struct Collapsed {
    /// ln E.
    pub ln_error: f64,
    /// ln κ.
    pub ln_kappa: f64,
}

impl Collapse {
    /// From the errors `error` (leave-one-out or GCV) along a curve.
    pub fn new(curve: &Curve, error: &[f64]) -> Self {
        let n = curve.samples as f64;
        let most = curve.df1.len() - 3;
        let first = curve.df1.iter().position(|df| df / n <= WINDOW).unwrap_or(most).min(most);
        let logs = |column: &[f64], least: f64| -> Vec<f64> {
            column[first..].iter().map(|x| libm::log(x.max(least))).collect()
        };
        let ln_error = logs(error, TINY);
        let slack = logs(&curve.one_minus_gamma, TINY);
        let mut collapse = Self {
            first,
            closed: first > 0,
            ln_kappa: logs(&curve.kappa, TINY),
            ln_df1: logs(&curve.df1, TINY),
            ln_gap: logs(&curve.df_gap, 1e-12),
            ln_bias: ln_error.iter().zip(&slack).map(|(e, g)| e + g).collect(),
            ln_error,
            df_slope: 0.0,
            bias_slope: 0.0,
            intercept: curve.intercept,
            trace: curve.trace,
        };
        if collapse.closed {
            collapse.fit_slopes(n, curve.loo_noise[first]);
        }
        collapse
    }

    /// Slopes of ln df₁ and ln B at the window's lower end, by least squares in ln κ; that of ln B is shrunk by
    /// the noise of leave-one-out there.
    fn fit_slopes(&mut self, n: f64, noise: f64) {
        let share = |i: usize| libm::exp(self.ln_df1[i]) / n;
        let least = FIT_FROM.min(0.5 * share(0));
        let used: Vec<usize> =
            (0..self.ln_kappa.len()).filter(|i| *i < 3 || share(*i) >= least).collect();
        let mean = used.iter().map(|i| self.ln_kappa[*i]).sum::<f64>() / used.len() as f64;
        let spread: f64 = used.iter().map(|i| (self.ln_kappa[*i] - mean).powi(2)).sum();
        if self.ln_kappa[used[used.len() - 1]] - self.ln_kappa[0] <= 1e-6 {
            return;
        }
        let slope = |y: &[f64]| {
            used.iter().map(|i| (self.ln_kappa[*i] - mean) * y[*i]).sum::<f64>() / spread
        };
        let (df_slope, bias_slope) = (slope(&self.ln_df1), slope(&self.ln_bias));
        self.df_slope = (-df_slope).clamp(0.0, 1.0);
        self.bias_slope = bias_slope.clamp(0.0, 2.0) / (1.0 + (noise / BIAS_SLOPE_NOISE).powi(2));
    }

    fn below(&self, ln_kappa: f64) -> Option<f64> {
        (ln_kappa < self.ln_kappa[0]).then(|| ln_kappa - self.ln_kappa[0])
    }

    /// df₁(κ).
    pub fn df1(&self, ln_kappa: f64) -> f64 {
        libm::exp(match self.below(ln_kappa) {
            Some(distance) => self.ln_df1[0] - self.df_slope * distance,
            None => interpolate(ln_kappa, &self.ln_kappa, &self.ln_df1),
        })
    }

    /// df₁ − df₂; below the window its share of df₁ stays what it was, as in a power law.
    fn df_gap(&self, ln_kappa: f64) -> f64 {
        match self.below(ln_kappa) {
            Some(_) => libm::exp(self.ln_gap[0] - self.ln_df1[0]) * self.df1(ln_kappa),
            None => libm::exp(interpolate(ln_kappa, &self.ln_kappa, &self.ln_gap)),
        }
    }

    /// ln B(κ).
    pub fn ln_bias(&self, ln_kappa: f64) -> f64 {
        match self.below(ln_kappa) {
            Some(distance) => self.ln_bias[0] + self.bias_slope * distance,
            None => interpolate(ln_kappa, &self.ln_kappa, &self.ln_bias),
        }
    }

    /// ln κ of λ = κ(1 − df₁(κ)/P).
    fn solve(&self, samples: f64, lambda: f64) -> f64 {
        let deepest = self.ln_kappa[0] - DEEPEST;
        let ridge = if lambda > 0.0 { libm::log(lambda) } else { f64::NEG_INFINITY };
        let mut low = deepest.max(ridge);
        if samples.is_infinite() {
            return low;
        }
        let largest = libm::exp(self.ln_kappa[self.ln_kappa.len() - 1]);
        let mut high = libm::log(lambda + largest + self.trace / samples).max(low);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if lambda * libm::exp(-middle) + self.df1(middle) / samples > 1.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    }

    /// E(P, λ) = B(κ)/(1 − df₂(κ)/P); P may be infinite.
    pub fn forecast(&self, samples: f64, lambda: f64) -> Collapsed {
        let ln_kappa = self.solve(samples, lambda);
        let slack = if samples.is_finite() {
            let share = (1.0 - self.df1(ln_kappa) / samples).max(lambda * libm::exp(-ln_kappa));
            share + (self.df_gap(ln_kappa) - self.intercept) / samples
        } else {
            1.0
        };
        let ln_error = self.ln_bias(ln_kappa) - libm::log(slack.clamp(1e-3, 1.0));
        Collapsed { ln_error, ln_kappa }
    }

    /// Decades of κ below the window; at most −1 where the window is open.
    pub fn decades_below(&self, ln_kappa: f64) -> f64 {
        let decades = (self.ln_kappa[0] - ln_kappa) / std::f64::consts::LN_10;
        if self.closed { decades } else { decades.min(-1.0) }
    }
}
