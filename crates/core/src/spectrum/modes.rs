//! The sums over modes that every formula is made of.

use super::infinite::InfinitePowerLaw;
use super::input_weights::Unseen;
use super::nodes::Nodes;
use super::sums::{Shifted, Sides, Split, Sums};
use crate::limits::LARGEST_EIGENVALUE;
use crate::report::Status;
use crate::sum::sum_over;

/// The non-zero modes of a population, largest eigenvalue first.
///
/// With a = σ/(σ+κ) and b = κ/(σ+κ), each sum is one of positives: 1 − a is never formed.
#[derive(Debug, Clone)]
pub struct Modes {
    values: Vec<f64>,
    multiplicities: Option<Vec<f64>>,
    squared: Vec<f64>,
    test: Option<Vec<f64>>,
    null_test: f64,
    null_trace: f64,
    unseen: f64,
    rank: f64,
    dimension: f64,
    noise: f64,
    endless: Option<InfinitePowerLaw>,
}

impl Modes {
    /// Sorts, drops zero eigenvalues and keeps what they contribute out of distribution.
    pub(super) fn new(
        values: Vec<f64>,
        multiplicities: Option<Vec<f64>>,
        squared: Vec<f64>,
        test: Option<Vec<f64>>,
        noise: f64,
    ) -> Self {
        let mut modes = Self {
            values,
            multiplicities,
            squared,
            test,
            null_test: 0.0,
            null_trace: 0.0,
            unseen: 0.0,
            rank: 0.0,
            dimension: 0.0,
            noise,
            endless: None,
        };
        modes.dimension = modes.total(|_| 1.0);
        modes.sort();
        modes.drop_null();
        modes.rank = modes.total(|_| 1.0);
        modes
    }

    /// Adds a part of the target that nothing resolves.
    pub(super) fn with_unseen(mut self, unseen: Unseen) -> Self {
        self.unseen += unseen.signal;
        self.null_test += unseen.test;
        self
    }

    /// Eigenvalues of a correlation of samples; `weights` are what the label noise has along each.
    pub fn of_samples(
        values: Vec<f64>,
        multiplicities: Option<Vec<f64>>,
        weights: Vec<f64>,
    ) -> Self {
        Self::new(values, multiplicities, weights, None, 0.0)
    }

    /// Nodes that stand for the infinitely many modes of a law.
    pub(super) fn endless(nodes: Nodes, law: InfinitePowerLaw, noise: f64) -> Self {
        let Nodes { values, multiplicities, squared } = nodes;
        let modes = Self::new(values, Some(multiplicities), squared, None, noise);
        Self { rank: f64::INFINITY, dimension: f64::INFINITY, endless: Some(law), ..modes }
    }

    /// Nodes that stand for `count` modes.
    pub(super) fn compressed(nodes: Nodes, count: f64, noise: f64) -> Self {
        let Nodes { values, multiplicities, squared } = nodes;
        let modes = Self::new(values, Some(multiplicities), squared, None, noise);
        Self { rank: count, dimension: count, ..modes }
    }

    /// The same population with other label noise.
    #[must_use]
    pub fn with_noise(&self, noise: f64) -> Self {
        Self { noise, ..self.clone() }
    }

    /// The same population with other entries, which come to as many modes and as much signal; the test
    /// spectrum, which belongs to the old ones, is left out.
    pub(super) fn merged(
        &self,
        values: Vec<f64>,
        multiplicities: Vec<f64>,
        squared: Vec<f64>,
    ) -> Self {
        let Self { unseen, rank, dimension, .. } = *self;
        let modes = Self::new(values, Some(multiplicities), squared, None, self.noise);
        Self { unseen, rank, dimension, ..modes }
    }

    /// The status of a solution at κ: sums over nodes are not those over all modes below a least κ.
    pub fn judge(&self, kappa: f64, status: Status) -> Status {
        let least = self.endless.map_or(0.0, |law| law.least_kappa());
        if kappa < least { status.max(Status::ReducedAccuracy) } else { status }
    }

