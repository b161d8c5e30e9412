//! Critical exponents: the scaling that lays the curves of several sizes on one.

use super::simplex::simplex;
use crate::order::sort_by_key;
use crate::rng::Stream;
use crate::scaling::fit::{interval, standard_deviation};

/// Starts of the search: exponents 1/ν, evenly apart in their logarithms, ζ, and x_c within the data.
const INVERSE_NU: (f64, f64, usize) = (0.1, 4.0, 13);
const ZETA: (f64, f64, usize) = (-2.0, 2.0, 17);
const CRITICAL: usize = 9;

/// Searches that are carried to their end.
const BEST: usize = 8;

/// Without errors each y counts as known to this share of it.
pub const ASSUMED_ERROR: f64 = 0.01;

/// Points that overlap no other curve count as this many errors off.
const APART: f64 = 5.0;

/// Fewer overlapping points than this share are no collapse.
const LEAST_OVERLAP: f64 = 0.3;

/// The number of the random stream.
const STREAM: u64 = 0x636f_6c6c;

/// One measurement: y at x in a system of this size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measurement {
    /// L.
    pub size: f64,
    /// x.
    pub x: f64,
    /// y.
    pub y: f64,
    /// Standard error of y.
    pub error: f64,
}

/// y = L^ζ F((x − x_c) L^(1/ν)).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scaling {
    /// x_c.
    pub critical: f64,
    /// 1/ν.
    pub inverse_nu: f64,
    /// ζ.
    pub zeta: f64,
}

impl Scaling {
    fn of(p: &[f64]) -> Self {
        Self { critical: p[0], inverse_nu: p[1], zeta: p[2] }
    }

    /// (x − x_c) L^(1/ν), y L^-ζ and its error.
    pub fn apply(&self, m: &Measurement) -> [f64; 3] {
        let shrink = libm::pow(m.size, -self.zeta);
        let x = (m.x - self.critical) * libm::pow(m.size, self.inverse_nu);
        [x, m.y * shrink, m.error * shrink]
    }
}

/// A collapse with what it is worth.
#[derive(Debug, Clone)]
pub struct Collapse {
    /// The best scaling.
    pub scaling: Scaling,
    /// Mean squared distance from the master curve in units of its error: one for a perfect collapse.
    pub quality: f64,
    /// The share of points that another size's curve covers.
    pub overlap: f64,
    /// Whether the data fix x_c, 1/ν and ζ: a large move of one makes the collapse worse.
    pub fixed: [bool; 3],
    /// Intervals and standard errors of the three; none without draws, and of what is known.
    pub spread: [Option<([f64; 2], f64)>; 3],
}

/// Parts of a scaling that are known beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// x_c.
    pub critical: Option<f64>,
    /// 1/ν.
    pub inverse_nu: Option<f64>,
    /// ζ.
    pub zeta: Option<f64>,
}

/// A parameter that moves by this many first steps without a loss of one error is not fixed by the data.
const LARGE: f64 = 3.0;

