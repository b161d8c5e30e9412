//! Means and spreads that grow value by value.

/// The running mean of a quantity and the sum of squared deviations from it (Welford).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moments {
    /// How many values.
    pub count: f64,
    /// Their mean.
    pub mean: f64,
    /// Σ (x − mean)².
    pub spread: f64,
}

impl Moments {
    /// Takes one value.
    pub fn take(&mut self, x: f64) {
        self.count += 1.0;
        // The second case keeps an infinity that every value is.
        if self.count > 1.0 && x.to_bits() != self.mean.to_bits() {
            let before = x - self.mean;
            self.mean += before / self.count;
            self.spread += before * (x - self.mean);
        } else {
            self.mean = x;
        }
    }
}
