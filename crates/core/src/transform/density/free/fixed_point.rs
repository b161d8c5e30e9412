//! The fixed point of an analytic map of a product of upper half planes into itself.

use crate::report::Status;
use crate::transform::complex::Complex;

/// Steps before the iteration settles for what it has.
const MOST_STEPS: usize = 400;

/// Halvings of a Newton step before a plain one is taken.
const MOST_HALVINGS: i32 = 6;

/// A step may come this much nearer to the real axis.
const CLOSER: f64 = 0.1;

/// A Newton step must bring places and images so much closer, or the next one must be so much shorter.
const LESS: f64 = 0.9;

/// Where all are as close as this, it is enough that Newton steps shorten.
const CLOSE: f64 = 0.1;

/// Distances and relative steps below this that no longer shrink are rounding error.
const ROUNDING: f64 = 1e-10;

/// What is known at some ω.
pub struct Look {
    /// Newton's step of each.
    pub steps: Vec<Complex>,
    /// What the map makes of each.
    pub images: Vec<Complex>,
}

impl Look {
    /// The largest of all steps, each relative to its ω.
    fn size(&self, at: &[Complex]) -> f64 {
        largest(self.steps.iter().zip(at).map(|(step, omega)| step.abs() / omega.abs()))
    }

    fn apart(&self, at: &[Complex]) -> f64 {
        largest(self.images.iter().zip(at).map(|(image, omega)| distance(*omega, *image)))
    }
}

/// The largest, or not a number if one is none.
fn largest(all: impl Iterator<Item = f64>) -> f64 {
    all.fold(0.0, |most, each| if each > most || each.is_nan() { each } else { most })
}

/// Solves f(ω) = ω inside the half planes.
///
/// There is one such ω (Denjoy–Wolff), and plain iteration never raises the hyperbolic distance between ω and f(ω)
/// (Schwarz–Pick), the largest of those of its parts: Newton steps that lower it are taken, hence the iteration
/// converges from everywhere, and quadratically at the end. Beside hard edges that distance is small long before ω is
/// found, and only the steps tell.
pub fn fixed_point(
    start: Vec<Complex>,
    look: impl Fn(&[Complex]) -> Look,
) -> (Vec<Complex>, Status) {
    let mut here = look(&start);
    let mut omega = start;
    let mut last = f64::INFINITY;
    for _ in 0..MOST_STEPS {
        let (size, apart) = (here.size(&omega), here.apart(&omega));
        let stalled = size <= ROUNDING && size >= 0.5 * last;
        if size <= 4.0 * f64::EPSILON || stalled {
            return (omega, Status::Converged);
        }
        last = size;
        let newton = (0..MOST_HALVINGS).find_map(|halvings| {
            let next = moved(&omega, &here.steps, libm::scalbn(1.0, -halvings));
            let there = look(&next);
            let closer = there.apart(&next);
            let shorter = closer < CLOSE && there.size(&next) < LESS * size;
            (closer < LESS * apart || shorter).then_some((next, there))
        });
        if newton.is_none() && apart < ROUNDING {
            return (omega, Status::Converged);
        }
        (omega, here) = newton.unwrap_or_else(|| {
            let plain = here.images.iter().zip(&omega).map(|(image, omega)| above(*image, *omega));
            let plain: Vec<Complex> = plain.collect();
            let there = look(&plain);
            (plain, there)
        });
    }
    let status =
        if here.apart(&omega) < ROUNDING { Status::Converged } else { Status::ReducedAccuracy };
    (omega, status)
}

/// A share of all steps on.
fn moved(omega: &[Complex], steps: &[Complex], share: f64) -> Vec<Complex> {
    omega.iter().zip(steps).map(|(omega, step)| above(*omega + step.scale(share), *omega)).collect()
}

/// A place, not much nearer to the real axis than the last one.
fn above(next: Complex, last: Complex) -> Complex {
    Complex::new(next.re, next.im.max(CLOSER * last.im))
}

/// |ω − f|/|ω − f̄|, which rises with the hyperbolic distance.
fn distance(omega: Complex, image: Complex) -> f64 {
    let mirrored = Complex::new(image.re, -image.im);
    let apart = (omega - image).abs() / (omega - mirrored).abs();
    if apart.is_nan() { 1.0 } else { apart }
}
