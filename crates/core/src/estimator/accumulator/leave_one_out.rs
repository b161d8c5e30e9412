//! Exact leave-one-out errors by a second pass over the rows.

use super::block::ROWS;
use super::frame::sized;
use super::sums::Doubled;
use crate::error::{Error, Result};
use crate::estimator::fit::weights::{combine, constants, gain};
use crate::estimator::{Data, Predictor, read_matrix};
use crate::linalg::{DoubleDouble, Matrix, axpy, multiply};
use crate::wire::{Fields, Record, Value};

/// What a second pass needs of the first: the decomposition of all rows.
#[derive(Debug, Clone)]
pub struct Basis {
    /// Eigenvalues of XᵀX/P.
    pub eigenvalues: Vec<f64>,
    /// Right singular vectors, one a row.
    pub right: Matrix,
    /// Uᵀ Y.
    pub coefficients: Matrix,
    /// Xᵀ Y off the span of the right vectors.
    pub thin: Matrix,
    /// Means of the features.
    pub means: Vec<f64>,
    /// Means of the targets.
    pub target_means: Vec<f64>,
    /// Rows P.
    pub samples: f64,
    /// Whether there is an intercept.
    pub intercept: bool,
}

impl Basis {
    /// Reads what [`Basis::describe`] wrote.
    pub fn read(mut fields: Fields) -> Result<Self> {
        let eigenvalues = fields.numbers("eigenvalues")?;
        let right = read_matrix(&mut fields, "right")?;
        let coefficients = read_matrix(&mut fields, "coefficients")?;
        if right.rows != eigenvalues.len() || coefficients.rows != eigenvalues.len() {
            let expected = format!("{} rows", eigenvalues.len());
            return Err(Error::shape("basis", expected, format!("{} rows", right.rows)));
        }
        let thin = read_matrix(&mut fields, "thin")?;
        if (thin.rows, thin.columns) != (right.columns, coefficients.columns) {
            let expected = format!("{} × {} numbers", right.columns, coefficients.columns);
            let found = format!("{} × {}", thin.rows, thin.columns);
            return Err(Error::shape("basis.thin", expected, found));
        }
        let means = sized(&mut fields, "means", right.columns)?;
        let target_means = sized(&mut fields, "targetMeans", coefficients.columns)?;
        let samples = fields.count("samples", 1)? as f64;
        let intercept = fields.flag_or("intercept", true)?;
        fields.finish()?;
        Ok(Self { eigenvalues, right, coefficients, thin, means, target_means, samples, intercept })
    }

    /// The function at one ridge.
    pub fn predictor(&self, lambda: f64) -> Predictor {
        let n = self.samples;
        let mut coefficients =
            combine(&self.right, &self.coefficients, |k| gain(n, self.eigenvalues[k], lambda));
        if lambda > 0.0 {
            axpy(1.0 / (lambda * n), &self.thin.data, &mut coefficients.data);
        }
        let intercept = constants(&self.target_means, &self.means, &coefficients);
        Predictor::Linear { coefficients, intercept }
    }

    /// As plain data.
    pub fn describe(self) -> Value {
        Record::new()
            .with("eigenvalues", self.eigenvalues)
            .with("right", crate::estimator::encode(&self.right))
            .with("coefficients", crate::estimator::encode(&self.coefficients))
            .with("thin", crate::estimator::encode(&self.thin))
            .with("means", self.means)
            .with("targetMeans", self.target_means)
            .with("samples", self.samples)
            .with("intercept", self.intercept)
            .into()
    }
}

/// Sums over rows for every ridge: residuals squared, left out, left out to the fourth power, and
/// wrong classes.
#[derive(Debug, Clone)]
pub struct LeaveOneOut {
    /// Ridges.
    pub lambda: Vec<f64>,
    sums: Doubled,
}

/// Sums a ridge.
const SUMS: usize = 4;

/// 1 − H_ii below this is rounding error.
const LEAST_COMPLEMENT: f64 = 1e-12;

impl LeaveOneOut {
    /// Nothing yet.
    pub fn new(lambda: Vec<f64>) -> Self {
        let sums = Doubled::zeros(SUMS * lambda.len());
        Self { lambda, sums }
    }

    /// Reads `{ lambda, high, low }`.
    pub fn read(mut fields: Fields) -> Result<Self> {
        let lambda = fields.numbers("lambda")?;
        let count = SUMS * lambda.len();
        let high = sized(&mut fields, "high", count)?;
        let low = sized(&mut fields, "low", count)?;
        fields.finish()?;
        Ok(Self { lambda, sums: Doubled { high, low } })
    }

    /// The object that [`LeaveOneOut::read`] understands.
    pub fn describe(self) -> Value {
        Record::new()
            .with("lambda", self.lambda)
            .with("high", self.sums.high)
            .with("low", self.sums.low)
            .into()
    }

