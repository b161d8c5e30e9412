//! Correlated samples: factors of K and of the label noise's own correlation.

use crate::error::{Error, Result};
use crate::linalg::{Matrix, cholesky, multiply};
use crate::spectrum::Correlation;
use crate::wire::Fields;

/// How samples and their noise are correlated.
#[derive(Debug)]
pub struct Correlated {
    samples: Correlation,
    noise: Noise,
}

/// The correlation of the label noise.
#[derive(Debug)]
enum Noise {
    Matched,
    White,
    Other(Correlation),
}

const SAMPLE: &str = "sampleCorrelation";
const NOISE: &str = "noiseCorrelation";

impl Correlated {
    /// Takes `sampleCorrelation` and `noiseCorrelation`; nothing where samples are independent.
    pub fn read(fields: &mut Fields) -> Result<Option<Self>> {
        let path = fields.path("testCorrelation");
        if fields.take("testCorrelation").is_some() {
            let reason = "is not simulated: test points are independent of the samples".into();
            return Err(Error::Conflict { argument: path, reason });
        }
        let Some(mut entry) = fields.object_if_any(SAMPLE)? else {
            let path = fields.path(NOISE);
            if fields.take(NOISE).is_none() {
                return Ok(None);
            }
            let reason = format!("has no meaning without {SAMPLE}");
            return Err(Error::Conflict { argument: path, reason });
        };
        let samples = Correlation::read(&mut entry)?;
        // Szegő's limit is one of theory; what is drawn is finite.
        entry.choice("spectrum", &["toeplitz", "szego"], Some("toeplitz"))?;
        entry.finish()?;
        Ok(Some(Self { samples, noise: Noise::read(fields)? }))
    }

    /// Factors for P samples.
    pub fn roots(&self, samples: usize) -> Result<Roots> {
        let inputs = root(&self.samples, SAMPLE, samples)?;
        let noise = match &self.noise {
            Noise::Matched => None,
            Noise::White => Some(Root::Diagonal(vec![1.0; samples])),
            Noise::Other(noise) => Some(root(noise, NOISE, samples)?),
        };
        Ok(Roots { inputs, noise })
    }
}

impl Noise {
    fn read(fields: &mut Fields) -> Result<Self> {
        if !fields.has(NOISE) || fields.holds_text(NOISE) {
            let kind = fields.choice(NOISE, &["matched", "white"], Some("matched"))?;
            return Ok(if kind == "white" { Self::White } else { Self::Matched });
        }
        let mut entry = fields.object(NOISE)?;
        let noise = Correlation::read(&mut entry)?;
        entry.finish()?;
        Ok(Self::Other(noise))
    }
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
    correlation.check_samples(path, samples as f64)?;
    if let Correlation::Eigenvalues(own) = correlation {
        let times = |i: usize| own.multiplicities.as_ref().map_or(1, |m| m[i] as usize);
        let scale = |i: usize| std::iter::repeat_n(libm::sqrt(own.values[i]), times(i));
        return Ok(Root::Diagonal((0..own.values.len()).flat_map(scale).collect()));
    }
    if let Some(factor) = cholesky(correlation.matrix(path, samples)?) {
        return Ok(Root::Factor(factor.factor()));
    }
    // Positive semidefinite at best: by eigenvectors, one a row.
    let eigen = correlation.eigen(path, samples)?;
    let mut factor = Matrix::zeros(samples, samples);
    for (k, value) in eigen.values.iter().enumerate() {
        let scale = libm::sqrt(*value);
        for i in 0..samples {
            factor.data[i * samples + k] = scale * eigen.vectors.at(k, i);
        }
    }
    Ok(Root::Factor(factor))
}
