//! The sums over modes that every formula is made of.
//!
//! With a = σ/(σ+κ) and b = κ/(σ+κ), each is a sum of positives: 1 − a is never formed.

use core::ops::Range;

use super::modes::Modes;
use super::split::Split;
use crate::sum::{sum_over, sum_rows};

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
    /// Σ f(σ, number of modes, w̄²) over some entries.
    fn over<const N: usize>(
        &self,
        range: Range<usize>,
        term: impl Fn(f64, f64, f64) -> [f64; N],
    ) -> [f64; N] {
        let counts = self.multiplicities.as_ref().map(|m| &m[range.clone()]);
        sum_rows(&self.values[range.clone()], counts, &self.squared[range], term)
    }

    /// The sums of the equation for κ, on both sides of `split`.
    pub fn sides(&self, kappa: f64, split: &Split) -> Sides {
        let from = split.whole + split.cut;
        let at = |s: f64| {
            let q = 1.0 / (s + kappa);
            (s * q, kappa * q)
        };
        let [mut top, mut top_slope] = self.over(0..split.whole, |s, m, _| {
            let (a, b) = at(s);
            [m * b, m * a * b]
        });
        let [mut rest, mut rest_slope] = self.over(from..self.values.len(), |s, m, _| {
            let (a, b) = at(s);
            [m * a, m * a * b]
        });
        let (mut cut_top, mut cut_rest) = ([0.0; 2], [0.0; 2]);
        for i in split.whole..from {
            let ((a, b), (part, other)) = (at(self.values[i]), self.shares(split, i));
            cut_top = [cut_top[0] + part * b, cut_top[1] + part * a * b];
            cut_rest = [cut_rest[0] + other * a, cut_rest[1] + other * a * b];
        }
        top += cut_top[0];
        top_slope += cut_top[1];
        rest += cut_rest[0];
        rest_slope += cut_rest[1];
        Sides { top, rest, top_slope, rest_slope }
    }

    /// The sums of the theory at one κ, which may be infinite.
    pub fn sums(&self, kappa: f64) -> Sums {
        if kappa.is_infinite() {
            return self.unlearned();
        }
        let [df1, df2, df_gap, bias, bias_slope, df2_slope, mixed] =
            self.over(0..self.values.len(), |s, m, w2| {
                let q = 1.0 / (s + kappa);
                let (a, b) = (s * q, kappa * q);
                let (ma, ab, signal) = (m * a, a * b, m * w2 * s);
                [ma, ma * a, m * ab, signal * b * b, signal * ab * b, ma * ab, signal * ab]
            });
        let bias = bias + self.unseen;
        Sums { df1, df2, df_gap, bias, bias_slope, df2_slope, mixed }
    }

    /// κ₂ T₂₂/(df₁−df₂) in the limit κ → 0: Σ w̄²/Σ σ⁻¹ over the modes there are.
    pub fn mixed_by_gap(&self) -> f64 {
        let [mixed, gap] = self.over(0..self.values.len(), |s, m, w2| [m * w2, m / s]);
        mixed / gap
    }

    /// The sums in the limit κ → ∞: nothing is resolved.
    fn unlearned(&self) -> Sums {
        let bias = self.signal();
        Sums { df1: 0.0, df2: 0.0, df_gap: 0.0, bias, bias_slope: 0.0, df2_slope: 0.0, mixed: 0.0 }
    }

    /// P(x − d(gap/P)/d ln κ) with x = λ/κ and gap = df₁ − df₂: what moves 1 − γ as κ moves. From
    /// b − ab(a−b) = b²(1+2a) and a + ab(a−b) = a²(1+2b), positives on each side of `split`.
    pub fn slack_drift(&self, kappa: f64, split: &Split) -> f64 {
        let term = |s: f64| {
            let q = 1.0 / (s + kappa);
            let (a, b) = (s * q, kappa * q);
            (b * b * (1.0 + 2.0 * a), a * a * (1.0 + 2.0 * b))
        };
        let from = split.whole + split.cut;
        let [top] = self.over(0..split.whole, |s, m, _| [m * term(s).0]);
        let [rest] = self.over(from..self.values.len(), |s, m, _| [m * term(s).1]);
        let (mut cut_top, mut cut_rest) = (0.0, 0.0);
        for i in split.whole..from {
            let ((above, below), (part, other)) = (term(self.values[i]), self.shares(split, i));
            cut_top += part * above;
            cut_rest += other * below;
        }
        split.spare + (top + cut_top) - (rest + cut_rest)
    }

    /// df₁ alone.
    pub fn df1(&self, kappa: f64) -> f64 {
        self.over(0..self.values.len(), |s, m, _| [m * (s / (s + kappa))])[0]
    }

    /// df₂ alone.
    pub fn df2(&self, kappa: f64) -> f64 {
        let term = |s: f64, m: f64, _| {
            let a = s / (s + kappa);
            [m * (a * a)]
        };
        self.over(0..self.values.len(), term)[0]
    }

    /// Σ a, Σ a² and Σ ab, with Σ σ/(σ+κ)², and with weights n for w̄²: Σ n σ/(σ+κ)², Σ n/(σ+κ)².
    pub fn sample_sums(&self, kappa: f64) -> [f64; 6] {
        self.over(0..self.values.len(), |s, m, n| {
            let q = 1.0 / (s + kappa);
            let (a, b) = (s * q, kappa * q);
            [m * a, m * a * a, m * a * b, m * a * q, m * n * a * q, m * n * q * q]
        })
    }

    /// Σ a²b, and with weights n for w̄²: κ Σ n σ/(σ+κ)³; halves of how the sums of samples fall with ln κ.
    pub fn sample_slopes(&self, kappa: f64) -> [f64; 2] {
        self.over(0..self.values.len(), |s, m, n| {
            let q = 1.0 / (s + kappa);
            let (a, b) = (s * q, kappa * q);
            [m * a * a * b, m * n * a * b * q]
        })
    }

    /// Σ a a', Σ a b' and Σ w̄² σ b b' for two resolutions: what two fits share.
    pub fn cross(&self, kappa: f64, other: f64) -> [f64; 3] {
        self.over(0..self.values.len(), |s, m, w2| {
            let (q, r) = (1.0 / (s + kappa), 1.0 / (s + other));
            let (a, b, a_other, b_other) = (s * q, kappa * q, s * r, other * r);
            [m * a * a_other, m * a * b_other, m * w2 * s * b * b_other]
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
