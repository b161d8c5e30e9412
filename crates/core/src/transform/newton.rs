//! Safeguarded Newton iterations in a logarithm.

use crate::report::Status;

/// A relative step in κ this small changes no digit that the sums hold.
const SMALLEST_STEP: f64 = 4.0 * f64::EPSILON;

/// Relative steps below this that no longer shrink are rounding error.
const ROUNDING_STEP: f64 = 1e-12;

/// A step this small whose next is its square's order: what Newton leaves is below rounding.
const SQUARE_STEP: f64 = 1e-9;

/// It is so where a step is below this share of the last one.
const SQUARE_SHARE: f64 = 1e-3;

/// Decides when relative steps have reached rounding error.
pub(crate) struct Progress {
    last: f64,
    /// `Converged` once done.
    pub status: Status,
}

impl Progress {
    /// Before the first step.
    pub fn new() -> Self {
        Self { last: f64::INFINITY, status: Status::ReducedAccuracy }
    }

    /// Done at a step of a few ulp, where steps shrink so fast that the next has none, or where small ones stop shrinking.
    pub fn is_done(&mut self, step: f64) -> bool {
        let stalled = step <= ROUNDING_STEP && step >= 0.25 * self.last;
        let quadratic = step <= SQUARE_STEP && step <= SQUARE_SHARE * self.last;
        self.last = step;
        if step <= SMALLEST_STEP || quadratic || stalled {
            self.status = Status::Converged;
        }
        self.status == Status::Converged
    }
}

/// Newton steps before the iteration settles for what it has.
const MOST_STEPS: usize = 300;

/// Relative steps above this are far from the end: where two of them have not halved the residual, iterates go to and fro.
const LARGE_STEP: f64 = 1e-3;

/// Solves residual(κ) = 0 for κ in (low, high), where `residual` falls with κ and comes with its slope in
/// ln κ. The iterate is κ itself, multiplied by e^step, since ln κ would lose the digits of its exponent.
pub(crate) fn newton(
    start: f64,
    (low, high): (f64, f64),
    mut residual: impl FnMut(f64) -> (f64, f64),
) -> (f64, Status) {
    let (mut low, mut high, mut kappa) = (low.max(0.0), high, start);
    let mut progress = Progress::new();
    let mut before = [f64::INFINITY; 2];
    for _ in 0..MOST_STEPS {
        let (value, slope) = residual(kappa);
        let swings = value.abs() > 0.5 * before[0] && progress.last > LARGE_STEP;
        before = [before[1], value.abs()];
        if value > 0.0 {
            low = kappa;
        } else {
            high = kappa;
        }
        let newton = kappa * libm::exp(-value / slope);
        let inside = value.is_finite()
            && newton.is_finite()
            && newton > 0.0
            && newton >= low
            && newton <= high
            && !(swings && high.is_finite());
        let next = if inside { newton } else { between(low, high) };
        let step = ((next - kappa) / kappa).abs();
        kappa = next;
        if progress.is_done(step) {
            break;
        }
    }
    (kappa, progress.status)
}

/// ln(x/y), exact in the first digits also where x ≈ y.
pub(crate) fn ln_ratio(x: f64, y: f64) -> f64 {
    let difference = (x - y) / y;
    if difference.abs() < 0.5 { libm::log1p(difference) } else { libm::log(x) - libm::log(y) }
}

/// A point inside a bracket whose upper end may be open: the geometric mean.
fn between(low: f64, high: f64) -> f64 {
    if high.is_infinite() {
        return (low * 1e3).max(f64::MIN_POSITIVE);
    }
    if low > 0.0 { f64::sqrt(low) * f64::sqrt(high) } else { high * 1e-3 }
}
