//! Modes of a power law as few nodes: the Gauss rules of their counting measure.

use super::counting::{NODES, rule};

/// Blocks span this factor e^3.5 in σ at most, so that 1/(σ+κ), whose poles lie at an angle π/α in the
/// plane of k, is a polynomial within rounding error on each.
const SPAN: f64 = 3.5;

/// Blocks span this factor e^12 in σ w̄² at most.
const TARGET_SPAN: f64 = 12.0;

/// The largest ratio of k within a block: powers of k have their branch point at zero.
const WIDEST: f64 = 2.0 * core::f64::consts::LN_2;

/// The logarithm of the ratio of k within a block, for σ ~ k^-exponent and σ w̄² ~ k^-falls.
pub(super) fn width(exponent: f64, falls: f64) -> f64 {
    (SPAN / exponent).min(TARGET_SPAN / falls).min(WIDEST)
}

/// The share of the modes that are left which the next block may take: the pole at κ = −σ_last stays as far
/// from each block as half of its own length.
const TAIL: f64 = 2.0 / 3.0;

/// Modes that stand for many: value, number of modes, squared component of each.
#[derive(Debug, Default, Clone)]
pub struct Nodes {
    /// σ, descending.
    pub values: Vec<f64>,
    /// How many modes each stands for.
    pub multiplicities: Vec<f64>,
    /// w̄² of each.
    pub squared: Vec<f64>,
}

/// Nodes along k, σ and w̄² being powers of it.
pub(super) struct Line {
    /// Factor and power of σ_k, and of w̄_k².
    eigenvalue: (f64, f64),
    squared: (f64, f64),
    pub nodes: Nodes,
}

impl Line {
    /// Without nodes, for σ_k and w̄_k² as (factor, power) of k.
    pub fn new(eigenvalue: (f64, f64), squared: (f64, f64)) -> Self {
        Self { eigenvalue, squared, nodes: Nodes::default() }
    }

    /// One node at k, which need not be whole.
    pub fn push(&mut self, k: f64, multiplicity: f64) {
        let at = |(factor, power): (f64, f64)| factor * libm::pow(k, power);
        self.nodes.values.push(at(self.eigenvalue));
        self.nodes.multiplicities.push(multiplicity);
        self.nodes.squared.push(at(self.squared));
    }

    /// Modes `start` … `start + count − 1`: by the rule of their counting measure, or one by one where they
    /// are too few for it.
    fn block(&mut self, start: f64, count: f64) {
        let Some(rule) = rule(count) else {
            (0..count as usize).for_each(|i| self.push(start + i as f64, 1.0));
            return;
        };
        let (middle, half) = (start + 0.5 * (count - 1.0), 0.5 * count);
        for (x, weight) in rule {
            self.push(middle + half * x, count * weight);
        }
    }

    /// Blocks of a ratio e^width from `start` on until `end` is reached; returns the first k that is left.
    pub fn blocks(&mut self, start: f64, end: f64, width: f64) -> f64 {
        let mut next = start;
        while next < end {
            let count = libm::ceil(next * libm::expm1(width));
            let count = if count < (2 * NODES) as f64 { 1.0 } else { count };
            self.block(next, count);
            next += count;
        }
        next
    }

    /// All modes from 1 to `last`, blocks shrinking towards the last, so that the sums hold also next to
    /// the pole at κ = −σ_last.
    pub fn whole(&mut self, last: f64, width: f64) {
        let mut next = 1.0;
        while next <= last {
            let ahead = libm::ceil(TAIL * (last - next + 1.0));
            let count = libm::ceil(next * libm::expm1(width)).min(ahead);
            let count = if count < (2 * NODES) as f64 { 1.0 } else { count };
            self.block(next, count);
            next += count;
        }
    }
}
