//! How an answer came about.

use crate::wire::Value;

/// The outcome of a computation that was asked a meaningful question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Solved to rounding error.
    Converged,
    /// Solved, but the data or the iteration left fewer digits than usual.
    ReducedAccuracy,
    /// The answer is infinite: as many samples as modes and no ridge to regularise them.
    InterpolationThreshold,
    /// The optimum lies at an infinite ridge: predicting the mean is best.
    Unbounded,
}

impl Status {
    /// The name users see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Converged => "Converged",
            Self::ReducedAccuracy => "ReducedAccuracy",
            Self::InterpolationThreshold => "InterpolationThreshold",
            Self::Unbounded => "Unbounded",
        }
    }
}

impl From<Status> for Value {
    fn from(status: Status) -> Self {
        status.name().into()
    }
}
