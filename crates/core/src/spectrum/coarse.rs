//! Long spectra with neighbouring modes merged: where sums over modes only have to show where to look.

use super::Modes;
use crate::sum::sum_over;

/// Shorter lists are not merged.
const LONG: usize = 20_000;

/// Eigenvalues within this factor become one: sums over modes change by less than its square.
const RATIO: f64 = 0.99;

impl Modes {
    /// The same population with neighbouring eigenvalues merged, trace, rank and signal kept: sums over
    /// modes are right to about 10⁻⁵. `None` where the list is short or does not shrink.
    pub fn coarse(&self) -> Option<Self> {
        if self.listed() < LONG || self.law().is_some() {
            return None;
        }
        let (mut values, mut counts, mut squared) = (Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        while start < self.listed() {
            let least = RATIO * self.entry(start).0;
            let end = (start..self.listed()).find(|i| self.entry(*i).0 < least);
            let end = end.unwrap_or(self.listed());
            let [count, trace, signal] = sum_over(start..end, |i| {
                let (value, count, squared) = self.entry(i);
                [count, count * value, count * value * squared]
            });
            values.push(trace / count);
            counts.push(count);
            squared.push(signal / trace);
            start = end;
        }
        (values.len() <= self.listed() / 4).then(|| self.merged(values, counts, squared))
    }
}
