//! Places, quantiles and edges of the density of a sum.

use super::{Boundary, Image, Interval, Spot};
use crate::report::Status;
use crate::transform::density::atoms::between;
use crate::transform::density::law::{Atom, Edge};
use crate::transform::newton::newton;

/// Eigenvalues that one more of the spectrum than the Wishart matrices can move: of mass p − Σ λ.
pub fn atoms(boundary: &Boundary) -> Vec<Atom> {
    let Boundary { listed, noise, .. } = boundary;
    if noise.variance > 0.0 {
        return Vec::new();
    }
    let rate = noise.rate();
    let rest = |atom: &Atom| Atom { at: atom.at + noise.drift, mass: atom.mass - rate };
    listed.atoms.iter().map(rest).filter(|atom| atom.mass > 1e-15).collect()
}

/// The edge over u.
pub fn edge(boundary: &Boundary, u: Spot, side: f64) -> Edge {
    let at = boundary.real_point(u).x();
    let (bend, weight) = boundary.curvature(u);
    // Count D (v/π) weight at x − edge = −½ H'' v².
    let rise = boundary.dimension * weight * f64::sqrt(2.0 / bend.abs());
    Edge::rising(at, side, rise)
}

/// Eigenvalues per unit of x, and above it.
pub fn at(boundary: &Boundary, parts: &[Interval], x: f64) -> (f64, f64, Status) {
    let exact = Status::Converged;
    let atoms = atoms(boundary);
    let counted = |from: f64, to: f64| boundary.dimension * between(&atoms, from, to);
    let next = parts.partition_point(|part| boundary.real_point(part.high).x() <= x);
    let Some(part) = parts.get(next) else { return (0.0, counted(x, f64::INFINITY), exact) };
    let low = boundary.real_point(part.low);
    if x <= low.x() {
        let hard = x >= low.x() && edge(boundary, part.low, -1.0).scale <= 0.0;
        let count = if hard { f64::INFINITY } else { 0.0 };
        return (count, low.above + counted(x, low.x()), exact);
    }
    let image = find(boundary, *part, |image| ((x - image.from) - image.way, -1.0));
    (image.count, image.above, image.status)
}

/// The point of an interval where a residual that falls with u, given with its slope in x, is zero.
fn find(boundary: &Boundary, part: Interval, residual: impl Fn(&Image) -> (f64, f64)) -> Image {
    let span = part.span();
    let guess = std::cell::Cell::new(0.1 * span);
    let point = |distance: f64| {
        let image = boundary.point(part.low.plus(distance), guess.get());
        guess.set(image.height.max(1e-12 * span));
        image
    };
    let (distance, status) = newton(0.5 * span, (0.0, span), |distance| {
        let image = point(distance);
        let (value, slope) = residual(&image);
        (value, slope * image.stretch * distance)
    });
    let image = point(distance);
    Image { status: status.max(image.status), ..image }
}
