//! The problem that every theory call takes, and the report it gets.

use crate::error::{Error, Result};
use crate::limits::{check_fits, doubles};
use crate::model::random_features::{self, Over};
use crate::model::ridge;
use crate::report::Point;
use crate::solve::edge;
use crate::spectrum::{Modes, Population};
use crate::transform::Layer;
use crate::wire::{Fields, Value};

/// A population, a model and a grid of (P, λ).
#[derive(Debug)]
pub struct Problem {
    modes: Modes,
    model: Model,
    samples: Vec<f64>,
    lambda: Vec<f64>,
    is_grid: bool,
}

/// What is trained, and how many are averaged.
#[derive(Debug)]
enum Model {
    Ridge(ridge::Ensemble),
    RandomFeatures(Vec<Layer>, random_features::Ensemble),
}

impl Problem {
    /// Reads and checks a problem.
    pub fn read(mut fields: Fields) -> Result<Self> {
        let mut model = fields.object("model")?;
        let kind = model.choice("kind", &["ridge", "randomFeatures"], None)?;
        let layers = if kind == "ridge" { Vec::new() } else { model.objects("layers")? };
        model.finish()?;
        let (samples, many_samples) = read_samples(&mut fields)?;
        let (lambda, many_lambda) = fields.grid("lambda")?;
        check_size(&fields, samples.len(), lambda.len())?;
        let ensemble = fields.object_if_any("ensemble")?;
        let modes = read_modes(&mut fields)?;
        let model = if kind == "ridge" {
            check_edges(&fields, &modes, &samples, &lambda, many_lambda)?;
            Model::Ridge(read_data_ensemble(ensemble)?)
        } else {
            check_positive(&fields, &lambda, many_lambda)?;
            let layers = layers.into_iter().map(|layer| Layer::read(layer, modes.dimension()));
            Model::RandomFeatures(layers.collect::<Result<_>>()?, read_ensemble(ensemble)?)
        };
        fields.finish()?;
        Ok(Self { modes, model, samples, lambda, is_grid: many_samples || many_lambda })
    }

    /// Evaluates the whole grid.
    pub fn evaluate(&self) -> Result<Value> {
        let mut points = Vec::with_capacity(self.samples.len() * self.lambda.len());
        for samples in &self.samples {
            let mut guess = None;
            for lambda in &self.lambda {
                points.push(self.point(*samples, *lambda, &mut guess)?);
            }
        }
        if self.is_grid {
            return Ok(Point::describe_grid(&points).with("shape", self.shape()).into());
        }
        Ok(points[0].describe())
    }

    /// `guess` is κ of the neighbour on the grid.
    fn point(&self, samples: f64, lambda: f64, guess: &mut Option<f64>) -> Result<Point> {
        match &self.model {
            Model::Ridge(ensemble) => {
                let report = ridge::ridge(&self.modes, samples, lambda, *ensemble, *guess)?;
                *guess = Some(report.kappa);
                Ok(report.point())
            }
            Model::RandomFeatures(layers, ensemble) => {
                let modes = &self.modes;
                Ok(random_features::random_features(modes, layers, samples, lambda, *ensemble))
            }
        }
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

/// Random features are defined at λ ≥ 0.
fn check_positive(fields: &Fields, lambda: &[f64], many: bool) -> Result<()> {
    let Some(i) = lambda.iter().position(|lambda| *lambda < 0.0) else {
        return Ok(());
    };
    let path = fields.path("lambda");
    let path = if many { format!("{path}[{i}]") } else { path };
    Err(Error::out_of_range(&path, "zero or more with random features", lambda[i]))
}

fn read_data_ensemble(ensemble: Option<Fields>) -> Result<ridge::Ensemble> {
    let Some(mut fields) = ensemble else {
        return Ok(ridge::Ensemble { size: 1.0 });
    };
    let argument = fields.path("over");
    let size = fields.count("size", 1)? as f64;
    if fields.choice("over", &["features", "data", "both"], None)? == "features" {
        let reason = "\"features\" needs a model with random features, which ridge is not".into();
        return Err(Error::Conflict { argument, reason });
    }
    fields.finish()?;
    Ok(ridge::Ensemble { size })
}

fn read_ensemble(ensemble: Option<Fields>) -> Result<random_features::Ensemble> {
    let Some(mut fields) = ensemble else {
        return Ok(random_features::Ensemble { size: 1.0, over: Over::Both });
    };
    let size = fields.count("size", 1)? as f64;
    let over = match fields.choice("over", &["features", "data", "both"], None)? {
        "features" => Over::Features,
        "data" => Over::Data,
        _ => Over::Both,
    };
    fields.finish()?;
    Ok(random_features::Ensemble { size, over })
}

/// A grid holds its points and their columns.
fn check_size(fields: &Fields, samples: usize, lambda: usize) -> Result<()> {
    // About forty numbers and names a point.
    check_fits(&fields.path("samples"), doubles(&[80, samples, lambda]))
}
