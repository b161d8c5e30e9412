//! The samples of a correlated problem, ready for every λ.

use super::correlation::Correlated;
use crate::error::{Error, Result};
use crate::limits::LARGEST_EIGENVALUE;
use crate::linalg::{Eigen, Matrix, dot, eigvalsh};
use crate::model::correlated_ridge::CorrelatedSamples;
use crate::model::correlated_test::{Ahead, NoiseKind, Resolved, TestPoint};
use crate::spectrum::{
    Correlation, Modes, NOISE, NoiseCorrelation, SAMPLE, Stationary, TEST, TestCorrelation,
    positive, whole,
};
use crate::transform::{SampleSide, Szego, power_law_nodes};

impl Correlated {
    /// T samples, ready for every λ.
    pub fn at(&self, samples: f64) -> Result<CorrelatedSamples> {
        let n = whole(samples);
        let test = self.ahead(n).map(TestPoint::Ahead);
        let (side, test) = if self.entries.szego {
            (self.limit(samples), test)
        } else if self.is_resolved() {
            let eigen = self.entries.samples.eigen(&self.entries.path(SAMPLE), n)?;
            let noise = self.noise_kind(&eigen)?;
            let weights: Vec<f64> = (0..n).map(|i| noise.along(&eigen.values, i)).collect();
            let side = side(eigen.values.clone(), None, weights, samples);
            let resolved = self.resolve(&eigen, noise)?.map(TestPoint::Resolved);
            (side, test.or(resolved))
        } else {
            let (values, multiplicities) = self.eigenvalues(n)?;
            let weights = match self.entries.noise {
                NoiseCorrelation::White => vec![1.0; values.len()],
                _ => values.clone(),
            };
            (side(values, multiplicities, weights, samples), test)
        };
        Ok(CorrelatedSamples { samples, side, test, ensemble: self.ensemble })
    }

    fn limit(&self, samples: f64) -> SampleSide {
        let white = matches!(self.entries.noise, NoiseCorrelation::White);
        match &self.entries.samples {
            Correlation::Stationary(Stationary::PowerLaw { exponent }) => {
                let (values, shares) = power_law_nodes(*exponent);
                let weights = if white { vec![1.0; values.len()] } else { values.clone() };
                let shares = shares.iter().map(|share| share * samples).collect();
                SampleSide::Modes {
                    modes: Modes::of_samples(values, Some(shares), weights),
                    null: 0.0,
                }
            }
            Correlation::Stationary(law) => match Szego::new(*law) {
                Some(law) => SampleSide::Szego { law, samples, white },
                None => side(vec![1.0], None, vec![1.0], samples),
            },
            _ => side(vec![1.0], None, vec![1.0], samples),
        }
    }

    fn eigenvalues(&self, n: usize) -> Result<(Vec<f64>, Option<Vec<f64>>)> {
        let path = self.entries.path(SAMPLE);
        match &self.entries.samples {
            Correlation::Stationary(law) => Ok((law.eigenvalues(&path, n)?, None)),
            Correlation::Eigenvalues(d) => Ok((d.values.clone(), d.multiplicities.clone())),
            Correlation::Matrix(matrix) => {
                // The bound on the size of a dense matrix holds here too.
                self.entries.samples.matrix(&path, n)?;
                Ok((positive(&path, eigvalsh(matrix.clone()))?, None))
            }
        }
    }

    fn noise_kind(&self, eigen: &Eigen) -> Result<NoiseKind> {
        let NoiseCorrelation::Other(noise) = &self.entries.noise else {
            let white = matches!(self.entries.noise, NoiseCorrelation::White);
            return Ok(if white { NoiseKind::White } else { NoiseKind::Matched });
        };
        let path = self.entries.path(NOISE);
        let matrix = noise.matrix(&path, eigen.values.len())?;
        let turned = turn(&matrix, &eigen.vectors);
        match (0..turned.rows).map(|i| turned.at(i, i)).find(|n| *n < -1e-9) {
            Some(n) => Err(Error::out_of_range(&path, "positive semidefinite", n)),
            None => Ok(NoiseKind::General(turned)),
        }
    }

    /// Forecasting an exponential correlation, at any number of samples.
    pub(super) fn ahead(&self, samples: usize) -> Option<Ahead> {
        match (&self.entries.test, &self.entries.samples, &self.entries.noise) {
            (
                Some(TestCorrelation::Horizon(horizon)),
                Correlation::Stationary(Stationary::Exponential { length }),
                noise @ (NoiseCorrelation::Matched | NoiseCorrelation::White),
            ) => {
                let white = matches!(noise, NoiseCorrelation::White);
                Some(Ahead { length: *length, horizon: *horizon, samples, white })
            }
            _ => None,
        }
    }

    fn resolve(&self, eigen: &Eigen, kind: NoiseKind) -> Result<Option<Resolved>> {
        let Some((test, noise)) = self.entries.vectors(eigen.values.len()) else { return Ok(None) };
        let turned = |x: &[f64]| -> Vec<f64> {
            (0..eigen.vectors.rows).map(|k| dot(eigen.vectors.row(k), x)).collect()
        };
        let values = eigen.values.clone();
        let resolved = Resolved { values, test: turned(&test), noise: turned(&noise), kind };
        let rho = resolved.rho();
        if rho > 1.0 + 1e-9 {
            let condition = "such that no sample predicts it better than exactly, kᵀK⁻¹k ≤ 1: it";
            return Err(Error::out_of_range(&self.entries.path(TEST), condition, rho));
        }
        Ok(Some(resolved))
    }
}

/// Eigenvalues that stand for `samples`, with the noise along each.
fn side(
    values: Vec<f64>,
    multiplicities: Option<Vec<f64>>,
    weights: Vec<f64>,
    samples: f64,
) -> SampleSide {
    let n = values.len() as f64;
    let multiplicities = multiplicities
        .or_else(|| ((samples - n).abs() > 0.0).then(|| vec![samples / n; values.len()]));
    let share = |i: usize| multiplicities.as_ref().map_or(1.0, |m| m[i]);
    let is_null = |i: &usize| values[*i] <= 1.0 / LARGEST_EIGENVALUE;
    let null = (0..values.len()).filter(is_null).map(|i| share(i) * weights[i]).sum();
    SampleSide::Modes { modes: Modes::of_samples(values, multiplicities, weights), null }
}

/// U M Uᵀ for rows of eigenvectors.
fn turn(matrix: &Matrix, vectors: &Matrix) -> Matrix {
    let n = matrix.rows;
    let mut half = Matrix::zeros(n, n);
    let mut turned = Matrix::zeros(n, n);
    for k in 0..n {
        for i in 0..n {
            half.row_mut(k)[i] = dot(matrix.row(i), vectors.row(k));
        }
    }
    for k in 0..n {
        for j in 0..n {
            turned.row_mut(k)[j] = dot(half.row(k), vectors.row(j));
        }
    }
    turned
}
