//! Intrinsic dimension: how many directions the points really have, from their nearest neighbours.

use super::tree::{Neighbour, Tree};
use crate::linalg::{Matrix, squared_distance};
use crate::order::{by_words, sort_by_key};
use crate::rng::Stream;

/// The quantile of the normal distribution that a two-sided 90 % interval needs.
const Z: f64 = 1.644_853_626_951_472_7;

/// Pairs that the radius of the correlation dimension is chosen from.
const SAMPLED_PAIRS: usize = 200_000;

/// Radii at which C(r) is reported.
const RADII: usize = 24;

/// More than half of the points are the nearest neighbour of their own nearest neighbour and share r₁ with it: so
/// much wider is the variance than that of independent ratios, as simulation on tori of dimension 1 to 4 has it.
const MUTUAL: f64 = 1.7;

/// The number of the random stream.
const STREAM: u64 = 0x6469_6d65;

/// A dimension with an interval that holds it nine times in ten or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dimension {
    /// The estimate.
    pub value: f64,
    /// Its interval: sampling noise and bias.
    pub interval: [f64; 2],
    /// How far bending and edges may have moved the estimate, relative to it.
    pub bias: f64,
}

impl Dimension {
    /// `share` is that of all points within a neighbourhood: one of radius s = share^(1/d) in units of the manifold. Bending
    /// of radius one changes its volume by s², edges the mean over points by s times the share of points that see them;
    /// max(s², s/3) is above the bias of spheres, tori, cubes and normal clouds of dimension 1 to 10, in simulation.
    fn new(value: f64, relative_error: f64, share: f64) -> Self {
        let radius = libm::pow(share.min(1.0), 1.0 / value);
        let bias = (radius * radius).max(radius / 3.0);
        let spread = libm::exp(Z * relative_error + bias);
        Self { value, interval: [value / spread, value * spread], bias }
    }
}

/// The points without exact copies of others, and how many those were.
pub fn without_copies(points: &Matrix) -> (Matrix, usize) {
    let bits = |i: usize| points.row(i).iter().map(|x| (x + 0.0).to_bits());
    let mut order = by_words(points.rows, bits);
    order.dedup_by(|i, j| bits(*i).eq(bits(*j)));
    order.sort_unstable();
    let copies = points.rows - order.len();
    (points.select(&order), copies)
}

/// Two nearest neighbours (Facco et al., 2017): μ = r₂/r₁ has the density d μ^(−d−1). The largest `discard` share of
/// the μ counts only as larger than the others (a censored sample), since it is where the model fails first.
pub fn two_nearest(neighbours: &[Vec<Neighbour>], discard: f64) -> Dimension {
    let mut logs: Vec<f64> = neighbours
        .iter()
        .filter(|row| row[0].0 > 0.0)
        .map(|row| 0.5 * libm::log(row[1].0 / row[0].0))
        .collect();
    logs.sort_unstable_by(f64::total_cmp);
    let kept = ((1.0 - discard) * logs.len() as f64).max(2.0) as usize;
    let kept = kept.min(logs.len());
    let rest = (logs.len() - kept) as f64 * logs[kept - 1];
    let total = logs[..kept].iter().sum::<f64>() + rest;
    // d/Σ is biased by kept/(kept − 1).
    let share = 2.0 / neighbours.len() as f64;
    Dimension::new((kept as f64 - 1.0) / total, f64::sqrt(MUTUAL / kept as f64), share)
}

/// Maximum likelihood from the k nearest neighbours (Levina and Bickel, 2004), the inverse averaged over points (MacKay
/// and Ghahramani, 2005): 1/d = mean of ln(T_k/T_j), j < k.
pub fn maximum_likelihood(neighbours: &[Vec<Neighbour>], k: usize) -> Dimension {
    let of = |row: &Vec<Neighbour>| {
        let logs = row[..k - 1].iter().map(|(squared, _)| 0.5 * libm::log(row[k - 1].0 / squared));
        logs.sum::<f64>() / (k - 1) as f64
    };
    let inverse: Vec<f64> = neighbours.iter().filter(|row| row[0].0 > 0.0).map(of).collect();
    let n = inverse.len() as f64;
    let mean = inverse.iter().sum::<f64>() / n;
    let variance = inverse.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    let error = f64::sqrt(variance / n * overlap(k)) / mean;
    Dimension::new(1.0 / mean, error, k as f64 / neighbours.len() as f64)
}

/// How much overlapping neighbourhoods widen the variance of a mean over points, as simulation on tori has it.
fn overlap(k: usize) -> f64 {
    1.0 + 0.0625 * k as f64
}

