//! Models of many samples of the rows, averaged.

use super::statistics::{Errors, is_wrong, squared, standard_error};
use super::weighted::Weighted;
use super::{Prepared, Study};
use crate::error::Result;
use crate::estimator::{Kernel, Predictor};
use crate::linalg::{Matrix, axpy};
use crate::wire::{Record, Value};

/// Predictions of all rows, weights of the function, its constants.
pub fn width(study: &Study) -> usize {
    let (n, t) = (study.data.x.rows, study.data.y.columns);
    n * t + weights(study) * t + t
}

fn weights(study: &Study) -> usize {
    if study.kernel == Kernel::Linear { study.data.x.columns } else { study.data.x.rows }
}

/// How often each row is in one bag.
fn draw(study: &Study, (size, replacement): (usize, bool), index: usize) -> Vec<f64> {
    let n = study.data.x.rows;
    let mut stream = study.stream(index);
    let mut weights = vec![0.0; n];
    if replacement {
        (0..size).for_each(|_| weights[stream.below(n)] += 1.0);
    } else {
        stream.permutation(n)[..size].iter().for_each(|i| weights[*i] = 1.0);
    }
    weights
}

/// Fits one bag.
///
/// # Errors
/// `IllConditioned`.
pub fn run(
    study: &Study,
    weighted: &Weighted,
    bag: (usize, bool),
    index: usize,
) -> Result<Vec<f64>> {
    let (function, values) = weighted.fit(&draw(study, bag, index))?;
    let mut record = values.data;
    record.extend(function.weights.data);
    record.extend(function.intercept);
    Ok(record)
}

/// The averaged function, its error on rows that its bags left out, and that of one bag.
pub fn report(study: &Study, prepared: &Prepared, results: &Matrix, bag: (usize, bool)) -> Record {
    let y = &study.data.y;
    let (n, t) = (y.rows, y.columns);
    let mut left = Left::new(n, t);
    let (mut bags, mut errors) = (Vec::new(), Vec::new());
    for index in 0..results.rows {
        left.add(study, &draw(study, bag, index), results.row(index));
        if (index + 1).is_power_of_two() || index + 1 == results.rows {
            bags.push((index + 1) as f64);
            errors.push(left.error(y, study.labels));
        }
    }
    let seen = left.seen();
    let last = left.errors(y, study.labels);
    let curve = Record::new().with("bags", bags).with("testError", errors);
    Record::new()
        .with_some("lambda", prepared.lambda)
        .with("testError", last.total / seen)
        .with("standardError", standard_error(last.total, last.square, seen))
        .with_some("classificationError", study.labels.then(|| last.wrong / seen))
        .with("singleError", left.single.total / left.single_count)
        .with_some(
            "singleClassificationError",
            study.labels.then(|| left.single.wrong / left.single_count),
        )
        .with("rowsSeen", seen)
        .with("curve", Value::from(curve))
        .with("model", Value::from(average(study, results).describe()))
}

/// Predictions of rows by the bags that left them out.
struct Left {
    total: Matrix,
    count: Vec<f64>,
    single: Errors,
    single_count: f64,
}

impl Left {
    fn new(n: usize, t: usize) -> Self {
        let total = Matrix::zeros(n, t);
        Self { total, count: vec![0.0; n], single: Errors::default(), single_count: 0.0 }
    }

    fn add(&mut self, study: &Study, weights: &[f64], record: &[f64]) {
        let t = self.total.columns;
        for i in (0..weights.len()).filter(|i| weights[*i] <= 0.0) {
            let predicted = &record[i * t..(i + 1) * t];
            axpy(1.0, predicted, self.total.row_mut(i));
            self.count[i] += 1.0;
            let y = study.data.y.row(i);
            self.single.total += squared(y, predicted);
            self.single.wrong += if study.labels && is_wrong(y, predicted) { 1.0 } else { 0.0 };
            self.single_count += 1.0;
        }
    }

    fn seen(&self) -> f64 {
        self.count.iter().filter(|count| **count > 0.0).count() as f64
    }

    fn errors(&self, y: &Matrix, labels: bool) -> Errors {
        let rows: Vec<usize> = (0..y.rows).filter(|i| self.count[*i] > 0.0).collect();
        let mut mean = self.total.select(&rows);
        for (place, i) in rows.iter().enumerate() {
            mean.row_mut(place).iter_mut().for_each(|f| *f /= self.count[*i]);
        }
        Errors::new(y, &rows, &mean, labels)
    }

    fn error(&self, y: &Matrix, labels: bool) -> f64 {
        self.errors(y, labels).total / self.seen().max(1.0)
    }
}

/// The mean of all bags, a function of the same kind.
fn average(study: &Study, results: &Matrix) -> Predictor {
    let (n, t, rows) = (study.data.x.rows, study.data.y.columns, weights(study));
    let share = 1.0 / results.rows as f64;
    let mut mean = vec![0.0; (rows + 1) * t];
    for i in 0..results.rows {
        axpy(share, &results.row(i)[n * t..], &mut mean);
    }
    let intercept = mean.split_off(rows * t);
    let matrix = Matrix { data: mean, rows, columns: t };
    if study.kernel == Kernel::Linear {
        return Predictor::Linear { coefficients: matrix, intercept };
    }
    let x = study.data.x.clone();
    Predictor::Dual { kernel: study.kernel, x, dual: matrix, intercept }
}
