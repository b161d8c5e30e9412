//! The population's degrees of freedom from a sample's eigenvalues.

use crate::error::{Error, Result};
use crate::order::sort_descending;
use crate::report::Status;
use crate::sum::sum_over;
use crate::wire::Fields;

/// Eigenvalues below this part of the largest count as zero.
const FLOOR: f64 = 1e-13;

/// Bisections in ln λ: more than the exponents of doubles need.
const MOST_STEPS: usize = 200;

/// Non-zero eigenvalues of XᵀX/P or K/P.
#[derive(Debug, Clone)]
pub struct SampleSpectrum {
    /// Positive, largest first.
    pub eigenvalues: Vec<f64>,
    /// P.
    pub samples: f64,
}

/// What the sample says of the population at one λ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recovered {
    /// λ.
    pub lambda: f64,
    /// κ̂ = λ/(1 − df̂/P).
    pub kappa: f64,
    /// df₁ of the population at κ̂: that of the sample at λ.
    pub df1: f64,
    /// df₂ of the population at κ̂, P (1 − mean(a)²/mean(a²)).
    pub df2: f64,
}

impl SampleSpectrum {
    /// Reads `eigenvalues` and `samples`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let mut eigenvalues = fields.numbers("eigenvalues")?;
        let path = fields.path("eigenvalues");
        let largest = eigenvalues.iter().fold(0.0_f64, |most, x| x.max(most));
        if let Some(i) = eigenvalues.iter().position(|x| *x < -FLOOR * largest || *x > 1e290) {
            let path = format!("{path}[{i}]");
            return Err(Error::out_of_range(
                &path,
                "zero or more, and at most 1e290",
                eigenvalues[i],
            ));
        }
        if largest <= 1e-290 {
            return Err(Error::out_of_range(&path, "positive in at least one place", largest));
        }
        eigenvalues.retain(|x| *x > FLOOR * largest);
        sort_descending(&mut eigenvalues);
        let samples = fields.positive("samples")?;
        let rank = eigenvalues.len() as f64;
        if samples < rank {
            let condition = format!("at least {rank}, the number of non-zero eigenvalues");
            return Err(Error::out_of_range(&fields.path("samples"), condition, samples));
        }
        Ok(Self { eigenvalues, samples })
    }

    /// The largest eigenvalue.
    pub fn largest(&self) -> f64 {
        self.eigenvalues[0]
    }

    /// The smallest that is not zero.
    pub fn smallest(&self) -> f64 {
        self.eigenvalues[self.eigenvalues.len() - 1]
    }

    /// κ̂ as λ → 0: below it the sample says nothing. Zero where it has zero eigenvalues for some samples.
    pub fn least_kappa(&self) -> f64 {
        if (self.eigenvalues.len() as f64) < self.samples {
            return 0.0;
        }
        let inverses = sum_over(0..self.eigenvalues.len(), |i| [1.0 / self.eigenvalues[i]])[0];
        self.samples / inverses
    }

    /// κ̂, df₁ and df₂ at λ > 0. Source: arXiv 2405.00592, S-transform from data.
    pub fn at(&self, lambda: f64) -> Recovered {
        let [df1, left, square] = sum_over(0..self.eigenvalues.len(), |i| {
            let q = 1.0 / (self.eigenvalues[i] + lambda);
            let b = lambda * q;
            [self.eigenvalues[i] * q, b, b * b]
        });
        let spare = self.samples - self.eigenvalues.len() as f64;
        let slack = (spare + left) / self.samples;
        // 1 − mean(a)²/mean(a²) as a variance over mean(a²).
        let mean_square = (spare + square) / self.samples;
        let variance = sum_over(0..self.eigenvalues.len(), |i| {
            let b = lambda / (self.eigenvalues[i] + lambda) - slack;
            [b * b]
        })[0];
        let total = variance + spare * (1.0 - slack) * (1.0 - slack);
        Recovered { lambda, kappa: lambda / slack, df1, df2: total / mean_square }
    }

    /// The same at κ̂ = `kappa`, above the least.
    pub fn at_kappa(&self, kappa: f64) -> (Recovered, Status) {
        // κ̂ ≥ λ, and κ̂ grows with λ.
        let (mut low, mut high) = (kappa * 1e-300_f64.max(f64::MIN_POSITIVE / kappa), kappa);
        for _ in 0..MOST_STEPS {
            let middle = if high > 2.0 * low {
                f64::sqrt(low) * f64::sqrt(high)
            } else {
                0.5 * (low + high)
            };
            if middle <= low || middle >= high {
                break;
            }
            if self.at(middle).kappa < kappa { low = middle } else { high = middle }
        }
        let found = self.at(high);
        let close = (found.kappa / kappa - 1.0).abs() < 1e-12;
        (found, if close { Status::Converged } else { Status::ReducedAccuracy })
    }
}
