//! Targets in random order: how small an error chance alone would show.

use super::statistics::{column, mean, quantile, variance};
use super::whole::complements;
use super::{Prepared, Study};
use crate::error::{Error, Result};
use crate::estimator::{Criterion, Decomposition, LambdaChoice, default_grid};
use crate::linalg::{Matrix, axpy, dot, multiply};
use crate::wire::Record;

/// The statistic and the ridge.
pub const WIDTH: usize = 2;

/// One decomposition with what does not depend on the targets, for all orders of them.
pub struct Permutations<'a> {
    study: &'a Study,
    decomposition: &'a Decomposition,
    path: Vec<f64>,
    criterion: Criterion,
    /// λ/(s + λ), one row a ridge.
    weights: Matrix,
    /// diag(I − H) for leave-one-out, its mean for GCV, one row a ridge.
    diagonals: Matrix,
}

impl<'a> Permutations<'a> {
    /// Takes the ridge given, or the path that each order chooses its own from: the choice is a part
    /// of the test.
    ///
    /// # Errors
    /// `Missing`.
    pub fn new(study: &'a Study, prepared: &'a Prepared) -> Result<Self> {
        let missing = || Error::Missing { argument: "prepared.decomposition".into() };
        let decomposition = prepared.decomposition.as_ref().ok_or_else(missing)?;
        let (path, criterion) = match &study.lambda {
            LambdaChoice::Value(lambda) => (vec![*lambda], Criterion::LeaveOneOut),
            LambdaChoice::Path(path) => (path.clone(), Criterion::LeaveOneOut),
            LambdaChoice::Best(criterion) => (default_grid(decomposition), *criterion),
        };
        let data = path.iter().flat_map(|x| complements(decomposition, *x).0).collect();
        let rank = decomposition.eigenvalues.len();
        let weights = Matrix { data, rows: path.len(), columns: rank };
        let diagonals = diagonals(decomposition, &weights, criterion);
        Ok(Self { study, decomposition, path, criterion, weights, diagonals })
    }

    /// The least error of one order along the path; the first is the order given.
    pub fn run(&self, index: usize) -> Vec<f64> {
        let y = &self.study.data.y;
        let targets = match index {
            0 => y.clone(),
            _ => y.select(&self.study.stream(index).permutation(y.rows)),
        };
        let errors = self.errors(&targets);
        let best = (0..errors.len()).fold(0, |b, i| if errors[i] < errors[b] { i } else { b });
        vec![errors[best], self.path[best]]
    }

    /// Leave-one-out or GCV at each ridge, summed over targets.
    fn errors(&self, y: &Matrix) -> Vec<f64> {
        let coefficients = self.decomposition.resolve(y);
        let outside = self.decomposition.outside_of(y);
        let mut errors = vec![0.0; self.path.len()];
        for t in 0..y.columns {
            let mut scaled = self.weights.clone();
            for l in 0..scaled.rows {
                let row = scaled.row_mut(l).iter_mut();
                row.enumerate().for_each(|(k, a)| *a *= coefficients.at(k, t));
            }
            let rest = outside.as_ref().map(|outside| outside.row(t));
            match self.criterion {
                Criterion::LeaveOneOut => self.add_left_out(&scaled, rest, &mut errors),
                Criterion::Gcv => self.add_gcv(&scaled, rest, &mut errors),
            }
        }
        errors
    }

    /// Mean of (r_i/(1 − H_ii))², the residuals of all ridges by one product.
    fn add_left_out(&self, scaled: &Matrix, rest: Option<&[f64]>, errors: &mut [f64]) {
        let mut residuals = multiply(scaled, &self.decomposition.vectors);
        let n = self.decomposition.samples as f64;
        for (l, error) in errors.iter_mut().enumerate() {
            if let Some(rest) = rest {
                axpy(1.0, rest, residuals.row_mut(l));
            }
            let pairs = residuals.row(l).iter().zip(self.diagonals.row(l));
            *error += pairs.map(|(r, d)| (r / d) * (r / d)).sum::<f64>() / n;
        }
    }

    /// Mean of r² over the square of the mean of 1 − H_ii: no row is needed.
    fn add_gcv(&self, scaled: &Matrix, rest: Option<&[f64]>, errors: &mut [f64]) {
        let n = self.decomposition.samples as f64;
        let rest = rest.map_or(0.0, |rest| dot(rest, rest));
        for (l, error) in errors.iter_mut().enumerate() {
            let square = dot(scaled.row(l), scaled.row(l)) + rest;
            let mean = self.diagonals.at(l, 0);
            *error += square / n / (mean * mean);
        }
    }
}

fn diagonals(decomposition: &Decomposition, weights: &Matrix, criterion: Criterion) -> Matrix {
    let outside = decomposition.outside.as_ref();
    if criterion == Criterion::Gcv {
        let null = outside.map_or(0.0, |outside| outside.count as f64);
        let n = decomposition.samples as f64;
        let mean = |l: usize| (weights.row(l).iter().sum::<f64>() + null) / n;
        let data = (0..weights.rows).map(mean).collect();
        return Matrix { data, rows: weights.rows, columns: 1 };
    }
    let mut squares = decomposition.vectors.clone();
    squares.data.iter_mut().for_each(|u| *u *= *u);
    let mut diagonals = multiply(weights, &squares);
    if let Some(outside) = outside {
        (0..weights.rows).for_each(|l| axpy(1.0, &outside.weight, diagonals.row_mut(l)));
    }
    diagonals
}

/// The share of orders, the given one among them, whose error is no larger.
pub fn report(study: &Study, results: &Matrix) -> Record {
    let errors = column(results, 0);
    let (observed, chance) = (errors[0], &errors[1..]);
    let count = chance.iter().filter(|error| **error <= observed).count();
    let mut sorted = chance.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let p = (count + 1) as f64 / errors.len() as f64;
    let statistic = match study.lambda {
        LambdaChoice::Best(Criterion::Gcv) => "gcv",
        _ => "looError",
    };
    Record::new()
        .with("statistic", statistic)
        .with("error", observed)
        .with("lambda", results.at(0, 1))
        .with("pValue", p)
        .with("chanceError", mean(chance))
        .with("chanceDeviation", f64::sqrt(variance(chance)))
        .with("chanceFifth", quantile(&sorted, 0.05))
        .with("chanceErrors", chance.to_vec())
}
