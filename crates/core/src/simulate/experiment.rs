//! A problem as an experiment, and batches of its trials.

use super::data::correlation::{Roots, roots};
use super::data::design::Design;
use super::data::teacher::Teacher;
use super::learner::Learner;
use super::learner::members::Members;
use super::moments::Moments;
use super::replicate::Replicate;
use super::replicate::conditional;
use super::replicate::decomposition;
use crate::error::{Error, Result};
use crate::limits::{check_fits, doubles};
use crate::spectrum::{Correlations, SAMPLE};
use crate::wire::Fields;

/// Multiplications of a batch: some ten milliseconds, so that an abort is seen soon and calls cost nothing beside it.
const BATCH_WORK: f64 = 8e7;

/// A population, a model, a grid of (P, λ), and how to draw.
#[derive(Debug)]
pub struct Experiment {
    /// What the data are drawn from.
    pub teacher: Teacher,
    /// What is trained.
    pub learner: Learner,
    /// Averages.
    pub ensemble: Members,
    /// The law of the inputs.
    pub design: Design,
    /// P.
    pub samples: Vec<usize>,
    /// λ.
    pub lambda: Vec<f64>,
    /// Whether either was given as an array.
    pub many: bool,
    /// Seed of all streams.
    pub seed: u64,
    /// Points at which nonlinear models are tested.
    pub test_points: usize,
    /// Factors of the samples' correlation at each P; none where samples are independent.
    pub roots: Vec<Roots>,
}

/// Sums over some trials.
#[derive(Debug)]
pub struct Batch {
    /// One for each point and quantity, quantities of a point together.
    pub moments: Vec<Moments>,
    /// The values themselves in the same order, where asked for.
    pub values: Vec<Vec<f64>>,
}

