//! The population of a problem as the modes that the theory sums over.

use crate::error::{Error, Result};
use crate::limits::LARGEST_EIGENVALUE;
use crate::spectrum::{Modes, Population};
use crate::wire::Fields;

/// Reads a population with its optional `testSpectrum` as modes.
pub fn read_modes(fields: &mut Fields) -> Result<Modes> {
    read_weighted_modes(fields, None)
}

/// The same with every mode as it is listed, for answers about single modes.
pub fn read_listed_modes(fields: &mut Fields) -> Result<Modes> {
    let population = Population::read(fields)?;
    let test = fields.numbers_if_any("testSpectrum")?;
    if let Some(test) = &test {
        check_listed(&fields.path("testSpectrum"), test, population.spectrum.listed())?;
    }
    check_variance(fields, population.into_listed_modes(test, None))
}

/// Eigenvalues of Γ₀ and how a caller names them.
pub struct InputWeights {
    /// Zero or more, one for each listed eigenvalue of Σ.
    pub values: Vec<f64>,
    /// Their path.
    pub path: String,
}

/// The same for inputs Γ₀^{1/2} x.
pub fn read_weighted_modes(fields: &mut Fields, weights: Option<&InputWeights>) -> Result<Modes> {
    let population = Population::read(fields)?;
    let listed = population.spectrum.listed();
    let test = fields.numbers_if_any("testSpectrum")?;
    if let Some(test) = &test {
        check_listed(&fields.path("testSpectrum"), test, listed)?;
    }
    if let Some(InputWeights { values, path }) = weights {
        check_listed(path, values, listed)?;
        if let Some(i) = values.iter().position(|x| *x > LARGEST_EIGENVALUE) {
            let condition = format!("at most {LARGEST_EIGENVALUE:e}");
            return Err(Error::out_of_range(&format!("{path}[{i}]"), condition, values[i]));
        }
    }
    let modes = population.into_weighted_modes(test, weights.map(|w| &*w.values));
    if let (Some(InputWeights { path, .. }), true) = (weights, modes.rank() <= 0.0) {
        let condition = "positive in at least one place where the spectrum is";
        return Err(Error::out_of_range(path, condition, 0.0));
    }
    check_variance(fields, modes)
}

fn check_variance(fields: &Fields, modes: Modes) -> Result<Modes> {
    let variance = modes.signal() + modes.noise();
    if variance.is_finite() && modes.signal_by_variance().is_finite() {
        return Ok(modes);
    }
    Err(Error::out_of_range(&fields.path("target"), "of finite variance", variance))
}

/// One entry, zero or more, for each listed eigenvalue.
fn check_listed(path: &str, values: &[f64], needed: usize) -> Result<()> {
    let found = values.len();
    if needed != found {
        let expected = format!("{needed} entries (one for each listed eigenvalue)");
        return Err(Error::shape(path, expected, format!("{found} entries")));
    }
    match values.iter().position(|s| *s < 0.0) {
        Some(i) => Err(Error::out_of_range(&format!("{path}[{i}]"), "zero or more", values[i])),
        None => Ok(()),
    }
}
