//! The g that the gaps of a law have, and places to look for those of a sum.

use super::place::{Gap, Place, added, listed_place};
use crate::order::sort_by_key;
use crate::transform::density::law::Law;

/// How close to an end, as a share e^(−y) of the gap, places are looked for.
const CLOSEST: f64 = 34.0;

/// How far outside, as a multiple e^y of the support.
const FAR: f64 = 5.0;

/// Places on either side of a gap.
const PLACES: usize = 24;

/// What the places of a gap leave of 1 − s at its best one.
const BETWEEN: f64 = 0.9;

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
    /// The most of s.
    pub most: f64,
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
        let mut range = Self { gap, low, high, places: Vec::new(), most: 1.0 };
        range.places = range.look(law, reach);
        if !gap.is_outer {
            range.most = range.places.iter().fold(0.0, |most, place| place.s.max(most)).min(1.0);
            // Between the places of the scan there may be a little more.
            range.most = 1.0 - BETWEEN * (1.0 - range.most);
        }
        range
    }

    /// Whether g is one of them.
    pub fn holds(&self, g: f64) -> bool {
        g > self.low && g < self.high
    }

    /// About the most that s may be at g: that of the next places looked at on either side, and of the outer gap, where s
    /// falls with |g|, that of the next one farther out.
    pub fn bound(&self, g: f64) -> f64 {
        let (mut below, mut above) = ((f64::NEG_INFINITY, 0.0), (f64::INFINITY, 0.0));
        for place in &self.places {
            if place.g <= g && place.g > below.0 {
                below = (place.g, place.s);
            }
            if place.g >= g && place.g < above.0 {
                above = (place.g, place.s);
            }
        }
        if !self.gap.is_outer {
            return 1.0 - BETWEEN * (1.0 - below.1.max(above.1));
        }
        let (place, s) = if g > 0.0 { below } else { above };
        if place * g > 0.0 { s } else { 1.0 }
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

impl Law {
    /// G at an end without an atom.
    pub fn g_at(&self, gap: &Gap, side: f64) -> f64 {
        let end = if side > 0.0 { gap.left } else { gap.right };
        match self {
            Self::Atoms(..) => f64::INFINITY * side,
            Self::Semicircle(_, radius, _) => 2.0 * side / radius,
            Self::Curve(..) if end.at.abs() <= 0.0 => f64::INFINITY * side,
            Self::Curve(curve, _) => curve.place(end.at).0.g,
            Self::Sum(boundary, _) => boundary.cauchy(end.at).0,
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
            Self::Atoms(atoms, _) => listed_place(atoms, end.at, way).0,
            Self::Semicircle(mean, radius, _) => {
                let w = end.x() + way - mean;
                let f = 0.5 * (w + side * f64::sqrt((w * w - radius * radius).max(0.0)));
                self.inverse(gap, 1.0 / f)
            }
            Self::Curve(curve, _) => curve.place(end.at + way).0,
            Self::Sum(boundary, _) => {
                added(&boundary.form, &listed_place(&boundary.form.places, end.at, way).0)
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
