//! The problem that every theory call takes, and the report it gets.

mod bottleneck;
mod correlated_set;
mod correlation;
mod grid;
mod learner;
mod local_exponents;
mod model;
mod optimal;
mod population;

use correlation::Correlated;
use grid::Grid;
use model::{Kind, Model};
pub use optimal::{Optimum, Trained};
use population::read_weighted_modes;
pub use population::{read_listed_modes, read_modes};

use crate::error::Result;
use crate::report::Point;
use crate::spectrum::Modes;
use crate::wire::{Fields, Value};

/// A population, a model and a grid of (P, λ).
#[derive(Debug)]
pub struct Problem {
    modes: Modes,
    model: Model,
    grid: Grid,
}

impl Problem {
    /// Reads and checks a problem.
    pub fn read(mut fields: Fields) -> Result<Self> {
        let mut model = fields.object("model")?;
        let ensemble = fields.object_if_any("ensemble")?;
        let grid = Grid::read(&mut fields)?;
        let kind = Kind::read(&mut model)?;
        let modes = read_weighted_modes(&mut fields, kind.input_weights(&mut model)?.as_ref())?;
        let correlated = Correlated::read(&mut fields)?;
        let mut model = Model::read(kind, model, ensemble, &modes)?;
        if let Some(correlated) = correlated {
            model = model.correlated(correlated)?;
        }
        fields.finish()?;
        model.check(&modes, &grid)?;
        let many = grid.samples.len() * grid.lambda.len() >= WORTH;
        let nodes = if many { on_nodes(&modes, &grid) } else { None };
        Ok(Self { modes: nodes.unwrap_or(modes), model, grid })
    }

    /// How many modes it holds.
    pub fn listed(&self) -> usize {
        self.modes.listed()
    }

    /// Evaluates the whole grid.
    pub fn evaluate(&self) -> Result<Value> {
        let Grid { samples, lambda, many, .. } = &self.grid;
        let points = self.model.grid(&self.modes, samples, lambda)?;
        if *many {
            return Ok(Point::describe_grid(&points).with("shape", self.grid.shape()).into());
        }
        Ok(points[0].describe())
    }
}

/// Points from which on a pass over all modes that makes them few is worth its time.
const WORTH: usize = 3;

/// A long list of modes as few nodes, where nothing but sums at κ ≥ 0 is needed of them.
fn on_nodes(modes: &Modes, grid: &Grid) -> Option<Modes> {
    let negative = grid.lambda.iter().any(|lambda| *lambda < 0.0);
    if negative || modes.has_test() { None } else { modes.interpolated() }
}
