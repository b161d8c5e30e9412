//! Σ = value · I.

use crate::error::Result;
use crate::limits::check_scale;
use crate::wire::Fields;

/// All eigenvalues equal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Isotropic {
    /// Number of dimensions D.
    pub dimension: f64,
    /// The common eigenvalue.
    pub value: f64,
}

impl Isotropic {
    /// Reads `{ dimension, value = 1 }`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let dimension = fields.natural("dimension", 1)?;
        let value = fields.positive_or("value", 1.0)?;
        check_scale(&fields.path("value"), value)?;
        Ok(Self { dimension, value })
    }
}