    fn sort(&mut self) {
        if self.values.is_sorted_by(|a, b| a >= b) {
            return;
        }
        let mut order: Vec<u32> = (0..self.values.len() as u32).collect();
        order.sort_by(|i, j| self.values[*j as usize].total_cmp(&self.values[*i as usize]));
        let apply = |data: &mut Vec<f64>| {
            *data = order.iter().map(|i| data[*i as usize]).collect();
        };
        apply(&mut self.values);
        apply(&mut self.squared);
        self.multiplicities.iter_mut().for_each(apply);
        self.test.iter_mut().for_each(apply);
    }

    fn drop_null(&mut self) {
        // Below this a ratio of eigenvalues may leave the range of doubles.
        let kept = self.values.partition_point(|s| *s > 1.0 / LARGEST_EIGENVALUE);
        if let Some(test) = &self.test {
            let null = kept..self.values.len();
            let term = |i: usize| {
                let variance = self.multiplicity(i) * test[i];
                [variance * self.squared[i], variance]
            };
            [self.null_test, self.null_trace] = sum_over(null, term);
        }
        self.values.truncate(kept);
        self.squared.truncate(kept);
        self.multiplicities.iter_mut().for_each(|m| m.truncate(kept));
        self.test.iter_mut().for_each(|t| t.truncate(kept));
    }

    fn multiplicity(&self, i: usize) -> f64 {
        self.multiplicities.as_ref().map_or(1.0, |m| m[i])
    }

    /// Σ over modes of f(entry).
    fn total(&self, f: impl Fn(usize) -> f64) -> f64 {
        sum_over(0..self.values.len(), |i| [self.multiplicity(i) * f(i)])[0]
    }

    /// The law that its entries are nodes of, where they stand for infinitely many modes.
    pub fn law(&self) -> Option<InfinitePowerLaw> {
        self.endless
    }

    /// How many different entries there are, largest eigenvalue first.
    pub fn listed(&self) -> usize {
        self.values.len()
    }

    /// σ, the number of modes and w̄² of each, of one entry.
    pub fn entry(&self, i: usize) -> (f64, f64, f64) {
        (self.values[i], self.multiplicity(i), self.squared[i])
    }

    /// The number of non-zero modes.
    pub fn rank(&self) -> f64 {
        self.rank
    }

    /// The number of all modes D, zeros included.
    pub fn dimension(&self) -> f64 {
        self.dimension
    }

    /// The label-noise variance σ_ε².
    pub fn noise(&self) -> f64 {
        self.noise
    }

    /// The largest w̄².
    pub fn largest_squared(&self) -> f64 {
        self.squared.iter().fold(0.0, |most, w| w.max(most))
    }

    /// The largest eigenvalue.
    pub fn largest(&self) -> f64 {
        self.values[0]
    }

    /// The smallest non-zero eigenvalue.
    pub fn smallest(&self) -> f64 {
        self.values[self.values.len() - 1]
    }

    /// Tr Σ.
    pub fn trace(&self) -> f64 {
        self.total(|i| self.values[i])
    }

    /// Tr Σ².
    pub fn trace_of_square(&self) -> f64 {
        self.total(|i| self.values[i] * self.values[i])
    }

    /// The variance of the target, Σ w̄² σ.
    pub fn signal(&self) -> f64 {
        self.unseen + self.total(|i| self.squared[i] * self.values[i])
    }

    /// Σ w̄² σ², the weight of the target in the large-κ limit.
    pub fn signal_by_variance(&self) -> f64 {
        self.total(|i| self.squared[i] * self.values[i] * self.values[i])
    }

    /// Finds where the `samples` largest modes end.
    pub fn split(&self, samples: f64) -> Split {
        let Some(m) = &self.multiplicities else {
            let whole = libm::floor(samples).min(self.rank);
            let part = if samples < self.rank { samples - whole } else { 0.0 };
            return Split { whole: whole as usize, part, spare: (samples - self.rank).max(0.0) };
        };
        if samples >= self.rank {
            return Split { whole: m.len(), part: 0.0, spare: samples - self.rank };
        }
        if samples <= 0.5 * self.rank {
            return split_from_first(m, samples);
        }
        split_from_last(m, self.rank - samples)
    }

