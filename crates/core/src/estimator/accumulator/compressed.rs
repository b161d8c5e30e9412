//! A few rows with the same inner products as all: what every rotation of the samples leaves the
//! same can be read off them.

use super::Basis;
use super::factor::Factor;
use super::sums::Accumulator;
use crate::error::{Error, Result};
use crate::estimator::Decomposition;
use crate::estimator::decomposition::Outside;
use crate::linalg::{Matrix, full_rank_svd, multiply};

/// A condition number of the products beyond which no digit is left to trust.
const MOST_CONDITION: f64 = 1e13;

/// One beyond which fewer than six are.
const FAIR_CONDITION: f64 = 1e9;

/// The decomposition of all rows, from their accumulated products.
#[derive(Debug)]
pub struct Compressed {
    /// Its vectors are rows of the compressed sample: leave-one-out has no meaning for them.
    pub decomposition: Decomposition,
    /// Xᵀ Y off the span of the right vectors: what directions too thin for the factor hold.
    pub thin: Matrix,
    /// Means of the features, zero without an intercept.
    pub means: Vec<f64>,
    /// Means of the targets, zero without an intercept.
    pub target_means: Vec<f64>,
    /// The least squared length of a column off the span of those before, relative to its own; zero
    /// where columns depend on one another.
    pub least_pivot: f64,
    /// The largest mean square of a column.
    pub largest: f64,
    /// Whether any target is more than a constant.
    pub targets_vary: bool,
}

impl Compressed {
    /// Factors the products: pivoted Cholesky of the columns in units of their own length, then the
    /// singular values of the factor, which keep what badly scaled columns hold.
    ///
    /// # Errors
    /// `OutOfRange` for too few rows, `IllConditioned` where a decomposition does not converge.
    pub fn new(sums: &Accumulator, intercept: bool) -> Result<Self> {
        let least = if intercept { 2.0 } else { 1.0 };
        if sums.rows < least {
            let condition = format!("{least} or more");
            return Err(Error::out_of_range("accumulator.rows", condition, sums.rows));
        }
        let mut factor = Factor::new(sums, intercept);
        let (n, d, t) = (sums.rows, sums.columns, sums.targets);
        let svd = full_rank_svd(std::mem::replace(&mut factor.features, Matrix::zeros(0, 0)));
        if !svd.converged || svd.values.iter().any(|sigma| !sigma.is_finite()) {
            return Err(Error::IllConditioned {
                argument: "accumulator".into(),
                reason: "its decomposition overflows or does not converge; rescale the columns"
                    .into(),
            });
        }
        let coefficients = multiply(&svd.left, &factor.targets);
        let outside =
            outside(&factor, &svd.left, &coefficients, n - f64::from(u8::from(intercept)));
        let mean = |i: usize| if intercept { sums.mean(i) } else { 0.0 };
        let largest = factor.largest / n;
        let noise = factor.least_pivot < 10.0 / MOST_CONDITION;
        let mut right = svd.right;
        for j in (0..d).filter(|j| factor.lengths[*j] <= 0.0) {
            (0..right.rows).for_each(|k| right.row_mut(k)[j] = 0.0);
        }
        let thin = thin(sums, intercept, &right, &factor.lengths);
        let decomposition = Decomposition {
            samples: n as usize,
            eigenvalues: svd.values.iter().map(|sigma| sigma * (sigma / n)).collect(),
            vectors: widened(&svd.left),
            coefficients,
            outside: Some(outside),
            intercept,
            right: Some(right),
            resolution: if noise { largest / MOST_CONDITION } else { 0.0 },
        };
        Ok(Self {
            decomposition,
            thin,
            means: (0..d).map(mean).collect(),
            target_means: (d..d + t).map(mean).collect(),
            least_pivot: factor.least_pivot,
            largest,
            targets_vary: factor.lengths[d..].iter().any(|length| *length > 0.0),
        })
    }

    /// A bound on what errors of the products are multiplied by at this ridge.
    pub fn condition(&self, lambda: f64) -> f64 {
        1.0 / (self.least_pivot + lambda / self.largest)
    }

    /// Refuses a ridge that the products are too coarse for.
    ///
    /// # Errors
    /// `IllConditioned`, with the least ridge that would do.
    pub fn check_ridge(&self, argument: &str, lambda: f64) -> Result<()> {
        if self.largest <= 0.0 || self.condition(lambda) <= MOST_CONDITION {
            return Ok(());
        }
        Err(Error::IllConditioned {
            argument: argument.into(),
            reason: format!(
                "sums of products square the condition number of the columns, which is beyond \
                 3e6 here; use a lambda of {:.1e} or more, drop dependent columns, or fit the rows \
                 themselves with Ridge.fit",
                self.largest / MOST_CONDITION
            ),
        })
    }

    /// What a second pass over the rows needs.
    pub fn basis(&self) -> Basis {
        let dec = &self.decomposition;
        Basis {
            eigenvalues: dec.eigenvalues.clone(),
            right: dec.right.clone().unwrap_or_else(|| Matrix::zeros(0, self.means.len())),
            coefficients: dec.coefficients.clone(),
            thin: self.thin.clone(),
            means: self.means.clone(),
            target_means: self.target_means.clone(),
            samples: dec.samples as f64,
            intercept: dec.intercept,
        }
    }

    /// Whether at least six digits are right.
    pub fn is_fair(&self, lambda: f64) -> bool {
        self.condition(lambda) <= FAIR_CONDITION
    }
}

/// (I − V Vᵀ) Xᵀ Y where that is more than rounding error.
fn thin(sums: &Accumulator, centred: bool, right: &Matrix, lengths: &[f64]) -> Matrix {
    let (d, t) = (sums.columns, sums.targets);
    let mut rest = Matrix::zeros(d, t);
    if right.rows == d {
        return rest;
    }
    for j in (0..d).filter(|j| lengths[*j] > 0.0) {
        (0..t).for_each(|k| rest.row_mut(j)[k] = sums.inner(j, d + k, centred));
    }
    let inside = multiply(&right.transpose(), &multiply(right, &rest));
    let rounding = 16.0 * f64::EPSILON * f64::sqrt(d as f64);
    for j in 0..d {
        for k in 0..t {
            let difference = rest.at(j, k) - inside.at(j, k);
            let noise = rounding * lengths[j] * lengths[d + k];
            rest.row_mut(j)[k] = if difference.abs() > noise { difference } else { 0.0 };
        }
    }
    rest
}

/// Columns of vectors with a zero for the one row that stands for all that no feature reaches.
fn widened(left: &Matrix) -> Matrix {
    let mut wide = Matrix::zeros(left.rows, left.columns + 1);
    for k in 0..left.rows {
        wide.row_mut(k)[..left.columns].copy_from_slice(left.row(k));
    }
    wide
}

/// The targets off the span of the features.
fn outside(factor: &Factor, left: &Matrix, coefficients: &Matrix, directions: f64) -> Outside {
    let (rank, t) = (left.columns, factor.rest.len());
    let mut y = Matrix::zeros(t, rank + 1);
    let fitted = multiply(&left.transpose(), coefficients);
    for k in 0..t {
        for i in 0..rank {
            y.row_mut(k)[i] = factor.targets.at(i, k) - fitted.at(i, k);
        }
        y.row_mut(k)[rank] = f64::sqrt(factor.rest[k]);
    }
    let count = (directions - left.rows as f64).max(0.0) as usize;
    Outside { count, y, weight: vec![1.0; rank + 1] }
}
