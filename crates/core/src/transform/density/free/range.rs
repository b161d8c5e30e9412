//! The g that the gaps of a law have, and places to look for those of a sum.

use super::place::{Gap, Place, added, listed_place};
use crate::order::sort_by_key;
use crate::transform::density::law::Law;
use crate::transform::density::sum::Spot;

/// How close to an end, as a share e^(−y) of the gap, places are looked for.
const CLOSEST: f64 = 34.0;

/// How far outside, as a multiple e^y of the support.
const FAR: f64 = 5.0;

/// Places on either side of a gap.
const PLACES: usize = 24;

/// A gap with the g that it has.
#[derive(Debug)]
pub struct Range {
    /// The gap.
    pub gap: Gap,
    /// Least g, minus infinity beside an atom.
    pub low: f64,
    /// Most g.
    pub high: f64,
    /// Places in it, by falling g.
    pub places: Vec<Place>,
    /// What s can be at positive and at negative g, from zero on.
    flanks: [Vec<Cell>; 2],
}

/// Neighbouring |g| with what s is at most between them.
#[derive(Debug, Clone, Copy)]
struct Cell {
    far: f64,
    most: f64,
}

impl Range {
    /// Those of a law.
    pub fn all(law: &Law) -> Vec<Self> {
        let gaps = law.gaps();
        let reach = gaps[0].right.up_to(&gaps[0].left);
        gaps.into_iter().map(|gap| Self::of(law, gap, reach)).collect()
    }

    fn of(law: &Law, gap: Gap, reach: f64) -> Self {
        let high = if gap.left.mass > 0.0 { f64::INFINITY } else { law.g_at(&gap, 1.0) };
        let low = if gap.right.mass > 0.0 { f64::NEG_INFINITY } else { law.g_at(&gap, -1.0) };
        let mut range = Self { gap, low, high, places: Vec::new(), flanks: [vec![], vec![]] };
        range.places = range.look(law, reach);
        range.flanks = [1.0, -1.0].map(|side| range.cells(side));
        range
    }

    /// Whether g is one of them.
    pub fn holds(&self, g: f64) -> bool {
        g > self.low && g < self.high
    }

    /// On either side of the zero of G the law's F = 1/G has F' = 1/s = 1 + Σ w/(x − z)² with all z outside, convex in x:
    /// between places s is at most what the lines through their neighbours on either side allow.
    fn cells(&self, side: f64) -> Vec<Cell> {
        let (own, end) = (self.flank(side), self.end(side));
        if self.gap.is_outer {
            // There s falls with |g| from one.
            let s = std::iter::once(1.0).chain(own.iter().map(|place| place.s));
            let far = own.iter().map(|place| side * place.g).chain([end]);
            return far.zip(s).map(|(far, most)| Cell { far, most }).collect();
        }
        let inner = (0..=own.len()).map(|k| Cell {
            far: own.get(k).map_or(end, |place| side * place.g),
            most: most_between(&own, k),
        });
        inner.collect()
    }

    /// Places on one side, by rising |g|.
    fn flank(&self, side: f64) -> Vec<Place> {
        let mut own: Vec<Place> =
            self.places.iter().copied().filter(|p| p.g * side > 0.0).collect();
        if side > 0.0 {
            own.reverse();
        }
        own
    }

    /// Places on a piece of |g| on one side, and the next on either side of it.
    pub fn around(&self, side: f64, [low, high]: [f64; 2]) -> Vec<Place> {
        let own = self.flank(side);
        let first = own.partition_point(|place| side * place.g < low);
        let last = own.partition_point(|place| side * place.g <= high);
        own[first.saturating_sub(1)..(last + 1).min(own.len())].to_vec()
    }

    /// Pieces of |g| in which s of both ranges may add up to more than one.
    pub fn pieces(&self, other: &Self, side: f64) -> Vec<[f64; 2]> {
        let [one, two] = [self, other].map(|range| &range.flanks[usize::from(side < 0.0)]);
        let (mut i, mut j, mut near) = (0, 0, 0.0);
        let mut pieces: Vec<[f64; 2]> = Vec::new();
        while i < one.len() && j < two.len() {
            let far = one[i].far.min(two[j].far);
            if one[i].most + two[j].most > 1.0 && far > near {
                match pieces.last_mut() {
                    Some(last) if last[1] >= near => last[1] = far,
                    _ => pieces.push([near, far]),
                }
            }
            (near, i, j) =
                (far, i + usize::from(one[i].far <= far), j + usize::from(two[j].far <= far));
        }
        pieces
    }

    /// The most of s on one side.
    pub fn most(&self, side: f64) -> f64 {
        self.flanks[usize::from(side < 0.0)].iter().fold(0.0, |most, cell| cell.most.max(most))
    }

    /// The largest |g| on one side.
    pub fn end(&self, side: f64) -> f64 {
        if side > 0.0 { self.high } else { -self.low }
    }

