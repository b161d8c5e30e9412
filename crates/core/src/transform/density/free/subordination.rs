//! ω of every leaf at one z: F is the same of all, and Σ (ω − F) + F = z − R(1/F).

use std::f64::consts::PI;

use super::Free;
use super::fixed_point::{Look, fixed_point};
use super::leaf::{Leaf, leaves};
use super::part::{Part, Way};
use super::view::{Asked, View};
use crate::report::Status;
use crate::transform::complex::Complex;
use crate::transform::density::sum::Reference;

/// |1 − f'| below which the fixed point of f is not determined.
const UNDETERMINED: f64 = 1e-7;

/// A step off such a place, as a share of the support.
const BESIDE: f64 = 1e-5;

/// Masses that add up to this are none.
const NO_MASS: f64 = 1e-15;

/// The density and the share above at one place.
#[derive(Debug, Clone, Copy)]
pub struct Image {
    /// Per eigenvalue.
    pub density: f64,
    /// The share of eigenvalues above.
    pub above: f64,
    /// How it was found.
    pub status: Status,
}

/// The ω of all leaves at a place nearby.
#[derive(Debug, Clone)]
pub struct Subordinates {
    side: usize,
    ways: Vec<Complex>,
}

/// One z.
struct Problem<'a> {
    free: &'a Free,
    leaves: Vec<Leaf<'a>>,
    bases: &'a [f64],
    way: Complex,
}

/// F as Newton has it, from all views.
struct Common {
    f: Complex,
    /// z as it would change with F.
    slope: Complex,
}

impl Free {
    /// At a place of a part, inside the bulk.
    pub fn view(&self, part: &Part, at: Way, guess: &mut Option<Subordinates>) -> Image {
        let leaves = leaves_of(self);
        let own = &part.sides[at.side].base;
        let way = Complex::real(at.way);
        let problem = Problem { free: self, leaves, bases: &own.leaves, way };
        let afar = || vec![Complex::new(at.way, self.span); problem.leaves.len()];
        let start = guess.take().map(|guess| guess.seen_from(part, at.side));
        let has_guess = start.is_some();
        let (mut ways, mut status) = problem.solve(start.unwrap_or_else(afar));
        if status != Status::Converged && has_guess {
            // A start far away from the axis is slower, and safer.
            (ways, status) = problem.solve(afar());
        }
        let views = problem.views(&ways, Asked::All);
        if problem.is_undetermined(&views) {
            return self.beside(part, at);
        }
        let image = problem.image(&ways, &views);
        *guess = Some(Subordinates { side: at.side, ways });
        Image { status: status.max(image.status), ..image }
    }

    /// Where the map is the identity, as in the middle of two Bernoulli variables, nothing fixes ω: the parabola through
    /// four places beside it does.
    fn beside(&self, part: &Part, at: Way) -> Image {
        let step = BESIDE * self.span;
        let around = [-2.0, -1.0, 1.0, 2.0]
            .map(|steps| self.view(part, Way { way: at.way + steps * step, ..at }, &mut None));
        let middle = |of: fn(&Image) -> f64| {
            let [far, near, next, last] = around.map(|image| of(&image));
            (4.0 * (near + next) - (far + last)) / 6.0
        };
        Image {
            density: middle(|image| image.density),
            above: middle(|image| image.above),
            status: around.iter().fold(Status::Converged, |worst, image| worst.max(image.status)),
        }
    }
}

fn leaves_of(free: &Free) -> Vec<Leaf<'_>> {
    free.terms.iter().flat_map(leaves).collect()
}

impl Subordinates {
    /// The same, counted from the base of another edge.
    fn seen_from(self, part: &Part, side: usize) -> Vec<Complex> {
        let [from, to] = [self.side, side].map(|side| &part.sides[side].base.leaves);
        let moved = self.ways.iter().zip(from.iter().zip(to));
        moved.map(|(way, (from, to))| Complex::real(from - to) + *way).collect()
    }
}

impl Problem<'_> {
    fn views(&self, ways: &[Complex], asked: Asked) -> Vec<View> {
        let all = self.leaves.iter().zip(self.bases).zip(ways);
        all.map(|((leaf, base), way)| leaf.view(*base, *way, asked)).collect()
    }

    fn solve(&self, start: Vec<Complex>) -> (Vec<Complex>, Status) {
        fixed_point(start, |ways| {
            let views = self.views(ways, Asked::Transforms);
            let common = self.common(&views).f;
            let steps = views.iter().map(|view| view.step(common)).collect();
            Look { steps, images: self.images(&views) }
        })
    }

    /// ω ↦ z + Σ (F − ω) of all others − R(1/F).
    fn images(&self, views: &[View]) -> Vec<Complex> {
        let image = |i: usize| {
            let others = views.iter().enumerate().filter(|(j, _)| *j != i);
            let lifted = others.fold(self.way, |sum, (_, view)| sum + view.lift());
            lifted - self.free.noise.r(views[i].f)
        };
        (0..views.len()).map(image).collect()
    }

    /// Each ω is a line in F beside what its view has; the F at which they meet.
    fn common(&self, views: &[View]) -> Common {
        let first = views[0].f;
        let Reference { mass, rest, bend } = self.free.noise.reference(first);
        let start = (1.0 + mass, self.way - (rest - bend * first), bend);
        let (mass, rest, bend) = views.iter().fold(start, |(mass, rest, bend), view| {
            let line = view.pull - view.bend * view.f;
            (mass + (view.mass - 1.0), rest - line, bend + view.bend)
        });
        let slope = Complex::real(if mass.abs() < NO_MASS { 0.0 } else { mass }) + bend;
        Common { f: rest / slope, slope }
    }

    /// Where two spectra are nearly two levels each, as between the hard edges of two Bernoulli variables.
    fn is_undetermined(&self, views: &[View]) -> bool {
        let has_room = self.way.abs() > 4.0 * BESIDE * self.free.span;
        let steep =
            || views.iter().fold(self.common(views).slope, |all, view| all / view.inverse_slope());
        views.len() == 2 && has_room && steep().abs() < UNDETERMINED
    }

    fn image(&self, ways: &[Complex], views: &[View]) -> Image {
        let f = self.common(views).f;
        let f = Complex::new(f.re, f.im.abs());
        let others = views.len() as f64 - 1.0;
        // The share moves as z/F where ω and F do, hence by what they miss z.
        let start = self.free.noise.r(f) - f.scale(others) - self.way;
        let missed = ways.iter().fold(start, |sum, way| sum + *way) / f;
        let turns = self.free.noise.turns(f) - others * f.arg() - missed.im;
        let above = turns / PI + views.iter().map(|view| view.above).sum::<f64>();
        let status = views.iter().fold(Status::Converged, |worst, view| worst.max(view.status));
        Image { density: f.im / f.norm2() / PI, above, status }
    }
}
