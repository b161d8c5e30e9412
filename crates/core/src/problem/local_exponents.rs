//! Local exponents over the grid of a problem.

use super::Problem;
use crate::error::Result;
use crate::model::local_exponents::LocalExponents;
use crate::wire::{Record, Value};

impl Problem {
    /// `{ status, samples, lambda, widths }`, each the whole grid where one was asked for.
    pub fn local_exponents(&self) -> Result<Value> {
        let mut points = Vec::new();
        for samples in &self.grid.samples {
            for lambda in &self.grid.lambda {
                points.push(self.model.local_exponents(&self.modes, *samples, *lambda)?);
            }
        }
        if self.grid.many {
            return Ok(describe_grid(&points).with("shape", self.grid.shape()).into());
        }
        let LocalExponents { status, error, samples, widths, lambda } = &points[0];
        Ok(Record::new()
            .with("status", *status)
            .with("excessError", *error)
            .with("samples", *samples)
            .with("lambda", *lambda)
            .with("widths", widths.clone())
            .into())
    }
}

fn describe_grid(points: &[LocalExponents]) -> Record {
    let column = |pick: fn(&LocalExponents) -> f64| points.iter().map(pick).collect::<Vec<f64>>();
    let widths: Vec<f64> = points.iter().flat_map(|point| point.widths.clone()).collect();
    Record::new()
        .with("status", points.iter().map(|point| point.status.into()).collect::<Vec<Value>>())
        .with("excessError", column(|point| point.error))
        .with("samples", column(|point| point.samples))
        .with("lambda", column(|point| point.lambda))
        .with("widths", widths)
}
