//! The phase diagram over (l, q) as convex pieces and the boundaries between them.

use super::form::Form;
use super::law::{Law, Limit, Reach};
use super::polygon::{Corner, clip, edges, overlap, rectangle};
use super::region::{Part, Region, Term};

/// A convex piece of a region: on it the exponent is one linear function of l and q.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// What dominates.
    pub region: Region,
    /// Its exponents.
    pub form: Form,
    /// Corners (l, q), counter-clockwise.
    pub polygon: Vec<Corner>,
}

/// A straight piece of the boundary between two regions.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// Ids of the regions on both sides, ascending.
    pub regions: [usize; 2],
    /// Its ends (l, q).
    pub ends: [Corner; 2],
    /// Along it P^-samples N^-width λ^lambda ~ 1.
    pub relation: Form,
}

/// The plane within a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    /// Convex pieces that cover the window once.
    pub pieces: Vec<Piece>,
    /// Straight boundaries between regions.
    pub boundaries: Vec<Boundary>,
}

/// Divides the window by every line on which the one formula changes: cells of what limits the
/// resolution, within them the reach of each layer, within those the dominating term.
pub fn diagram(law: &Law, l: [f64; 2], q: [f64; 2]) -> Diagram {
    let window = rectangle(l, q);
    let mut pieces = Vec::new();
    for limit in law.limits() {
        let m = law.resolution(limit);
        let cell = law
            .limits()
            .into_iter()
            .fold(window.clone(), |cell, other| keep(&cell, law.resolution(other).minus(m)));
        if cell.is_empty() {
            continue;
        }
        let mut parts = vec![Part { term: Term::Bias, form: law.bias(m) }];
        if law.noisy {
            parts.push(Part { term: Term::Noise, form: law.noise(m) });
        }
        split_by_reach(law, limit, &cell, 0, &mut parts, &mut pieces);
    }
    let boundaries = boundaries(&pieces);
    Diagram { pieces, boundaries }
}

/// The part of a polygon where a form is zero or more.
fn keep(polygon: &[Corner], form: Form) -> Vec<Corner> {
    clip(polygon, |[l, q]| form.at(l, q))
}

/// Adds the terms of layers from `layer` on, dividing the cell where their reach changes.
fn split_by_reach(
    law: &Law,
    limit: Limit,
    cell: &[Corner],
    layer: usize,
    parts: &mut Vec<Part>,
    pieces: &mut Vec<Piece>,
) {
    let Some(a) = law.weights.get(layer) else {
        return split_by_term(law, limit, cell, parts, pieces);
    };
    let m = law.resolution(limit);
    let reaches = match law.reach_line(*a, m, limit) {
        None => vec![(Reach::Near, cell.to_vec())],
        Some(line) => {
            vec![(Reach::Near, keep(cell, line)), (Reach::Far, keep(cell, line.times(-1.0)))]
        }
    };
    for (reach, cell) in reaches.into_iter().filter(|(_, cell)| !cell.is_empty()) {
        let form = law.features(m, law.spread(*a, m, limit, reach));
        parts.push(Part { term: Term::Features(reach), form });
        split_by_reach(law, limit, &cell, layer + 1, parts, pieces);
        parts.pop();
    }
}

/// A piece for each term where it is the least; of terms that are equal everywhere, for the first.
fn split_by_term(
    law: &Law,
    limit: Limit,
    cell: &[Corner],
    parts: &[Part],
    pieces: &mut Vec<Piece>,
) {
    for (i, part) in parts.iter().enumerate() {
        let polygon = parts.iter().enumerate().fold(cell.to_vec(), |own, (j, other)| {
            let ahead = other.form.minus(part.form);
            if j < i && ahead == Form::default() { Vec::new() } else { keep(&own, ahead) }
        });
        if !polygon.is_empty() {
            let (region, form) = (part.term.region(law, limit), part.form);
            pieces.push(Piece { region, form, polygon });
        }
    }
}

/// Edges that pieces of different regions share.
fn boundaries(pieces: &[Piece]) -> Vec<Boundary> {
    let mut found: Vec<Boundary> = Vec::new();
    for (i, first) in pieces.iter().enumerate() {
        for second in pieces[..i].iter().filter(|other| other.region.id != first.region.id) {
            for a in edges(&first.polygon) {
                for ends in edges(&second.polygon).filter_map(|b| overlap(a, b)) {
                    let [low, high] = if first.region.id < second.region.id {
                        [first, second]
                    } else {
                        [second, first]
                    };
                    found.push(Boundary {
                        regions: [low.region.id, high.region.id],
                        ends,
                        relation: line_through(ends),
                    });
                }
            }
        }
    }
    found
}

/// The line through two points as samples + width·q + lambda·l = 0, its largest coefficient ±1.
fn line_through([a, b]: [Corner; 2]) -> Form {
    let (width, lambda) = (b[0] - a[0], a[1] - b[1]);
    let samples = -(width * a[1] + lambda * a[0]);
    let largest = width.abs().max(lambda.abs());
    Form { samples, width, lambda }.times(1.0 / largest)
}
