//! The samples and ridges of a problem.

use crate::error::{Error, Result};
use crate::limits::{LEAST_SAMPLES, check_fits, doubles};
use crate::solve::edge;
use crate::spectrum::Modes;
use crate::wire::{Fields, Value};

/// A grid of (P, λ), or a single point.
#[derive(Debug)]
pub struct Grid {
    /// P, positive.
    pub samples: Vec<f64>,
    /// λ; the model says how low it may go.
    pub lambda: Vec<f64>,
    /// Whether either was given as an array.
    pub many: bool,
    lambda_path: String,
    many_lambda: bool,
}

impl Grid {
    /// Takes `samples` and `lambda`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let (samples, many_samples) = read_samples(fields)?;
        let (lambda, many_lambda) = fields.grid("lambda")?;
        // About forty numbers and names a point.
        check_fits(&fields.path("samples"), doubles(&[80, samples.len(), lambda.len()]))?;
        let lambda_path = fields.path("lambda");
        let many = many_samples || many_lambda;
        Ok(Self { samples, lambda, many, lambda_path, many_lambda })
    }

    /// How a caller names ridge `i`.
    fn lambda_path(&self, i: usize) -> String {
        if self.many_lambda {
            format!("{}[{i}]", self.lambda_path)
        } else {
            self.lambda_path.clone()
        }
    }

    /// Refuses ridges at or below the edge of any sample size.
    pub fn check_edges(&self, modes: &Modes) -> Result<()> {
        if self.lambda.iter().all(|lambda| *lambda >= 0.0) {
            return Ok(());
        }
        for samples in &self.samples {
            let edge = edge(modes, *samples).lambda;
            let below = |lambda: &f64| *lambda < 0.0 && *lambda <= edge;
            if let Some(i) = self.lambda.iter().position(below) {
                let (argument, value) = (self.lambda_path(i), self.lambda[i]);
                return Err(Error::LambdaBelowEdge { argument, edge, value });
            }
        }
        Ok(())
    }

    /// Refuses ridges below zero, for models that are not defined there.
    pub fn check_not_negative(&self, model: &str) -> Result<()> {
        let Some(i) = self.lambda.iter().position(|lambda| *lambda < 0.0) else {
            return Ok(());
        };
        let condition = format!("zero or more with {model}");
        Err(Error::out_of_range(&self.lambda_path(i), condition, self.lambda[i]))
    }

    /// `[nSamples, nLambda]`.
    pub fn shape(&self) -> Vec<Value> {
        vec![self.samples.len().into(), self.lambda.len().into()]
    }
}

/// One number of samples.
///
/// # Errors
/// `OutOfRange` where it is not positive, or so small that its products leave the range of doubles.
pub fn read_sample_count(fields: &mut Fields) -> Result<f64> {
    let samples = fields.number("samples")?;
    check_samples(&fields.path("samples"), samples)?;
    Ok(samples)
}

fn read_samples(fields: &mut Fields) -> Result<(Vec<f64>, bool)> {
    let (samples, many) = fields.grid("samples")?;
    let path = fields.path("samples");
    for (i, p) in samples.iter().enumerate() {
        check_samples(&if many { format!("{path}[{i}]") } else { path.clone() }, *p)?;
    }
    Ok((samples, many))
}

fn check_samples(path: &str, samples: f64) -> Result<()> {
    if samples >= LEAST_SAMPLES {
        return Ok(());
    }
    let condition = match samples {
        p if p > 0.0 => format!("{LEAST_SAMPLES:e} or more"),
        _ => "positive".into(),
    };
    Err(Error::out_of_range(path, condition, samples))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Record;

    fn refusal(samples: f64) -> Option<String> {
        let options = Record::new().with("samples", samples).with("lambda", 1.0);
        let grid = Fields::open("", options.into()).and_then(|mut fields| Grid::read(&mut fields));
        grid.err().map(|error| error.to_string())
    }

    #[test]
    fn samples_are_positive_and_their_products_with_variances_within_doubles() {
        assert_eq!(refusal(0.0), Some("samples must be positive, not 0".into()));
        assert_eq!(refusal(-1.0), Some("samples must be positive, not -1".into()));
        assert_eq!(refusal(1e-300), Some("samples must be 1e-100 or more, not 1e-300".into()));
        assert_eq!(refusal(1e-100), None);
    }
}
