//! The problem that every theory call takes, and the report it gets.

use crate::error::{Error, Result};
use crate::limits::{check_fits, doubles};
use crate::model::ridge::{self, Ensemble};
use crate::solve::edge;
use crate::spectrum::{Modes, Population};
use crate::wire::{Fields, Record, Value};

/// A population, a model and a grid of (P, λ).
#[derive(Debug)]
pub struct Problem {
    modes: Modes,
    ensemble: Ensemble,
    samples: Vec<f64>,
    lambda: Vec<f64>,
    is_grid: bool,
}

impl Problem {
    /// Reads and checks a problem.
    pub fn read(mut fields: Fields) -> Result<Self> {
        let mut model = fields.object("model")?;
        model.choice("kind", &["ridge"], None)?;
        model.finish()?;
        let (samples, many_samples) = read_samples(&mut fields)?;
        let (lambda, many_lambda) = fields.grid("lambda")?;
        check_size(&fields, samples.len(), lambda.len())?;
        let ensemble = read_ensemble(&mut fields)?;
        let modes = read_modes(&mut fields)?;
        check_edges(&fields, &modes, &samples, &lambda, many_lambda)?;
        fields.finish()?;
        Ok(Self { modes, ensemble, samples, lambda, is_grid: many_samples || many_lambda })
    }

    /// Evaluates the whole grid.
    pub fn evaluate(&self) -> Result<Value> {
        let mut reports = Vec::with_capacity(self.samples.len() * self.lambda.len());
        for samples in &self.samples {
            let mut guess = None;
            for lambda in &self.lambda {
                let report = ridge::ridge(&self.modes, *samples, *lambda, self.ensemble, guess)?;
                guess = Some(report.kappa);
                reports.push(report);
            }
        }
        if self.is_grid {
            return Ok(grid(&reports).with("shape", self.shape()).into());
        }
        Ok(single(&reports[0]))
    }

    fn shape(&self) -> Vec<Value> {
        vec![self.samples.len().into(), self.lambda.len().into()]
    }
}

/// Reads a population with its optional `testSpectrum` as modes.
pub fn read_modes(fields: &mut Fields) -> Result<Modes> {
    let population = Population::read(fields)?;
    let test = fields.numbers_if_any("testSpectrum")?;
    if let Some(test) = &test {
        let (needed, found) = (population.spectrum.listed(), test.len());
        if needed != found {
            let expected = format!("{needed} entries (one for each listed eigenvalue)");
            return Err(Error::shape(
                &fields.path("testSpectrum"),
                expected,
                format!("{found} entries"),
            ));
        }
        if let Some(i) = test.iter().position(|s| *s < 0.0) {
            let path = format!("{}[{i}]", fields.path("testSpectrum"));
            return Err(Error::out_of_range(&path, "zero or more", test[i]));
        }
    }
    let modes = population.into_modes(test);
    let variance = modes.signal() + modes.noise();
    if variance.is_finite() && modes.signal_by_variance().is_finite() {
        return Ok(modes);
    }
    Err(Error::out_of_range(&fields.path("target"), "of finite variance", variance))
}

fn read_samples(fields: &mut Fields) -> Result<(Vec<f64>, bool)> {
    let (samples, many) = fields.grid("samples")?;
    if let Some(i) = samples.iter().position(|p| *p <= 0.0) {
        let path = fields.path("samples");
        let path = if many { format!("{path}[{i}]") } else { path };
        return Err(Error::out_of_range(&path, "positive", samples[i]));
    }
    Ok((samples, many))
}

/// Refuses ridges at or below the edge of any sample size, before any work.
fn check_edges(
    fields: &Fields,
    modes: &Modes,
    samples: &[f64],
    lambda: &[f64],
    many: bool,
) -> Result<()> {
    let least = lambda.iter().copied().fold(0.0, f64::min);
    if least >= 0.0 {
        return Ok(());
    }
    for samples in samples {
        let edge = edge(modes, *samples).lambda;
        if let Some(i) = lambda.iter().position(|lambda| *lambda < 0.0 && *lambda <= edge) {
            let path = fields.path("lambda");
            let argument = if many { format!("{path}[{i}]") } else { path };
            return Err(Error::LambdaBelowEdge { argument, edge, value: lambda[i] });
        }
    }
    Ok(())
}

fn read_ensemble(fields: &mut Fields) -> Result<Ensemble> {
    let Some(mut ensemble) = fields.object_if_any("ensemble")? else {
        return Ok(Ensemble { size: 1.0 });
    };
    let size = ensemble.count("size", 1)? as f64;
    if ensemble.choice("over", &["features", "data", "both"], None)? == "features" {
        return Err(Error::Conflict {
            argument: ensemble.path("over"),
            reason: "\"features\" needs a model with random features, which ridge is not".into(),
        });
    }
    ensemble.finish()?;
    Ok(Ensemble { size })
}

/// A grid holds its reports and their columns.
fn check_size(fields: &Fields, samples: usize, lambda: usize) -> Result<()> {
    let numbers = 2 * std::mem::size_of::<ridge::Report>() / std::mem::size_of::<f64>();
    check_fits(&fields.path("samples"), doubles(&[numbers, samples, lambda]))
}

type Column = fn(&ridge::Report) -> f64;

/// The numbers of a report under the names users see.
const COLUMNS: [(&str, Column); 11] = [
    ("kappa", |r| r.kappa),
    ("df1", |r| r.df1),
    ("df2", |r| r.df2),
    ("gamma", |r| r.gamma),
    ("oneMinusGamma", |r| r.one_minus_gamma),
    ("sTransform", |r| r.s_transform),
    ("trainError", |r| r.train_error),
    ("testError", |r| r.test_error),
    ("excessError", |r| r.excess_error),
    ("bias", |r| r.bias),
    ("localExponent", |r| r.local_exponent),
];

/// One point as plain data.
pub fn single(report: &ridge::Report) -> Value {
    let mut record = Record::new().with("status", report.status);
    for (name, column) in COLUMNS {
        record = record.with(name, column(report));
    }
    let variance =
        Record::new().with("data", report.variance_data).with("noise", report.variance_noise);
    record
        .with("variance", Value::from(variance))
        .with_some("outOfDistributionError", report.out_of_distribution)
        .into()
}

/// A grid as plain data: one flat array for each quantity.
fn grid(reports: &[ridge::Report]) -> Record {
    let column = |f: &dyn Fn(&ridge::Report) -> f64| reports.iter().map(f).collect::<Vec<f64>>();
    let statuses: Vec<Value> = reports.iter().map(|r| r.status.into()).collect();
    let mut record = Record::new().with("status", statuses);
    for (name, f) in COLUMNS {
        record = record.with(name, column(&f));
    }
    let variance = Record::new()
        .with("data", column(&|r| r.variance_data))
        .with("noise", column(&|r| r.variance_noise));
    let shifted: Option<Vec<f64>> = reports.iter().map(|r| r.out_of_distribution).collect();
    record.with("variance", Value::from(variance)).with_some("outOfDistributionError", shifted)
}
