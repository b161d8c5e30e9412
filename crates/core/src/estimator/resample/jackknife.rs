//! Each row left out once: exact, from the residuals of one fit.

use super::statistics::{column, mean};
use super::whole::Whole;
use super::{Prepared, Study};
use crate::error::Result;
use crate::linalg::{Matrix, axpy};
use crate::wire::Record;

/// What all rows share: the fit of all of them at the ridge that makes λ that of n − 1 rows.
pub struct Jackknife<'a> {
    whole: Whole<'a>,
    lambda: f64,
    numbers: Vec<f64>,
    left_out: Matrix,
}

impl<'a> Jackknife<'a> {
    /// Fits all rows.
    ///
    /// # Errors
    /// `Missing`.
    pub fn new(study: &'a Study, prepared: &'a Prepared, at: Option<&Matrix>) -> Result<Self> {
        let whole = Whole::new(study, prepared, at)?;
        let n = study.data.x.rows as f64;
        let lambda = whole.lambda * ((n - 1.0) / n);
        let numbers = whole.statistics(&whole.fitted(lambda));
        let residuals = whole.residuals(lambda);
        let mut left_out = residuals.plain;
        for (i, d) in residuals.diagonal.iter().enumerate() {
            left_out.row_mut(i).iter_mut().for_each(|r| *r /= d);
        }
        Ok(Self { whole, lambda, numbers, left_out })
    }

    /// The statistics without row i: θ − A⁻¹ x_i e_i with e_i its left-out residual.
    pub fn run(&self, i: usize) -> Vec<f64> {
        let dec = self.whole.decomposition;
        let data = (0..dec.vectors.rows).map(|k| dec.vectors.at(k, i)).collect();
        let unit = Matrix { data, rows: dec.vectors.rows, columns: 1 };
        let constant = if dec.intercept { 1.0 / dec.samples as f64 } else { 0.0 };
        let influence = self.whole.function(&unit, &[constant], self.lambda);
        let mut numbers = self.numbers.clone();
        let t = self.left_out.columns;
        for (place, gain) in self.whole.statistics(&influence).iter().enumerate() {
            axpy(-gain, self.left_out.row(i), &mut numbers[place * t..(place + 1) * t]);
        }
        numbers
    }
}

/// Standard errors √((n−1)/n Σ (θ_i − θ̄)²) and bias (n−1)(θ̄ − θ).
///
/// # Errors
/// `Missing`.
pub fn report(
    study: &Study,
    prepared: &Prepared,
    results: &Matrix,
    at: Option<&Matrix>,
) -> Result<Record> {
    let n = results.rows as f64;
    let whole = Whole::new(study, prepared, at)?;
    let estimate = whole.statistics(&whole.fitted(whole.lambda));
    let (mut deviations, mut bias) = (Vec::new(), Vec::new());
    for (j, whole) in estimate.iter().enumerate() {
        let values = column(results, j);
        let mean = mean(&values);
        let square: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
        deviations.push(f64::sqrt((n - 1.0) / n * square));
        bias.push((n - 1.0) * (mean - whole));
    }
    let columns = [("estimate", estimate), ("standardError", deviations), ("bias", bias)];
    Ok(whole.describe(Record::new().with("lambda", whole.lambda), &columns))
}
