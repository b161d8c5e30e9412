//! The fit of all rows by the decomposition that replicates share.

use super::{Prepared, Study};
use crate::error::{Error, Result};
use crate::estimator::fit::weights::constants;
use crate::estimator::{Decomposition, Kernel, encode};
use crate::linalg::{Matrix, axpy, dot};
use crate::wire::{Record, Value};

/// A function: coefficients of the features or dual coefficients of the rows, and its constants.
#[derive(Debug, Clone)]
pub struct Function {
    /// One row a feature (linear kernel) or a row of the data.
    pub weights: Matrix,
    /// One a target.
    pub intercept: Vec<f64>,
}

/// All rows, decomposed once.
pub struct Whole<'a> {
    study: &'a Study,
    /// The decomposition.
    pub decomposition: &'a Decomposition,
    /// The ridge chosen once.
    pub lambda: f64,
    /// Means of the features, or of the kernel's columns; zero without an intercept.
    means: Vec<f64>,
    /// What statistics predict: features of the rows asked for, or their kernel with all rows.
    at: Option<Matrix>,
}

impl<'a> Whole<'a> {
    /// Takes what was prepared; `at` are rows to predict.
    ///
    /// # Errors
    /// `Missing` where something else was prepared.
    pub fn new(study: &'a Study, prepared: &'a Prepared, at: Option<&Matrix>) -> Result<Self> {
        let missing = || Error::Missing { argument: "prepared.decomposition".into() };
        let decomposition = prepared.decomposition.as_ref().ok_or_else(missing)?;
        let lambda = prepared.lambda.ok_or_else(missing)?;
        let linear = study.kernel == Kernel::Linear;
        let rows = if linear { Some(&study.data.x) } else { prepared.gram.as_ref() };
        let mut means = rows.ok_or_else(missing)?.column_means();
        if !study.intercept {
            means.iter_mut().for_each(|mean| *mean = 0.0);
        }
        let features = |at: &Matrix| {
            if linear { at.clone() } else { study.kernel.between(at, &study.data.x) }
        };
        Ok(Self { study, decomposition, lambda, means, at: at.map(features) })
    }

    /// The function fitted to targets of these coefficients Uᵀ y and means, at any ridge.
    pub fn function(&self, coefficients: &Matrix, means: &[f64], lambda: f64) -> Function {
        let weights = self.decomposition.weights(coefficients, lambda);
        let intercept = constants(means, &self.means, &weights);
        Function { weights, intercept }
    }

    /// The function of the study's own targets.
    pub fn fitted(&self, lambda: f64) -> Function {
        self.function(&self.decomposition.coefficients, &self.target_means(), lambda)
    }

    fn target_means(&self) -> Vec<f64> {
        let y = &self.study.data.y;
        if self.study.intercept { y.column_means() } else { vec![0.0; y.columns] }
    }

    /// Coefficients and constants of a linear kernel, then predictions at the rows asked for.
    pub fn statistics(&self, function: &Function) -> Vec<f64> {
        let mut numbers = Vec::new();
        if self.study.kernel == Kernel::Linear {
            numbers.extend(&function.weights.data);
            numbers.extend(&function.intercept);
        }
        if let Some(at) = &self.at {
            let columns = function.weights.transpose();
            for i in 0..at.rows {
                let value = |(k, b): (usize, &f64)| b + dot(at.row(i), columns.row(k));
                numbers.extend(function.intercept.iter().enumerate().map(value));
            }
        }
        numbers
    }

    /// Splits numbers such as [`Whole::statistics`] gives into coefficients, constants and predictions.
    pub fn describe(&self, record: Record, columns: &[(&str, Vec<f64>)]) -> Record {
        let (d, t) = (self.study.data.x.columns, self.study.data.y.columns);
        let linear = self.study.kernel == Kernel::Linear;
        let start = if linear { (d + 1) * t } else { 0 };
        let part = |from: usize, rows: usize| -> Value {
            let add = |record: Record, (name, x): &(&str, Vec<f64>)| {
                let data = x[from..from + rows * t].to_vec();
                record.with(name, encode(&Matrix { data, rows, columns: t }))
            };
            columns.iter().fold(Record::new(), add).into()
        };
        record
            .with_some("coefficients", linear.then(|| part(0, d)))
            .with_some("intercept", linear.then(|| part(d * t, 1)))
            .with_some("predictions", self.at.as_ref().map(|at| part(start, at.rows)))
    }

    /// Residuals of the study's targets.
    pub fn residuals(&self, lambda: f64) -> Residuals {
        let (dec, y) = (self.decomposition, &self.study.data.y);
        let outside = dec.outside.as_ref();
        let (weights, factor) = complements(dec, lambda);
        let (mut plain, mut diagonal) = match outside {
            Some(outside) => (outside.y.transpose(), outside.weight.clone()),
            None => (Matrix::zeros(y.rows, y.columns), vec![0.0; y.rows]),
        };
        for (k, a) in weights.into_iter().enumerate() {
            for (i, u) in dec.vectors.row(k).iter().enumerate() {
                axpy(a * u, dec.coefficients.row(k), plain.row_mut(i));
                diagonal[i] += a * u * u;
            }
        }
        Residuals { plain, diagonal, factor }
    }
}

/// Weights a_k = λ/(s_k + λ) of the residuals up to one factor, and that factor: no 0/0 at λ = 0.
pub fn complements(decomposition: &Decomposition, lambda: f64) -> (Vec<f64>, f64) {
    let s = &decomposition.eigenvalues;
    if decomposition.outside.is_none() {
        let scale = lambda + decomposition.smallest();
        return (s.iter().map(|s| scale / (s + lambda)).collect(), lambda / scale);
    }
    // λ = 0 as the limit of a ridge far below everything: rows of leverage one need it.
    let least = s.iter().copied().fold(f64::INFINITY, f64::min);
    let ridge = if lambda > 0.0 { lambda } else { RIDGELESS * least };
    (s.iter().map(|s| ridge / (s + ridge)).collect(), 1.0)
}

/// A ridge this far below the smallest eigenvalue leaves no trace in the other rows.
const RIDGELESS: f64 = 1e-40;

/// (I − H) y, one row a sample, and diag(I − H), both up to one factor: no 0/0 at λ = 0.
pub struct Residuals {
    /// Up to the factor.
    pub plain: Matrix,
    /// Up to the factor.
    pub diagonal: Vec<f64>,
    /// The factor.
    pub factor: f64,
}
