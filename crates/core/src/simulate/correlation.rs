//! Correlated samples: factors of K and of the label noise's own correlation.

use super::test_point::{Given, TEST, TestCorrelation, TestPoint};
use crate::error::{Error, Result};
use crate::linalg::{Matrix, cholesky, multiply};
use crate::spectrum::Correlation;
use crate::wire::Fields;

/// How samples and their noise are correlated.
#[derive(Debug)]
pub struct Correlated {
    samples: Correlation,
    noise: Noise,
    test: Option<TestCorrelation>,
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
        let Some(mut entry) = fields.object_if_any(SAMPLE)? else {
            let stray = [NOISE, TEST].map(|name| fields.take(name).map(|_| fields.path(name)));
            return stray.into_iter().flatten().next().map_or(Ok(None), |argument| {
                let reason = format!("has no meaning without {SAMPLE}");
                Err(Error::Conflict { argument, reason })
            });
        };
        let samples = Correlation::read(&mut entry)?;
        // Szegő's limit is one of theory; what is drawn is finite.
        entry.choice("spectrum", &["toeplitz", "szego"], Some("toeplitz"))?;
        entry.finish()?;
        let noise = Noise::read(fields)?;
        let test = TestCorrelation::read(fields)?;
        if let (Noise::Matched, Some(TestCorrelation::Vector { noise: Some(_), .. })) =
            (&noise, &test)
        {
            let reason = "is that of the samples for matched noise".into();
            return Err(Error::Conflict { argument: format!("{TEST}.noise"), reason });
        }
        Ok(Some(Self { samples, noise, test }))
    }

    /// Factors for P samples.
    pub fn roots(&self, samples: usize) -> Result<Roots> {
        let inputs = root(&self.samples, SAMPLE, samples)?;
        let noise = match &self.noise {
            Noise::Matched => None,
            Noise::White => Some(Root::Diagonal(vec![1.0; samples])),
            Noise::Other(noise) => Some(root(noise, NOISE, samples)?),
        };
        let test = self.test.as_ref().map(|test| self.test_point(test, samples)).transpose()?;
        Ok(Roots { inputs, noise, test })
    }

    fn test_point(&self, test: &TestCorrelation, samples: usize) -> Result<TestPoint> {
        let k = test.inputs(&self.samples, samples)?;
        let inputs = Given::new(Some(&self.samples), SAMPLE, &k)?;
        let noise = match &self.noise {
            Noise::Matched => Given::new(Some(&self.samples), SAMPLE, &k)?,
            Noise::White => Given::new(None, NOISE, &test.noise(None, samples)?)?,
            Noise::Other(law) => Given::new(Some(law), NOISE, &test.noise(Some(law), samples)?)?,
        };
        Ok(TestPoint { inputs, noise })
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
