//! A test point that is correlated with the samples, as the next value of a time series is.

use crate::error::{Error, Result};
use crate::linalg::{Matrix, cholesky, dot};
use crate::simulate::data::Data;
use crate::simulate::data::teacher::Teacher;
use crate::simulate::learner::features::combine;
use crate::simulate::learner::fit::Solution;
use crate::spectrum::{Correlation, Correlations, NOISE, NoiseCorrelation, SAMPLE, TEST};

/// What samples say of one that is correlated with them by k: the mean of z given Z is Zᵀ K⁻¹ k, its variance 1 − kᵀK⁻¹k.
#[derive(Debug)]
pub struct Given {
    /// K⁻¹ k.
    weights: Vec<f64>,
    /// 1 − kᵀK⁻¹k.
    left: f64,
}

impl Given {
    /// By a correlation K with its path, that of independent samples where it is absent; `test` is the path of k.
    fn new(law: Option<(&Correlation, &str)>, k: &[f64], test: &str) -> Result<Self> {
        let weights = match law {
            None => k.to_vec(),
            Some((law, path)) => {
                let factor = cholesky(law.matrix(path, k.len())?);
                let factor = factor.ok_or_else(|| Error::Conflict {
                    argument: test.into(),
                    reason: "needs a positive definite correlation".into(),
                })?;
                factor.solve(&Matrix { rows: k.len(), columns: 1, data: k.to_vec() }).data
            }
        };
        let rho = dot(&weights, k);
        if rho > 1.0 + 1e-9 {
            let condition = "such that no sample predicts it better than exactly, kᵀK⁻¹k ≤ 1: it";
            return Err(Error::out_of_range(test, condition, rho));
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
    /// That of so many samples; none where it is independent of them.
    pub fn new(correlations: &Correlations, samples: usize) -> Result<Option<Self>> {
        let Some((inputs, noise)) = correlations.vectors(samples) else { return Ok(None) };
        let [own, other, test] = [SAMPLE, NOISE, TEST].map(|name| correlations.path(name));
        let law = (&correlations.samples, own.as_str());
        let noise_law = match &correlations.noise {
            NoiseCorrelation::Matched => Some(law),
            NoiseCorrelation::White => None,
            NoiseCorrelation::Other(noise) => Some((noise, other.as_str())),
        };
        let inputs = Given::new(Some(law), &inputs, &test)?;
        Ok(Some(Self { inputs, noise: Given::new(noise_law, &noise, &test)? }))
    }

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
