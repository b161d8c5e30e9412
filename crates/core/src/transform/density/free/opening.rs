//! Whether two gaps leave one in the sum, and a place in it: one where s₁ + s₂ > 1.
//!
//! On one side of the zero of G each 1/s is convex in x, so that lines through known places bound s between others. Where
//! the bounds of both add up to more than one a place between is looked at, until they are tight; what then comes near
//! one is followed to its top.

use super::ends::{ROUNDING, excess_of, join, least_g};
use super::place::{Gap, Place};
use super::range::{Range, between, most_between};
use crate::transform::density::law::Law;

/// Bounds so little above what is found at places are tight.
const TIGHT: f64 = 0.02;

/// Places on a piece that halving leads to at most.
const MOST_PLACES: usize = 400;

/// Places as close as this share are not told apart.
const NARROW: f64 = 1e-9;

/// Golden sections to the top of what comes near one.
const SECTIONS: usize = 30;

/// Shares of eigenvalues above that add up to one but for rounding.
const SAME: f64 = 1e-9;

/// A pair of gaps of which one at least is not the outer one.
pub struct Pair<'a> {
    /// Both laws.
    pub terms: &'a [Law; 2],
    /// A gap of each, with places in it.
    pub ranges: [&'a Range; 2],
    /// The gaps alone.
    pub from: [Gap; 2],
}

/// What is known at one g.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The place in the sum.
    pub place: Place,
    /// s₁ + s₂ − 1, as a share of 1 − s of an outer gap.
    pub excess: f64,
}

/// The places that were looked at by rising g, with one in the gap of the sum.
pub struct Opening {
    /// A place in the gap.
    pub top: Place,
    /// All places.
    pub known: Vec<Known>,
}

impl<'a> Pair<'a> {
    /// Of two ranges.
    pub fn new(terms: &'a [Law; 2], ranges: [&'a Range; 2]) -> Self {
        Self { terms, ranges, from: ranges.map(|range| range.gap) }
    }

    /// The gap that the pair leaves, if it does.
    pub fn opening(&self) -> Option<Opening> {
        let (mut known, mut best) = (Vec::new(), None::<Known>);
        for side in sides(&self.from) {
            for piece in self.ranges[0].pieces(self.ranges[1], side) {
                let mut flank = Flank::new(self, side, piece);
                flank.settle();
                let top = flank.top();
                best = if top.is_some_and(|top| best.is_none_or(|best| top.excess > best.excess)) {
                    top
                } else {
                    best
                };
                known.extend(flank.known);
            }
        }
        let top = best.filter(|top| top.excess > ROUNDING)?.place;
        known.sort_by(|a, b| a.place.g.total_cmp(&b.place.g));
        Some(Opening { top, known })
    }

    /// What both have at g.
    fn both(&self, g: f64) -> [Place; 2] {
        [0, 1].map(|i| self.terms[i].inverse(&self.from[i], g))
    }

    fn know(&self, both: &[Place; 2]) -> Known {
        let place = join(&self.from, &both[0], &both[1]);
        Known { place, excess: excess_of(&self.from, both, &place) }
    }

    /// The term that is seen from outside, if one is.
    fn outer(&self) -> Option<usize> {
        (0..2).find(|i| self.from[*i].is_outer)
    }
}

/// The signs of g that a gap from these may have: its share of eigenvalues above is the sum of both, at negative g less
/// one, and inside the spectrum neither none nor all.
pub fn sides(from: &[Gap; 2]) -> Vec<f64> {
    if from.iter().any(|gap| gap.is_outer) {
        return vec![1.0, -1.0];
    }
    let above = from[0].above + from[1].above;
    let can_be = |side: &f64| side * (1.0 - above) > -SAME;
    [1.0, -1.0].into_iter().filter(can_be).collect()
}

/// Places of a pair on one side of g = 0, by rising |g|.
struct Flank<'a> {
    pair: &'a Pair<'a>,
    side: f64,
    /// The |g| between which a gap may be.
    piece: [f64; 2],
    terms: [Vec<Place>; 2],
    known: Vec<Known>,
}