    /// The smallest |g| looked at on one side.
    pub fn least(&self, side: f64) -> f64 {
        let all = self.places.iter().map(|place| side * place.g).filter(|g| *g > 0.0);
        all.fold(f64::INFINITY, f64::min)
    }

    /// Places closer and closer to either end, and of the outer gap also far away.
    fn look(&self, law: &Law, reach: f64) -> Vec<Place> {
        let share = |i: usize| (i as f64 + 0.02) / PLACES as f64;
        let each = (0..PLACES).map(|i| CLOSEST * share(i) * share(i));
        let (nearest, far) = if self.gap.is_outer { (reach, FAR) } else { (1.0, 0.0) };
        let ways: Vec<f64> = each.map(|y| 0.5 * nearest * libm::exp(far - y)).collect();
        let side = |side: f64| ways.iter().map(move |way| law.look(&self.gap, side, *way));
        let all = side(1.0).chain(side(-1.0));
        // Where all g of a gap have one sign, those of the other are none.
        let mut places: Vec<Place> =
            all.filter(|place| place.g.is_finite() && self.holds(place.g)).collect();
        sort_by_key(&mut places, |place| -place.g);
        places
    }
}

/// The most of s between places k − 1 and k of a flank, which start at the zero of G, where s is zero.
pub fn most_between(own: &[Place], k: usize) -> f64 {
    let s = |k: usize| own.get(k).map_or(0.0, |place| place.s);
    let ends = if k == 0 { s(0) } else { s(k - 1).max(s(k)) };
    // Where s goes on rising beyond, or fell before, its top is elsewhere.
    let beyond = s(k + 1) > s(k);
    let before = k >= 2 && s(k - 2) > s(k - 1);
    if own.is_empty() || beyond || before {
        return ends;
    }
    if k == 0 || k >= own.len() {
        return if k == 0 { 1.0 } else { ends };
    }
    let x = |i: usize, j: usize| (own[j].from - own[i].from) + (own[j].way - own[i].way);
    let width = x(k - 1, k);
    let slope = |i: usize, j: usize| (1.0 / s(j) - 1.0 / s(i)) / x(i, j);
    let (low, high) = (1.0 / s(k - 1), 1.0 / s(k));
    // The line through the two places before, the one through the two behind, and where they meet.
    let down = (k >= 2).then(|| slope(k - 2, k - 1));
    let up = (k + 1 < own.len()).then(|| slope(k, k + 1));
    let least = match (down, up) {
        (Some(down), Some(up)) => low + down * (high - up * width - low) / (down - up),
        (Some(down), None) => low + down * width,
        (None, Some(up)) => high - up * width,
        (None, None) => 1.0,
    };
    if least >= 1.0 { (1.0 / least).max(ends) } else { 1.0 }
}

impl Law {
    /// G at an end without an atom.
    pub fn g_at(&self, gap: &Gap, side: f64) -> f64 {
        let end = if side > 0.0 { gap.left } else { gap.right };
        match self {
            Self::Atoms(..) => f64::INFINITY * side,
            Self::Semicircle(_, radius, _) => 2.0 * side / radius,
            Self::Curve(..) if end.at.abs() <= 0.0 => f64::INFINITY * side,
            Self::Curve(curve, _) => curve.place(end.at).0.g,
            Self::Sum(boundary, _) => boundary.cauchy(Spot { from: end.at, way: 0.0 }).0,
            Self::Free(_) => end.at,
        }
    }

    /// The place a way off from one end, as a share of the gap, or of the outer one as it is.
    fn look(&self, gap: &Gap, side: f64, way: f64) -> Place {
        let end = if side > 0.0 { gap.left } else { gap.right };
        let span = match self {
            _ if gap.is_outer => 1.0,
            Self::Free(_) => gap.left.up_to(&gap.right),
            _ => gap.right.at - gap.left.at,
        };
        let way = side * way * span;
        match self {
            Self::Atoms(list, _) => listed_place(list, end.at, way).0,
            Self::Semicircle(mean, radius, _) => {
                let w = end.x() + way - mean;
                let f = 0.5 * (w + side * f64::sqrt((w * w - radius * radius).max(0.0)));
                self.inverse(gap, 1.0 / f)
            }
            Self::Curve(curve, _) => curve.place(end.at + way).0,
            Self::Sum(boundary, _) => {
                added(&boundary.noise, &listed_place(&boundary.listed, end.at, way).0)
            }
            Self::Free(_) => self.inverse(gap, side / (way.abs() + 1.0 / (side * end.at).max(0.0))),
        }
    }
}

/// Between two g, geometric where they are of one sign and far apart.
pub fn between(a: f64, b: f64, share: f64) -> f64 {
    let apart = a * b > 0.0 && (a / b > 2.0 || b / a > 2.0);
    match (a.is_infinite(), b.is_infinite()) {
        (false, true) => 16.0 * a,
        (true, false) => 16.0 * b,
        _ if apart => a * libm::pow(b / a, share),
        _ => a + share * (b - a),
    }
}
