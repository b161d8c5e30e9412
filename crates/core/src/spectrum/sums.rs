//! The sums over modes that every formula is made of.
//!
//! With a = σ/(σ+κ) and b = κ/(σ+κ), each is a sum of positives: 1 − a is never formed.

use super::modes::Modes;
use crate::sum::sum_over;

/// Where the P largest modes end: `whole` listed entries and `part` modes of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Entries that lie wholly among the P largest.
    pub whole: usize,
    /// How many modes of entry `whole` also do.
    pub part: f64,
    /// P − rank where it is positive.
    pub spare: f64,
}

/// Sums on both sides of a [`Split`].
#[derive(Debug, Clone, Copy)]
pub struct Sides {
    /// Σ b over the P largest modes.
    pub top: f64,
    /// Σ a over the others.
    pub rest: f64,
    /// Σ ab over the P largest modes.
    pub top_slope: f64,
    /// Σ ab over the others.
    pub rest_slope: f64,
}

/// Sums over all modes at one κ, weighted by a test spectrum σ'.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shifted {
    /// κ² Σ w̄² σ'/(σ+κ)².
    pub bias: f64,
    /// Σ σ' σ/(σ+κ)².
    pub resolved: f64,
    /// Σ σ' κ/(σ+κ)² over modes of non-zero variance.
    pub unresolved: f64,
    /// What modes of zero variance add to it, Σ σ'/κ.
    pub null: f64,
    /// That times `mixed`: Σ σ' Σ w̄² a².
    pub null_mixed: f64,
    /// That times df₁ − df₂: Σ σ' Σ σ/(σ+κ)².
    pub null_gap: f64,
}

/// Sums over all modes at one κ.
#[derive(Debug, Clone, Copy)]
pub struct Sums {
    /// df₁ = Σ a.
    pub df1: f64,
    /// df₂ = Σ a².
    pub df2: f64,
    /// df₁ − df₂ = Σ ab.
    pub df_gap: f64,
    /// κ² Σ w̄² σ/(σ+κ)², the squared bias.
    pub bias: f64,
    /// κ² Σ w̄² σ²/(σ+κ)³ = Σ w̄² κ a² b / κ, half of d bias / d ln κ.
    pub bias_slope: f64,
    /// Σ a² b, half of −d df₂ / d ln κ.
    pub df2_slope: f64,
    /// κ Σ w̄² σ²/(σ+κ)² = Σ w̄² σ a b: what random features add to the bias, up to a factor.
    pub mixed: f64,
}

impl Modes {
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

    /// Σ a²b, and with weights n for w̄²: κ Σ n σ/(σ+κ)³; halves of how the sums of samples fall with ln κ.
    pub fn sample_slopes(&self, kappa: f64) -> [f64; 2] {
        sum_over(0..self.values.len(), |i| {
            let (s, n, m) = (self.values[i], self.squared[i], self.multiplicity(i));
            let q = 1.0 / (s + kappa);
            let (a, b) = (s * q, kappa * q);
            [m * a * a * b, m * n * a * b * q]
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
