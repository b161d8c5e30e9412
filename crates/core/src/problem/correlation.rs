//! Correlated samples in a problem: `sampleCorrelation`, `noiseCorrelation`, `testCorrelation`.

use super::grid::Grid;
use crate::error::{Error, Result};
use crate::limits::{LARGEST_EIGENVALUE, check_fits, doubles};
use crate::linalg::{Eigen, Matrix, dot, eigvalsh};
use crate::model::correlated_ridge::CorrelatedSamples;
use crate::model::correlated_test::{Ahead, NoiseKind, Resolved, TestPoint};
use crate::model::ridge::Ridge;
use crate::spectrum::{Correlation, Modes, Stationary, positive};
use crate::transform::{SampleSide, Szego, power_law_nodes};
use crate::wire::Fields;

/// The name of K in a problem.
pub const SAMPLE: &str = "sampleCorrelation";

const NOISE: &str = "noiseCorrelation";
const TEST: &str = "testCorrelation";

/// How samples, their noise and a test point are correlated.
#[derive(Debug, Clone)]
pub struct Correlated {
    samples: Correlation,
    /// Szegő's limit in place of the matrix's own eigenvalues.
    szego: bool,
    noise: Noise,
    test: Option<Test>,
    ensemble: f64,
    /// Where the problem lies, for messages.
    root: String,
}

/// The correlation of the label noise.
#[derive(Debug, Clone)]
enum Noise {
    Matched,
    White,
    Other(Correlation),
}

/// How the test point is correlated with the samples.
#[derive(Debug, Clone)]
enum Test {
    Vector { test: Vec<f64>, noise: Option<Vec<f64>> },
    Horizon(f64),
}

impl Correlated {
    /// Reads the three entries; nothing where samples are independent.
    pub fn read(fields: &mut Fields) -> Result<Option<Self>> {
        let root = fields.path("");
        let Some(mut entry) = fields.object_if_any(SAMPLE)? else {
            // Taken, not looked for, so that they count as known.
            let stray = [NOISE, TEST].map(|name| fields.take(name).map(|_| fields.path(name)));
            return match stray.into_iter().flatten().next() {
                None => Ok(None),
                Some(argument) => {
                    let reason = format!("has no meaning without {SAMPLE}");
                    Err(Error::Conflict { argument, reason })
                }
            };
        };
        let samples = Correlation::read(&mut entry)?;
        let szego = entry.choice("spectrum", &["toeplitz", "szego"], Some("toeplitz"))? == "szego";
        if szego && !matches!(samples, Correlation::Stationary(_)) {
            let reason = "\"szego\" is the limit of a stationary kind".into();
            return Err(Error::Conflict { argument: entry.path("spectrum"), reason });
        }
        entry.finish()?;
        let noise = Noise::read(fields)?;
        let test = fields.object_if_any(TEST)?.map(Test::read).transpose()?;
        let correlated = Self { samples, szego, noise, test, ensemble: 1.0, root };
        correlated.check_parts().map(|()| Some(correlated))
    }

    /// The path of an entry of the problem.
    pub fn path(&self, name: &str) -> String {
        format!("{}{name}", self.root)
    }

    /// Averages as many models as the ensemble of `ridge`.
    pub fn average(self, ridge: &Ridge) -> Result<Self> {
        if ridge.ensemble() > 1.0 && self.test.is_some() {
            let reason = "belongs to one training set, not to an ensemble of several".into();
            return Err(Error::Conflict { argument: self.path(TEST), reason });
        }
        Ok(Self { ensemble: ridge.ensemble(), ..self })
    }

