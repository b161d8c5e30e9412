//! Where the density of a sum is: intervals of u, found between the poles of T.

use super::Boundary;
use crate::order::sort_by_key;
use crate::transform::density::curve::support::{cross, minimise};
use crate::transform::newton::newton;

/// One interval of the bulk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// u of the lower edge.
    pub low: f64,
    /// u of the upper edge.
    pub high: f64,
}

/// A share of a gap that is next to nothing.
const NEXT_TO_NOTHING: f64 = 1e-20;

/// All intervals, lowest first: T is infinite at its poles and convex between them, hence one edge beyond each end and
/// none or two between neighbours.
pub fn intervals(boundary: &Boundary) -> Vec<Interval> {
    let poles = poles(boundary);
    let mut edges = vec![outermost(boundary, poles[0].0, -1.0)];
    for pair in poles.windows(2) {
        let ((low, filled), (high, _)) = (pair[0], pair[1]);
        if !filled && high > low {
            edges.extend(gap(boundary, low, high).into_iter().flatten());
        }
    }
    edges.push(outermost(boundary, poles[poles.len() - 1].0, 1.0));
    edges.chunks_exact(2).map(|pair| Interval { low: pair[0], high: pair[1] }).collect()
}

/// Poles of T, ascending, each with whether the density surely goes on to the next: the eigenvalues where a semicircle
/// is added, and where F = t.
fn poles(boundary: &Boundary) -> Vec<(f64, bool)> {
    let form = &boundary.form;
    let mut poles = Vec::new();
    for (i, place) in form.places.iter().enumerate() {
        let next = form.places.get(i + 1);
        let gap = next.map_or(f64::INFINITY, |next| next.at - place.at);
        // With weights w² two poles a distance d apart keep Σ w²/(u−c)² above (w^{2/3} + w'^{2/3})³/d².
        let sum = next.map_or(0.0, |next| libm::cbrt(place.mass) + libm::cbrt(next.mass));
        let filled = form.variance * sum * sum * sum >= gap * gap;
        if form.variance > 0.0 {
            poles.push((place.at, filled));
        }
        if !filled {
            let root = |jump: &super::additive::Jump| {
                (place.at + root(boundary, place.at, (gap, jump.size)), false)
            };
            poles.extend(form.jumps.iter().map(root));
        }
    }
    sort_by_key(&mut poles, |pole| pole.0);
    poles
}

/// How far right of an eigenvalue G = 1/t.
fn root(boundary: &Boundary, place: f64, (gap, size): (f64, f64)) -> f64 {
    let start = size.min(0.5 * gap);
    let residual = |distance: f64| {
        let (g, slope) = boundary.cauchy(place + distance);
        (g - 1.0 / size, -slope * distance)
    };
    newton(start, (0.0, gap), residual).0
}

/// The two edges of a gap between two poles, if there is one.
fn gap(boundary: &Boundary, low: f64, high: f64) -> Option<[f64; 2]> {
    let span = high - low;
    let (share, least) = minimise(|share| boundary.openness(low + share * span), 1.0);
    let (left, right) = (share * span, (1.0 - share) * span);
    (least < 1.0).then(|| [edge(boundary, low, (1.0, left)), edge(boundary, high, (-1.0, right))])
}

/// The edge between a pole and a place so far outside on that side.
fn edge(boundary: &Boundary, pole: f64, (side, outside): (f64, f64)) -> f64 {
    let open = |distance: f64| boundary.openness(pole + side * distance);
    pole + side * cross(open, outside * NEXT_TO_NOTHING, outside)
}

fn outermost(boundary: &Boundary, pole: f64, side: f64) -> f64 {
    let jumps = boundary.form.jumps.iter().map(|jump| jump.rate * jump.size * jump.size);
    let mut outside = f64::sqrt(boundary.form.variance + jumps.sum::<f64>());
    while boundary.openness(pole + side * outside) >= 1.0 {
        outside *= 2.0;
    }
    edge(boundary, pole, (side, outside))
}
