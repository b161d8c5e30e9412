//! How the samples of a training set are correlated with one another.

use super::Discrete;
use super::toeplitz::{self, DENSE_SAMPLES};
use crate::error::{Error, Result};
use crate::linalg::{Eigen, Matrix, eigh};
use crate::wire::{Fields, Value};

/// K, the correlation of samples, or of their label noise.
#[derive(Debug, Clone, PartialEq)]
pub enum Correlation {
    /// Depends on the distance of two samples alone.
    Stationary(Stationary),
    /// Eigenvalues of K.
    Eigenvalues(Discrete),
    /// Any positive semidefinite matrix.
    Matrix(Matrix),
}

/// A correlation that depends on |i − j| alone, one where i = j.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stationary {
    /// e^(−|i−j|/ξ).
    Exponential {
        /// ξ > 0, in samples.
        length: f64,
    },
    /// b/2 between neighbours, else zero.
    NearestNeighbour {
        /// b from −1 to 1.
        strength: f64,
    },
    /// (1 + |i−j|)^(−χ).
    PowerLaw {
        /// χ > 0.
        exponent: f64,
    },
}

/// The names of the correlations that depend on distance alone.
pub const STATIONARY: [&str; 3] = ["exponential", "nearestNeighbour", "powerLaw"];

const KINDS: [&str; 5] = ["exponential", "nearestNeighbour", "powerLaw", "eigenvalues", "matrix"];

impl Correlation {
    /// Reads the entries of `{ kind, … }`; what else there is, is left.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        match fields.choice("kind", &KINDS, None)? {
            "eigenvalues" => Ok(Self::Eigenvalues(Discrete::read(fields)?)),
            "matrix" => Ok(Self::Matrix(read_symmetric(fields)?)),
            kind => Ok(Self::Stationary(Stationary::read(kind, fields)?)),
        }
    }

    /// Refuses a number of samples that is not that of K.
    pub fn check_samples(&self, path: &str, samples: f64) -> Result<()> {
        let found = match self {
            Self::Stationary(_) => return Ok(()),
            Self::Eigenvalues(d) => match &d.multiplicities {
                Some(m) => m.iter().sum(),
                None => d.values.len() as f64,
            },
            Self::Matrix(matrix) => matrix.rows as f64,
        };
        if (found - samples).abs() <= 1e-9 * samples {
            return Ok(());
        }
        let expected = format!("{samples} (one for each sample)");
        Err(Error::shape(path, expected, format!("{found} eigenvalues or rows")))
    }

    /// The same with a mean variance of one.
    #[must_use]
    pub fn normalised(&self) -> Self {
        match self {
            Self::Stationary(law) => Self::Stationary(*law),
            Self::Eigenvalues(d) => {
                let share = |i: usize| d.multiplicities.as_ref().map_or(1.0, |m| m[i]);
                let total: f64 = (0..d.values.len()).map(share).sum();
                let trace: f64 = (0..d.values.len()).map(|i| share(i) * d.values[i]).sum();
                let values = d.values.iter().map(|l| l * (total / trace)).collect();
                Self::Eigenvalues(Discrete { values, ..d.clone() })
            }
            Self::Matrix(matrix) => {
                let trace: f64 = (0..matrix.rows).map(|i| matrix.at(i, i)).sum();
                let scale = if trace > 0.0 { matrix.rows as f64 / trace } else { 1.0 };
                let data = matrix.data.iter().map(|x| x * scale).collect();
                Self::Matrix(Matrix { data, ..*matrix })
            }
        }
    }

    /// The matrix itself for n samples, where it is known.
    ///
    /// # Errors
    /// `Conflict` for eigenvalues alone, `OutOfRange` beyond the largest dense matrix.
    pub fn matrix(&self, path: &str, n: usize) -> Result<Matrix> {
        match self {
            Self::Stationary(law) => {
                check_dense(path, n)?;
                Ok(toeplitz::matrix(&law.lags(n)))
            }
            Self::Matrix(matrix) => Ok(matrix.clone()),
            Self::Eigenvalues(_) => {
                let reason = "of kind \"eigenvalues\" has no directions, which this needs; give a \
                              \"matrix\" or a stationary kind";
                Err(Error::Conflict { argument: path.into(), reason: reason.into() })
            }
        }
    }

    /// Eigenvalues and eigenvectors for n samples.
    ///
    /// # Errors
    /// As [`Correlation::matrix`]; `OutOfRange` where an eigenvalue is negative.
    pub fn eigen(&self, path: &str, n: usize) -> Result<Eigen> {
        if let Self::Stationary(law) = self {
            check_dense(path, n)?;
            return toeplitz::eigen(&law.lags(n)).ok_or_else(|| not_converged(path));
        }
        check_dense(path, n)?;
        let eigen = eigh(self.matrix(path, n)?).ok_or_else(|| not_converged(path))?;
        Ok(Eigen { values: positive(path, Some(eigen.values))?, ..eigen })
    }
}

impl Stationary {
    /// Reads the parameter of a kind.
    pub fn read(kind: &str, fields: &mut Fields) -> Result<Self> {
        match kind {
            "exponential" => Ok(Self::Exponential { length: fields.positive("length")? }),
            "nearestNeighbour" => {
                let strength = fields.number("strength")?;
                if strength.abs() > 1.0 {
                    let path = fields.path("strength");
                    return Err(Error::out_of_range(&path, "from -1 to 1", strength));
                }
                Ok(Self::NearestNeighbour { strength })
            }
            _ => {
                let exponent = fields.positive("exponent")?;
                // Below this no quadrature reaches the scales that matter.
                if exponent < 1e-3 {
                    let path = fields.path("exponent");
                    return Err(Error::out_of_range(&path, "0.001 or more", exponent));
                }
                Ok(Self::PowerLaw { exponent })
            }
        }
    }

