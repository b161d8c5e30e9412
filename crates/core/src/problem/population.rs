//! The population of a problem as the modes that the theory sums over.

use crate::error::{Error, Result};
use crate::spectrum::{Modes, Population};
use crate::wire::Fields;

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
