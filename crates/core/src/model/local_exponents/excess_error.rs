//! The excess error of a point and its slopes in what it is made of.

use super::Point;
use super::drift::{Drift, Shares};
use crate::model::ensemble::{Ensemble, Over};
use crate::spectrum::Sums;

/// The excess error and its derivatives in its ingredients.
pub(super) struct ExcessError {
    pub(super) value: f64,
    /// In ln κ₂ at fixed ρ and slacks, and in ρ.
    by_kappa: f64,
    by_rho: f64,
    /// In P(1−γ₁) and P(1−γ₂).
    by_slack1: f64,
    by_slack2: f64,
}

impl ExcessError {
    /// E = B + V/f + (B+s²)[γ₂/(1−γ₂)/d + (1/(1−γ₁) − 1/(1−γ₂))/k] + V γ₁/(1−γ₁)/k, V = (1−ρ) M, for an
    /// ensemble of k that divides what features add by f and what data add by d.
    pub(super) fn new(point: &Point<'_>, shares: &Shares<'_>) -> Self {
        let Sums { bias, bias_slope, mixed, df1, df2, df_gap, .. } = *point.sums;
        let Ensemble { size, over } = point.ensemble;
        let (f, d) = match over {
            Over::Features => (size, 1.0),
            Over::Data => (1.0, size),
            Over::Both => (size, size),
        };
        let samples = point.samples;
        let other: f64 = shares.lost.iter().sum();
        let (slack1, slack2) = (shares.whole / samples, (point.open + df_gap) / samples);
        let (gamma1, gamma2) = ((other * df1 + shares.rho * df2) / samples, df2 / samples);
        let between = other * df_gap / samples / slack1 / slack2;
        let resolved = 1.0 + gamma2 / slack2 / d + between / size;
        let features = 1.0 / f + gamma1 / slack1 / size;
        let noisy = bias + point.modes.noise();
        let variance = other * mixed;
        let add = |x: f64, factor: f64| if x > 0.0 { x * factor } else { 0.0 };
        Self {
            value: add(bias, 1.0) + add(noisy, resolved - 1.0) + add(variance, features),
            by_kappa: add(bias_slope, 2.0 * resolved) + add(other * mixed, 1.0) * features
                - add(other * bias_slope, 2.0 * features),
            by_rho: -add(mixed, features),
            by_slack1: -add(noisy + variance, 1.0 / (slack1 * slack1 * size * samples)),
            by_slack2: -add(noisy, (1.0 / d - 1.0 / size) / (slack2 * slack2 * samples)),
        }
    }

    /// d ln E along a drift.
    pub(super) fn along(&self, drift: &Drift) -> f64 {
        let total = self.by_kappa * drift.flow
            + self.by_rho * drift.rho
            + self.by_slack1 * drift.slack1
            + self.by_slack2 * drift.slack2;
        let exponent = total / self.value;
        if self.value > 0.0 && exponent.is_finite() { exponent } else { 0.0 }
    }
}