    /// Its kind and parameter under the names users see.
    pub fn describe(self) -> (&'static str, &'static str, f64) {
        match self {
            Self::Exponential { length } => ("exponential", "length", length),
            Self::NearestNeighbour { strength } => ("nearestNeighbour", "strength", strength),
            Self::PowerLaw { exponent } => ("powerLaw", "exponent", exponent),
        }
    }

    /// The correlation at a distance.
    pub fn at(self, lag: f64) -> f64 {
        match self {
            Self::Exponential { length } => libm::exp(-lag / length),
            Self::NearestNeighbour { strength } => {
                if lag <= 0.0 {
                    1.0
                } else if (lag - 1.0).abs() <= 0.0 {
                    0.5 * strength
                } else {
                    0.0
                }
            }
            Self::PowerLaw { exponent } => libm::pow(1.0 + lag, -exponent),
        }
    }

    /// The first row of K.
    pub fn lags(self, n: usize) -> Vec<f64> {
        (0..n).map(|lag| self.at(lag as f64)).collect()
    }

    /// Eigenvalues of the n × n matrix: in closed form but for the power law.
    ///
    /// # Errors
    /// `OutOfRange` for a power law of more samples than a dense matrix may have.
    pub fn eigenvalues(self, path: &str, n: usize) -> Result<Vec<f64>> {
        match self {
            Self::Exponential { length } => Ok(toeplitz::exponential(length, n)),
            Self::NearestNeighbour { strength } => Ok(toeplitz::nearest_neighbour(strength, n)),
            Self::PowerLaw { .. } => {
                check_dense(path, n)?;
                toeplitz::eigenvalues(&self.lags(n)).ok_or_else(|| not_converged(path))
            }
        }
    }
}

fn check_dense(path: &str, n: usize) -> Result<()> {
    if n <= DENSE_SAMPLES {
        return Ok(());
    }
    let condition = format!(
        "that of at most {DENSE_SAMPLES} samples, whose eigenvectors are computed (eigenvalues of a \
         stationary kind with spectrum \"szego\" have no such limit)"
    );
    Err(Error::out_of_range(path, condition, n as f64))
}

fn not_converged(path: &str) -> Error {
    Error::IllConditioned { argument: path.into(), reason: "its decomposition fails".into() }
}

/// Eigenvalues of a positive semidefinite matrix, where they were found: what rounding leaves of zeros is zero.
///
/// # Errors
/// `OutOfRange` where one is negative, `IllConditioned` where none were found.
pub fn positive(path: &str, values: Option<Vec<f64>>) -> Result<Vec<f64>> {
    positive_within(path, values, 0.0)
}

/// The same of a part of a matrix whose eigenvalues reach up to `whole`, which sets how large rounding is.
///
/// # Errors
/// As [`positive`].
pub fn positive_within(path: &str, values: Option<Vec<f64>>, whole: f64) -> Result<Vec<f64>> {
    let mut values = values.ok_or_else(|| not_converged(path))?;
    let largest = values.iter().fold(whole, |most, l| most.max(l.abs()));
    let rounding = 4.0 * f64::EPSILON * values.len() as f64 * largest;
    if let Some(l) = values.iter().find(|l| **l < -rounding) {
        return Err(Error::out_of_range(path, "positive semidefinite (its eigenvalues)", *l));
    }
    values.iter_mut().filter(|l| **l <= rounding).for_each(|l| *l = 0.0);
    Ok(values)
}

/// `values`: n² numbers row by row, or n rows.
fn read_symmetric(fields: &mut Fields) -> Result<Matrix> {
    let path = fields.path("values");
    let data = match fields.require("values")? {
        Value::List(rows) if rows.iter().any(|row| !matches!(row, Value::Number(_))) => {
            join(&path, rows)?
        }
        other => {
            let mut flat = Fields::open("", Value::Map(vec![("values".into(), other)]))?;
            flat.numbers("values").map_err(|error| rename(error, &path))?
        }
    };
    let n = libm::round(f64::sqrt(data.len() as f64)) as usize;
    if n * n != data.len() {
        let found = format!("{} numbers", data.len());
        return Err(Error::shape(&path, "a square number of numbers", found));
    }
    let matrix = Matrix { data, rows: n, columns: n };
    let largest = matrix.data.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let difference = (matrix.at(i, j) - matrix.at(j, i)).abs();
        if difference > 1e-12 * largest {
            let path = format!("{path}[{i}][{j}]");
            return Err(Error::out_of_range(&path, "the same as its mirror image", difference));
        }
    }
    Ok(matrix)
}

fn join(path: &str, rows: Vec<Value>) -> Result<Vec<f64>> {
    let n = rows.len();
    let mut data = Vec::new();
    for (i, row) in rows.into_iter().enumerate() {
        let path = format!("{path}[{i}]");
        let mut fields = Fields::open("", Value::Map(vec![("values".into(), row)]))?;
        let row = fields.numbers("values").map_err(|error| rename(error, &path))?;
        if row.len() != n {
            let expected = format!("{n} numbers (as many as rows)");
            return Err(Error::shape(&path, expected, format!("{} numbers", row.len())));
        }
        data.extend(row);
    }
    Ok(data)
}

/// The same error at the place where the caller wrote the numbers.
fn rename(error: Error, path: &str) -> Error {
    match error {
        Error::WrongType { expected, found, .. } => {
            Error::WrongType { argument: path.into(), expected, found }
        }
        Error::NotFinite { argument, value } => {
            Error::NotFinite { argument: argument.replacen("values", path, 1), value }
        }
        Error::Empty { .. } => Error::Empty { argument: path.into() },
        other => other,
    }
}
