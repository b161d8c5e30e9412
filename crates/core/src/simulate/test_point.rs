//! A test point that is correlated with the samples, as the next value of a time series is.

use super::data::Data;
use super::features::combine;
use super::fit::Solution;
use super::teacher::Teacher;
use crate::error::{Error, Result};
use crate::linalg::{Matrix, cholesky, dot};
use crate::spectrum::{Correlation, Stationary};
use crate::wire::Fields;

/// The name of a test point's correlation in a problem.
pub const TEST: &str = "testCorrelation";

/// How the test point is correlated with the samples.
#[derive(Debug)]
pub enum TestCorrelation {
    /// k and k_n.
    Vector { test: Vec<f64>, noise: Option<Vec<f64>> },
    /// So many steps after the last sample.
    Horizon(f64),
}

impl TestCorrelation {
    /// Takes `testCorrelation`; nothing where the point is independent.
    pub fn read(fields: &mut Fields) -> Result<Option<Self>> {
        let Some(mut entry) = fields.object_if_any(TEST)? else {
            return Ok(None);
        };
        let read = if entry.has("horizon") {
            Self::Horizon(entry.positive("horizon")?)
        } else {
            let test = entry.numbers("vector")?;
            Self::Vector { test, noise: entry.numbers_if_any("noise")? }
        };
        entry.finish()?;
        Ok(Some(read))
    }

    /// k for samples of this correlation.
    pub fn inputs(&self, law: &Correlation, samples: usize) -> Result<Vec<f64>> {
        match (self, law) {
            (Self::Vector { test, .. }, _) => sized("vector", test, samples),
            (Self::Horizon(h), Correlation::Stationary(law)) => Ok(ahead(law, *h, samples)),
            _ => Err(conflict("by a horizon needs samples of a stationary kind; give a vector")),
        }
    }

    /// k_n for noise of this correlation; white noise where it is absent.
    pub fn noise(&self, law: Option<&Correlation>, samples: usize) -> Result<Vec<f64>> {
        match (self, law) {
            (Self::Vector { noise: Some(noise), .. }, _) => sized("noise", noise, samples),
            (_, None) => Ok(vec![0.0; samples]),
            (Self::Horizon(h), Some(Correlation::Stationary(law))) => Ok(ahead(law, *h, samples)),
            (Self::Horizon(_), Some(_)) => {
                Err(conflict("by a horizon needs noise of a stationary kind"))
            }
            (Self::Vector { .. }, Some(_)) => {
                Err(Error::Missing { argument: format!("{TEST}.noise") })
            }
        }
    }
}

fn ahead(law: &Stationary, horizon: f64, samples: usize) -> Vec<f64> {
    (0..samples).map(|i| law.at((samples - 1 - i) as f64 + horizon)).collect()
}

fn sized(name: &str, vector: &[f64], samples: usize) -> Result<Vec<f64>> {
    if vector.len() == samples {
        return Ok(vector.to_vec());
    }
    let expected = format!("{samples} entries (one for each sample)");
    Err(Error::shape(&format!("{TEST}.{name}"), expected, format!("{} entries", vector.len())))
}

fn conflict(reason: &str) -> Error {
    Error::Conflict { argument: TEST.into(), reason: reason.into() }
}

/// What samples say of one that is correlated with them by k: the mean of z given Z is Zᵀ K⁻¹ k, its variance 1 − kᵀK⁻¹k.
#[derive(Debug)]
pub struct Given {
    /// K⁻¹ k.
    weights: Vec<f64>,
    /// 1 − kᵀK⁻¹k.
    left: f64,
}

impl Given {
    /// By a correlation K, that of independent samples where it is absent.
    pub fn new(law: Option<&Correlation>, path: &str, k: &[f64]) -> Result<Self> {
        let weights = match law {
            None => k.to_vec(),
            Some(law) => {
                let factor = cholesky(law.matrix(path, k.len())?);
                let factor =
                    factor.ok_or_else(|| conflict("needs a positive definite correlation"))?;
                factor.solve(&Matrix { rows: k.len(), columns: 1, data: k.to_vec() }).data
            }
        };
        let rho = dot(&weights, k);
        if rho > 1.0 + 1e-9 {
            let condition = "such that no sample predicts it better than exactly, kᵀK⁻¹k ≤ 1: it";
            return Err(Error::out_of_range(TEST, condition, rho));
        }
        Ok(Self { weights, left: (1.0 - rho).max(0.0) })
    }
}

/// A test point that is correlated with the samples, and its label's noise with theirs.
#[derive(Debug)]
pub struct TestPoint {
    /// Of the inputs.
    pub inputs: Given,
    /// Of the noise.
    pub noise: Given,
}

impl TestPoint {
    /// What a training set says of it.
    pub fn given(&self, data: &Data) -> Expected {
        let mut input = vec![0.0; data.inputs.columns];
        combine(&self.inputs.weights, &data.inputs, &mut input);
        Expected { input, noise: dot(&self.noise.weights, &data.noise) }
    }

    /// The mean squared error on its noisy label, given the training set: that of its expected value, squared, and what is
    /// left of the variances.
    pub fn error(&self, expected: f64, excess: f64, teacher: &Teacher) -> f64 {
        let noise = teacher.noise * teacher.noise;
        expected * expected + self.inputs.left * excess + self.noise.left * noise
    }
}

/// The mean of x and ε of the test point, given a training set.
pub struct Expected {
    input: Vec<f64>,
    noise: f64,
}

impl Expected {
    /// Label less prediction there.
    pub fn error(&self, solution: &Solution, teacher: &Teacher) -> f64 {
        let [clean, noise] = &solution.coefficients;
        let mut sum = self.noise;
        for (k, x) in self.input.iter().enumerate() {
            sum += x * (teacher.weights[k] - clean[k] - noise[k]);
        }
        sum
    }
}
