//! Free sums of any two laws, by subordination.
//!
//! G(z) = G₁(ω₁) = G₂(ω₂) with ω₁ + ω₂ − z = F(z) = 1/G(z) (Voiculescu; Biane). In the upper half plane ω₁ is the one
//! fixed point of ω ↦ z + h₂(z + h₁(ω)), h = F − ω, a map into the half plane (Belinschi–Bercovici), and remains so at
//! real z inside the bulk. Outside, everything is real: z(g) = z₁(g) + z₂(g) − 1/g, of which a place belongs to the
//! resolvent set where dz/dg < 0 (the fixed point attracts), and edges are where dz/dg = 0.

mod ends;
mod fixed_point;
mod place;
mod range;
mod resolved;
mod support;
pub(super) mod terms;
mod view;

pub use place::{Gap, Place};
pub use resolved::{at, density, edge};
pub use support::Part;
pub use terms::{MOST_LEVELS, levels};
pub use view::{Asked, View};

use super::law::{Atom, Law};
use crate::report::Status;
use crate::transform::complex::Complex;
use fixed_point::fixed_point;
use support::{FreeGap, Support};

/// |1 − f'| below which the fixed point of f is not determined.
const UNDETERMINED: f64 = 1e-7;

/// A step off such a place, as a share of the support.
const BESIDE: f64 = 1e-5;

/// The law of A + B, A and B free of one another.
#[derive(Debug)]
pub struct Free {
    /// Of A and of B.
    pub terms: [Law; 2],
    /// D.
    pub dimension: f64,
    /// The mean eigenvalue.
    pub mean: f64,
    means: [f64; 2],
    /// How far the support reaches.
    span: f64,
    /// Where there are no eigenvalues.
    gaps: Vec<FreeGap>,
    /// Where there is a density.
    pub parts: Vec<Part>,
    /// Of mass m₁ + m₂ − 1 where two atoms have more than one (Bercovici–Voiculescu).
    pub atoms: Vec<Atom>,
}

impl Free {
    /// Of two laws of one dimension; the first is to reach at least as far as the second.
    pub fn new(terms: [Law; 2]) -> Self {
        let means = [terms[0].mean(), terms[1].mean()];
        let Support { gaps, parts, atoms } = Support::of(&terms);
        let span = gaps[0].right.up_to(&gaps[0].left);
        let (dimension, mean) = (terms[0].dimension(), means[0] + means[1]);
        Self { terms, dimension, mean, means, span, gaps, parts, atoms }
    }

    /// From z = base + offset, real inside the bulk or above; `guess` being ω₁ − base nearby, which is returned too.
    pub fn view(
        &self,
        base: f64,
        offset: Complex,
        guess: Option<Complex>,
        asked: Asked,
    ) -> (Complex, View) {
        let [mean, mean_two] = self.means;
        let both = |first: Complex, asked: Asked| {
            let one = self.terms[0].view(base, first, asked);
            let z = Complex::real(base - mean) + offset;
            // ω₂ = F − (ω₁ − z) = z − mean₁ + rest₁.
            let is_near = one.f.norm2() < z.norm2();
            let second = if is_near { one.f - (first - offset) } else { z + one.rest };
            (one, self.terms[1].view(0.0, second, asked))
        };
        let map = |first: Complex| {
            let (one, two) = both(first, Asked::Transforms);
            (offset + two.rest - Complex::real(mean_two), one.slope * two.slope)
        };
        let afar = offset + Complex::new(0.0, self.span);
        let (mut first, mut status) = fixed_point(guess.unwrap_or(afar), map);
        if status != Status::Converged && guess.is_some() {
            // A start far away from the axis is slower, and safer.
            (first, status) = fixed_point(afar, map);
        }
        let (one, two) = both(first, asked);
        let (a, b) = (one.slope, two.slope);
        let product = a * b;
        if (Complex::real(1.0) - product).abs() < UNDETERMINED {
            return self.beside(base, offset, guess, asked);
        }
        let view = View {
            f: one.f,
            rest: one.rest + two.rest,
            slope: (a + b + product + product) / (Complex::real(1.0) - product),
            above: one.above + two.above - one.f.arg() / std::f64::consts::PI,
            status: status.max(one.status).max(two.status),
        };
        (first, view)
    }

    /// Where the map is the identity, as in the middle of two Bernoulli variables, nothing fixes ω: the mean of both
    /// sides does.
    fn beside(
        &self,
        base: f64,
        offset: Complex,
        guess: Option<Complex>,
        asked: Asked,
    ) -> (Complex, View) {
        let step = Complex::real(BESIDE * self.span);
        let (first, left) = self.view(base, offset - step, guess, asked);
        let (_, right) = self.view(base, offset + step, Some(first), asked);
        let half = |a: Complex, b: Complex| (a + b).scale(0.5);
        let view = View {
            f: half(left.f, right.f),
            rest: half(left.rest, right.rest),
            slope: half(left.slope, right.slope),
            above: 0.5 * (left.above + right.above),
            status: left.status.max(right.status),
        };
        (first, view)
    }

    /// The gaps: the outer one, then the inner ones ascending.
    fn gaps(&self) -> Vec<Gap> {
        let all = self.gaps.iter().enumerate();
        all.map(|(index, gap)| Gap {
            left: gap.left,
            right: gap.right,
            is_outer: index == 0,
            above: gap.above,
            index,
        })
        .collect()
    }

    /// The place at g in a gap: R adds.
    fn inverse(&self, gap: &Gap, g: f64) -> Place {
        self.gaps[gap.index].place(&self.terms, g)
    }
}
