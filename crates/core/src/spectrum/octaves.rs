//! Long lists of eigenvalues as few nodes: on each octave the weights of the modes move to Chebyshev points.

use core::ops::Range;

use super::Modes;
use super::chebyshev;
use crate::linalg::dot;
use crate::sum::sum_over;

/// Nodes of an octave. The pole −κ ≤ 0 of every sum lies at least three half lengths from its middle, so that
/// interpolation is right to (3 + √8)^-20 times a factor that grows with the order of the pole: to rounding.
const NODES: usize = 20;

/// Shorter lists are summed as they are.
const LONG: usize = 2_000;

/// Modes whose weights move together.
const CHUNK: usize = 32;

/// Fewer modes than this share of an octave's at a node are taken as many, lest its target per mode overflow.
const LEAST: f64 = 1.0 / (1_u64 << 60) as f64;

/// Entries that stand for modes only together: their weights have either sign.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    /// How many modes each group stands for.
    pub counts: Vec<f64>,
    /// The first entry of each, and the number of entries at last.
    pub starts: Vec<usize>,
}

/// Entries as they are gathered.
#[derive(Default)]
struct Gathered {
    values: Vec<f64>,
    multiplicities: Vec<f64>,
    squared: Vec<f64>,
    groups: Groups,
}

impl Modes {
    /// The same population on few nodes, for sums at κ ≥ 0 and without its test spectrum; `None` where the list is
    /// short or does not shrink to a quarter.
    ///
    /// A mode at s in [a, 2a) becomes ℓ_j(s) modes at each Chebyshev point s_j of the octave, ℓ_j the Lagrange
    /// polynomials: what is summed, a polynomial of s to rounding error uniformly in κ, keeps its sum. Octaves with
    /// few modes stay as they are.
    #[must_use]
    pub fn interpolated(&self) -> Option<Self> {
        if self.listed() < LONG || self.law().is_some() || self.groups.is_some() {
            return None;
        }
        let cosines = chebyshev::rows(NODES);
        let mut gathered = Gathered::default();
        let mut start = 0;
        while start < self.listed() {
            let exponent = libm::ilogb(self.values[start]);
            let least = libm::ldexp(1.0, exponent);
            let end = start + self.values[start..].partition_point(|s| *s >= least);
            if end - start <= 2 * NODES {
                (start..end).for_each(|i| gathered.keep(self.entry(i)));
            } else {
                gathered.spread(least, &self.moments(start..end, 2.0 / least), &cosines);
            }
            start = end;
        }
        let Gathered { values, multiplicities, squared, mut groups } = gathered;
        groups.starts.push(values.len());
        let fits = values.len() <= self.listed() / 4 && squared.iter().all(|w| w.is_finite());
        let (multiplicities, groups) = (Some(multiplicities), Some(groups));
        fits.then_some(Self { values, multiplicities, squared, test: None, groups, ..*self })
    }

    /// Σ T_k(x) over the modes of an octave, then Σ w̄² T_k(x), x = scale · σ − 3 in [−1, 1).
    fn moments(&self, range: Range<usize>, scale: f64) -> [f64; 2 * NODES] {
        sum_over(0..range.len().div_ceil(CHUNK), |chunk| {
            let start = range.start + chunk * CHUNK;
            self.chunk_moments(start..(start + CHUNK).min(range.end), scale)
        })
    }

    /// The same for at most `CHUNK` modes.
    fn chunk_moments(&self, range: Range<usize>, scale: f64) -> [f64; 2 * NODES] {
        let [mut counts, mut weights, mut twice] = [[0.0; CHUNK]; 3];
        let (mut before, mut last) = (&mut [1.0; CHUNK], &mut [0.0; CHUNK]);
        for (k, i) in range.enumerate() {
            let (value, count, squared) = self.entry(i);
            (counts[k], weights[k]) = (count, count * squared);
            last[k] = value * scale - 3.0;
            twice[k] = 2.0 * last[k];
        }
        let mut sums = [0.0; 2 * NODES];
        for k in 0..NODES {
            (sums[k], sums[NODES + k]) = (dot(&counts, before), dot(&weights, before));
            // T_{k+2} = 2x T_{k+1} − T_k.
            for i in 0..CHUNK {
                before[i] = twice[i] * last[i] - before[i];
            }
            core::mem::swap(&mut before, &mut last);
        }
        sums
    }
}

impl Gathered {
    /// One entry as it is.
    fn keep(&mut self, (value, count, squared): (f64, f64, f64)) {
        self.groups.starts.push(self.values.len());
        self.groups.counts.push(count);
        self.push(value, count, squared);
    }

    fn push(&mut self, value: f64, count: f64, squared: f64) {
        self.values.push(value);
        self.multiplicities.push(count);
        self.squared.push(squared);
    }

    /// The nodes of the octave from `low` on: Σ_i ℓ_j(x_i) is (Σ T_0 + 2 Σ_k T_k(x_j) Σ T_k)/n.
    fn spread(&mut self, low: f64, moments: &[f64; 2 * NODES], cosines: &[f64]) {
        let count = moments[0];
        self.groups.starts.push(self.values.len());
        self.groups.counts.push(count);
        for cosines in cosines.chunks_exact(NODES) {
            let at = |moments: &[f64]| {
                (moments[0] + 2.0 * dot(&moments[1..], &cosines[1..])) / NODES as f64
            };
            let (modes, target) = (at(&moments[..NODES]), at(&moments[NODES..]));
            let modes = if modes.abs() < LEAST * count { LEAST * count } else { modes };
            self.push(low * (1.5 + 0.5 * cosines[1]), modes, target / modes);
        }
    }
}
