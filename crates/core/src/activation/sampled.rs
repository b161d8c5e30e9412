//! A function known only by its values, asked for on panels that halve where it needs it.

use std::collections::HashMap;

use super::quadrature::{Settled, Settling};
use crate::error::{Error, Result};

/// φ(s g) at the nodes asked for so far.
#[derive(Debug, Default)]
pub struct Sampled {
    values: HashMap<u64, f64>,
}

/// Integrals, or the nodes where values are wanted first.
pub type Wanting<T> = core::result::Result<T, Vec<f64>>;

impl Sampled {
    /// From nodes and values.
    ///
    /// # Errors
    /// `NotFinite` for a value that is no number.
    pub fn new(nodes: &[f64], values: &[f64], scale: f64) -> Result<Self> {
        if let Some(i) = values.iter().position(|value| !value.is_finite()) {
            let argument = format!("activation({})", scale * nodes[i]);
            return Err(Error::NotFinite { argument, value: values[i] });
        }
        let values = nodes.iter().map(|g| g.to_bits()).zip(values.iter().copied()).collect();
        Ok(Self { values })
    }

    /// φ(s g) where it is known.
    pub fn at(&self, g: f64) -> Option<f64> {
        self.values.get(&g.to_bits()).copied()
    }

    /// Integrals of what `row` adds for each (g, φ), on a rule that agrees with a coarser one.
    ///
    /// # Errors
    /// `IllConditioned` for what oscillates without end.
    pub fn settle(
        &self,
        columns: usize,
        row: impl Fn(f64, f64, &mut Vec<f64>),
    ) -> Result<Wanting<Settled>> {
        let mut settling = Settling::even();
        loop {
            let nodes = settling.nodes();
            let wanted: Vec<f64> =
                nodes.iter().copied().filter(|g| self.at(*g).is_none()).collect();
            if !wanted.is_empty() {
                return Ok(Err(wanted));
            }
            let mut rows = Vec::with_capacity(nodes.len() * columns);
            nodes.iter().for_each(|g| row(*g, self.at(*g).unwrap_or(0.0), &mut rows));
            if settling.take(&rows, columns)? {
                return Ok(Ok(settling.settled()));
            }
        }
    }
}
