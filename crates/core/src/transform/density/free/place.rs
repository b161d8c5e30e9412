//! Laws on the real axis outside their support, by g = G(x): the inverse z(g), which under sums adds.

use crate::order::sort_by_key;
use crate::transform::complex::Complex;
use crate::transform::density::clusters::Seen;
use crate::transform::density::curve::support::Bulk;
use crate::transform::density::law::{Atom, Law};
use crate::transform::density::listed::Listed;
use crate::transform::density::sum::{Boundary, Interval, Noise, Spot};
use crate::transform::newton::newton;

/// A place with its transforms.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// G.
    pub g: f64,
    /// A number nearby, which x is counted from.
    pub from: f64,
    /// x = z(g), less that.
    pub way: f64,
    /// R(g) = x − 1/g.
    pub r: f64,
    /// −g² dz/dg = G²/(−G'), at most one.
    pub s: f64,
    /// 1 − s, formed without a subtraction where s is near one.
    pub lost: f64,
}

/// Where x is far from the support g is small and 1 − s the accurate one.
const MOSTLY: f64 = 0.5;

/// Beside the zero of G, below this share of what is sought, its logarithm is no measure.
const NEAR_ZERO: f64 = 1e-2;

/// The logarithm of the factor by which a step from there comes nearer at most.
const NEARER: f64 = 9.0;

/// One end of a gap.
#[derive(Debug, Clone, Copy)]
pub struct End {
    /// The law's own coordinate there.
    pub at: f64,
    /// A number nearby, which x is counted from.
    pub from: f64,
    /// x, less that.
    pub way: f64,
    /// The share of an atom there.
    pub mass: f64,
}

impl End {
    /// At x.
    pub fn new(at: f64, x: f64, mass: f64) -> Self {
        Self { at, from: x, way: 0.0, mass }
    }

    /// x.
    pub fn x(&self) -> f64 {
        self.from + self.way
    }

    /// How much higher another end lies.
    pub fn up_to(&self, other: &Self) -> f64 {
        (other.from - self.from) + (other.way - self.way)
    }
}

/// An interval without eigenvalues between two ends, or what lies outside of both.
#[derive(Debug, Clone, Copy)]
pub struct Gap {
    /// The end from which x rises: the upper edge of what lies below it.
    pub left: End,
    /// The end to which x rises.
    pub right: End,
    /// Whether x passes through infinity.
    pub is_outer: bool,
    /// The share of eigenvalues above, at positive g of the outer gap.
    pub above: f64,
    /// Which, among the gaps of a free sum.
    pub index: usize,
}

impl Gap {
    /// The share of eigenvalues above.
    pub fn above(&self, g: f64) -> f64 {
        if self.is_outer && g < 0.0 { 1.0 } else { self.above }
    }
}

impl Law {
    /// All gaps: the outer one, then the inner ones ascending.
    pub fn gaps(&self) -> Vec<Gap> {
        let ends = match self {
            Self::Atoms(list, _) => {
                list.atoms.iter().map(|atom| atom_ends(atom, atom.at)).collect()
            }
            Self::Semicircle(mean, radius, _) => {
                let end = |x: f64| End::new(x, x, 0.0);
                vec![[end(mean - radius), end(mean + radius)]]
            }
            Self::Curve(curve, bulks) => {
                let edge = |radius: f64| {
                    let x = if radius > 0.0 { curve.real_point(radius).x } else { 0.0 };
                    End::new(radius, x, 0.0)
                };
                let bulk = |bulk: &Bulk| [edge(bulk.low), edge(bulk.high)];
                let atoms = self.atoms();
                atoms
                    .iter()
                    .map(|atom| atom_ends(atom, 0.0))
                    .chain(bulks.iter().map(bulk))
                    .collect()
            }
            Self::Sum(boundary, parts) => sum_ends(boundary, parts),
            Self::Free(free) => return free.gaps(),
        };
        between(&ends, |gap| self.share_above(gap))
    }

    fn share_above(&self, gap: [&End; 2]) -> f64 {
        let x = gap[0].x() + 0.5 * gap[0].up_to(gap[1]);
        1.0 - self.at(x).1
    }

    /// The place at g, which must be between those at the gap's ends.
    pub fn inverse(&self, gap: &Gap, g: f64) -> Place {
        match self {
            Self::Atoms(list, _) => listed(list, gap, g),
            Self::Semicircle(mean, radius, _) => {
                let variance = 0.25 * radius * radius;
                let lost = variance * g * g;
                let r = mean + variance * g;
                let way = variance * g + 1.0 / g;
                Place { g, from: *mean, way, r, s: 1.0 - lost, lost }
            }
            Self::Curve(curve, _) => solve(gap, g, |from, way| curve.place(from + way)),
            Self::Sum(boundary, _) => added(&boundary.noise, &listed(&boundary.listed, gap, g)),
            Self::Free(free) => free.inverse(gap, g),
        }
    }
}

