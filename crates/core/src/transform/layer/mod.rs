//! Random layers, each free of what it multiplies, by their S-transforms.

mod bend;

pub use bend::Bend;

use super::element::factor::{Factor, listed, projection, structured, white};
use super::{Levels, Resolved};
use crate::error::{Error, Result};
use crate::wire::Fields;

/// One layer of FFᵀ.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
    /// Z Γ^{1/2}, Z_ij ~ N(0, 1/width), Γ = I.
    Gaussian {
        /// N.
        width: f64,
    },
    /// The same with eigenvalues γ_j > 0 of Γ, zeros left out.
    Structured {
        /// N.
        width: f64,
        /// γ_j, positive.
        weights: Vec<f64>,
    },
    /// D/width times a Haar projection of rank width.
    Orthogonal {
        /// N.
        width: f64,
    },
    /// Non-zero eigenvalues of FFᵀ.
    Empirical {
        /// Positive.
        eigenvalues: Vec<f64>,
    },
}

impl Layer {
    /// Reads `{ kind, … }`; `dimension` is that of the inputs.
    pub fn read(mut fields: Fields, dimension: f64) -> Result<Self> {
        let argument = fields.path("kind");
        let kind = fields.choice("kind", &["gaussian", "orthogonal", "empirical"], None)?;
        if dimension.is_infinite() && kind != "gaussian" {
            let reason = "must be \"gaussian\" on infinitely many modes".into();
            return Err(Error::Conflict { argument, reason });
        }
        let layer = match kind {
            "gaussian" => Self::read_gaussian(&mut fields)?,
            "orthogonal" => {
                let width = fields.natural("width", 1)?;
                if width > dimension {
                    let condition = format!("at most {dimension}, the dimension of the inputs");
                    return Err(Error::out_of_range(&fields.path("width"), condition, width));
                }
                Self::Orthogonal { width }
            }
            _ => Self::Empirical { eigenvalues: positive(&mut fields, "eigenvalues", dimension)? },
        };
        fields.finish()?;
        Ok(layer)
    }

    fn read_gaussian(fields: &mut Fields) -> Result<Self> {
        let width = fields.natural("width", 1)?;
        if !fields.has("weightSpectrum") {
            return Ok(Self::Gaussian { width });
        }
        let weights = positive(fields, "weightSpectrum", width)?;
        Ok(Self::Structured { width, weights })
    }

    /// The rank: df cannot exceed it.
    pub fn rank(&self) -> f64 {
        match self {
            Self::Gaussian { width } | Self::Orthogonal { width } => *width,
            Self::Structured { weights, .. } => weights.len() as f64,
            Self::Empirical { eigenvalues } => eigenvalues.len() as f64,
        }
    }

    /// S where it has infinitely many features, in proportion; `None` where it has no width.
    pub fn wide_scale(&self) -> Option<f64> {
        match self {
            Self::Gaussian { .. } | Self::Orthogonal { .. } => Some(1.0),
            Self::Structured { width, weights } => Some(width / weights.iter().sum::<f64>()),
            Self::Empirical { .. } => None,
        }
    }

    /// S at df, for inputs of `dimension` D. Source: arXiv 2405.00592, S-transform section.
    ///
    /// Gaussian: N/(N−df). Structured: N/(df κ_Γ(df)). Orthogonal: N(D−df)/(D(N−df)). Empirical:
    /// (D−df)/(df κ_A(df)). κ_Γ solves Σ κ/(γ+κ) = rank − df.
    pub fn factor(&self, at: &Resolved, dimension: f64) -> Factor {
        match self {
            Self::Gaussian { width } => white(at, *width),
            Self::Structured { width, weights } => structured(at, &each_once(weights), *width),
            Self::Orthogonal { width } => projection(at, *width, dimension, dimension / width),
            Self::Empirical { eigenvalues } => listed(at, &each_once(eigenvalues), dimension),
        }
    }
}

pub(super) fn each_once(values: &[f64]) -> Levels<'_> {
    Levels { values, counts: None }
}

/// Positive entries of an array of at most `most`, which may hold zeros.
pub(super) fn positive(fields: &mut Fields, name: &'static str, most: f64) -> Result<Vec<f64>> {
    let values = fields.numbers(name)?;
    let path = fields.path(name);
    if values.len() as f64 > most {
        let expected = format!("at most {most} entries");
        return Err(Error::shape(&path, expected, format!("{} entries", values.len())));
    }
    if let Some(i) = values.iter().position(|x| *x < 0.0 || *x > crate::limits::LARGEST_EIGENVALUE)
    {
        let path = format!("{path}[{i}]");
        return Err(Error::out_of_range(&path, "zero or more, and at most 1e290", values[i]));
    }
    let least = 1.0 / crate::limits::LARGEST_EIGENVALUE;
    let kept: Vec<f64> = values.into_iter().filter(|x| *x > least).collect();
    if kept.is_empty() {
        return Err(Error::out_of_range(&path, "positive in at least one place", 0.0));
    }
    Ok(kept)
}
