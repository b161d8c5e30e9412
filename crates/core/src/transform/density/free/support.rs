//! Where the density of a free sum is: what remains between its gaps.
//!
//! Each gap comes from one gap of either term, and holds the g with s₁ + s₂ > 1, s = −g² dz/dg. Two gaps from one pair
//! would have the same number of eigenvalues above them, hence there is one at most, and a sign to bisect.

use super::ends::{find_end, place};
use super::opening::{Known, Opening, Pair, sides};
use super::part::{Part, Side};
use super::place::{End, Gap, Place};
use super::range::Range;
use crate::order::descending;
use crate::transform::density::law::{Atom, Law};
use crate::transform::density::sum::Noise;

/// Parts narrower than this share of the support are no parts.
const NO_WIDTH: f64 = 1e-14;

/// A gap of the sum.
#[derive(Debug, Clone, Copy)]
pub struct FreeGap {
    /// The gaps of either term that it comes from.
    pub from: [Gap; 2],
    /// The end from which x rises, with its g as `at`.
    pub left: End,
    /// The end to which x rises.
    pub right: End,
    /// The share of eigenvalues above, at positive g of the outer gap.
    pub above: f64,
}

/// All of it.
pub struct Support {
    /// The outer gap, then the inner ones ascending.
    pub gaps: Vec<FreeGap>,
    /// Ascending.
    pub parts: Vec<Part>,
    /// Ascending.
    pub atoms: Vec<Atom>,
}

impl FreeGap {
    /// The place at g.
    pub fn place(&self, terms: &[Law; 2], g: f64) -> Place {
        place(terms, &self.from, g)
    }
}

impl Support {
    /// Of two laws with what noise is in them.
    pub fn of(terms: &[Law; 2], noise: &Noise) -> Self {
        let ranges = [0, 1].map(|i| Range::all(&terms[i]));
        let mut gaps = vec![outer(terms, &ranges)];
        for (i, j) in hopeful(&ranges) {
            let found = inner(terms, [&ranges[0][i], &ranges[1][j]]);
            gaps.extend(found.filter(|gap| has_width(&gap.left, &gap.right)));
        }
        gaps[1..].sort_by(|a, b| b.left.up_to(&a.left).total_cmp(&0.0));
        let (parts, atoms) = parts(terms, noise, &gaps);
        Self { gaps, parts, atoms }
    }
}

/// Pairs of ranges, other than both outer ones, in which s may add up to more than one.
fn hopeful(ranges: &[Vec<Range>; 2]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for side in [1.0, -1.0] {
        let most =
            [0, 1].map(|k| ranges[k].iter().map(|range| range.most(side)).collect::<Vec<_>>());
        let order = descending(most[1].iter().copied());
        for (i, own) in most[0].iter().enumerate() {
            let partners = order.iter().take_while(|j| own + most[1][**j] > 1.0);
            let can_be = |(i, j): &(usize, usize)| {
                (*i, *j) != (0, 0) && sides(&[ranges[0][*i].gap, ranges[1][*j].gap]).contains(&side)
            };
            pairs.extend(partners.map(|j| (i, *j)).filter(can_be));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether one end lies above another by more than rounding.
fn has_width(low: &End, high: &End) -> bool {
    let size = low.way.abs() + high.way.abs() + (high.from - low.from).abs();
    low.up_to(high) > NO_WIDTH * size
}

/// What is between the gaps: a density, or an atom where there is no width.
fn parts(terms: &[Law; 2], noise: &Noise, gaps: &[FreeGap]) -> (Vec<Part>, Vec<Atom>) {
    let (mut parts, mut atoms) = (Vec::new(), Vec::new());
    for below in 0..gaps.len() {
        let above = (below + 1) % gaps.len();
        let (low, high) = (gaps[below].right, gaps[above].left);
        let share_below = if below == 0 { 1.0 } else { gaps[below].above };
        let shares = [share_below, gaps[above].above];
        if has_width(&low, &high) {
            let sides = [(below, low), (above, high)].map(|end| Side::new(terms, noise, gaps, end));
            parts.push(Part { sides, above: shares });
        } else if high.mass > 0.0 {
            atoms.push(Atom { at: high.x(), mass: high.mass });
        }
    }
    (parts, atoms)
}

/// Outside of all eigenvalues s falls from one as |g| grows.
fn outer(terms: &[Law; 2], ranges: &[Vec<Range>; 2]) -> FreeGap {
    let from = [ranges[0][0].gap, ranges[1][0].gap];
    let end = |side: f64| {
        let most = ranges.iter().map(|range| range[0].end(side)).fold(f64::INFINITY, f64::min);
        let start = ranges.iter().map(|range| range[0].least(side)).fold(most, f64::min);
        find_end(terms, &from, (side * start, side * most))
    };
    FreeGap { from, left: end(1.0), right: end(-1.0), above: 0.0 }
}

/// The gap of the sum that comes from a pair of which one at least is not the outer one, if there is one.
fn inner(terms: &[Law; 2], ranges: [&Range; 2]) -> Option<FreeGap> {
    let pair = Pair::new(terms, ranges);
    let Opening { top, known } = pair.opening()?;
    let from = pair.from;
    let (least, most) = (ranges[0].low.max(ranges[1].low), ranges[0].high.min(ranges[1].high));
    let closed = |known: &&Known| known.excess <= 0.0;
    let below = known.iter().rev().filter(|known| known.place.g < top.g).find(closed);
    let above = known.iter().filter(|known| known.place.g > top.g).find(closed);
    let left = find_end(terms, &from, (top.g, above.map_or(most, |known| known.place.g)));
    let right = find_end(terms, &from, (top.g, below.map_or(least, |known| known.place.g)));
    let shares = from[0].above(top.g) + from[1].above(top.g);
    let above = if top.g < 0.0 { shares - 1.0 } else { shares };
    Some(FreeGap { from, left, right, above })
}