/// The correlation integral and its slope.
#[derive(Debug, Clone)]
pub struct Correlation {
    /// The dimension.
    pub dimension: Dimension,
    /// Radii,
    pub radius: Vec<f64>,
    /// and the share of pairs closer than each.
    pub share: Vec<f64>,
    /// The least and the greatest radius of the window.
    pub window: [f64; 2],
    /// Pairs within the window.
    pub pairs: usize,
}

/// Correlation dimension (Grassberger and Procaccia, 1983) in the window where C(r) runs from `window[0]` to
/// `window[1]`, by the maximum likelihood of the distances inside it (Takens, 1985).
pub fn correlation(points: &Matrix, tree: &Tree, window: [f64; 2]) -> Option<Correlation> {
    let n = points.rows;
    let all = 0.5 * n as f64 * (n as f64 - 1.0);
    let high = squared_radius(points, window[1]);
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    tree.pairs_within(high, |i, j, squared| found.push((squared, i, j)));
    // Pairs of equal distances come in the order of their points.
    sort_by_key(&mut found, |pair| pair.1 as f64 * n as f64 + pair.2 as f64);
    sort_by_key(&mut found, |pair| pair.0);
    let first = ((window[0] * all) as usize).max(1);
    let low = found.get(first).filter(|_| found.len() > first + 20)?.0;
    if low <= 0.0 {
        return None;
    }
    let (mut sums, mut counts) = (vec![0.0; n], vec![0.0; n]);
    for (squared, i, j) in &found[first..] {
        // Distances below the window are left out: each one inside has the density d r^(d−1) on (low, high).
        let log = 0.5 * libm::log(high / squared);
        for k in [*i, *j] {
            sums[k] += log;
            counts[k] += 1.0;
        }
    }
    let ratio = 0.5 * libm::log(high / low);
    let mean = sums.iter().sum::<f64>() / counts.iter().sum::<f64>();
    let value = truncated(mean, ratio)?;
    let error = correlation_error(&sums, &counts, value, ratio);
    let radius: Vec<f64> = (0..RADII)
        .map(|i| libm::exp(0.5 * libm::log(low) + ratio * i as f64 / (RADII - 1) as f64))
        .collect();
    let below = |r: &f64| found.partition_point(|pair| pair.0 < r * r) as f64 / all;
    let share = radius.iter().map(below).collect();
    Some(Correlation {
        dimension: Dimension::new(value, error, window[1]),
        share,
        window: [f64::sqrt(low), f64::sqrt(high)],
        radius,
        pairs: found.len() - first,
    })
}

/// The rate d of an exponential distribution cut at c from the mean of its values: 1/d − c/(e^(dc) − 1) = mean.
fn truncated(mean: f64, cut: f64) -> Option<f64> {
    if mean >= 0.5 * cut {
        return None;
    }
    let expected = |d: f64| 1.0 / d - cut / libm::expm1(d * cut);
    let (mut low, mut high) = (1e-9 / cut, 2.0 / mean);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if expected(middle) > mean { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}

/// Relative standard error: that of a ratio of U-statistics, 4 Σ e_i²/(Σ m_i)², through the slope of the mean in d.
fn correlation_error(sums: &[f64], counts: &[f64], d: f64, cut: f64) -> f64 {
    let total = counts.iter().sum::<f64>();
    let mean = sums.iter().sum::<f64>() / total;
    let squares = sums.iter().zip(counts).map(|(s, m)| (s - mean * m) * (s - mean * m));
    let error = 2.0 * f64::sqrt(squares.sum::<f64>()) / total;
    let e = libm::exp(-d * cut);
    let slope = 1.0 / (d * d) - cut * cut * e / ((1.0 - e) * (1.0 - e));
    error / (slope * d)
}

/// The squared radius that a share of the pairs lies within, from pairs at random.
fn squared_radius(points: &Matrix, share: f64) -> f64 {
    let n = points.rows;
    let mut stream = Stream::new(0, STREAM);
    let count = SAMPLED_PAIRS.min(n * (n - 1) / 2);
    let mut squared: Vec<f64> = (0..count)
        .map(|_| {
            let i = stream.below(n);
            let j = (i + 1 + stream.below(n - 1)) % n;
            squared_distance(points.row(i), points.row(j))
        })
        .collect();
    let place = ((share * count as f64) as usize).min(count - 1);
    *squared.select_nth_unstable_by(place, f64::total_cmp).1
}
