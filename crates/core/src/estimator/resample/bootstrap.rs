//! Rows drawn with replacement, or residuals drawn onto the fitted function.

use super::statistics::{column, is_wrong, mean, quantile, squared, variance};
use super::weighted::Weighted;
use super::whole::Whole;
use super::{Prepared, Study};
use crate::error::Result;
use crate::estimator::{Decomposition, estimates};
use crate::linalg::Matrix;
use crate::wire::Record;

/// Numbers before the statistics: Σe, rows and wrong classes outside the draw.
pub const HEAD: usize = 3;

/// Rows drawn with replacement.
pub struct RowDraws<'a> {
    study: &'a Study,
    whole: Whole<'a>,
    weighted: Weighted<'a>,
}

impl<'a> RowDraws<'a> {
    /// Prepares all draws.
    ///
    /// # Errors
    /// `Missing`, `TooLarge`.
    pub fn new(study: &'a Study, prepared: &'a Prepared, at: Option<&Matrix>) -> Result<Self> {
        let whole = Whole::new(study, prepared, at)?;
        Ok(Self { study, whole, weighted: Weighted::new(study, prepared)? })
    }

    /// Fits one draw.
    ///
    /// # Errors
    /// `IllConditioned`.
    pub fn run(&self, index: usize) -> Result<Vec<f64>> {
        let y = &self.study.data.y;
        let mut stream = self.study.stream(index);
        let mut weights = vec![0.0; y.rows];
        (0..y.rows).for_each(|_| weights[stream.below(y.rows)] += 1.0);
        let (function, values) = self.weighted.fit(&weights)?;
        let mut record = vec![0.0; HEAD];
        for i in (0..y.rows).filter(|i| weights[*i] <= 0.0) {
            record[0] += squared(y.row(i), values.row(i));
            record[1] += 1.0;
            let wrong = self.study.labels && is_wrong(y.row(i), values.row(i));
            record[2] += if wrong { 1.0 } else { 0.0 };
        }
        record.extend(self.whole.statistics(&function));
        Ok(record)
    }
}

/// Residuals drawn onto the fitted function: the features stay, and so does their decomposition.
pub struct ResidualDraws<'a> {
    study: &'a Study,
    whole: Whole<'a>,
    fitted: Matrix,
    freed: Matrix,
}

impl<'a> ResidualDraws<'a> {
    /// Frees the residuals of what the fit took from them: r_i/√(1 − H_ii), less their mean.
    ///
    /// # Errors
    /// `Missing`.
    pub fn new(study: &'a Study, prepared: &'a Prepared, at: Option<&Matrix>) -> Result<Self> {
        let whole = Whole::new(study, prepared, at)?;
        let residuals = whole.residuals(whole.lambda);
        let (mut fitted, mut freed) = (study.data.y.clone(), residuals.plain);
        for (i, d) in residuals.diagonal.iter().enumerate() {
            // A row that no other says anything of has no residual, and leaves none.
            let gain = if *d > 0.0 { f64::sqrt(residuals.factor / d) } else { 0.0 };
            let row = freed.row_mut(i);
            fitted.row_mut(i).iter_mut().zip(&*row).for_each(|(f, r)| *f -= residuals.factor * r);
            row.iter_mut().for_each(|r| *r *= gain);
        }
        let means = freed.column_means();
        for i in 0..freed.rows {
            freed.row_mut(i).iter_mut().zip(&means).for_each(|(r, mean)| *r -= mean);
        }
        Ok(Self { study, whole, fitted, freed })
    }

    /// Fits the function with one draw of residuals on it.
    pub fn run(&self, index: usize) -> Vec<f64> {
        let mut stream = self.study.stream(index);
        let mut y = self.fitted.clone();
        for i in 0..y.rows {
            let drawn = self.freed.row(stream.below(y.rows));
            y.row_mut(i).iter_mut().zip(drawn).for_each(|(y, r)| *y += r);
        }
        let means = if self.study.intercept { y.column_means() } else { vec![0.0; y.columns] };
        let coefficients = self.whole.decomposition.resolve(&y);
        let function = self.whole.function(&coefficients, &means, self.whole.lambda);
        let mut record = vec![0.0; HEAD];
        record.extend(self.whole.statistics(&function));
        record
    }
}

/// Standard errors and 95 % intervals of what was fitted, and the error outside the draws.
///
/// # Errors
/// `Missing`.
pub fn report(
    study: &Study,
    prepared: &Prepared,
    results: &Matrix,
    (residuals, at): (bool, Option<&Matrix>),
) -> Result<Record> {
    let whole = Whole::new(study, prepared, at)?;
    let record = Record::new().with("lambda", whole.lambda);
    let record = if residuals {
        record
    } else {
        outside(study, (whole.decomposition, whole.lambda), results, record)
    };
    let estimate = whole.statistics(&whole.fitted(whole.lambda));
    let mut columns = [const { Vec::new() }; 4];
    for (j, whole) in estimate.iter().enumerate() {
        let mut sorted = column(results, HEAD + j);
        let numbers = [f64::sqrt(variance(&sorted)), mean(&sorted) - whole];
        sorted.sort_unstable_by(f64::total_cmp);
        let ends = [quantile(&sorted, 0.025), quantile(&sorted, 0.975)];
        let numbers = numbers.into_iter().chain(ends);
        columns.iter_mut().zip(numbers).for_each(|(column, x)| column.push(x));
    }
    let [deviations, bias, low, high] = columns;
    let columns = [
        ("estimate", estimate),
        ("standardError", deviations),
        ("bias", bias),
        ("low", low),
        ("high", high),
    ];
    Ok(whole.describe(record, &columns))
}

/// The error on rows that were not drawn, and Efron's mixture with the training error.
fn outside(
    study: &Study,
    (decomposition, lambda): (&Decomposition, f64),
    results: &Matrix,
    record: Record,
) -> Record {
    let total = |j: usize| column(results, j).iter().sum::<f64>();
    let train = estimates(decomposition, lambda).train_error;
    let error = total(0) / total(1);
    record
        .with("testError", error)
        .with_some("classificationError", study.labels.then(|| total(2) / total(1)))
        .with("trainError", train)
        .with("error632", 0.632 * error + 0.368 * train)
}
