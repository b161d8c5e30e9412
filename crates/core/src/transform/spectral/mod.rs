//! A positive matrix given by its eigenvalues.

mod levels;
mod resolution;

pub use levels::{Levels, Resolution};
pub use resolution::Resolved;

use crate::limits::LARGEST_EIGENVALUE;
use crate::order::descending;
use crate::spectrum::Spectrum;

/// Positive eigenvalues, largest first, in `dimension` directions; the others are zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Spectral {
    values: Vec<f64>,
    counts: Option<Vec<f64>>,
    /// D.
    pub dimension: f64,
}

impl Spectral {
    /// Sorts, and drops what counts as zero.
    pub fn new(spectrum: Spectrum) -> Self {
        let dimension = spectrum.dimension();
        let (values, counts) = spectrum.into_list();
        Self::from_list(&values, counts.as_deref(), dimension)
    }

    /// The same from a list.
    pub fn from_list(values: &[f64], counts: Option<&[f64]>, dimension: f64) -> Self {
        let least = 1.0 / LARGEST_EIGENVALUE;
        let mut order = descending(values.iter().copied());
        order.retain(|i| values[*i] > least);
        let pick = |data: &[f64]| order.iter().map(|i| data[*i]).collect::<Vec<f64>>();
        Self { values: pick(values), counts: counts.map(pick), dimension }
    }

    /// The non-zero eigenvalues.
    pub fn levels(&self) -> Levels<'_> {
        Levels { values: &self.values, counts: self.counts.as_deref() }
    }

    /// The inverse of one of full rank.
    #[must_use]
    pub fn inverted(&self) -> Self {
        let values = self.values.iter().rev().map(|a| 1.0 / a).collect();
        let counts = self.counts.as_ref().map(|m| m.iter().rev().copied().collect());
        Self { values, counts, dimension: self.dimension }
    }

    /// All eigenvalues times a positive constant.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let values = self.values.iter().map(|a| factor * a).collect();
        Self { values, counts: self.counts.clone(), dimension: self.dimension }
    }
}
