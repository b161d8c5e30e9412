//! The target: squared components w̄_k² in the eigenbasis of Σ.

use super::discrete::{each, same_length};
use super::population::Spectrum;
use crate::error::{Error, Result};
use crate::wire::Fields;

/// What is to be learned.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// w̄_k² of one mode of each listed eigenvalue.
    Coefficients {
        /// One entry for each listed eigenvalue; every mode of a multiplicity has it.
        squared: Vec<f64>,
    },
    /// σ_k w̄_k² = scale · k^-(1 + 2 α r) on a power-law spectrum of exponent α.
    PowerLaw {
        /// The source exponent r.
        source: f64,
        /// The variance of the target along the first mode.
        scale: f64,
    },
    /// w̄_k² = squared_norm / D for all D modes.
    Isotropic {
        /// |w̄|².
        squared_norm: f64,
    },
}

impl Target {
    /// Reads a target and checks it against its spectrum.
    pub fn read(fields: &mut Fields, spectrum: &Spectrum) -> Result<Self> {
        if matches!(spectrum, Spectrum::InfinitePowerLaw(_)) {
            return Self::read_endless(fields);
        }
        match fields.choice("kind", &["coefficients", "powerLaw", "isotropic"], None)? {
            "coefficients" => {
                let squared = fields.numbers("squared")?;
                let path = fields.path("squared");
                let needed = spectrum.listed();
                same_length(&path, squared.len(), needed, "one for each listed eigenvalue")?;
                each(&path, &squared, "zero or more", |x| x >= 0.0)?;
                Ok(Self::Coefficients { squared })
            }
            "powerLaw" => {
                if !matches!(spectrum, Spectrum::PowerLaw(_)) {
                    return Err(Error::Conflict {
                        argument: fields.path("kind"),
                        reason: "\"powerLaw\" needs a power-law spectrum".into(),
                    });
                }
                let source = fields.number("source")?;
                Ok(Self::PowerLaw { source, scale: fields.non_negative_or("scale", 1.0)? })
            }
            _ => Ok(Self::Isotropic { squared_norm: fields.non_negative_or("squaredNorm", 1.0)? }),
        }
    }

    /// On infinitely many modes: a power law whose variance is finite.
    fn read_endless(fields: &mut Fields) -> Result<Self> {
        let path = fields.path("kind");
        if fields.choice("kind", &["coefficients", "powerLaw", "isotropic"], None)? != "powerLaw" {
            let reason = "must be \"powerLaw\" on a spectrum of infinitely many modes".into();
            return Err(Error::Conflict { argument: path, reason });
        }
        let source = fields.number("source")?;
        if source <= 0.0 {
            let condition =
                "positive with infinitely many modes: the target's variance is finite only then";
            return Err(Error::out_of_range(&fields.path("source"), condition, source));
        }
        Ok(Self::PowerLaw { source, scale: fields.non_negative_or("scale", 1.0)? })
    }
}
