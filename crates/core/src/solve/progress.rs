//! When an iteration has reached rounding error.

use crate::report::Status;

/// A relative step in κ this small changes no digit that the sums hold.
const SMALLEST_STEP: f64 = 4.0 * f64::EPSILON;

/// Relative steps below this that no longer shrink are rounding error.
const ROUNDING_STEP: f64 = 1e-12;

/// Decides when relative steps have reached rounding error.
pub(super) struct Progress {
    last: f64,
    /// `Converged` once done.
    pub status: Status,
}

impl Progress {
    /// Before the first step.
    pub fn new() -> Self {
        Self { last: f64::INFINITY, status: Status::ReducedAccuracy }
    }

    /// Done at a step of a few ulp, or where small steps stop shrinking.
    pub fn is_done(&mut self, step: f64) -> bool {
        let stalled = step <= ROUNDING_STEP && step >= 0.25 * self.last;
        self.last = step;
        if step <= SMALLEST_STEP || stalled {
            self.status = Status::Converged;
        }
        self.status == Status::Converged
    }
}