    /// Σ σ over the modes that are not among the P largest, divided by P: the ridge they act as.
    pub fn tail(&self, split: &Split, samples: f64) -> f64 {
        let cut = if split.part > 0.0 {
            (self.multiplicity(split.whole) - split.part) * self.values[split.whole]
        } else {
            0.0
        };
        let from = split.whole + usize::from(split.part > 0.0);
        let f = |i: usize| [self.multiplicity(i) * self.values[i]];
        (sum_over(from..self.values.len(), f)[0] + cut) / samples
    }

    /// The sums of the equation for κ, on both sides of `split`.
    pub fn sides(&self, kappa: f64, split: &Split) -> Sides {
        let n = self.values.len();
        let at = |i: usize| {
            let q = 1.0 / (self.values[i] + kappa);
            (self.values[i] * q, kappa * q)
        };
        let [mut top, mut top_slope] = sum_over(0..split.whole, |i| {
            let ((a, b), m) = (at(i), self.multiplicity(i));
            [m * b, m * a * b]
        });
        let cut = usize::from(split.part > 0.0);
        let [mut rest, mut rest_slope] = sum_over(split.whole + cut..n, |i| {
            let ((a, b), m) = (at(i), self.multiplicity(i));
            [m * a, m * a * b]
        });
        if cut > 0 {
            let ((a, b), other) = (at(split.whole), self.multiplicity(split.whole) - split.part);
            top += split.part * b;
            top_slope += split.part * a * b;
            rest += other * a;
            rest_slope += other * a * b;
        }
        Sides { top, rest, top_slope, rest_slope }
    }

    /// The sums of the theory at one κ, which may be infinite.
    pub fn sums(&self, kappa: f64) -> Sums {
        if kappa.is_infinite() {
            return self.unlearned();
        }
        let [df1, df2, df_gap, bias, bias_slope, df2_slope, mixed] =
            sum_over(0..self.values.len(), |i| {
                let (s, w2, m) = (self.values[i], self.squared[i], self.multiplicity(i));
                let q = 1.0 / (s + kappa);
                let (a, b) = (s * q, kappa * q);
                let (ma, ab, signal) = (m * a, a * b, m * w2 * s);
                [ma, ma * a, m * ab, signal * b * b, signal * ab * b, ma * ab, signal * ab]
            });
        let bias = bias + self.unseen;
        Sums { df1, df2, df_gap, bias, bias_slope, df2_slope, mixed }
    }

    /// The sums in the limit κ → ∞: nothing is resolved.
    fn unlearned(&self) -> Sums {
        let bias = self.signal();
        Sums { df1: 0.0, df2: 0.0, df_gap: 0.0, bias, bias_slope: 0.0, df2_slope: 0.0, mixed: 0.0 }
    }

    /// P(x − d(gap/P)/d ln κ) with x = λ/κ and gap = df₁ − df₂: what moves 1 − γ as κ moves. From
    /// b − ab(a−b) = b²(1+2a) and a + ab(a−b) = a²(1+2b), positives on each side of `split`.
    pub fn slack_drift(&self, kappa: f64, split: &Split) -> f64 {
        let term = |i: usize| {
            let q = 1.0 / (self.values[i] + kappa);
            let (a, b) = (self.values[i] * q, kappa * q);
            (b * b * (1.0 + 2.0 * a), a * a * (1.0 + 2.0 * b))
        };
        let cut = usize::from(split.part > 0.0);
        let [mut top] = sum_over(0..split.whole, |i| [self.multiplicity(i) * term(i).0]);
        let others = split.whole + cut..self.values.len();
        let [mut rest] = sum_over(others, |i| [self.multiplicity(i) * term(i).1]);
        if cut > 0 {
            let (above, below) = term(split.whole);
            top += split.part * above;
            rest += (self.multiplicity(split.whole) - split.part) * below;
        }
        split.spare + top - rest
    }

