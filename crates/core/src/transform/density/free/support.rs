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
const SECTIONS: usize = 30;

/// s₁ + s₂ − 1 below this is rounding error.
const ROUNDING: f64 = 1e-13;

/// As near to g = 0, where x is infinite outside, as is needed, in inverse widths of the term.
const BESIDE_ZERO: f64 = 1e-6;

/// There may be so much more of it between the places of a scan.
const MARGIN: f64 = 0.1;

/// Steps of false position that must shorten the bracket tenfold.
const SLOW: usize = 5;

/// Edges are sought to so much of where they may be: z(g) is flat there.
const NARROW: f64 = 1e-13;

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
                if i == 0 && j == 0 {
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
    let excess = |g: f64| excess(terms, from, g);
    let bracket = one_sign(from, [inside, outside], excess);
    let at = cross(bracket, excess);
    let Place { from, way, .. } = place(terms, from, at);
    End { at, from, way, mass: 0.0 }
}

/// Where a bracket of g holds zero, at which x is infinite outside of one term: the half of it with the end.
fn one_sign(from: &[Gap; 2], [inside, outside]: [f64; 2], excess: impl Fn(f64) -> f64) -> [f64; 2] {
    if inside * outside > 0.0 {
        return [inside, outside];
    }
    let least = least_g(from).min(0.5 * inside.abs()).min(0.5 * outside.abs());
    let beside = libm::copysign(least, outside);
    if excess(beside) > 0.0 { [beside, outside] } else { [inside, -beside] }
}

/// So near to zero g may come: farther outside of a term all its levels are one.
fn least_g(from: &[Gap; 2]) -> f64 {
    let reach = |gap: &Gap| if gap.is_outer { gap.right.up_to(&gap.left) } else { f64::INFINITY };
    BESIDE_ZERO / reach(&from[0]).min(reach(&from[1]))
}

/// s₁ + s₂ − 1; outside of one term as a share of what that leaves of its s, as both fall as g².
fn excess(terms: &[Law; 2], from: &[Gap; 2], g: f64) -> f64 {
    let both = [0, 1].map(|i| terms[i].inverse(&from[i], g));
    let s = join(from, &both[0], &both[1]).s;
    let outside = (0..2).find(|i| from[*i].is_outer && !from[1 - i].is_outer);
    outside.map_or(s, |i| s / both[i].lost)
}

/// Where that passes zero, on the side of `inside`: false position (Illinois), with bisections where it is slow.
fn cross([mut inside, mut outside]: [f64; 2], excess: impl Fn(f64) -> f64) -> f64 {
    while outside.is_infinite() {
        let next = between(inside, outside, 0.5);
        if excess(next) > 0.0 && next.is_finite() { inside = next } else { outside = next }
    }
    let (first, last) = (inside, outside);
    let (mut low, mut high) = ((0.0, excess(first)), (1.0, excess(last)));
    let (mut side, mut width) = (0.0, 1.0);
    for step in 0..MOST_STEPS {
        let secant = low.0 + (high.0 - low.0) * low.1 / (low.1 - high.1);
        let slow = step % SLOW == SLOW - 1 && high.0 - low.0 > 0.1 * width;
        let is_inside = secant > low.0 && secant < high.0 && !slow;
        if step % SLOW == SLOW - 1 {
            width = high.0 - low.0;
        }
        let share = if is_inside { secant } else { 0.5 * (low.0 + high.0) };
        let g = between(first, last, share);
        if share <= low.0 || share >= high.0 || high.0 - low.0 <= NARROW {
            break;
        }
        let value = excess(g);
        if value.abs() <= ROUNDING {
            return g;
        }
        // The end that stays twice counts half.
        if value > 0.0 {
            high.1 *= if side > 0.0 { 0.5 } else { 1.0 };
            (inside, low, side) = (g, (share, value), 1.0);
        } else {
            low.1 *= if side < 0.0 { 0.5 } else { 1.0 };
            (high, side) = ((share, value), -1.0);
        }
    }
    inside
}

/// The gap of the sum that comes from a pair of which one at least is not the outer one, if there is one.
fn inner(terms: &[Law; 2], ranges: [&Range; 2]) -> Option<FreeGap> {
    let from = ranges.map(|range| range.gap);
    let hopeful = |side: &f64| ranges[0].most(*side) + ranges[1].most(*side) > 1.0;
    let mut places: Vec<Place> = Vec::new();
    for side in [1.0, -1.0].into_iter().filter(hopeful) {
        for piece in ranges[0].pieces(ranges[1], side) {
            places.extend(scan(terms, ranges, piece.map(|g| side * g)));
        }
    }
    sort_by_key(&mut places, |place| place.g);
    let best = (0..places.len()).max_by(|i, j| places[*i].s.total_cmp(&places[*j].s))?;
    let top = if places[best].s > ROUNDING {
        places[best]
    } else if excess(terms, &from, places[best].g) < -MARGIN {
        return None;
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

/// Places of the pair on a piece of g and at its ends, at the g of either range.
fn scan(terms: &[Law; 2], ranges: [&Range; 2], piece: [f64; 2]) -> Vec<Place> {
    let from = ranges.map(|range| range.gap);
    let (low, high) = (piece[0].min(piece[1]), piece[0].max(piece[1]));
    let least = least_g(&from);
    let mut all = Vec::new();
    for (i, other) in [(0, 1), (1, 0)] {
        for own in ranges[i].places.iter().filter(|own| own.g >= low && own.g <= high) {
            if ranges[other].holds(own.g) && own.g.abs() >= least {
                let there = terms[other].inverse(&from[other], own.g);
                let pair = if i == 0 { [own, &there] } else { [&there, own] };
                all.push(join(&from, pair[0], pair[1]));
            }
        }
    }
    all.retain(|place| place.s.is_finite());
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
