//! Quadrature that knows its error: panels are halved until they hold what the closed form says.

use std::f64::consts::PI;

use super::branch::{Branch, Guess};
use super::gauss::{ORDER, gauss_legendre};
use crate::report::Status;

/// Panels that a bulk starts with, so that its curve is smooth to the eye.
const FIRST_PANELS: usize = 4;

/// Of more bulks each starts with one.
const MANY: usize = 100;

/// A panel is not halved more often: beyond lies rounding.
const DEEPEST: usize = 60;

/// Nodes of one bulk beyond which it settles for panels of the right mass.
const MOST_NODES: usize = 100_000;

/// Error of a panel's mass, relative to all eigenvalues.
const TOLERANCE: f64 = 2e-14;

/// Errors below this, relative to all eigenvalues, that halving again and again does not even halve are
/// rounding: next to an edge of any kind it does more.
const ROUNDING: f64 = 1e-8;

/// How often in a row.
const STALLS: usize = 4;

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

/// A part of a branch that may have to be halved.
struct Panel {
    ends: (f64, f64),
    depth: usize,
    /// That of the panel it is a half of.
    error: f64,
    /// How often in a row halving did not halve the error.
    stalls: usize,
}

/// Nodes on one of so many branches, ascending, so that Σ weight f(x) integrates f against its density.
pub fn nodes(branch: &Branch, branches: usize, total: f64) -> (Vec<Node>, Status) {
    let rule = gauss_legendre();
    let [mut low, end] = branch.above();
    let (mut all, mut status) = (Vec::new(), Status::Converged);
    let mut guess = Guess::default();
    let first_panels = if branches > MANY { 1 } else { FIRST_PANELS };
    let step = PI / first_panels as f64;
    let first = |i: usize| Panel {
        ends: (i as f64 * step, (i + 1) as f64 * step),
        depth: 0,
        error: f64::INFINITY,
        stalls: 0,
    };
    let mut open: Vec<Panel> = (0..first_panels).rev().map(first).collect();
    while let Some(of) = open.pop() {
        let (from, to) = of.ends;
        let last = to >= PI * (1.0 - 1e-15);
        let high = if last { end } else { branch.at(to, &mut guess.clone()).above };
        let mut panel = panel(branch, &rule, of.ends, &mut guess);
        let mass: f64 = panel.iter().map(|(node, _)| node.weight).sum();
        let error = (mass - (low - high)).abs();
        let full = all.len() > MOST_NODES;
        let stalls = if error >= 0.5 * of.error { of.stalls + 1 } else { 0 };
        let stalled = error <= ROUNDING * total && stalls >= STALLS;
        if error <= TOLERANCE * total || stalled || of.depth >= DEEPEST || full {
            status = panel.iter().fold(status, |worst, (_, own)| worst.max(*own));
            if error > 1e3 * TOLERANCE * total {
                status = Status::ReducedAccuracy;
                // The closed form knows how many eigenvalues there are.
                let share = if mass > 0.0 { (low - high) / mass } else { 1.0 };
                panel.iter_mut().for_each(|(node, _)| node.weight *= share);
            }
            all.extend(panel.iter().map(|(node, _)| *node));
            low = high;
            continue;
        }
        let middle = 0.5 * (from + to);
        let half = |ends| Panel { ends, depth: of.depth + 1, error, stalls };
        open.push(half((middle, to)));
        open.push(half((from, middle)));
    }
    (all, status)
}

fn panel(
    branch: &Branch,
    rule: &[(f64, f64); ORDER],
    (from, to): (f64, f64),
    guess: &mut Guess,
) -> [(Node, Status); ORDER] {
    let (centre, half) = (0.5 * (from + to), 0.5 * (to - from));
    std::array::from_fn(|i| {
        let (x, weight) = rule[i];
        let place = branch.at(centre + half * x, guess);
        let weight = half * weight * place.rate;
        (Node { x: place.x, count: place.count, weight, above: place.above }, place.status)
    })
}
