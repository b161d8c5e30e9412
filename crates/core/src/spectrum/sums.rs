//! What the sums over modes come to.

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
