//! Places, quantiles and edges of the density of a free sum.

use super::{Free, Image, Part};
use crate::report::Status;
use crate::transform::density::atoms::between;
use crate::transform::density::law::Edge;

/// Step of the derivative that an edge's scale comes from, as a share of g.
const STEP: f64 = 2e-3;

/// The density at x, the share of eigenvalues above it, and how they were found.
pub fn at(free: &Free, x: f64) -> (f64, f64, Status) {
    let exact = Status::Converged;
    for part in &free.parts {
        let [low, high] = part.edges();
        if x <= low {
            let hard = x >= low && free.edge_place(part, 0).is_none();
            let density = if hard { f64::INFINITY } else { 0.0 };
            return (density, part.above[0] + between(&free.atoms, x, low), exact);
        }
        if x < high {
            let Image { density, above, status } = free.view(part, part.to(x), &mut None);
            return (density, above, status);
        }
    }
    (0.0, between(&free.atoms, x, f64::INFINITY), exact)
}

impl Free {
    /// The gap beyond an edge with the g there, if that is finite.
    fn edge_place(&self, part: &Part, end: usize) -> Option<(usize, f64)> {
        let gap = part.sides[end].gap;
        let at = if end == 0 { self.gaps[gap].right.at } else { self.gaps[gap].left.at };
        at.is_finite().then_some((gap, at))
    }
}

/// An edge: x − edge = ½ z'' (g − g_edge)².
pub fn edge(free: &Free, part: &Part, end: usize) -> Edge {
    let (at, side) = (part.edges()[end], if end == 0 { -1.0 } else { 1.0 });
    let Some((gap, g)) = free.edge_place(part, end) else { return Edge { at, side, scale: 0.0 } };
    // z' = −s/g², by a symmetric rule of order four.
    let step = STEP * g.abs().max(STEP / free.span);
    let slope = |steps: f64| {
        let place = free.gaps[gap].place(&free.terms, g + steps * step);
        -place.s / (place.g * place.g)
    };
    let bend = (8.0 * (slope(1.0) - slope(-1.0)) - (slope(2.0) - slope(-2.0))) / (12.0 * step);
    let rise = free.dimension * f64::sqrt(2.0 / bend.abs());
    Edge::rising(at, side, rise)
}
