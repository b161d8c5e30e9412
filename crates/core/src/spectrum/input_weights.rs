//! Weights that favour some inputs: features F = Γ₀^{1/2} Z with Γ₀ diagonal in the eigenbasis of Σ.

use crate::limits::LARGEST_EIGENVALUE;

/// Columns of a population, one entry for each listed eigenvalue.
pub struct Columns<'a> {
    /// σ, then those of T = Σ^{1/2} Γ₀ Σ^{1/2}.
    pub values: &'a mut [f64],
    /// w̄², then that of Γ₀^{-1/2} w̄.
    pub squared: &'a mut [f64],
    /// The test spectrum σ', then γ₀ σ'.
    pub test: Option<&'a mut [f64]>,
    /// How many modes share each entry.
    pub multiplicities: Option<&'a [f64]>,
}

/// What features are blind to: the target along null directions of T.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Unseen {
    /// Its variance Σ w̄² σ, which acts as noise.
    pub signal: f64,
    /// The same under the test spectrum.
    pub test: f64,
}

impl Columns<'_> {
    /// Puts Γ₀^{1/2} x in place of x: features of Γ₀^{1/2} x without weights are those of x with them.
    pub fn weigh(&mut self, weights: &[f64]) -> Unseen {
        let mut unseen = Unseen::default();
        for (i, weight) in weights.iter().enumerate() {
            let (value, squared) = (self.values[i], self.squared[i]);
            let test = self.test.as_mut().map_or(0.0, |test| core::mem::take(&mut test[i]));
            self.values[i] = value * weight;
            let seen = self.values[i] * LARGEST_EIGENVALUE > 1.0;
            if seen || (value <= 0.0 && *weight * LARGEST_EIGENVALUE > 1.0) {
                self.squared[i] = squared / weight;
                self.test.iter_mut().for_each(|column| column[i] = test * weight);
                continue;
            }
            let multiplicity = self.multiplicities.map_or(1.0, |m| m[i]);
            unseen.signal += multiplicity * squared * value;
            unseen.test += multiplicity * squared * test;
            (self.values[i], self.squared[i]) = (0.0, 0.0);
        }
        unseen
    }
}