    /// Adds the sums of other rows.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        let (mine, theirs) = (self.lambda.len(), other.lambda.len());
        if mine != theirs {
            let (expected, found) = (format!("{mine} ridges"), format!("{theirs}"));
            return Err(Error::shape("sums", expected, found));
        }
        (0..SUMS * mine).for_each(|i| self.sums.add(i, other.sums.at(i)));
        Ok(())
    }

    /// Adds rows, in blocks from the first.
    pub fn add(&mut self, basis: &Basis, data: &Data, labels: bool) {
        for start in (0..data.x.rows).step_by(ROWS) {
            let rows: Vec<usize> = (start..data.x.rows.min(start + ROWS)).collect();
            self.add_block(basis, &data.select(&rows), labels);
        }
    }

    fn add_block(&mut self, basis: &Basis, block: &Data, labels: bool) {
        let left = left_vectors(basis, &block.x);
        let squares = Matrix { data: left.data.iter().map(|u| u * u).collect(), ..left };
        let (fitted, leverage) =
            (multiply(&left, &gains(basis, &self.lambda)), shares(basis, &self.lambda));
        let leverage = multiply(&squares, &leverage);
        let constant = if basis.intercept { 1.0 / basis.samples } else { 0.0 };
        let t = basis.target_means.len();
        for (l, _) in self.lambda.iter().enumerate() {
            let mut sums = [0.0; SUMS];
            for i in 0..block.x.rows {
                let complement = ((1.0 - constant) - leverage.at(i, l)).max(LEAST_COMPLEMENT);
                let residual =
                    |k: usize| (block.y.at(i, k) - basis.target_means[k]) - fitted.at(i, l * t + k);
                let square: f64 = (0..t).map(|k| residual(k) * residual(k)).sum();
                let out = square / (complement * complement);
                let class = |f: &dyn Fn(usize) -> f64| {
                    (0..t).fold(0, |best, k| if f(k) > f(best) { k } else { best })
                };
                let miss = labels
                    && class(&|k| block.y.at(i, k) - residual(k) / complement)
                        != class(&|k| block.y.at(i, k));
                let terms = [square, out, out * out, if miss { 1.0 } else { 0.0 }];
                sums.iter_mut().zip(terms).for_each(|(sum, x)| *sum += x);
            }
            for (k, sum) in sums.into_iter().enumerate() {
                self.sums.add(l * SUMS + k, DoubleDouble::new(sum));
            }
        }
    }

    /// Training error, leave-one-out error with its standard error, and the share of wrong classes
    /// at each ridge.
    pub fn report(&self, samples: f64, labels: bool) -> Record {
        let column = |of: &dyn Fn([f64; SUMS]) -> f64| -> Vec<f64> {
            let at = |l: usize| std::array::from_fn(|k| self.sums.at(l * SUMS + k).high / samples);
            (0..self.lambda.len()).map(|l| of(at(l))).collect()
        };
        let deviation = |[_, mean, square, _]: [f64; SUMS]| {
            f64::sqrt((square - mean * mean).max(0.0) / (samples - 1.0).max(1.0))
        };
        Record::new()
            .with("lambda", self.lambda.clone())
            .with("trainError", column(&|[train, ..]| train))
            .with("looError", column(&|[_, out, ..]| out))
            .with("looStandardError", column(&deviation))
            .with_some("classificationError", labels.then(|| column(&|[.., wrong]| wrong)))
    }
}

/// Rows of U: (x − mean) V / σ.
fn left_vectors(basis: &Basis, x: &Matrix) -> Matrix {
    let mut centred = x.clone();
    for i in 0..x.rows {
        axpy(-1.0, &basis.means, centred.row_mut(i));
    }
    let mut left = multiply(&centred, &basis.right.transpose());
    for i in 0..x.rows {
        for (u, s) in left.row_mut(i).iter_mut().zip(&basis.eigenvalues) {
            *u /= f64::sqrt(s * basis.samples);
        }
    }
    left
}

/// s/(s + λ), one row an eigenvalue, one column a ridge.
fn shares(basis: &Basis, lambda: &[f64]) -> Matrix {
    let data =
        basis.eigenvalues.iter().flat_map(|s| lambda.iter().map(move |l| s / (s + l))).collect();
    Matrix { data, rows: basis.eigenvalues.len(), columns: lambda.len() }
}

/// s/(s + λ) times the coefficients, one column a ridge and target.
fn gains(basis: &Basis, lambda: &[f64]) -> Matrix {
    let t = basis.target_means.len();
    let mut gains = Matrix::zeros(basis.eigenvalues.len(), lambda.len() * t);
    for (k, s) in basis.eigenvalues.iter().enumerate() {
        let row = gains.row_mut(k);
        for (l, lambda) in lambda.iter().enumerate() {
            axpy(s / (s + lambda), basis.coefficients.row(k), &mut row[l * t..(l + 1) * t]);
        }
    }
    gains
}
