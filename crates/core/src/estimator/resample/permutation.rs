//! Targets in random order: how small an error chance alone would show.

use super::statistics::{column, mean, quantile, variance};
use super::{Prepared, Study};
use crate::error::{Error, Result};
use crate::estimator::{Criterion, Decomposition, LambdaChoice, default_grid, estimates};
use crate::linalg::Matrix;
use crate::wire::Record;

/// The statistic and the ridge.
pub const WIDTH: usize = 2;

/// One decomposition, resolved for one order of the targets after another.
pub struct Permutations<'a> {
    study: &'a Study,
    decomposition: Decomposition,
    path: Vec<f64>,
    criterion: Criterion,
}

impl<'a> Permutations<'a> {
    /// Takes the ridge given, or the path that each order chooses its own from: the choice is a part
    /// of the test.
    ///
    /// # Errors
    /// `Missing`.
    pub fn new(study: &'a Study, prepared: &'a Prepared) -> Result<Self> {
        let missing = || Error::Missing { argument: "prepared.decomposition".into() };
        let decomposition = prepared.decomposition.clone().ok_or_else(missing)?;
        let (path, criterion) = match &study.lambda {
            LambdaChoice::Value(lambda) => (vec![*lambda], Criterion::LeaveOneOut),
            LambdaChoice::Path(path) => (path.clone(), Criterion::LeaveOneOut),
            LambdaChoice::Best(criterion) => (default_grid(&decomposition), *criterion),
        };
        Ok(Self { study, decomposition, path, criterion })
    }

    /// The error of one order; the first is the order given.
    pub fn run(&mut self, index: usize) -> Vec<f64> {
        let y = &self.study.data.y;
        let order = if index > 0 {
            self.study.stream(index).permutation(y.rows)
        } else {
            (0..y.rows).collect()
        };
        self.decomposition.retarget(&y.select(&order));
        let along: Vec<_> = self.path.iter().map(|x| estimates(&self.decomposition, *x)).collect();
        let best = &along[self.criterion.best(&along)];
        let error = match self.criterion {
            Criterion::LeaveOneOut => best.loo_error,
            Criterion::Gcv => best.gcv,
        };
        vec![error, best.lambda]
    }
}

/// The share of orders, the given one among them, whose error is no larger.
pub fn report(study: &Study, results: &Matrix) -> Record {
    let errors = column(results, 0);
    let (observed, chance) = (errors[0], &errors[1..]);
    let count = chance.iter().filter(|error| **error <= observed).count();
    let mut sorted = chance.to_vec();
    sorted.sort_by(f64::total_cmp);
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
        .with("chanceDeviation", libm::sqrt(variance(chance)))
        .with("chanceFifth", quantile(&sorted, 0.05))
        .with("chanceErrors", chance.to_vec())
}
