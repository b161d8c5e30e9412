//! A pair of trials: two draws of features and two of data, crossed.

use super::conditional::{self, Conditional, Rows};
use super::data::{Data, Recipe, scale_columns};
use super::decomposition::Products;
use super::experiment::Experiment;
use super::fit::{Solution, Spectral, System};
use super::learner::{Learner, Weights};
use super::reduction::reduce;
use super::space::{Cell, Probe, Space};
use super::streams::{Role, Streams};
use crate::error::{Error, Result};
use crate::linalg::Matrix;
use std::rc::Rc;

/// What is known of one trial at one (P, λ), averaged over an ensemble.
#[derive(Default)]
struct Own {
    train_error: f64,
    kappa: f64,
    df1: f64,
    df2: f64,
    one_minus_gamma: f64,
    s_transform: f64,
}

/// The ensemble of one draw of features and one of data.
struct Fit {
    cell: Cell,
    own: Own,
}

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
        let crossing = Crossing { replicate: self, space: &space, probes: &probes };
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
            let crossing = Crossing { replicate: self, space: &space, probes: &probes };
            self.tell_row(*row, &crossing, &self.all_data(*row), take)?;
        }
        Ok(())
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
            let deviations: Vec<f64> =
                variances[..columns].iter().map(|s| libm::sqrt(*s)).collect();
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

/// Every draw of features of a pair with every draw of data at one P.
struct Crossing<'a> {
    replicate: &'a Replicate<'a>,
    space: &'a Space,
    probes: &'a [Vec<Probe>],
}

impl Crossing<'_> {
    fn run(&self, data: &[Vec<Data>], take: &mut impl FnMut(usize, usize, f64)) -> Result<()> {
        let trials = self.replicate.trials;
        let experiment = self.replicate.experiment;
        let fits = |i: usize, j: usize| self.fits(&data[j], (i, j));
        let own = (0..trials).map(|j| fits(j, j)).collect::<Result<Vec<_>>>()?;
        for l in 0..experiment.lambda.len() {
            own.iter().for_each(|own| self.tell(&own[l], &mut |q, x| take(l, q, x)));
        }
        let [a, b] = &own[..] else {
            return Ok(());
        };
        let crossed = match experiment.learner {
            Learner::Ridge => None,
            _ => Some((fits(0, 1)?, fits(1, 0)?)),
        };
        for l in 0..experiment.lambda.len() {
            let crossed = crossed.as_ref().map(|(c, d)| [&c[l].cell, &d[l].cell]);
            let products = self.products([&a[l].cell, &b[l].cell], crossed);
            for (k, part) in products.parts(&experiment.learner).into_iter().enumerate() {
                take(l, experiment.by_trial() + k, part);
            }
        }
        Ok(())
    }

    /// Of fits a (F₁, X₁) and b (F₂, X₂), and where there are features c (F₁, X₂) and d (F₂, X₁).
    fn products(&self, [a, b]: [&Cell; 2], crossed: Option<[&Cell; 2]>) -> Products {
        let (all, shared) = (self.space.size(), self.space.shared);
        let product = |x: &Cell, y: &Cell, end| x.products(y, self.space, end);
        let own = mean(product(a, a, all), product(b, b, all));
        let none = product(a, b, shared)[0];
        let Some([c, d]) = crossed else {
            return Products { own, none, ..Products::default() };
        };
        Products {
            own,
            features: mean(product(a, c, all), product(d, b, all))[0],
            data: mean(product(a, d, shared), product(c, b, shared)),
            none: 0.5 * (none + product(c, d, shared)[0]),
        }
    }

    /// The ensemble of features `i` and data `j`, for every λ.
    fn fits(&self, data: &[Data], (i, j): (usize, usize)) -> Result<Vec<Fit>> {
        let Experiment { learner, lambda, .. } = self.replicate.experiment;
        let probes = &self.probes[i];
        let size = probes.len().max(data.len());
        let blank = |_| Fit { cell: Cell::blank(self.space), own: Own::default() };
        let mut fits: Vec<Fit> = lambda.iter().map(blank).collect();
        for k in 0..size {
            let (probe, data) = (&probes[k % probes.len()], &data[k % data.len()]);
            let noise = || self.replicate.streams(j).of(Role::FeatureNoise { odd: i == 1 }, k);
            let system = System::new(learner.see(&probe.weights, data, noise), data);
            for (lambda, fit) in lambda.iter().zip(&mut fits) {
                let trial = self.replicate.first + j as u64;
                let (solution, spectral) =
                    system.solve(*lambda, i == j).ok_or_else(|| singular(*lambda, trial))?;
                let cell = probe.place(&solution, self.space);
                fit.own.add(&solution, spectral, 1.0 / size as f64);
                fit.cell.add(&cell, 1.0 / size as f64);
            }
        }
        Ok(fits)
    }

    /// The quantities of one trial, in the order of `Experiment::names`.
    fn tell(&self, Fit { cell, own }: &Fit, take: &mut impl FnMut(usize, f64)) {
        let Experiment { learner, teacher, .. } = self.replicate.experiment;
        let excess = cell.excess(self.space, &self.space.metric);
        let ridge = matches!(learner, Learner::Ridge);
        let mut values = Vec::new();
        if self.replicate.experiment.has_kappa() {
            values.extend([own.kappa, own.df1]);
            values.extend(ridge.then_some(own.df2));
            values.extend([1.0 - own.one_minus_gamma, own.one_minus_gamma, own.s_transform]);
        } else {
            values.push(own.df1);
        }
        values.extend([own.train_error, excess + teacher.noise * teacher.noise, excess]);
        if let Some(metric) = &self.space.shifted {
            values.push(cell.excess(self.space, metric));
        }
        values.into_iter().enumerate().for_each(|(q, x)| take(q, x));
    }
}

impl Own {
    fn add(&mut self, solution: &Solution, spectral: Option<Spectral>, share: f64) {
        self.train_error += share * solution.train_error;
        if let Some(spectral) = spectral {
            self.kappa += share * spectral.kappa;
            self.df1 += share * spectral.df1;
            self.df2 += share * spectral.df2;
            self.one_minus_gamma += share * spectral.one_minus_gamma;
            self.s_transform += share * spectral.s_transform;
        }
    }
}

fn singular(lambda: f64, trial: u64) -> Error {
    let reason = format!(
        "at {lambda} the normal equations of trial {trial} are not positive definite; use a larger ridge"
    );
    Error::IllConditioned { argument: "lambda".into(), reason }
}

fn mean(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [0.5 * (a[0] + b[0]), 0.5 * (a[1] + b[1])]
}
