//! Cross-validation: from one decomposition where that costs less than a decomposition a fold.

use super::statistics::{Errors, column, mean, standard_error};
use super::subset::{Subset, others};
use super::whole::complements;
use super::{Prepared, Study};
use crate::error::Result;
use crate::estimator::{Decomposition, Kernel, LambdaChoice, encode};
use crate::linalg::{Matrix, axpy, cholesky, gram};
use crate::wire::Record;

/// A decomposition costs about so many times n·rank².
const DECOMPOSITION_COST: usize = 20;

/// A block of I − H whose Cholesky pivots differ by more than this has lost its digits.
const LEAST_PIVOT: f64 = 1e-8;

/// Numbers before the predictions: for every ridge Σe, Σe² and wrong classes, and the ridge.
fn head(study: &Study) -> usize {
    3 * ridges(study) + 1
}

/// How many ridges each fold is tested at.
fn ridges(study: &Study) -> usize {
    if let LambdaChoice::Path(path) = &study.lambda { path.len() } else { 1 }
}

/// Numbers of a replicate; predictions follow where there is one ridge.
pub fn width(study: &Study, folds: usize) -> usize {
    let predictions = study.data.x.rows.div_ceil(folds) * study.data.y.columns;
    head(study) + if ridges(study) == 1 { predictions } else { 0 }
}

/// Whether the block identity costs less than a decomposition a fold; a ridge chosen anew in each
/// fold needs those.
pub fn is_shared(study: &Study, folds: usize) -> bool {
    let n = study.data.x.rows;
    let rank = if study.kernel == Kernel::Linear { n.min(study.data.x.columns) } else { n };
    let square = folds.saturating_mul(folds).saturating_mul(DECOMPOSITION_COST);
    !matches!(study.lambda, LambdaChoice::Best(_))
        && ridges(study).saturating_mul(n) < square.saturating_mul(rank)
}

/// The rows of one fold of one partition, ascending.
pub fn fold(study: &Study, folds: usize, index: usize) -> Vec<usize> {
    let (n, place) = (study.data.x.rows, index % folds);
    let order = study.stream(index / folds).permutation(n);
    let mut rows = order[place * n / folds..(place + 1) * n / folds].to_vec();
    rows.sort_unstable();
    rows
}

/// Predicts one fold by all others.
pub fn run(study: &Study, prepared: &Prepared, folds: usize, index: usize) -> Result<Vec<f64>> {
    let test = fold(study, folds, index);
    let mut others = Others { study, prepared, test: &test, subset: None };
    let mut record = Vec::with_capacity(width(study, folds));
    let mut last = (0.0, Matrix::zeros(0, 0));
    for choice in choices(&study.lambda) {
        last = others.predict(&choice)?;
        let errors = Errors::new(&study.data.y, &test, &last.1, study.labels);
        record.extend([errors.total, errors.square, errors.wrong]);
    }
    record.push(last.0);
    if ridges(study) == 1 {
        record.extend(last.1.data);
    }
    record.resize(width(study, folds), 0.0);
    Ok(record)
}

/// Each ridge of a list by itself.
fn choices(lambda: &LambdaChoice) -> Vec<LambdaChoice> {
    match lambda {
        LambdaChoice::Path(path) => path.iter().copied().map(LambdaChoice::Value).collect(),
        one => vec![one.clone()],
    }
}

/// The rows outside a fold, decomposed only where the decomposition of all does not serve.
struct Others<'a> {
    study: &'a Study,
    prepared: &'a Prepared,
    test: &'a [usize],
    subset: Option<Subset<'a>>,
}

impl Others<'_> {
    /// The ridge and what its model predicts for the fold.
    fn predict(&mut self, choice: &LambdaChoice) -> Result<(f64, Matrix)> {
        if let (LambdaChoice::Value(lambda), Some(decomposition)) =
            (choice, &self.prepared.decomposition)
            && let Some(predicted) = left_out(decomposition, &self.study.data.y, self.test, *lambda)
        {
            return Ok((*lambda, predicted));
        }
        let subset = if let Some(subset) = self.subset.take() {
            subset
        } else {
            let rows = others(self.study.data.x.rows, self.test);
            Subset::new(self.study, self.prepared, rows)?
        };
        let lambda = subset.ridge(choice);
        let predicted = subset.predict(self.test, lambda)?;
        self.subset = Some(subset);
        Ok((lambda, predicted))
    }
}