fn atom_ends(atom: &Atom, at: f64) -> [End; 2] {
    [End::new(at, atom.at, atom.mass); 2]
}

/// Gaps between pieces of a support, each given by its two ends.
fn between(pieces: &[[End; 2]], above: impl Fn([&End; 2]) -> f64) -> Vec<Gap> {
    let (first, last) = (pieces[0][0], pieces[pieces.len() - 1][1]);
    let outer = Gap { left: last, right: first, is_outer: true, above: 0.0, index: 0 };
    let inner = pieces.windows(2).filter(|pair| pair[0][1].up_to(&pair[1][0]) > 0.0).map(|pair| {
        let (left, right) = (pair[0][1], pair[1][0]);
        Gap { left, right, is_outer: false, above: above([&left, &right]), index: 0 }
    });
    std::iter::once(outer).chain(inner).collect()
}

fn sum_ends(boundary: &Boundary, parts: &[Interval]) -> Vec<[End; 2]> {
    let edge = |u: Spot| End::new(u.u(), boundary.real_point(u).x(), 0.0);
    let atoms = crate::transform::density::sum::place::atoms(boundary);
    let atoms = atoms.iter().map(|atom| atom_ends(atom, atom.at - boundary.noise.drift));
    let parts = parts.iter().map(|part| [edge(part.low), edge(part.high)]);
    let mut all: Vec<[End; 2]> = atoms.chain(parts).collect();
    sort_by_key(&mut all, |ends| ends[0].x());
    all
}

/// Solves G = g by Newton in the distance from the end where G has that sign. `place` takes an end and the way from it,
/// and gives dG beside the place.
pub fn solve(gap: &Gap, g: f64, place: impl Fn(f64, f64) -> (Place, f64)) -> Place {
    let span = if gap.is_outer { f64::INFINITY } else { gap.right.at - gap.left.at };
    let (from, side) = if g >= 0.0 { (gap.left.at, 1.0) } else { (gap.right.at, -1.0) };
    let start = if gap.is_outer { 1.0 / g.abs() } else { 0.5 * span };
    let (distance, _) = newton(start, (0.0, span), |distance| {
        let (found, slope) = place(from, side * distance);
        let (own, wanted, slope) = (side * found.g, side * g, slope * distance);
        if own > NEAR_ZERO * wanted && wanted > 0.0 {
            (libm::log(own / wanted), slope / own)
        } else {
            // Nearer by at most a factor: a line ends where the logarithm takes over.
            (own - wanted, slope.min((own - wanted) / NEARER))
        }
    });
    Place { g, ..place(from, side * distance).0 }
}

/// The places of listed eigenvalues.
pub fn listed(list: &Listed, gap: &Gap, g: f64) -> Place {
    if let [only] = list.atoms.as_slice() {
        return Place { g, from: only.at, way: 1.0 / g, r: only.at, s: 1.0, lost: 0.0 };
    }
    solve(gap, g, |from, way| listed_place(list, from, way))
}

/// s = G²/(−G') and lost = Σ p (q − q̄)²/(−G'), q = 1/(x − a).
pub fn listed_place(list: &Listed, from: f64, way: f64) -> (Place, f64) {
    if let [only] = list.atoms.as_slice() {
        let g = 1.0 / ((from - only.at) + way);
        return (Place { g, from, way, r: only.at, s: 1.0, lost: 0.0 }, -g * g);
    }
    let seen = list.seen(from, Complex::real(way));
    let q = |each: &Seen| 1.0 / (((from - each.from) - each.way) + way);
    let [g, square] = seen.sums(|each| {
        let (q, mass) = (q(each), each.mass);
        [mass * q, mass * q * q]
    });
    let [apart, pull] = seen.sums(|each| {
        let (q, mass) = (q(each), each.mass);
        [mass * (q - g) * (q - g), mass * ((each.from - list.mean) + each.way) * q]
    });
    let r = list.mean + pull / g;
    (Place { g, from, way, r, s: g * (g / square), lost: apart / square }, -square)
}

/// The place of a sum from that of its spectrum.
pub fn added(noise: &Noise, own: &Place) -> Place {
    let g = own.g;
    let start = (noise.variance * g, noise.variance * g * g);
    let (r, lost) = noise.jumps.iter().fold(start, |(r, lost), jump| {
        let share = 1.0 / (1.0 - jump.size * g);
        let pull = jump.size * g * share;
        (r + jump.rate * jump.size * share, lost + jump.rate * pull * pull)
    });
    let all = own.lost + lost;
    let s = if all < MOSTLY { 1.0 - all } else { own.s - lost };
    let (from, way) = (own.from + noise.drift, own.way + r);
    Place { g, from, way, r: own.r + noise.drift + r, s, lost: all }
}
