//! The modes of a population.

use super::infinite::InfinitePowerLaw;
use super::input_weights::Unseen;
use super::nodes::Nodes;
use super::octaves::Groups;
use crate::limits::LARGEST_EIGENVALUE;
use crate::order::descending;
use crate::report::Status;
use crate::sum::sum_over;

/// The non-zero modes of a population, largest eigenvalue first.
///
/// Sums over them at a resolution κ are in `sums`.
#[derive(Debug, Clone)]
pub struct Modes {
    pub(super) values: Vec<f64>,
    pub(super) multiplicities: Option<Vec<f64>>,
    pub(super) squared: Vec<f64>,
    pub(super) test: Option<Vec<f64>>,
    pub(super) groups: Option<Groups>,
    pub(super) null_test: f64,
    pub(super) null_trace: f64,
    pub(super) unseen: f64,
    pub(super) rank: f64,
    pub(super) dimension: f64,
    pub(super) noise: f64,
    pub(super) endless: Option<InfinitePowerLaw>,
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
            groups: None,
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

    /// The status of a solution at κ: sums over nodes are not those over all modes below a least κ.
    pub fn judge(&self, kappa: f64, status: Status) -> Status {
        let least = self.endless.map_or(0.0, |law| law.least_kappa());
        if kappa < least { status.max(Status::ReducedAccuracy) } else { status }
    }

    fn sort(&mut self) {
        if self.values.is_sorted_by(|a, b| a >= b) {
            return;
        }
        let order = descending(self.values.iter().copied());
        let apply = |data: &mut Vec<f64>| {
            *data = order.iter().map(|i| data[*i]).collect();
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

    pub(super) fn multiplicity(&self, i: usize) -> f64 {
        self.multiplicities.as_ref().map_or(1.0, |m| m[i])
    }

    /// Σ over modes of f(entry).
    pub(super) fn total(&self, f: impl Fn(usize) -> f64) -> f64 {
        sum_over(0..self.values.len(), |i| [self.multiplicity(i) * f(i)])[0]
    }

    /// The law that its entries are nodes of, where they stand for infinitely many modes.
    pub fn law(&self) -> Option<InfinitePowerLaw> {
        self.endless
    }

    /// Whether errors under a test spectrum are asked for as well.
    pub fn has_test(&self) -> bool {
        self.test.is_some()
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
}