impl Experiment {
    /// Takes a problem with `seed` (0) and `design` (Gaussian) beside its own entries.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let model = fields.object("model")?;
        let ensemble = fields.object_if_any("ensemble")?;
        let (samples, many_samples) = read_samples(fields)?;
        let (lambda, many_lambda) = fields.grid("lambda")?;
        let teacher = Teacher::read(fields)?;
        let learner = Learner::read(model, &teacher)?;
        let correlations = Correlations::read(fields)?;
        let ensemble = Members::read(ensemble, &learner)?;
        let roots = match &correlations {
            Some(correlations) => {
                correlations.check_one_set(ensemble.data as f64)?;
                all_roots(correlations, &learner, &samples)?
            }
            None => Vec::new(),
        };
        let (seed, design) = (fields.whole_or("seed", 0)?, Design::read(fields)?);
        let test_points = (2 * most(&samples)).max(400);
        let many = many_samples || many_lambda;
        let experiment = Self {
            teacher,
            learner,
            ensemble,
            design,
            samples,
            lambda,
            many,
            seed,
            test_points,
            roots,
        };
        let seen =
            experiment.samples.iter().all(|samples| conditional::pays(&experiment, *samples));
        experiment.check_fits(!seen)?;
        Ok(experiment)
    }

    /// Refuses draws that memory does not hold: of F as a whole, or as far as the data see it.
    ///
    /// # Errors
    /// `TooLarge` for the samples.
    pub fn check_fits(&self, whole: bool) -> Result<()> {
        let Members { features, data } = self.ensemble;
        let samples = most(&self.samples);
        let (columns, dimension) = (self.learner.columns(&self.teacher), self.teacher.dimension());
        let inputs = doubles(&[4, data, samples, dimension]);
        let drawn = self.learner.widest(&self.teacher, self.whole());
        let weights = match self.learner {
            Learner::Ridge => 0,
            Learner::Nonlinear { .. } => {
                doubles(&[4, features, dimension.max(self.test_points).max(drawn), drawn])
            }
            _ if whole => doubles(&[4, features, dimension.max(drawn), drawn]),
            _ => doubles(&[4, features, 2 * data * samples, drawn]),
        };
        let system = doubles(&[8, samples.min(columns), samples.max(columns)]);
        check_fits("samples", inputs.saturating_add(weights).saturating_add(system))
    }

    /// The same experiment on another teacher.
    #[must_use]
    pub fn of(&self, teacher: Teacher) -> Self {
        Self {
            teacher,
            learner: self.learner.clone(),
            samples: self.samples.clone(),
            lambda: self.lambda.clone(),
            roots: Vec::new(),
            ..*self
        }
    }

    /// Whether inputs are normal.
    pub fn is_gaussian(&self) -> bool {
        matches!(self.design, Design::Gaussian { .. })
    }

    /// σ and, where there is one, σ'.
    pub fn spectra(&self) -> Vec<&[f64]> {
        let mut spectra = vec![&self.teacher.variances[..]];
        spectra.extend(self.teacher.test.as_deref());
        spectra
    }

    /// Whether all rows and columns are drawn as they are.
    pub fn whole(&self) -> bool {
        !self.learner.takes_factors()
            || !self.roots.is_empty()
            || self.design != Design::Gaussian { bartlett: true }
    }

    /// Quantities of each trial, then those of each pair of trials.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names = self.names_by_trial();
        names.extend(decomposition::names(&self.learner));
        names
    }

    /// Whether the estimates of κ and γ, which take samples for independent, make sense.
    pub fn has_kappa(&self) -> bool {
        self.roots.is_empty()
    }

    fn names_by_trial(&self) -> Vec<&'static str> {
        let mut names = match self.learner {
            _ if !self.has_kappa() => vec!["df1"],
            Learner::Ridge => vec!["kappa", "df1", "df2"],
            Learner::Linear { .. } => vec!["kappa", "df1"],
            _ => vec!["kappa", "dfTotal"],
        };
        if self.has_kappa() {
            names.extend(["gamma", "oneMinusGamma", "sTransform"]);
        }
        names.extend(["trainError", "testError", "excessError"]);
        if self.teacher.test.is_some() {
            names.push("outOfDistributionError");
        }
        if self.roots.iter().any(|roots| roots.test.is_some()) {
            names.push("correlatedTestError");
        }
        names
    }

    /// How many of the first quantities are traces, which fluctuate by 1/P as the theory's own error does.
    pub fn traces(&self) -> usize {
        self.names_by_trial().iter().take_while(|name| !name.ends_with("Error")).count()
    }

    /// How many quantities each trial has by itself.
    pub fn by_trial(&self) -> usize {
        self.names_by_trial().len()
    }

    /// Points of the grid.
    pub fn points(&self) -> usize {
        self.samples.len() * self.lambda.len()
    }

    /// Pairs of trials in a batch. It depends on the problem alone, and so then do the bits of all sums.
    pub fn batch_size(&self) -> u64 {
        let work: f64 = self.samples.iter().map(|samples| self.work(*samples as f64)).sum();
        libm::floor(BATCH_WORK / work).clamp(1.0, 1e5) as u64
    }

    /// Multiplications of a pair of trials at one P, roughly.
    fn work(&self, samples: f64) -> f64 {
        let columns = self.learner.columns(&self.teacher) as f64;
        let dimension = self.teacher.dimension() as f64;
        let rows = if self.whole() { samples } else { samples.min(dimension + 1.0) };
        let least = rows.min(columns);
        let solves =
            self.lambda.len() as f64 * (least * least * least + rows * columns + dimension);
        let drawn = 10.0 * dimension * (rows + columns);
        let (crossed, test) = match self.learner {
            Learner::Ridge => (2.0, 0.0),
            Learner::Nonlinear { .. } => (4.0, 2.0 * self.test_points as f64 * dimension * columns),
            _ => (4.0, 0.0),
        };
        let seen = if matches!(self.learner, Learner::Ridge) { 0.0 } else { dimension };
        let fit = rows * columns * (seen + least) + solves;
        let size = self.ensemble.features.max(self.ensemble.data) as f64;
        size * (2.0 * drawn + crossed * fit + test) + 1.0
    }

    /// Refuses more values of single trials than memory holds.
    pub fn check_kept(&self, argument: &str, trials: u64) -> Result<()> {
        let quantities = doubles(&[self.points(), self.names().len()]);
        check_fits(argument, quantities.saturating_mul(trials))
    }

    /// Runs batch `index` of `trials` trials.
    pub fn batch(&self, index: u64, trials: u64, keep: bool) -> Result<Batch> {
        let quantities = self.names().len();
        let slots = self.points() * quantities;
        let mut moments = vec![Moments::default(); slots];
        let mut values = vec![Vec::new(); if keep { slots } else { 0 }];
        let size = self.batch_size();
        let end = ((index + 1) * size).min(trials.div_ceil(2));
        for unit in index * size..end {
            Replicate::new(self, unit, trials).run(&mut |point, quantity, x| {
                let slot = point * quantities + quantity;
                moments[slot].take(x);
                if keep {
                    values[slot].push(x);
                }
            })?;
        }
        Ok(Batch { moments, values })
    }
}

/// The largest P.
fn most(samples: &[usize]) -> usize {
    samples.iter().copied().max().unwrap_or(1)
}

fn read_samples(fields: &mut Fields) -> Result<(Vec<usize>, bool)> {
    let (samples, many) = fields.grid("samples")?;
    if let Some(i) = samples.iter().position(|p| *p < 1.0 || p.fract() > 0.0) {
        let path = fields.path("samples");
        let path = if many { format!("{path}[{i}]") } else { path };
        return Err(Error::out_of_range(&path, "a whole number for a simulation", samples[i]));
    }
    Ok((samples.into_iter().map(|p| p as usize).collect(), many))
}

/// Factors of the correlation at each P.
fn all_roots(
    correlations: &Correlations,
    learner: &Learner,
    samples: &[usize],
) -> Result<Vec<Roots>> {
    if !matches!(learner, Learner::Ridge) {
        let argument = correlations.path(SAMPLE);
        return Err(Error::Conflict { argument, reason: "needs the model \"ridge\"".into() });
    }
    samples.iter().map(|samples| roots(correlations, *samples)).collect()
}