impl<'a> Flank<'a> {
    /// At the places of either range on a piece of |g|, and the next beyond.
    fn new(pair: &'a Pair<'a>, side: f64, piece: [f64; 2]) -> Self {
        let mut flank = Self { pair, side, piece, terms: [vec![], vec![]], known: vec![] };
        let least = least_g(&pair.from);
        let mut all: Vec<(f64, [Place; 2])> = Vec::new();
        for (i, other) in [(0, 1), (1, 0)] {
            for own in pair.ranges[i].around(side, piece) {
                if pair.ranges[other].holds(own.g) && own.g.abs() >= least {
                    let there = pair.terms[other].inverse(&pair.from[other], own.g);
                    all.push((own.g.abs(), if i == 0 { [own, there] } else { [there, own] }));
                }
            }
        }
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Spectra that are alike look at the same g: the neighbours of a place are to be others.
        all.dedup_by(|next, last| next.0 - last.0 <= NARROW * next.0);
        all.into_iter().for_each(|(_, both)| flank.insert(flank.known.len(), both));
        flank
    }

    fn insert(&mut self, k: usize, both: [Place; 2]) {
        let known = self.pair.know(&both);
        if known.place.s.is_finite() {
            self.known.insert(k, known);
            both.into_iter().zip(&mut self.terms).for_each(|(own, all)| all.insert(k, own));
        }
    }

    fn g(&self, k: usize) -> f64 {
        self.side * self.known[k].place.g
    }

    /// Halves until a place is found or all bounds are tight.
    fn settle(&mut self) {
        while self.known.len() < MOST_PLACES
            && !self.known.iter().any(|known| known.excess > ROUNDING)
        {
            let loose: Vec<usize> = (0..self.known.len()).filter(|k| self.is_loose(*k)).collect();
            if loose.is_empty() {
                return;
            }
            for k in loose.into_iter().rev() {
                let low = if k == 0 { 0.0 } else { self.g(k - 1) };
                let middle = between(low, self.g(k), 0.5);
                self.insert(k, self.pair.both(self.side * middle));
            }
        }
    }

    /// Whether there may be a gap between places k − 1 and k of which nothing is seen at either.
    fn is_loose(&self, k: usize) -> bool {
        let (low, high) = (if k == 0 { 0.0 } else { self.g(k - 1) }, self.g(k));
        let is_inside = high > self.piece[0] && low < self.piece[1] && high - low > NARROW * high;
        // Beside g = 0 an outer gap is seen from afar, where all is smooth.
        if !is_inside || (k == 0 && (self.pair.outer().is_some() || self.piece[0] > 0.0)) {
            return false;
        }
        let seen = if k == 0 { -1.0 } else { self.known[k - 1].excess };
        let most = self.most(k);
        most > 0.0 && most > seen.max(self.known[k].excess) + TIGHT
    }

    /// The most that the excess may be between places k − 1 and k.
    fn most(&self, k: usize) -> f64 {
        match self.pair.outer() {
            None => self.terms.iter().map(|own| most_between(own, k)).sum::<f64>() - 1.0,
            Some(i) => {
                let lost = self.terms[i][k - 1].lost;
                (most_between(&self.terms[1 - i], k) - lost) / lost
            }
        }
    }

    /// The place with the most excess: of those seen, or the top between others.
    fn top(&self) -> Option<Known> {
        let excess = |k: usize| self.known.get(k).map_or(f64::NEG_INFINITY, |known| known.excess);
        let best = |one: Known, two: Known| if two.excess > one.excess { two } else { one };
        let seen = self.known.iter().copied().reduce(best)?;
        if seen.excess > ROUNDING {
            return Some(seen);
        }
        let is_top =
            |k: &usize| excess(*k) >= excess(k + 1) && (*k == 0 || excess(*k) >= excess(k - 1));
        let near = |k: &usize| excess(*k) > -TIGHT * 4.0;
        let tops = (0..self.known.len()).filter(is_top).filter(near);
        Some(tops.map(|k| self.follow(k)).fold(seen, best))
    }

    /// The top beside place k by golden sections, until it is in the gap.
    fn follow(&self, k: usize) -> Known {
        const SECTION: f64 = 0.618_033_988_749_894_9;
        let low = if k > 0 { self.g(k - 1) } else { least_g(&self.pair.from).min(self.g(0)) };
        let high = self.g((k + 1).min(self.known.len() - 1));
        let at =
            |share: f64| self.pair.know(&self.pair.both(self.side * between(low, high, share)));
        let (mut left, mut right) = (0.0, 1.0);
        let (mut one, mut two) = (at(1.0 - SECTION), at(SECTION));
        for _ in 0..SECTIONS {
            if one.excess.max(two.excess) > ROUNDING {
                break;
            }
            if one.excess >= two.excess {
                right = left + SECTION * (right - left);
                (two, one) = (one, at(right - SECTION * (right - left)));
            } else {
                left = right - SECTION * (right - left);
                (one, two) = (two, at(left + SECTION * (right - left)));
            }
        }
        if one.excess >= two.excess { one } else { two }
    }
}
