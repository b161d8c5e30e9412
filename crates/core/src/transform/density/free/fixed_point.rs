//! The fixed point of an analytic map of the upper half plane into itself.

use crate::report::Status;
use crate::transform::complex::Complex;

/// Steps before the iteration settles for what it has.
const MOST_STEPS: usize = 400;

/// Halvings of a Newton step before a plain one is taken.
const MOST_HALVINGS: i32 = 6;

/// A Newton step may come this much nearer to the real axis.
const CLOSER: f64 = 0.1;

/// Distances below this that no longer shrink are rounding error.
const ROUNDING: f64 = 1e-10;

/// Solves f(ω) = ω for the map with its derivative, inside the half plane.
///
/// There is one such ω (Denjoy–Wolff), and plain iteration never raises the hyperbolic distance between ω and f(ω)
/// (Schwarz–Pick): Newton steps that lower it are taken, hence the iteration converges from everywhere, and
/// quadratically at the end.
pub fn fixed_point(
    start: Complex,
    map: impl Fn(Complex) -> (Complex, Complex),
) -> (Complex, Status) {
    let mut omega = start;
    let (mut image, mut slope) = map(omega);
    let mut apart = distance(omega, image);
    for _ in 0..MOST_STEPS {
        let step = (image - omega) / (Complex::real(1.0) - slope);
        if step.abs() <= 2.0 * f64::EPSILON * omega.abs() {
            return (omega, Status::Converged);
        }
        let newton = (0..MOST_HALVINGS).find_map(|halvings| {
            let next = omega + step.scale(libm::scalbn(1.0, -halvings));
            let next = Complex::new(next.re, next.im.max(CLOSER * omega.im));
            let (image, slope) = map(next);
            let closer = distance(next, image);
            (closer < 0.9 * apart).then_some((next, image, slope, closer))
        });
        let Some(found) = newton else {
            if apart < ROUNDING {
                return (omega, Status::Converged);
            }
            omega = image;
            (image, slope) = map(omega);
            apart = distance(omega, image);
            continue;
        };
        (omega, image, slope, apart) = found;
    }
    let status = if apart < ROUNDING { Status::Converged } else { Status::ReducedAccuracy };
    (omega, status)
}

/// |ω − f|/|ω − f̄|, which rises with the hyperbolic distance.
fn distance(omega: Complex, image: Complex) -> f64 {
    let mirrored = Complex::new(image.re, -image.im);
    let apart = (omega - image).abs() / (omega - mirrored).abs();
    if apart.is_nan() { 1.0 } else { apart }
}
