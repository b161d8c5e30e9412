//! The P largest modes, and the others.

use super::modes::Modes;
use crate::sum::sum_over;

/// Where the P largest modes end: `whole` listed entries and `part` modes of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Entries that lie wholly among the P largest.
    pub whole: usize,
    /// How many modes of the entries that follow also do.
    pub part: f64,
    /// How many entries these modes are shared out to: none where `part` is zero, one, or the nodes of an octave.
    pub cut: usize,
    /// How many modes these entries stand for.
    pub of: f64,
    /// P − rank where it is positive.
    pub spare: f64,
}

impl Modes {
    /// Finds where the `samples` largest modes end.
    pub fn split(&self, samples: f64) -> Split {
        let spare = (samples - self.rank).max(0.0);
        if let Some(groups) = &self.groups {
            let (group, part) = self.place(&groups.counts, samples);
            let whole = groups.starts[group];
            let cut = if part > 0.0 { groups.starts[group + 1] - whole } else { 0 };
            let of = groups.counts.get(group).map_or(1.0, |count| *count);
            return Split { whole, part, cut, of, spare };
        }
        let (whole, part) = match &self.multiplicities {
            Some(m) => self.place(m, samples),
            None if samples < self.rank => {
                (libm::floor(samples) as usize, samples - libm::floor(samples))
            }
            None => (self.values.len(), 0.0),
        };
        let of = if part > 0.0 { self.multiplicity(whole) } else { 1.0 };
        Split { whole, part, cut: usize::from(part > 0.0), of, spare }
    }

    /// How many of these counts lie wholly among the P largest modes, and how much of the next.
    fn place(&self, counts: &[f64], samples: f64) -> (usize, f64) {
        if samples >= self.rank {
            return (counts.len(), 0.0);
        }
        if samples <= 0.5 * self.rank {
            return place_from_first(counts, samples);
        }
        place_from_last(counts, self.rank - samples)
    }

    /// How many modes of an entry that is cut are among the P largest, and how many are not.
    #[inline]
    pub(super) fn shares(&self, split: &Split, i: usize) -> (f64, f64) {
        let (m, other) = (self.multiplicity(i), split.of - split.part);
        if split.cut > 1 {
            return (m * (split.part / split.of), m * (other / split.of));
        }
        (split.part, other)
    }

    /// Σ σ over the modes that are not among the P largest, divided by P: the ridge they act as.
    pub fn tail(&self, split: &Split, samples: f64) -> f64 {
        let from = split.whole + split.cut;
        let cut: f64 = (split.whole..from).map(|i| self.shares(split, i).1 * self.values[i]).sum();
        let f = |i: usize| [self.multiplicity(i) * self.values[i]];
        (sum_over(from..self.values.len(), f)[0] + cut) / samples
    }
}

/// Counts from the first on until `samples` modes are counted.
fn place_from_first(counts: &[f64], samples: f64) -> (usize, f64) {
    let mut left = samples;
    for (whole, m) in counts.iter().enumerate() {
        if left < *m {
            return (whole, left);
        }
        left -= m;
    }
    (counts.len(), 0.0)
}

/// Counts from the last on until `missing` modes are counted: exact where few are missing of many.
fn place_from_last(counts: &[f64], missing: f64) -> (usize, f64) {
    let mut left = missing;
    for (whole, m) in counts.iter().enumerate().rev() {
        if left < *m {
            return if left > 0.0 { (whole, m - left) } else { (whole + 1, 0.0) };
        }
        left -= m;
    }
    (0, 0.0)
}
