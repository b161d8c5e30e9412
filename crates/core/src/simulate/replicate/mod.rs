//! A pair of trials: two draws of features and two of data, crossed.

pub(super) mod conditional;
mod crossing;
pub(super) mod decomposition;
mod reduction;
mod space;

use super::data::{Data, Recipe, scale_columns};
use super::experiment::Experiment;
use super::learner::{Learner, Weights};
use super::streams::{Role, Streams};
use crate::error::Result;
use crate::linalg::Matrix;
use conditional::{Conditional, Rows};
use crossing::Crossing;
use reduction::reduce;
use space::{Probe, Space};
use std::rc::Rc;

/// One pair of trials, or the last trial alone where there is an odd number.
pub struct Replicate<'a> {
    experiment: &'a Experiment,
    first: u64,
    trials: usize,
}

impl<'a> Replicate<'a> {
    /// Trials 2 `unit` and, if there are as many, 2 `unit` + 1.
    pub fn new(experiment: &'a Experiment, unit: u64, trials: u64) -> Self {
        let first = 2 * unit;
        Self { experiment, first, trials: if first + 1 < trials { 2 } else { 1 } }
    }

    fn streams(&self, parity: usize) -> Streams {
        Streams { seed: self.experiment.seed, trial: self.first + parity as u64 }
    }

    /// Hands every value to `take(point, quantity, value)`, points row-major over (samples, lambda).
    pub fn run(&self, take: &mut impl FnMut(usize, usize, f64)) -> Result<()> {
        let (few, many): (Vec<usize>, Vec<usize>) =
            (0..self.experiment.samples.len()).partition(|row| self.sees_little(*row));
        let mut left = many;
        for row in few {
            if !self.run_conditionally(row, take)? {
                self.experiment.check_fits(true)?;
                left.push(row);
            }
        }
        if left.is_empty() { Ok(()) } else { self.run_whole(&left, take) }
    }

    fn sees_little(&self, row: usize) -> bool {
        conditional::pays(self.experiment, self.experiment.samples[row])
    }

    /// One P with features that are drawn as far as its data see them; false where the data are nearly dependent.
    fn run_conditionally(
        &self,
        row: usize,
        take: &mut impl FnMut(usize, usize, f64),
    ) -> Result<bool> {
        let Some(deviations) = self.experiment.learner.deviations() else {
            return Ok(false);
        };
        let mut data = self.all_data(row);
        let Some(rows) = Rows::stack(&mut data).map(Rc::new) else {
            return Ok(false);
        };
        let probe = |parity: usize, member: usize| {
            let stream = self.streams(parity).of(Role::Features, member);
            let drawn = Conditional::draw(&rows, deviations.clone(), stream);
            Probe::conditional(self.experiment, member, drawn)
        };
        let members =
            |parity| (0..self.experiment.ensemble.features).map(|k| probe(parity, k)).collect();
        let probes: Vec<Vec<Probe>> = (0..self.trials).map(members).collect();
        let space = Space::new(self.experiment, &[]);
        let crossing = self.crossing(row, &space, &probes);
        self.tell_row(row, &crossing, &data, take)?;
        Ok(true)
    }

    /// Some P with features that are drawn once for all of them.
    fn run_whole(&self, rows: &[usize], take: &mut impl FnMut(usize, usize, f64)) -> Result<()> {
        let features = self.features()?;
        match reduce(self.experiment, &features) {
            Some((experiment, features)) => {
                let reduced = Replicate { experiment: &experiment, ..*self };
                reduced.run_features(rows, features, take)
            }
            None => self.run_features(rows, features, take),
        }
    }

    fn run_features(
        &self,
        rows: &[usize],
        features: Vec<Vec<Weights>>,
        take: &mut impl FnMut(usize, usize, f64),
    ) -> Result<()> {
        let points = self.test_points();
        let space = Space::new(self.experiment, &points);
        let probe = |(member, weights)| Probe::new(self.experiment, weights, member, &points);
        let probes = features
            .into_iter()
            .map(|members| members.into_iter().enumerate().map(probe).collect())
            .collect::<Result<Vec<Vec<Probe>>>>()?;
        for row in rows {
            let crossing = self.crossing(*row, &space, &probes);
            self.tell_row(*row, &crossing, &self.all_data(*row), take)?;
        }
        Ok(())
    }

    fn crossing(&'a self, row: usize, space: &'a Space, probes: &'a [Vec<Probe>]) -> Crossing<'a> {
        let test = self.experiment.roots.get(row).and_then(|roots| roots.test.as_ref());
        let streams = [self.streams(0), self.streams(1)];
        Crossing { experiment: self.experiment, trials: self.trials, streams, space, probes, test }
    }

    fn tell_row(
        &self,
        row: usize,
        crossing: &Crossing<'_>,
        data: &[Vec<Data>],
        take: &mut impl FnMut(usize, usize, f64),
    ) -> Result<()> {
        let point = row * self.experiment.lambda.len();
        crossing.run(data, &mut |l, q, x| take(point + l, q, x))
    }

    /// Test points of a model without a closed form, under the spectrum and under the test spectrum.
    fn test_points(&self) -> Vec<Matrix> {
        let Experiment { teacher, learner, design, test_points, .. } = self.experiment;
        if !matches!(learner, Learner::Nonlinear { .. }) {
            return Vec::new();
        }
        let mut stream = self.streams(0).of(Role::Test, 0);
        let spectra = self.experiment.spectra();
        let columns = if spectra.len() > 1 { teacher.dimension() } else { teacher.active() };
        let white = design.rows(&mut stream, *test_points, columns);
        let scaled = |variances: &[f64]| {
            let mut inputs = white.clone();
            let deviations: Vec<f64> = variances[..columns].iter().map(|s| f64::sqrt(*s)).collect();
            scale_columns(&mut inputs, &deviations);
            inputs
        };
        spectra.into_iter().map(scaled).collect()
    }

    /// Both trials' features, all members.
    fn features(&self) -> Result<Vec<Vec<Weights>>> {
        let Experiment { learner, teacher, ensemble, .. } = self.experiment;
        let whole = self.experiment.whole();
        let draw =
            |parity: usize, member| learner.draw(teacher, self.streams(parity), member, whole);
        let members = |parity| (0..ensemble.features).map(|k| draw(parity, k)).collect();
        (0..self.trials).map(members).collect()
    }

    /// Both trials' data at the P of one row of the grid.
    fn all_data(&self, row: usize) -> Vec<Vec<Data>> {
        (0..self.trials).map(|parity| self.data(row, parity)).collect()
    }

    /// All members' data at the P of one row of the grid.
    fn data(&self, row: usize, parity: usize) -> Vec<Data> {
        let Experiment { teacher, design, ensemble, samples, roots, .. } = self.experiment;
        let (samples, roots) = (samples[row], roots.get(row));
        let recipe = Recipe { design: *design, whole: self.experiment.whole(), roots };
        let draw = |k| Data::draw(teacher, recipe, samples, self.streams(parity), k);
        (0..ensemble.data).map(draw).collect()
    }
}
