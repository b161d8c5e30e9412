//! Both draws of features of a pair of trials with both draws of data.

use crate::error::{Error, Result};
use crate::simulate::data::Data;
use crate::simulate::data::test_point::TestPoint;
use crate::simulate::experiment::Experiment;
use crate::simulate::learner::Learner;
use crate::simulate::learner::fit::{Solution, Spectral, System};
use crate::simulate::replicate::decomposition::Products;
use crate::simulate::replicate::space::{Cell, Probe, Space};
use crate::simulate::streams::{Role, Streams};

/// What is known of one trial at one (P, λ), averaged over an ensemble.
#[derive(Default)]
struct Own {
    train_error: f64,
    kappa: f64,
    df1: f64,
    df2: f64,
    one_minus_gamma: f64,
    s_transform: f64,
    /// Of the expected label of a test point that is correlated with the samples.
    expected: f64,
}

/// The ensemble of one draw of features and one of data.
struct Fit {
    cell: Cell,
    own: Own,
}

/// Every draw of features of a pair with every draw of data at one P.
pub struct Crossing<'a> {
    /// What is drawn.
    pub experiment: &'a Experiment,
    /// Two, or one.
    pub trials: usize,
    /// Of either trial.
    pub streams: [Streams; 2],
    /// Where errors are measured.
    pub space: &'a Space,
    /// All features of either trial.
    pub probes: &'a [Vec<Probe>],
    /// The test point of these samples, where it is correlated with them.
    pub test: Option<&'a TestPoint>,
}

impl Crossing<'_> {
    /// Hands over all values of data at one P.
    pub fn run(&self, data: &[Vec<Data>], take: &mut impl FnMut(usize, usize, f64)) -> Result<()> {
        let trials = self.trials;
        let experiment = self.experiment;
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
        let Experiment { learner, lambda, teacher, .. } = self.experiment;
        let probes = &self.probes[i];
        let size = probes.len().max(data.len());
        let blank = |_| Fit { cell: Cell::blank(self.space), own: Own::default() };
        let mut fits: Vec<Fit> = lambda.iter().map(blank).collect();
        for k in 0..size {
            let (probe, data) = (&probes[k % probes.len()], &data[k % data.len()]);
            let noise = || self.streams[j].of(Role::FeatureNoise { odd: i == 1 }, k);
            let given = self.test.map(|test| test.given(data));
            let system = System::new(learner.see(&probe.weights, data, noise), data);
            for (lambda, fit) in lambda.iter().zip(&mut fits) {
                let trial = self.streams[j].trial;
                let (solution, spectral) =
                    system.solve(*lambda, i == j).ok_or_else(|| singular(*lambda, trial))?;
                let cell = probe.place(&solution, self.space);
                if let Some(given) = &given {
                    fit.own.expected = given.error(&solution, teacher);
                }
                fit.own.add(&solution, spectral, 1.0 / size as f64);
                fit.cell.add(&cell, 1.0 / size as f64);
            }
        }
        Ok(fits)
    }

    /// The quantities of one trial, in the order of `Experiment::names`.
    fn tell(&self, Fit { cell, own }: &Fit, take: &mut impl FnMut(usize, f64)) {
        let Experiment { learner, teacher, .. } = self.experiment;
        let excess = cell.excess(self.space, &self.space.metric);
        let ridge = matches!(learner, Learner::Ridge);
        let mut values = Vec::new();
        if self.experiment.has_kappa() {
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
        values.extend(self.test.map(|test| test.error(own.expected, excess, teacher)));
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
