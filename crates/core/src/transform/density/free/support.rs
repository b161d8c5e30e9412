//! Where the density of a free sum is: what remains between its gaps.
//!
//! Each gap comes from one gap of either term, and holds the g with s₁ + s₂ > 1, s = −g² dz/dg. Two gaps from one pair
//! would have the same number of eigenvalues above them, hence there is one at most, and a sign to bisect.

use super::place::{End, Gap, Place};
use super::range::{Range, between};
use crate::order::sort_by_key;
use crate::transform::density::law::{Atom, Law};

/// Steps of bisection; edges are extremes of z(g), which double the digits.
const MOST_STEPS: usize = 200;

/// Golden sections for a gap that no place of the scan lies in.
const SECTIONS: usize = 40;

/// s₁ + s₂ − 1 below this is rounding error.
const ROUNDING: f64 = 1e-13;

/// A gap may have so much more of s₁ + s₂ between the places of the scan.
const MARGIN: f64 = 0.1;

/// Parts narrower than this share of the support are no parts.
const NO_WIDTH: f64 = 1e-14;

/// A gap of the sum.
#[derive(Debug, Clone, Copy)]
pub struct FreeGap {
    from: [Gap; 2],
    /// The end from which x rises, with its g as `at`.
    pub left: End,
    /// The end to which x rises.
    pub right: End,
    /// The share of eigenvalues above, at positive g of the outer gap.
    pub above: f64,
}

/// One interval of the bulk with the g of its edges.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// A number nearby, which edges are counted from.
    pub from: f64,
    /// The lower edge.
    pub low: f64,
    /// The upper edge.
    pub high: f64,
    /// The share of eigenvalues above either.
    pub above: [f64; 2],
    /// The gaps below and above, by index.
    pub gaps: [usize; 2],
}

