//! A method on data: its replicates, one by one, and the report of all.

use super::bootstrap::{ResidualDraws, RowDraws};
use super::jackknife::Jackknife;
use super::permutation::Permutations;
use super::weighted::Weighted;
use super::{Method, Prepared, bagging, bootstrap, jackknife, k_fold, learning_curve, permutation};
use crate::error::{Error, Result};
use crate::estimator::{Data, FitOptions, Kernel, LambdaChoice};
use crate::limits::{check_fits, doubles};
use crate::linalg::Matrix;
use crate::rng::Stream;
use crate::wire::{Fields, Record};
use std::ops::Range;

/// Runs one replicate.
type Runner<'a> = Box<dyn FnMut(usize) -> Result<Vec<f64>> + 'a>;

/// Fewer rows than this cannot be divided.
const LEAST_ROWS: usize = 4;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Study {
    /// Features and targets.
    pub data: Data,
    /// The kernel.
    pub kernel: Kernel,
    /// The ridge of each fit, or how it is chosen.
    pub lambda: LambdaChoice,
    /// Whether an unpenalised intercept is fitted.
    pub intercept: bool,
    /// Whether the targets are one-hot classes.
    pub labels: bool,
    /// Seed of all streams.
    pub seed: u64,
    /// What is drawn.
    pub method: Method,
}

impl Study {
    /// Reads `X`, `y`, `kernel?`, `lambda?`, `intercept?`, `labels?`, `seed?`, `method`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let data = Data::read(fields)?;
        let FitOptions { kernel, lambda, intercept } = FitOptions::read(fields)?;
        let labels = fields.flag_or("labels", false)?;
        let seed = fields.count_or("seed", 0, 0)? as u64;
        let rows = data.x.rows;
        if rows < LEAST_ROWS {
            let condition = format!("{LEAST_ROWS} or more to draw from");
            return Err(Error::out_of_range("X.rows", condition, rows as f64));
        }
        let method = Method::read(fields, rows, data.x.columns)?;
        if kernel != Kernel::Linear && method == (Method::Jackknife { at: None }) {
            // Only a linear kernel has coefficients.
            return Err(Error::Missing { argument: "method.at".into() });
        }
        let study = Self { data, kernel, lambda, intercept, labels, seed, method };
        crate::estimator::fit::check_size(&study.data, &study.kernel, study.lambda.least() <= 0.0)?;
        check_fits("method", doubles(&[3, study.replicates(), study.width()]))?;
        Ok(study)
    }

    /// How many replicates there are.
    pub fn replicates(&self) -> usize {
        match &self.method {
            Method::KFold { folds, repeats } => folds * repeats,
            Method::LearningCurve { sizes, repeats } => sizes.len() * repeats,
            Method::Bootstrap { replicates, .. } => *replicates,
            Method::Jackknife { .. } => self.data.x.rows,
            // The first is the order as given.
            Method::Permutation { permutations } => permutations + 1,
            Method::Bagging { bags, .. } => *bags,
        }
    }

    /// Numbers that a replicate answers.
    pub fn width(&self) -> usize {
        match &self.method {
            Method::KFold { folds, .. } => k_fold::width(self, *folds),
            Method::LearningCurve { .. } => learning_curve::WIDTH,
            Method::Bootstrap { at, .. } => bootstrap::HEAD + self.statistics(at.as_ref()),
            Method::Jackknife { at } => self.statistics(at.as_ref()),
            Method::Permutation { .. } => permutation::WIDTH,
            Method::Bagging { .. } => bagging::width(self),
        }
    }

    /// Coefficients of a linear kernel, then predictions at rows given.
    pub(super) fn statistics(&self, at: Option<&Matrix>) -> usize {
        let (d, t) = (self.data.x.columns, self.data.y.columns);
        let linear = if self.kernel == Kernel::Linear { (d + 1) * t } else { 0 };
        linear + at.map_or(0, |at| at.rows * t)
    }

    /// Runs some replicates, one row each.
    ///
    /// # Errors
    /// `IllConditioned` where a draw does not determine its fit.
    pub fn run(&self, prepared: &Prepared, range: Range<usize>) -> Result<Matrix> {
        let (rows, columns) = (range.len(), self.width());
        let mut run = self.runner(prepared)?;
        let mut data = Vec::with_capacity(rows * columns);
        for index in range {
            data.extend(run(index)?);
        }
        Ok(Matrix { data, rows, columns })
    }

    fn runner<'a>(&'a self, prepared: &'a Prepared) -> Result<Runner<'a>> {
        Ok(match &self.method {
            Method::KFold { folds, .. } => {
                Box::new(move |index| k_fold::run(self, prepared, *folds, index))
            }
            Method::LearningCurve { sizes, repeats } => Box::new(move |index| {
                learning_curve::run(self, prepared, sizes[index / repeats], index)
            }),
            Method::Bootstrap { residuals: true, at, .. } => {
                let draws = ResidualDraws::new(self, prepared, at.as_ref())?;
                Box::new(move |index| Ok(draws.run(index)))
            }
            Method::Bootstrap { at, .. } => {
                let draws = RowDraws::new(self, prepared, at.as_ref())?;
                Box::new(move |index| draws.run(index))
            }
            Method::Jackknife { at } => {
                let jackknife = Jackknife::new(self, prepared, at.as_ref())?;
                Box::new(move |index| Ok(jackknife.run(index)))
            }
            Method::Permutation { .. } => {
                let permutations = Permutations::new(self, prepared)?;
                Box::new(move |index| Ok(permutations.run(index)))
            }
            Method::Bagging { size, replacement, .. } => {
                let weighted = Weighted::new(self, prepared)?;
                Box::new(move |index| bagging::run(self, &weighted, (*size, *replacement), index))
            }
        })
    }

    /// The report of all replicates, in order.
    ///
    /// # Errors
    /// `Missing` where something else was prepared.
    pub fn report(&self, prepared: &Prepared, results: &Matrix) -> Result<Record> {
        Ok(match &self.method {
            Method::KFold { folds, repeats } => k_fold::report(self, results, *folds, *repeats),
            Method::LearningCurve { sizes, repeats } => {
                learning_curve::report(self, results, sizes, *repeats)
            }
            Method::Bootstrap { residuals, at, .. } => {
                bootstrap::report(self, prepared, results, (*residuals, at.as_ref()))?
            }
            Method::Jackknife { at } => jackknife::report(self, prepared, results, at.as_ref())?,
            Method::Permutation { .. } => permutation::report(self, results),
            Method::Bagging { size, replacement, .. } => {
                bagging::report(self, prepared, results, (*size, *replacement))
            }
        })
    }

    /// The random numbers of one draw.
    pub(super) fn stream(&self, index: usize) -> Stream {
        Stream::new(self.seed, index as u64)
    }
}
