//! Correlated samples: factors of K and of the label noise's own correlation.

use crate::error::Result;
use crate::linalg::{Matrix, cholesky, multiply};
use crate::simulate::data::test_point::TestPoint;
use crate::spectrum::{Correlation, Correlations, NOISE, NoiseCorrelation, SAMPLE};

/// Factors for P samples.
///
/// # Errors
/// `ShapeMismatch` where what is listed is not of P samples.
pub fn roots(correlations: &Correlations, samples: usize) -> Result<Roots> {
    correlations.check_samples(samples as f64)?;
    let noise = match &correlations.noise {
        NoiseCorrelation::Matched => None,
        NoiseCorrelation::White => Some(Root::Diagonal(vec![1.0; samples])),
        NoiseCorrelation::Other(noise) => Some(root(noise, &correlations.path(NOISE), samples)?),
    };
    let inputs = root(&correlations.samples, &correlations.path(SAMPLE), samples)?;
    Ok(Roots { inputs, noise, test: TestPoint::new(correlations, samples)? })
}

/// R with R Rᵀ = K.
#[derive(Debug)]
enum Root {
    /// In a basis of K's own, which no fit can tell apart for normal data.
    Diagonal(Vec<f64>),
    Factor(Matrix),
}

/// Factors of the correlations of inputs and noise.
#[derive(Debug)]
pub struct Roots {
    inputs: Root,
    /// That of the inputs where absent.
    noise: Option<Root>,
    /// A test point that is correlated with the samples.
    pub test: Option<TestPoint>,
}

impl Roots {
    /// R Z.
    pub fn inputs(&self, z: &Matrix) -> Matrix {
        self.inputs.times(z)
    }

    /// R e.
    pub fn noise(&self, e: Vec<f64>) -> Vec<f64> {
        let e = Matrix { rows: e.len(), columns: 1, data: e };
        self.noise.as_ref().unwrap_or(&self.inputs).times(&e).data
    }
}

impl Root {
    fn times(&self, z: &Matrix) -> Matrix {
        match self {
            Self::Factor(factor) => multiply(factor, z),
            Self::Diagonal(scales) => {
                let mut scaled = z.clone();
                for (i, scale) in scales.iter().enumerate() {
                    scaled.row_mut(i).iter_mut().for_each(|x| *x *= scale);
                }
                scaled
            }
        }
    }
}

fn root(correlation: &Correlation, path: &str, samples: usize) -> Result<Root> {
    if let Correlation::Eigenvalues(own) = correlation {
        let times = |i: usize| own.multiplicities.as_ref().map_or(1, |m| m[i] as usize);
        let scale = |i: usize| std::iter::repeat_n(f64::sqrt(own.values[i]), times(i));
        return Ok(Root::Diagonal((0..own.values.len()).flat_map(scale).collect()));
    }
    if let Some(factor) = cholesky(correlation.matrix(path, samples)?) {
        return Ok(Root::Factor(factor.factor()));
    }
    // Positive semidefinite at best: by eigenvectors, one a row.
    let eigen = correlation.eigen(path, samples)?;
    let mut factor = Matrix::zeros(samples, samples);
    for (k, value) in eigen.values.iter().enumerate() {
        let scale = f64::sqrt(*value);
        for i in 0..samples {
            factor.data[i * samples + k] = scale * eigen.vectors.at(k, i);
        }
    }
    Ok(Root::Factor(factor))
}
