//! Where the density of a sum is: intervals of u, found between the poles of T.

use super::noise::Jump;
use super::{Boundary, Spot};
use crate::order::sort_by_key;
use crate::transform::density::curve::support::{cross, minimise};
use crate::transform::newton::newton;

/// One interval of the bulk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// u of the lower edge.
    pub low: Spot,
    /// u of the upper edge.
    pub high: Spot,
}

impl Interval {
    /// Its width.
    pub fn span(&self) -> f64 {
        self.low.up_to(self.high)
    }
}

/// A pole of T.
#[derive(Clone, Copy)]
struct Pole {
    at: Spot,
    /// Whether the density surely goes on to the next.
    filled: bool,
}

/// A share of a gap that is next to nothing.
const NEXT_TO_NOTHING: f64 = 1e-20;

/// All intervals, lowest first: T is infinite at its poles and convex between them, hence one edge beyond each end and
/// none or two between neighbours.
pub fn intervals(boundary: &Boundary) -> Vec<Interval> {
    let poles = poles(boundary);
    let mut edges = vec![outermost(boundary, poles[0].at, -1.0)];
    for pair in poles.windows(2) {
        if !pair[0].filled && pair[0].at.up_to(pair[1].at) > 0.0 {
            edges.extend(gap(boundary, pair[0].at, pair[1].at).into_iter().flatten());
        }
    }
    edges.push(outermost(boundary, poles[poles.len() - 1].at, 1.0));
    edges.chunks_exact(2).map(|pair| Interval { low: pair[0], high: pair[1] }).collect()
}

/// Poles of T, ascending: the eigenvalues where a semicircle is added, and where F = t.
fn poles(boundary: &Boundary) -> Vec<Pole> {
    let (places, noise) = (&boundary.listed.atoms, &boundary.noise);
    let mut poles = Vec::new();
    for (i, place) in places.iter().enumerate() {
        let at = Spot { from: place.at, way: 0.0 };
        let next = places.get(i + 1);
        let gap = next.map_or(f64::INFINITY, |next| next.at - place.at);
        // With weights w² two poles a distance d apart keep Σ w²/(u−c)² above (w^{2/3} + w'^{2/3})³/d².
        let sum = next.map_or(0.0, |next| libm::cbrt(place.mass) + libm::cbrt(next.mass));
        let filled = noise.variance * sum * sum * sum >= gap * gap;
        if noise.variance > 0.0 {
            poles.push(Pole { at, filled });
        }
        if !filled {
            let pole = |jump: &Jump| Pole {
                at: at.plus(root(boundary, at, (gap, jump.size))),
                filled: false,
            };
            poles.extend(noise.jumps.iter().map(pole));
        }
    }
    sort_by_key(&mut poles, |pole| pole.at.u());
    poles
}

/// How far right of an eigenvalue G = 1/t.
fn root(boundary: &Boundary, place: Spot, (gap, size): (f64, f64)) -> f64 {
    let start = size.min(0.5 * gap);
    let residual = |distance: f64| {
        let (g, slope) = boundary.cauchy(place.plus(distance));
        (g - 1.0 / size, -slope * distance)
    };
    newton(start, (0.0, gap), residual).0
}

/// The two edges of a gap between two poles, if there is one.
fn gap(boundary: &Boundary, low: Spot, high: Spot) -> Option<[Spot; 2]> {
    let span = low.up_to(high);
    let (share, least) = minimise(|share| boundary.openness(low.plus(share * span)), 1.0);
    let (left, right) = (share * span, (1.0 - share) * span);
    (least < 1.0).then(|| [edge(boundary, low, (1.0, left)), edge(boundary, high, (-1.0, right))])
}

/// The edge between a pole and a place so far outside on that side.
fn edge(boundary: &Boundary, pole: Spot, (side, outside): (f64, f64)) -> Spot {
    let open = |distance: f64| boundary.openness(pole.plus(side * distance));
    pole.plus(side * cross(open, outside * NEXT_TO_NOTHING, outside))
}

fn outermost(boundary: &Boundary, pole: Spot, side: f64) -> Spot {
    let mut outside = boundary.noise.spread();
    while boundary.openness(pole.plus(side * outside)) >= 1.0 {
        outside *= 2.0;
    }
    edge(boundary, pole, (side, outside))
}
