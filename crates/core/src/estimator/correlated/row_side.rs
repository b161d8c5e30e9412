//! The correlation of the rows that a decomposition is made of.

use crate::error::{Error, Result};
use crate::estimator::centring::Reflection;
use crate::linalg::{Eigen, Matrix, dot, eigh, eigvalsh};
use crate::spectrum::{
    Correlation, DENSE_SAMPLES, Modes, Stationary, halves, positive, positive_within,
};
use crate::transform::SampleSide;

/// Eigenvalues of K, of its part off the constants where an intercept is fitted, with what the intercept
/// adds to the error of a new point.
#[derive(Debug)]
pub struct RowSide {
    /// With white noise along each eigenvalue.
    pub side: SampleSide,
    /// Directions of no variance.
    pub null: f64,
    /// Where an intercept is fitted.
    pub centring: Option<Centring>,
}

/// A new point less the mean of the rows: of variance v and correlated with them by −PK1/T.
#[derive(Debug)]
pub struct Centring {
    /// v = 1 + 1ᵀK1/T².
    variance: f64,
    /// Eigenvalues that the constants overlap with.
    values: Vec<f64>,
    /// Overlaps of PK1/T.
    overlaps: Vec<f64>,
    /// T.
    samples: f64,
}

const ALIKE: &str = "it makes all rows alike, and an intercept takes what they share; fit none, or \
                     give a correlation that falls off within the rows";

impl RowSide {
    /// Of n rows, with or without an intercept; K is scaled to a mean variance of one.
    ///
    /// # Errors
    /// `ShapeMismatch` where K has another size; `OutOfRange` beyond what is decomposed.
    pub fn new(correlation: &Correlation, n: usize, intercept: bool) -> Result<Self> {
        const PATH: &str = "correlation";
        correlation.check_samples(PATH, n as f64)?;
        let correlation = &correlation.normalised();
        if !intercept {
            let values = match correlation {
                Correlation::Stationary(law) => law.eigenvalues(PATH, n)?,
                Correlation::Eigenvalues(d) => match &d.multiplicities {
                    Some(m) => return Ok(Self::of(d.values.clone(), Some(m.clone()), None)),
                    None => d.values.clone(),
                },
                Correlation::Matrix(matrix) => {
                    check_size(n)?;
                    positive(PATH, eigvalsh(matrix.clone()))?
                }
            };
            return Ok(Self::of(values, None, None));
        }
        check_size(n)?;
        let (even, mut values, direction) = match correlation {
            Correlation::Stationary(law) => split(*law, n)?,
            other => (other.matrix(PATH, n)?, Vec::new(), vec![1.0 / f64::sqrt(n as f64); n]),
        };
        let centring = Centring::new(even, &direction, n as f64)?;
        values.extend(&centring.values);
        // The constants may have been all there was of K.
        let values = positive_within(PATH, Some(values), n as f64)?;
        if values.iter().all(|value| *value <= 0.0) {
            return Err(Error::IllConditioned { argument: PATH.into(), reason: ALIKE.into() });
        }
        Ok(Self::of(values, None, Some(centring)))
    }

    fn of(values: Vec<f64>, multiplicities: Option<Vec<f64>>, centring: Option<Centring>) -> Self {
        let weights = vec![1.0; values.len()];
        let count = multiplicities.as_ref().map_or(values.len() as f64, |m| m.iter().sum());
        let modes = Modes::of_samples(values, multiplicities, weights);
        let null = count - modes.rank();
        Self { side: SampleSide::Modes { modes, null }, null, centring }
    }
}

/// The half of a stationary K that the constants lie in, the eigenvalues of the other, and the constants.
fn split(law: Stationary, n: usize) -> Result<(Matrix, Vec<f64>, Vec<f64>)> {
    let [even, odd] = halves(&law.lags(n));
    let values = if odd.rows > 0 { eigvalsh(odd) } else { Some(Vec::new()) };
    let share = f64::sqrt(2.0 / n as f64);
    let mut direction = vec![share; even.rows];
    if n % 2 == 1 {
        direction[n / 2] = 1.0 / f64::sqrt(n as f64);
    }
    Ok((even, positive_within("correlation", values, n as f64)?, direction))
}

impl Centring {
    fn new(k: Matrix, direction: &[f64], samples: f64) -> Result<Self> {
        let moved: Vec<f64> = (0..k.rows).map(|i| dot(k.row(i), direction)).collect();
        let variance = 1.0 + dot(&moved, direction) / samples;
        if k.rows < 2 {
            return Ok(Self { variance, values: Vec::new(), overlaps: Vec::new(), samples });
        }
        let reflection = Reflection::along(direction.to_vec());
        let Eigen { values, vectors } =
            eigh(reflection.block(k)).ok_or_else(|| Error::IllConditioned {
                argument: "correlation".into(),
                reason: "its decomposition fails".into(),
            })?;
        let vectors = reflection.restore(vectors);
        let scale = 1.0 / f64::sqrt(samples);
        let overlaps = (0..vectors.rows).map(|i| scale * dot(vectors.row(i), &moved)).collect();
        Ok(Self { variance, values, overlaps, samples })
    }

    /// τ = v − kᵀ(K+2κ̃)(K+κ̃)⁻²k.
    pub fn tau(&self, kappa: f64) -> f64 {
        self.variance - self.sum(kappa, |l, q| (l + 2.0 * kappa) * q * q)
    }

    /// What white noise adds by itself: 1 + 1/T + |(K+κ̃)⁻¹k|².
    pub fn white(&self, kappa: f64) -> f64 {
        1.0 + 1.0 / self.samples + self.sum(kappa, |_, q| q * q)
    }

    /// Σ c² term(l, 1/(l+κ̃)), directions of no variance left out.
    fn sum(&self, kappa: f64, term: impl Fn(f64, f64) -> f64) -> f64 {
        let pairs = self.values.iter().zip(&self.overlaps);
        let counted = pairs.filter(|(l, _)| **l + kappa > 0.0);
        counted.map(|(l, c)| c * c * term(*l, 1.0 / (l + kappa))).sum()
    }
}

fn check_size(n: usize) -> Result<()> {
    if n <= DENSE_SAMPLES {
        return Ok(());
    }
    let condition = format!(
        "at most {DENSE_SAMPLES} with an intercept or a matrix of correlations; centre the columns and \
         use intercept: false, which leaves an error of order 1/rows"
    );
    Err(Error::out_of_range("X.rows", condition, n as f64))
}