/// Minimises the distance of each curve from the master curve that the other sizes make (Houdayer and Hartmann, 2004).
/// Intervals come from measurements moved by their errors, widened where the collapse is worse than these.
/// `None` where hardly any points overlap.
pub fn data_collapse(
    data: &[Measurement],
    known: Known,
    (draws, seed): (usize, u64),
) -> Option<Collapse> {
    let curves = curves(data);
    let cost = |p: &[f64]| quality(&curves, Scaling::of(p)).0;
    let (low, high) =
        data.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), m| (l.min(m.x), h.max(m.x)));
    let (least, most) =
        data.iter().fold((f64::INFINITY, 0.0_f64), |(l, h), m| (l.min(m.size), h.max(m.size)));
    let edge = edges(known, high - low, libm::log(most / least));
    let mut starts: Vec<(Vec<f64>, f64)> =
        starts(known, data).into_iter().map(|p| (cost(&p), p)).map(|(v, p)| (p, v)).collect();
    sort_by_key(&mut starts, |start| start.1);
    let found = starts.iter().take(BEST).map(|(p, _)| {
        let (p, _) = simplex(p, &edge, cost);
        // A second simplex gets out of where the first one flattened.
        simplex(&p, &edge, cost)
    });
    let (best, _) = found.reduce(|x, y| if y.1 < x.1 { y } else { x })?;
    let scaling = Scaling::of(&best);
    let (_, quality, overlap) = self::quality(&curves, scaling);
    if overlap < LEAST_OVERLAP {
        return None;
    }
    let small: Vec<f64> = edge.iter().map(|e| 0.3 * e).collect();
    let widen = f64::sqrt(quality.max(1.0));
    let mut stream = Stream::new(seed, STREAM);
    let drawn: Vec<Vec<f64>> = (0..draws)
        .map(|_| {
            let moved: Vec<Measurement> = data
                .iter()
                .map(|m| Measurement { y: m.y + widen * m.error * stream.normal(), ..*m })
                .collect();
            let mut moved = self::curves(&moved);
            moved.iter_mut().for_each(|curve| curve.lean = stream.normal());
            let cost = |p: &[f64]| self::quality(&moved, Scaling::of(p)).0;
            let (p, _) = simplex(&best, &small, cost);
            simplex(&p, &small, cost).0
        })
        .collect();
    let column = |k: usize| drawn.iter().map(|p| p[k]).collect::<Vec<f64>>();
    // Draws are off from the best scaling by what that may be off from the truth, to either side.
    let one = |k: usize| {
        let [low, high] = interval(&column(k));
        let far = (best[k] - low).max(high - best[k]);
        ([best[k] - far, best[k] + far], standard_deviation(&column(k)))
    };
    Some(Collapse {
        scaling,
        quality,
        overlap,
        fixed: [0, 1, 2].map(|k| edge[k] == 0.0 || is_fixed(&curves, &best, k, LARGE * edge[k])),
        spread: [0, 1, 2].map(|k| (draws > 0 && edge[k] > 0.0).then(|| one(k))),
    })
}

/// Whether either move of a parameter takes the points that overlap more than one error off the master curve.
fn is_fixed(curves: &[Curve], best: &[f64], k: usize, far: f64) -> bool {
    let count = curves.iter().map(|curve| curve.all.len()).sum::<usize>() as f64;
    let (_, least, _) = quality(curves, Scaling::of(best));
    [far, -far].into_iter().all(|far| {
        let mut moved = best.to_vec();
        moved[k] += far;
        let (_, there, overlap) = quality(curves, Scaling::of(&moved));
        overlap < LEAST_OVERLAP || count * (there - least) > least.max(1.0)
    })
}

/// The measurements of one size, by x; and with those at one x taken together, which a polynomial needs apart.
struct Curve {
    all: Vec<Measurement>,
    together: Vec<Measurement>,
    /// How far the polynomial between measurements is moved, in units of what it may be off by.
    lean: f64,
}

fn curves(data: &[Measurement]) -> Vec<Curve> {
    let mut sorted = data.to_vec();
    sort_by_key(&mut sorted, |measurement| measurement.x);
    sort_by_key(&mut sorted, |measurement| measurement.size);
    let one = |curve: &[Measurement]| Curve {
        lean: 0.0,
        all: curve.to_vec(),
        together: curve.chunk_by(|p, q| p.x.to_bits() == q.x.to_bits()).map(mean).collect(),
    };
    sorted.chunk_by(|p, q| p.size.to_bits() == q.size.to_bits()).map(one).collect()
}

/// The weighted mean of measurements of one thing.
fn mean(same: &[Measurement]) -> Measurement {
    let weight = |m: &Measurement| 1.0 / (m.error * m.error);
    let sum: f64 = same.iter().map(weight).sum();
    let y = same.iter().map(|m| weight(m) * m.y).sum::<f64>() / sum;
    if same.len() == 1 {
        same[0]
    } else {
        Measurement { y, error: 1.0 / f64::sqrt(sum), ..same[0] }
    }
}

/// First steps: a tenth of the range of x, and exponents that move the largest size by a third beside the smallest.
fn edges(known: Known, range: f64, growth: f64) -> Vec<f64> {
    let edge = |given: Option<f64>, edge: f64| if given.is_some() { 0.0 } else { edge };
    vec![
        edge(known.critical, 0.05 * range),
        edge(known.inverse_nu, 0.3 / growth),
        edge(known.zeta, 0.3 / growth),
    ]
}