/// y_B − (I − H)_BB⁻¹ r_B, with the ridge that makes λ that of the rows left: the fit of n − m
/// rows at λ penalises as that of n rows at λ(n − m)/n. `None` where the block loses its digits.
fn left_out(
    decomposition: &Decomposition,
    y: &Matrix,
    test: &[usize],
    lambda: f64,
) -> Option<Matrix> {
    let n = decomposition.samples as f64;
    let lambda = lambda * ((n - test.len() as f64) / n);
    let outside = decomposition.outside.as_ref();
    let (weights, _) = complements(decomposition, lambda);
    let (m, rank, t) = (test.len(), decomposition.eigenvalues.len(), y.columns);
    let mut scaled = Matrix::zeros(m, rank);
    let mut residuals = Matrix::zeros(m, t);
    for (k, s) in decomposition.eigenvalues.iter().enumerate() {
        let a = weights[k];
        // With directions that nothing fits, I − H is counted from I, else from nothing.
        let part = f64::sqrt(if outside.is_some() { s / (s + lambda) } else { a });
        let u = decomposition.vectors.row(k);
        for (place, i) in test.iter().enumerate() {
            scaled.row_mut(place)[k] = part * u[*i];
            axpy(a * u[*i], decomposition.coefficients.row(k), residuals.row_mut(place));
        }
    }
    let mut block = gram(&scaled);
    if let Some(outside) = outside {
        let constant = if decomposition.intercept { 1.0 / n } else { 0.0 };
        for i in 0..m {
            for j in 0..m {
                let unit = if i == j { 1.0 } else { 0.0 };
                block.data[i * m + j] = (unit - constant) - block.data[i * m + j];
            }
            for (k, r) in residuals.row_mut(i).iter_mut().enumerate() {
                *r += outside.y.at(k, test[i]);
            }
        }
    }
    let factor = cholesky(block)?;
    let extremes = |(a, b): (f64, f64), x: &f64| (a.min(*x), b.max(*x));
    let (least, most) = factor.pivots().iter().fold((f64::INFINITY, 0.0_f64), extremes);
    if least < LEAST_PIVOT * most {
        return None;
    }
    let mut predicted = factor.solve(&residuals);
    for (place, i) in test.iter().enumerate() {
        predicted.row_mut(place).iter_mut().zip(y.row(*i)).for_each(|(f, y)| *f = y - *f);
    }
    Some(predicted)
}

/// Means over all rows and partitions, and the ridge that did best.
pub fn report(study: &Study, results: &Matrix, folds: usize, repeats: usize) -> Record {
    let n = study.data.x.rows as f64;
    let count = n * repeats as f64;
    let total = |j: usize| column(results, j).iter().sum::<f64>();
    let at = |place: usize| {
        let (error, square) = (total(3 * place), total(3 * place + 1));
        // Repeats see the same rows again: as many independent terms as rows.
        let deviation = standard_error(error, square, count) * f64::sqrt(repeats as f64);
        (error / count, deviation, total(3 * place + 2) / count)
    };
    let points: Vec<(f64, f64, f64)> = (0..ridges(study)).map(at).collect();
    let best = (0..points.len()).fold(0, |b, i| if points[i].0 < points[b].0 { i } else { b });
    let sizes: Vec<f64> = (0..results.rows).map(|i| fold(study, folds, i).len() as f64).collect();
    let by_fold: Vec<f64> =
        column(results, 3 * best).iter().zip(&sizes).map(|(total, size)| total / size).collect();
    let chosen = column(results, head(study) - 1);
    let (error, deviation, wrong) = points[best];
    let record = Record::new()
        .with("testError", error)
        .with("standardError", deviation)
        .with_some("classificationError", study.labels.then_some(wrong))
        .with("foldErrors", by_fold);
    match &study.lambda {
        LambdaChoice::Path(path) => along(record, study, path, &points, best),
        LambdaChoice::Value(lambda) => record.with("lambda", *lambda),
        LambdaChoice::Best(_) => record.with("lambda", mean(&chosen)).with("foldLambdas", chosen),
    }
    .with_some("predictions", (ridges(study) == 1).then(|| predictions(study, results, folds)))
}

fn along(
    record: Record,
    study: &Study,
    path: &[f64],
    points: &[(f64, f64, f64)],
    best: usize,
) -> Record {
    let (error, deviation, _) = points[best];
    // The largest ridge whose error lies within a standard error of the least one.
    let close = |i: &usize| points[*i].0 <= error + deviation;
    let simplest = (0..path.len()).filter(close).map(|i| path[i]).fold(path[best], f64::max);
    let column = |pick: fn(&(f64, f64, f64)) -> f64| points.iter().map(pick).collect::<Vec<_>>();
    let table = Record::new()
        .with("lambda", path.to_vec())
        .with("testError", column(|point| point.0))
        .with("standardError", column(|point| point.1))
        .with_some("classificationError", study.labels.then(|| column(|point| point.2)));
    record
        .with("lambda", path[best])
        .with("lambdaOneStandardError", simplest)
        .with("path", crate::wire::Value::from(table))
}

/// What models that had not seen a row predict for it, on average over the partitions.
fn predictions(study: &Study, results: &Matrix, folds: usize) -> crate::wire::Value {
    let (n, t) = (study.data.x.rows, study.data.y.columns);
    let share = 1.0 / (results.rows / folds) as f64;
    let mut mean = Matrix::zeros(n, t);
    for index in 0..results.rows {
        let record = &results.row(index)[head(study)..];
        for (place, i) in fold(study, folds, index).iter().enumerate() {
            axpy(share, &record[place * t..(place + 1) * t], mean.row_mut(*i));
        }
    }
    encode(&mean)
}