    fn check_parts(&self) -> Result<()> {
        let conflict = |name: &str, reason: &str| {
            Err(Error::Conflict { argument: self.path(name), reason: reason.into() })
        };
        if self.szego && matches!(self.noise, Noise::Other(_)) {
            return conflict(NOISE, "of its own needs the spectrum \"toeplitz\"");
        }
        match (&self.test, &self.samples, &self.noise) {
            (Some(Test::Horizon(h)), Correlation::Stationary(law), noise) => {
                let whole = libm::round(*h) >= *h && libm::round(*h) <= *h;
                if matches!(law, Stationary::NearestNeighbour { .. }) && !whole {
                    let path = self.path("testCorrelation.horizon");
                    return Err(Error::out_of_range(&path, "whole with nearest neighbours", *h));
                }
                match noise {
                    Noise::Other(Correlation::Eigenvalues(_) | Correlation::Matrix(_)) => {
                        conflict(TEST, "by a horizon needs noise of a stationary kind")
                    }
                    _ => Ok(()),
                }
            }
            (Some(Test::Horizon(_)), ..) => {
                conflict(TEST, "by a horizon needs samples of a stationary kind; give a vector")
            }
            (Some(Test::Vector { noise: None, .. }), _, Noise::Other(_)) => {
                Err(Error::Missing { argument: self.path("testCorrelation.noise") })
            }
            (Some(Test::Vector { noise: Some(_), .. }), _, Noise::Matched) => {
                conflict("testCorrelation.noise", "is that of the samples for matched noise")
            }
            (None | Some(Test::Vector { .. }), ..) => Ok(()),
        }
    }

    /// Whether eigenvectors are needed.
    fn is_resolved(&self) -> bool {
        matches!(self.noise, Noise::Other(_)) || (self.test.is_some() && self.ahead(1).is_none())
    }

    /// Refuses sample sizes that do not fit, and negative ridges.
    pub fn check(&self, grid: &Grid) -> Result<()> {
        grid.check_not_negative(SAMPLE)?;
        for samples in &grid.samples {
            check_fits(&self.path("samples"), doubles(&[8, whole(*samples)]))?;
            self.samples.check_samples(&self.path(SAMPLE), *samples)?;
            if let Noise::Other(noise) = &self.noise {
                noise.check_samples(&self.path(NOISE), *samples)?;
            }
            if let Some(Test::Vector { test, noise }) = &self.test {
                for (name, vector) in [("vector", Some(test)), ("noise", noise.as_ref())] {
                    let found = vector.map_or(whole(*samples), Vec::len);
                    if found != whole(*samples) {
                        let path = self.path(&format!("{TEST}.{name}"));
                        let expected = format!("{} entries (one for each sample)", whole(*samples));
                        return Err(Error::shape(&path, expected, format!("{found} entries")));
                    }
                }
            }
        }
        Ok(())
    }

    /// T samples, ready for every λ.
    pub fn at(&self, samples: f64) -> Result<CorrelatedSamples> {
        let n = whole(samples);
        let test = self.ahead(n).map(TestPoint::Ahead);
        let (side, test) = if self.szego {
            (self.limit(samples), test)
        } else if self.is_resolved() {
            let eigen = self.samples.eigen(&self.path(SAMPLE), n)?;
            let noise = self.noise_kind(&eigen)?;
            let weights: Vec<f64> = (0..n).map(|i| noise.along(&eigen.values, i)).collect();
            let side = side(eigen.values.clone(), None, weights, samples);
            let resolved = self.resolve(&eigen, noise)?.map(TestPoint::Resolved);
            (side, test.or(resolved))
        } else {
            let (values, multiplicities) = self.eigenvalues(n)?;
            let weights = match self.noise {
                Noise::White => vec![1.0; values.len()],
                _ => values.clone(),
            };
            (side(values, multiplicities, weights, samples), test)
        };
        Ok(CorrelatedSamples { samples, side, test, ensemble: self.ensemble })
    }

