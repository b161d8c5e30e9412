//! A table of runs in logarithms.

use super::{Frame, Law};
use crate::order::sort_by_key;

/// Runs: sizes, losses and weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// ln of the sizes; the second is zero for laws of one variable.
    pub ln_size: Vec<[f64; 2]>,
    /// ln of the losses.
    pub ln_loss: Vec<f64>,
    /// Weights, of mean one.
    pub weight: Vec<f64>,
}

impl Table {
    /// The number of runs.
    pub fn len(&self) -> usize {
        self.ln_loss.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ln_loss.is_empty()
    }

    /// How many runs differ in their sizes.
    pub fn distinct(&self) -> usize {
        let mut sizes = self.ln_size.clone();
        sort_by_key(&mut sizes, |size| size[1]);
        sort_by_key(&mut sizes, |size| size[0]);
        sizes.dedup();
        sizes.len()
    }

    /// How many values one variable takes.
    pub fn distinct_in(&self, variable: usize) -> usize {
        let mut values: Vec<f64> = self.ln_size.iter().map(|u| u[variable]).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        values.len()
    }

    /// The squared correlation of the logarithms of both sizes.
    pub fn collinearity(&self) -> f64 {
        let Frame { center, .. } = self.frame();
        let [mut nn, mut nd, mut dd] = [0.0; 3];
        for u in &self.ln_size {
            let (n, d) = (u[0] - center[0], u[1] - center[1]);
            nn += n * n;
            nd += n * d;
            dd += d * d;
        }
        if nn * dd > 0.0 { nd * nd / (nn * dd) } else { 0.0 }
    }

    /// Where the sizes lie.
    pub fn frame(&self) -> Frame {
        let n = self.len() as f64;
        let mean = |k: usize| self.ln_size.iter().map(|u| u[k]).sum::<f64>() / n;
        let first = || self.ln_size.iter().map(|u| u[0]);
        Frame {
            center: [mean(0), mean(1)],
            low: first().fold(f64::INFINITY, f64::min),
            high: first().fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// The runs at `index`, weights included.
    #[must_use]
    pub fn select(&self, index: &[usize]) -> Self {
        Self {
            ln_size: index.iter().map(|i| self.ln_size[*i]).collect(),
            ln_loss: index.iter().map(|i| self.ln_loss[*i]).collect(),
            weight: index.iter().map(|i| self.weight[*i]).collect(),
        }
    }

    /// ln of the fitted over the observed loss, for each run.
    pub fn residuals(&self, law: Law, theta: &[f64], frame: &Frame) -> Vec<f64> {
        let of = |(u, y): (&[f64; 2], &f64)| law.slope(theta, *u, frame).0 - y;
        self.ln_size.iter().zip(&self.ln_loss).map(of).collect()
    }
}