    /// df₁ alone.
    pub fn df1(&self, kappa: f64) -> f64 {
        self.total(|i| self.values[i] / (self.values[i] + kappa))
    }

    /// df₂ alone.
    pub fn df2(&self, kappa: f64) -> f64 {
        self.total(|i| {
            let a = self.values[i] / (self.values[i] + kappa);
            a * a
        })
    }

    /// Σ a, Σ a² and Σ ab, with Σ σ/(σ+κ)², and with weights n for w̄²: Σ n σ/(σ+κ)², Σ n/(σ+κ)².
    pub fn sample_sums(&self, kappa: f64) -> [f64; 6] {
        sum_over(0..self.values.len(), |i| {
            let (s, n, m) = (self.values[i], self.squared[i], self.multiplicity(i));
            let q = 1.0 / (s + kappa);
            let (a, b) = (s * q, kappa * q);
            [m * a, m * a * a, m * a * b, m * a * q, m * n * a * q, m * n * q * q]
        })
    }

    /// Σ a a', Σ a b' and Σ w̄² σ b b' for two resolutions: what two fits share.
    pub fn cross(&self, kappa: f64, other: f64) -> [f64; 3] {
        sum_over(0..self.values.len(), |i| {
            let (s, m) = (self.values[i], self.multiplicity(i));
            let (q, r) = (1.0 / (s + kappa), 1.0 / (s + other));
            let (a, b, a_other, b_other) = (s * q, kappa * q, s * r, other * r);
            [m * a * a_other, m * a * b_other, m * self.squared[i] * s * b * b_other]
        })
    }

    /// Out of distribution, σ' the test spectrum.
    pub fn shifted(&self, kappa: f64) -> Option<Shifted> {
        let test = self.test.as_ref()?;
        if kappa.is_infinite() {
            let bias = self.null_test + self.total(|i| self.squared[i] * test[i]);
            return Some(Shifted { bias, ..Shifted::default() });
        }
        let [bias, resolved, unresolved, line, rate] = sum_over(0..self.values.len(), |i| {
            let (s, t, m) = (self.values[i], test[i], self.multiplicity(i));
            let (q, w2) = (1.0 / (s + kappa), m * self.squared[i]);
            let (a, b) = (s * q, kappa * q);
            [w2 * t * b * b, m * t * a * q, m * t * b * q, w2 * a * a, m * a * q]
        });
        Some(Shifted {
            bias: bias + self.null_test,
            resolved,
            unresolved,
            null: null_share(self.null_trace, 1.0 / kappa),
            null_mixed: null_share(self.null_trace, line),
            null_gap: null_share(self.null_trace, rate),
        })
    }
}

/// A product, zero where the first factor is.
fn null_share(trace: f64, x: f64) -> f64 {
    if trace > 0.0 { trace * x } else { 0.0 }
}

/// Entries from the first on until `samples` modes are counted.
fn split_from_first(counts: &[f64], samples: f64) -> Split {
    let mut left = samples;
    for (whole, m) in counts.iter().enumerate() {
        if left < *m {
            return Split { whole, part: left, spare: 0.0 };
        }
        left -= m;
    }
    Split { whole: counts.len(), part: 0.0, spare: 0.0 }
}

/// Entries from the last on until `missing` modes are counted: exact where few are missing of many.
fn split_from_last(counts: &[f64], missing: f64) -> Split {
    let mut left = missing;
    for (whole, m) in counts.iter().enumerate().rev() {
        if left < *m {
            let (whole, part) = if left > 0.0 { (whole, m - left) } else { (whole + 1, 0.0) };
            return Split { whole, part, spare: 0.0 };
        }
        left -= m;
    }
    Split { whole: 0, part: 0.0, spare: 0.0 }
}
