//! A spectrum given by its eigenvalues.

use crate::error::{Error, Result};
use crate::limits::LARGEST_EIGENVALUE;
use crate::wire::Fields;

/// Eigenvalues σ_k ≥ 0 of Σ with their multiplicities.
#[derive(Debug, Clone, PartialEq)]
pub struct Discrete {
    /// Eigenvalues in the caller's order; zeros are allowed.
    pub values: Vec<f64>,
    /// How many modes share each eigenvalue; one each where absent.
    pub multiplicities: Option<Vec<f64>>,
}

impl Discrete {
    /// Reads `{ values, multiplicities? }`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let values = fields.numbers("values")?;
        let path = fields.path("values");
        each(&path, &values, "zero or more", |s| s >= 0.0)?;
        each(&path, &values, &format!("at most {LARGEST_EIGENVALUE:e}"), |s| {
            s <= LARGEST_EIGENVALUE
        })?;
        if values.iter().all(|s| *s <= 1.0 / LARGEST_EIGENVALUE) {
            return Err(Error::out_of_range(&path, "positive in at least one place", 0.0));
        }
        let multiplicities = fields.numbers_if_any("multiplicities")?;
        if let Some(m) = &multiplicities {
            let path = fields.path("multiplicities");
            same_length(&path, m.len(), values.len(), "one for each eigenvalue")?;
            each(&path, m, "positive", |m| m > 0.0)?;
        }
        Ok(Self { values, multiplicities })
    }
}

/// Checks a condition on every entry and names the first that fails.
pub(super) fn each(
    path: &str,
    values: &[f64],
    condition: &str,
    holds: impl Fn(f64) -> bool,
) -> Result<()> {
    match values.iter().position(|x| !holds(*x)) {
        None => Ok(()),
        Some(i) => Err(Error::out_of_range(&format!("{path}[{i}]"), condition, values[i])),
    }
}

/// Checks that an array has one entry for each eigenvalue.
pub(super) fn same_length(path: &str, found: usize, needed: usize, why: &str) -> Result<()> {
    if found == needed {
        return Ok(());
    }
    Err(Error::shape(path, format!("{needed} entries ({why})"), format!("{found} entries")))
}
