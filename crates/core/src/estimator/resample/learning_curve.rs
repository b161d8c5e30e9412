//! Models of random parts, each tested on all other rows.

use super::statistics::{Errors, column, mean, standard_error, variance};
use super::subset::{Subset, others};
use super::{Prepared, Study};
use crate::error::Result;
use crate::estimator::estimates;
use crate::linalg::Matrix;
use crate::wire::{Record, Value};

/// λ, Σe, Σe² and wrong classes on the other rows, training and leave-one-out error, κ̂.
pub const WIDTH: usize = 7;

/// The rows of one part, ascending.
fn part(study: &Study, size: usize, index: usize) -> Vec<usize> {
    let mut rows = study.stream(index).permutation(study.data.x.rows);
    rows.truncate(size);
    rows.sort_unstable();
    rows
}

/// Trains on one part.
pub fn run(study: &Study, prepared: &Prepared, size: usize, index: usize) -> Result<Vec<f64>> {
    let rows = part(study, size, index);
    let test = others(study.data.x.rows, &rows);
    let subset = Subset::new(study, prepared, rows)?;
    let lambda = subset.ridge(&study.lambda);
    let predicted = subset.predict(&test, lambda)?;
    let errors = Errors::new(&study.data.y, &test, &predicted, study.labels);
    let inside = estimates(&subset.decomposition, lambda);
    Ok(vec![
        lambda,
        errors.total,
        errors.square,
        errors.wrong,
        inside.train_error,
        inside.loo_error,
        inside.kappa,
    ])
}

/// Means over the parts of each size.
pub fn report(study: &Study, results: &Matrix, sizes: &[usize], repeats: usize) -> Record {
    let n = study.data.x.rows;
    let mut columns: [Vec<f64>; 8] = Default::default();
    for (place, size) in sizes.iter().enumerate() {
        let rows: Vec<usize> = (place * repeats..(place + 1) * repeats).collect();
        let parts = results.select(&rows);
        let left = (n - size) as f64;
        let errors: Vec<f64> = column(&parts, 1).iter().map(|total| total / left).collect();
        let wrong = mean(&column(&parts, 3)) / left;
        let average = mean(&errors);
        // Chance among the parts, and that of n rows being these.
        let count = left * repeats as f64;
        let (total, square) =
            (column(&parts, 1).iter().sum::<f64>(), column(&parts, 2).iter().sum::<f64>());
        let of_rows = standard_error(total, square, count) * f64::sqrt(count / n as f64);
        let of_parts = f64::sqrt(variance(&errors) / repeats as f64);
        let numbers = [
            *size as f64,
            average,
            libm::hypot(of_rows, of_parts),
            wrong,
            mean(&column(&parts, 4)),
            mean(&column(&parts, 5)),
            mean(&column(&parts, 6)),
            mean(&column(&parts, 0)),
        ];
        columns.iter_mut().zip(numbers).for_each(|(column, x)| column.push(x));
    }
    let [sizes, errors, deviations, wrong, train, loo, kappa, lambda] = columns;
    let raw: Vec<f64> =
        (0..results.rows).map(|i| results.at(i, 1) / (n as f64 - sizes[i / repeats])).collect();
    let raw = Matrix { data: raw, rows: sizes.len(), columns: repeats };
    Record::new()
        .with("samples", sizes)
        .with("testError", errors)
        .with("standardError", deviations)
        .with_some("classificationError", study.labels.then_some(Value::from(wrong)))
        .with("trainError", train)
        .with("looError", loo)
        .with("kappa", kappa)
        .with("lambda", lambda)
        .with("partErrors", crate::estimator::encode(&raw))
}