    fn limit(&self, samples: f64) -> SampleSide {
        let white = matches!(self.noise, Noise::White);
        match &self.samples {
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
        let path = self.path(SAMPLE);
        match &self.samples {
            Correlation::Stationary(law) => Ok((law.eigenvalues(&path, n)?, None)),
            Correlation::Eigenvalues(d) => Ok((d.values.clone(), d.multiplicities.clone())),
            Correlation::Matrix(matrix) => {
                // The bound on the size of a dense matrix holds here too.
                self.samples.matrix(&path, n)?;
                Ok((positive(&path, eigvalsh(matrix.clone()))?, None))
            }
        }
    }

    fn noise_kind(&self, eigen: &Eigen) -> Result<NoiseKind> {
        let Noise::Other(noise) = &self.noise else {
            let white = matches!(self.noise, Noise::White);
            return Ok(if white { NoiseKind::White } else { NoiseKind::Matched });
        };
        let path = self.path(NOISE);
        let matrix = noise.matrix(&path, eigen.values.len())?;
        let turned = turn(&matrix, &eigen.vectors);
        match (0..turned.rows).map(|i| turned.at(i, i)).find(|n| *n < -1e-9) {
            Some(n) => Err(Error::out_of_range(&path, "positive semidefinite", n)),
            None => Ok(NoiseKind::General(turned)),
        }
    }

    /// Forecasting an exponential correlation, at any number of samples.
    fn ahead(&self, samples: usize) -> Option<Ahead> {
        match (&self.test, &self.samples, &self.noise) {
            (
                Some(Test::Horizon(horizon)),
                Correlation::Stationary(Stationary::Exponential { length }),
                noise @ (Noise::Matched | Noise::White),
            ) => {
                let white = matches!(noise, Noise::White);
                Some(Ahead { length: *length, horizon: *horizon, samples, white })
            }
            _ => None,
        }
    }

    /// k and k_n for n samples.
    fn vectors(&self, n: usize) -> Option<(Vec<f64>, Vec<f64>)> {
        let row = |law: &Stationary, h: f64| -> Vec<f64> {
            (0..n).map(|i| law.at((n - 1 - i) as f64 + h)).collect()
        };
        let (test, noise) = match (self.test.as_ref()?, &self.samples) {
            (Test::Vector { test, noise }, _) => (test.clone(), noise.clone()),
            (Test::Horizon(h), Correlation::Stationary(law)) => {
                let noise = match &self.noise {
                    Noise::Other(Correlation::Stationary(law)) => Some(row(law, *h)),
                    _ => None,
                };
                (row(law, *h), noise)
            }
            _ => return None,
        };
        let noise = noise.unwrap_or_else(|| match self.noise {
            Noise::Matched => test.clone(),
            _ => vec![0.0; n],
        });
        Some((test, noise))
    }

    fn resolve(&self, eigen: &Eigen, kind: NoiseKind) -> Result<Option<Resolved>> {
        let Some((test, noise)) = self.vectors(eigen.values.len()) else { return Ok(None) };
        let turned = |x: &[f64]| -> Vec<f64> {
            (0..eigen.vectors.rows).map(|k| dot(eigen.vectors.row(k), x)).collect()
        };
        let values = eigen.values.clone();
        let resolved = Resolved { values, test: turned(&test), noise: turned(&noise), kind };
        let rho = resolved.rho();
        if rho > 1.0 + 1e-9 {
            let condition = "such that no sample predicts it better than exactly, kᵀK⁻¹k ≤ 1: it";
            return Err(Error::out_of_range(&self.path(TEST), condition, rho));
        }
        Ok(Some(resolved))
    }
}

impl Noise {
    fn read(fields: &mut Fields) -> Result<Self> {
        if fields.has(NOISE) && !fields.holds_text(NOISE) {
            let mut entry = fields.object(NOISE)?;
            let correlation = Correlation::read(&mut entry)?;
            entry.finish()?;
            return Ok(Self::Other(correlation));
        }
        let expected = "\"matched\", \"white\" or a correlation";
        match fields.word(NOISE, &["matched", "white"], "matched", expected)? {
            "white" => Ok(Self::White),
            _ => Ok(Self::Matched),
        }
    }
}

impl Test {
    fn read(mut fields: Fields) -> Result<Self> {
        let test = if fields.has("horizon") {
            Self::Horizon(fields.positive("horizon")?)
        } else {
            let test = fields.numbers("vector")?;
            Self::Vector { test, noise: fields.numbers_if_any("noise")? }
        };
        fields.finish()?;
        Ok(test)
    }
}

/// The nearest whole number of samples: its eigenvalues stand for `samples`.
fn whole(samples: f64) -> usize {
    libm::round(samples).max(1.0) as usize
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