impl Part {
    /// x of both edges.
    pub fn edges(&self) -> [f64; 2] {
        [self.low, self.high].map(|way| self.from + way)
    }
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

/// R adds, and z.
fn place(terms: &[Law; 2], from: &[Gap; 2], g: f64) -> Place {
    let [one, two] = [0, 1].map(|i| terms[i].inverse(&from[i], g));
    join(from, &one, &two)
}

/// x = ω₁ + R₂; far outside of the first, where ω₁ is large, ω₂ + R₁.
fn join(from: &[Gap; 2], one: &Place, two: &Place) -> Place {
    let (g, r, lost) = (one.g, one.r + two.r, one.lost + two.lost);
    let [is_outer, both] =
        [from[0].is_outer && !from[1].is_outer, from[0].is_outer && from[1].is_outer];
    let far = is_outer && (g * from[0].right.up_to(&from[0].left)).abs() < 1.0;
    let (base, way) = if far { (two.from, two.way + one.r) } else { (one.from, one.way + two.r) };
    let s = match (is_outer, from[1].is_outer) {
        _ if both => 1.0 - lost,
        (true, _) => two.s - one.lost,
        (_, true) => one.s - two.lost,
        _ => one.s + two.s - 1.0,
    };
    Place { g, from: base, way, r, s, lost }
}

impl Support {
    /// Of two laws.
    pub fn of(terms: &[Law; 2]) -> Self {
        let ranges = [0, 1].map(|i| Range::all(&terms[i]));
        let mut gaps = vec![outer(terms, &ranges)];
        for (i, one) in ranges[0].iter().enumerate() {
            for (j, two) in ranges[1].iter().enumerate() {
                let hopeless = one.most + two.most <= 1.0 + ROUNDING;
                if (i == 0 && j == 0) || hopeless {
                    continue;
                }
                let found = inner(terms, [one, two]);
                gaps.extend(found.filter(|gap| has_width(&gap.left, &gap.right)));
            }
        }
        gaps[1..].sort_by(|a, b| b.left.up_to(&a.left).total_cmp(&0.0));
        let (parts, atoms) = parts(&gaps);
        Self { gaps, parts, atoms }
    }
}

/// Whether one end lies above another by more than rounding.
fn has_width(low: &End, high: &End) -> bool {
    let size = low.way.abs() + high.way.abs() + (high.from - low.from).abs();
    low.up_to(high) > NO_WIDTH * size
}

/// What is between the gaps: a density, or an atom where there is no width.
fn parts(gaps: &[FreeGap]) -> (Vec<Part>, Vec<Atom>) {
    let (mut parts, mut atoms) = (Vec::new(), Vec::new());
    for below in 0..gaps.len() {
        let above = (below + 1) % gaps.len();
        let (low, high) = (gaps[below].right, gaps[above].left);
        let share_below = if below == 0 { 1.0 } else { gaps[below].above };
        let shares = [share_below, gaps[above].above];
        if has_width(&low, &high) {
            let ends = [low.way, (high.from - low.from) + high.way];
            let gaps = [below, above];
            parts.push(Part { from: low.from, low: ends[0], high: ends[1], above: shares, gaps });
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

/// The end of a gap between a g inside and one outside, or an infinite one where atoms meet.
fn find_end(terms: &[Law; 2], from: &[Gap; 2], (inside, outside): (f64, f64)) -> End {
    let ends = from.map(|gap| if outside > 0.0 { gap.left } else { gap.right });
    let mass = ends[0].mass + ends[1].mass - 1.0;
    if outside.is_infinite() && mass >= -ROUNDING {
        let mass = if mass > ROUNDING { mass } else { 0.0 };
        let way = ends[0].way + ends[1].x();
        return End { at: outside, from: ends[0].from, way, mass };
    }
    let (mut inside, mut outside) = (inside, outside);
    for _ in 0..MOST_STEPS {
        let middle = between(inside, outside, 0.5);
        if middle <= inside.min(outside) || middle >= inside.max(outside) {
            break;
        }
        if place(terms, from, middle).s > 0.0 { inside = middle } else { outside = middle }
    }
    let Place { from, way, .. } = place(terms, from, inside);
    End { at: inside, from, way, mass: 0.0 }
}

/// The gap of the sum that comes from a pair of which one at least is not the outer one, if there is one.
fn inner(terms: &[Law; 2], ranges: [&Range; 2]) -> Option<FreeGap> {
    let from = ranges.map(|range| range.gap);
    let places = scan(terms, ranges);
    let best = (0..places.len()).max_by(|i, j| places[*i].s.total_cmp(&places[*j].s))?;
    if places[best].s <= -MARGIN {
        return None;
    }
    let top = if places[best].s > ROUNDING {
        places[best]
    } else {
        let [left, right] = [best.saturating_sub(1), (best + 1).min(places.len() - 1)];
        refine(terms, &from, [places[left].g, places[right].g])
    };
    if top.s <= ROUNDING {
        return None;
    }
    let (least, most) = (ranges[0].low.max(ranges[1].low), ranges[0].high.min(ranges[1].high));
    let closed = |place: &&Place| place.s <= 0.0;
    let below = places.iter().rev().filter(|place| place.g < top.g).find(closed);
    let above = places.iter().filter(|place| place.g > top.g).find(closed);
    let left = find_end(terms, &from, (top.g, above.map_or(most, |place| place.g)));
    let right = find_end(terms, &from, (top.g, below.map_or(least, |place| place.g)));
    let shares = from[0].above(top.g) + from[1].above(top.g);
    let above = if top.g < 0.0 { shares - 1.0 } else { shares };
    Some(FreeGap { from, left, right, above })
}

/// Places of the pair that may be in a gap, and neighbours of those, ascending in g.
fn scan(terms: &[Law; 2], ranges: [&Range; 2]) -> Vec<Place> {
    let from = ranges.map(|range| range.gap);
    let mut all = Vec::new();
    for (i, other) in [(0, 1), (1, 0)] {
        if from[i].is_outer {
            continue;
        }
        let places = &ranges[i].places;
        let hope: Vec<bool> = places
            .iter()
            .map(|place| place.s + ranges[other].bound(place.g) - 1.0 > -MARGIN)
            .collect();
        let near = |j: usize| hope[j.saturating_sub(1)..(j + 2).min(hope.len())].contains(&true);
        for (j, own) in places.iter().enumerate() {
            if near(j) && ranges[other].holds(own.g) {
                let there = terms[other].inverse(&from[other], own.g);
                let pair = if i == 0 { [own, &there] } else { [&there, own] };
                all.push(join(&from, pair[0], pair[1]));
            }
        }
    }
    all.retain(|place| place.s.is_finite());
    sort_by_key(&mut all, |place| place.g);
    all
}

/// The most of s between two g.
fn refine(terms: &[Law; 2], from: &[Gap; 2], [low, high]: [f64; 2]) -> Place {
    const SECTION: f64 = 0.618_033_988_749_894_9;
    let at = |share: f64| place(terms, from, between(low, high, share));
    let (mut left, mut right) = (0.0, 1.0);
    let (mut one, mut two) = (at(1.0 - SECTION), at(SECTION));
    for _ in 0..SECTIONS {
        if one.s.max(two.s) > ROUNDING {
            break;
        }
        if one.s >= two.s {
            right = left + SECTION * (right - left);
            two = one;
            one = at(right - SECTION * (right - left));
        } else {
            left = right - SECTION * (right - left);
            one = two;
            two = at(left + SECTION * (right - left));
        }
    }
    if one.s >= two.s { one } else { two }
}
