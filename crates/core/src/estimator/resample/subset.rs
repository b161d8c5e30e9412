//! A model of some of the rows, asked about others.

use super::prepared::choose;
use super::{Prepared, Study};
use crate::error::Result;
use crate::estimator::{Decomposition, Kernel, LambdaChoice};
use crate::linalg::{Matrix, dot};

/// Trained on the rows `rows`, for every ridge.
pub struct Subset<'a> {
    pool: Pool<'a>,
    rows: Vec<usize>,
    /// The decomposition of these rows.
    pub decomposition: Decomposition,
    /// Means of the targets, zero without an intercept.
    means: Vec<f64>,
    /// Means of the features or of the kernel's columns.
    centre: Vec<f64>,
}

/// Where rows come from.
#[derive(Clone, Copy)]
enum Pool<'a> {
    Rows(&'a Matrix),
    Gram(&'a Matrix),
}

impl<'a> Subset<'a> {
    /// Decomposes the rows, ascending.
    ///
    /// # Errors
    /// `IllConditioned`.
    pub fn new(study: &'a Study, prepared: &'a Prepared, rows: Vec<usize>) -> Result<Self> {
        let pool = match (&prepared.gram, &prepared.rows) {
            (Some(gram), _) if study.kernel != Kernel::Linear => Pool::Gram(gram),
            (_, Some(coordinates)) => Pool::Rows(coordinates),
            _ => Pool::Rows(&study.data.x),
        };
        let y = study.data.y.select(&rows);
        let means = if study.intercept { y.column_means() } else { vec![0.0; y.columns] };
        let (decomposition, mut centre) = match pool {
            Pool::Rows(x) => {
                let x = x.select(&rows);
                let centre = x.column_means();
                (Decomposition::of_rows(x, &y, study.intercept)?, centre)
            }
            Pool::Gram(k) => {
                let gram = square(k, &rows);
                let centre = gram.column_means();
                (Decomposition::of_gram(gram, &y, study.intercept)?, centre)
            }
        };
        if !study.intercept {
            centre.iter_mut().for_each(|x| *x = 0.0);
        }
        Ok(Self { pool, rows, decomposition, means, centre })
    }

    /// The ridge that the study's choice comes to on these rows.
    pub fn ridge(&self, choice: &LambdaChoice) -> f64 {
        choose(&self.decomposition, choice)
    }

    /// Predictions of the rows `test` at one ridge.
    ///
    /// # Errors
    /// `IllConditioned` where the ridge is lost in the rounding of a kernel matrix.
    pub fn predict(&self, test: &[usize], lambda: f64) -> Result<Matrix> {
        self.decomposition.check_ridge("lambda", lambda)?;
        let weights = self.decomposition.weights(&self.decomposition.coefficients, lambda);
        let columns = weights.transpose();
        let mut predicted = Matrix::zeros(test.len(), self.means.len());
        let mut features = vec![0.0; self.centre.len()];
        for (place, i) in test.iter().enumerate() {
            self.features(*i, &mut features);
            for (k, mean) in self.means.iter().enumerate() {
                predicted.row_mut(place)[k] = mean + dot(&features, columns.row(k));
            }
        }
        Ok(predicted)
    }

    /// Features of a row less their means: x itself, or its kernel with every row trained on.
    fn features(&self, i: usize, to: &mut [f64]) {
        match self.pool {
            Pool::Rows(x) => to.copy_from_slice(x.row(i)),
            Pool::Gram(k) => {
                to.iter_mut().zip(&self.rows).for_each(|(to, j)| *to = k.at(i, *j));
            }
        }
        to.iter_mut().zip(&self.centre).for_each(|(x, mean)| *x -= mean);
    }
}

fn square(k: &Matrix, rows: &[usize]) -> Matrix {
    let data = rows.iter().flat_map(|i| rows.iter().map(|j| k.at(*i, *j))).collect();
    Matrix { data, rows: rows.len(), columns: rows.len() }
}

/// 0 … n − 1 without these, ascending.
pub fn others(n: usize, rows: &[usize]) -> Vec<usize> {
    let mut inside = vec![false; n];
    rows.iter().for_each(|i| inside[*i] = true);
    (0..n).filter(|i| !inside[*i]).collect()
}