fn starts(known: Known, data: &[Measurement]) -> Vec<Vec<f64>> {
    let even = |(from, to, count): (f64, f64, usize)| -> Vec<f64> {
        (0..count).map(|i| from + (to - from) * i as f64 / (count - 1) as f64).collect()
    };
    let critical = known.critical.map_or_else(|| critical_starts(data), |x| vec![x]);
    let (from, to, count) = INVERSE_NU;
    let nu = even((libm::log(from), libm::log(to), count)).into_iter().map(libm::exp).collect();
    let nu: Vec<f64> = known.inverse_nu.map_or(nu, |x| vec![x]);
    let zeta = known.zeta.map_or_else(|| even(ZETA), |x| vec![x]);
    let mut all = vec![];
    for x in &critical {
        for n in &nu {
            all.extend(zeta.iter().map(|z| vec![*x, *n, *z]));
        }
    }
    all
}

/// Places between the measurements, and where the largest size has its peak.
fn critical_starts(data: &[Measurement]) -> Vec<f64> {
    let mut x: Vec<f64> = data.iter().map(|m| m.x).collect();
    x.sort_unstable_by(f64::total_cmp);
    let place = |i: usize| x[i * (x.len() - 1) / (CRITICAL + 1)];
    let largest = data.iter().fold(0.0_f64, |l, m| l.max(m.size));
    let peak = data
        .iter()
        .filter(|m| m.size >= largest)
        .fold((0.0, 0.0), |best, m| if m.y.abs() > best.1 { (m.x, m.y.abs()) } else { best });
    (1..=CRITICAL).map(place).chain([peak.0]).collect()
}

/// What is minimised; the quality of the overlapping points alone; and their share.
fn quality(curves: &[Curve], scaling: Scaling) -> (f64, f64, f64) {
    let masters: Vec<Vec<[f64; 3]>> = curves
        .iter()
        .map(|curve| curve.together.iter().map(|m| scaling.apply(m)).collect())
        .collect();
    let (mut sum, mut count, mut all) = (0.0, 0.0, 0.0);
    for (i, curve) in curves.iter().enumerate() {
        for [x, y, error] in curve.all.iter().map(|m| scaling.apply(m)) {
            all += 1.0;
            let others = masters.iter().zip(curves).enumerate().filter(|(j, _)| *j != i);
            let (mut weighted, mut weight) = (0.0, 0.0);
            for (master, variance) in
                others.filter_map(|(_, (other, of))| between(other, x, of.lean))
            {
                weighted += master / variance;
                weight += 1.0 / variance;
            }
            if weight > 0.0 {
                let distance = y - weighted / weight;
                sum += distance * distance / (error * error + 1.0 / weight);
                count += 1.0;
            }
        }
    }
    let mean = if count > 0.0 { sum / count } else { f64::INFINITY };
    let total = (sum + (all - count) * APART * APART) / all;
    // A scaling that separates the curves must not win by having nothing left to compare.
    (
        if count >= LEAST_OVERLAP * all { total } else { 1e6 * (2.0 - count / all) },
        mean,
        count / all,
    )
}

/// y and its variance at x, by the cubic through the four points around it, of which there are fewer near the ends. A
/// straight line would cut corners and pull the exponents towards zero. What two parabolas through three of the four differ
/// by says how far the cubic may be off where points are sparse; it joins the variance, and `lean` times of it the value.
fn between(curve: &[[f64; 3]], x: f64, lean: f64) -> Option<(f64, f64)> {
    let after = curve.partition_point(|point| point[0] <= x);
    if after == 0 || after == curve.len() {
        return None;
    }
    let around = &curve[after.saturating_sub(2)..(after + 2).min(curve.len())];
    let (y, variance) = through(around, x);
    let fewer = around.len() - 1;
    let [left, right] = [&around[..fewer], &around[1..]].map(|three| through(three, x).0);
    let apart = if fewer > 1 { 0.5 * (left - right) } else { 0.0 };
    let (y, variance) = (y + lean * apart, variance + apart * apart);
    (variance.is_normal() && y.is_finite()).then_some((y, variance))
}

/// The polynomial through points, and its variance.
fn through(points: &[[f64; 3]], x: f64) -> (f64, f64) {
    points.iter().enumerate().fold((0.0, 0.0), |(y, variance), (i, point)| {
        let others = points.iter().enumerate().filter(|(j, _)| *j != i);
        let weight: f64 = others.map(|(_, other)| (x - other[0]) / (point[0] - other[0])).product();
        (y + weight * point[1], variance + weight * weight * point[2] * point[2])
    })
}
