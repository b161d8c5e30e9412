//! Quadrature that knows its error: panels are halved until they hold what the closed form says.

use std::f64::consts::PI;

use super::branch::Branch;
use super::gauss::{ORDER, gauss_legendre};
use crate::report::Status;

/// Panels that a bulk starts with.
const FIRST_PANELS: usize = 4;

/// A panel is not halved more often: beyond lies rounding.
const DEEPEST: usize = 60;

/// Nodes of one density beyond which it settles for what it has.
const MOST_NODES: usize = 20_000;

/// Error of a panel's mass, relative to all eigenvalues.
const TOLERANCE: f64 = 2e-14;

/// Errors below this, relative to all eigenvalues, that halving does not shrink are rounding.
const ROUNDING: f64 = 1e-8;

/// A node x with its density and weight, in eigenvalues.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// x.
    pub x: f64,
    /// Eigenvalues per unit of x.
    pub count: f64,
    /// Eigenvalues that the node stands for.
    pub weight: f64,
    /// Eigenvalues above x.
    pub above: f64,
}

/// Nodes on one branch, ascending, so that Σ weight f(x) integrates f against its density.
pub fn nodes(branch: &Branch, total: f64) -> (Vec<Node>, Status) {
    let rule = gauss_legendre();
    let [mut low, end] = branch.above();
    let (mut all, mut status) = (Vec::new(), Status::Converged);
    let mut guess = 0.1;
    let mut open: Vec<(f64, f64, usize, f64)> = (0..FIRST_PANELS)
        .rev()
        .map(|i| (i as f64, (i + 1) as f64, 0))
        .map(|(a, b, depth)| {
            (a * PI / FIRST_PANELS as f64, b * PI / FIRST_PANELS as f64, depth, f64::INFINITY)
        })
        .collect();
    while let Some((from, to, depth, before)) = open.pop() {
        let last = to >= PI * (1.0 - 1e-15);
        let high = if last { end } else { branch.at(to, &mut { guess }).above };
        let panel = panel(branch, &rule, (from, to), &mut guess);
        let mass: f64 = panel.iter().map(|(node, _)| node.weight).sum();
        let error = (mass - (low - high)).abs();
        let full = all.len() > MOST_NODES;
        let stalled = error <= ROUNDING * total && error >= 0.25 * before;
        if error <= TOLERANCE * total || stalled || depth >= DEEPEST || full {
            status = panel.iter().fold(status, |worst, (_, own)| worst.max(*own));
            if error > 1e3 * TOLERANCE * total {
                status = Status::ReducedAccuracy;
            }
            all.extend(panel.iter().map(|(node, _)| *node));
            low = high;
            continue;
        }
        let middle = 0.5 * (from + to);
        open.push((middle, to, depth + 1, error));
        open.push((from, middle, depth + 1, error));
    }
    (all, status)
}

fn panel(
    branch: &Branch,
    rule: &[(f64, f64); ORDER],
    (from, to): (f64, f64),
    guess: &mut f64,
) -> [(Node, Status); ORDER] {
    let (centre, half) = (0.5 * (from + to), 0.5 * (to - from));
    std::array::from_fn(|i| {
        let (x, weight) = rule[i];
        let place = branch.at(centre + half * x, guess);
        let weight = half * weight * place.rate;
        (Node { x: place.x, count: place.count, weight, above: place.above }, place.status)
    })
}
