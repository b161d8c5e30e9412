//! What a caller can do wrong, or ask for in vain: one sentence and a stable code each.

use thiserror::Error;

/// Misuse of the library, found before any work starts.
///
/// `argument` is the path of the offending argument as the caller wrote it, for example
/// `spectrum.values[3]`.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    /// A required argument is absent.
    #[error("{argument} is missing")]
    Missing {
        /// Path of the argument.
        argument: String,
    },
    /// An argument nobody reads, most often a misspelt one.
    #[error("{argument} is not an argument here; expected one of: {expected}")]
    Unknown {
        /// Path of the argument.
        argument: String,
        /// The names that are understood.
        expected: String,
    },
    /// An argument of another type than expected.
    #[error("{argument} must be {expected}, not {found}")]
    WrongType {
        /// Path of the argument.
        argument: String,
        /// What is expected.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// NaN or an infinity.
    #[error("{argument} must be a finite number, not {}", shown(*value))]
    NotFinite {
        /// Path of the argument.
        argument: String,
        /// The value found.
        value: f64,
    },
    /// A number outside the range where the question makes sense.
    #[error("{argument} must be {condition}, not {}", shown(*value))]
    OutOfRange {
        /// Path of the argument.
        argument: String,
        /// The condition it must meet.
        condition: String,
        /// The value found.
        value: f64,
    },
    /// A ridge at or below the edge of the spectrum, where no solution exists.
    #[error("{argument} must lie above its edge {}, not at {}", shown(*edge), shown(*value))]
    LambdaBelowEdge {
        /// Path of the argument.
        argument: String,
        /// The smallest ridge, exclusive.
        edge: f64,
        /// The value found.
        value: f64,
    },
    /// Two arguments whose sizes do not fit.
    #[error("{argument} has {found} where {expected} are needed")]
    ShapeMismatch {
        /// Path of the argument.
        argument: String,
        /// The size needed, with what sets it.
        expected: String,
        /// The size found.
        found: String,
    },
    /// An empty array where numbers are needed.
    #[error("{argument} is empty")]
    Empty {
        /// Path of the argument.
        argument: String,
    },
    /// Arguments that exclude one another.
    #[error("{argument} {reason}")]
    Conflict {
        /// Path of the argument.
        argument: String,
        /// Why it does not apply.
        reason: String,
    },
    /// Work that would not fit in memory.
    #[error("{argument} would need about {needed_mb} MB, more than the {limit_mb} MB allowed")]
    TooLarge {
        /// Path of the argument.
        argument: String,
        /// Estimate in megabytes.
        needed_mb: u64,
        /// The limit in megabytes.
        limit_mb: u64,
    },
    /// Data that do not determine the answer to double precision.
    #[error("{argument} cannot be solved in double precision: {reason}")]
    IllConditioned {
        /// Path of the argument.
        argument: String,
        /// What is undetermined, and a way out.
        reason: String,
    },
}

impl Error {
    /// The stable code, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "Missing",
            Self::Unknown { .. } => "Unknown",
            Self::WrongType { .. } => "WrongType",
            Self::NotFinite { .. } => "NotFinite",
            Self::OutOfRange { .. } => "OutOfRange",
            Self::LambdaBelowEdge { .. } => "LambdaBelowEdge",
            Self::ShapeMismatch { .. } => "ShapeMismatch",
            Self::Empty { .. } => "Empty",
            Self::Conflict { .. } => "Conflict",
            Self::TooLarge { .. } => "TooLarge",
            Self::IllConditioned { .. } => "IllConditioned",
        }
    }

    /// Path of the argument at fault.
    pub fn argument(&self) -> &str {
        match self {
            Self::Missing { argument }
            | Self::Unknown { argument, .. }
            | Self::WrongType { argument, .. }
            | Self::NotFinite { argument, .. }
            | Self::OutOfRange { argument, .. }
            | Self::LambdaBelowEdge { argument, .. }
            | Self::ShapeMismatch { argument, .. }
            | Self::Empty { argument }
            | Self::Conflict { argument, .. }
            | Self::TooLarge { argument, .. }
            | Self::IllConditioned { argument, .. } => argument,
        }
    }

    /// Shorthand for [`Error::OutOfRange`].
    pub fn out_of_range(argument: &str, condition: impl Into<String>, value: f64) -> Self {
        Self::OutOfRange { argument: argument.into(), condition: condition.into(), value }
    }

    /// Shorthand for [`Error::ShapeMismatch`].
    pub fn shape(argument: &str, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self::ShapeMismatch {
            argument: argument.into(),
            expected: expected.into(),
            found: found.into(),
        }
    }
}

/// A number as JavaScript writes it, without hundreds of zeros.
fn shown(x: f64) -> String {
    if x.is_infinite() {
        return if x > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    let size = x.abs();
    if size >= 1e21 || (size > 0.0 && size < 1e-6) { format!("{x:e}") } else { x.to_string() }
}

/// The result of a verb.
pub type Result<T> = std::result::Result<T, Error>;
