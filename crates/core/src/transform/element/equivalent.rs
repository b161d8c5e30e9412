//! Deterministic equivalents of resolvents of M = Σ^{1/2} A Σ^{1/2}, A free of Σ.

use super::Element;
use crate::report::Status;
use crate::sum::sum_over;
use crate::transform::{Resolution, Resolved, Spectral};

/// λ(λ+M)⁻¹ ≃ κ(κ+Σ)⁻¹ at one λ > 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Renormalized {
    /// λ.
    pub lambda: f64,
    /// κ with its sums over Σ.
    pub own: Resolution,
    /// The df of both, counted from its accurate end.
    pub at: Resolved,
    /// 1/S_A(df).
    pub inverse: f64,
    /// d ln S_A/d df.
    pub slope: f64,
    /// ρ = d ln κ/d ln λ.
    pub rho: f64,
    /// How it was found.
    pub status: Status,
}

/// Renormalizes λ by A: κ = λ S_A(df_Σ(κ)).
pub fn renormalize(sigma: &Spectral, a: &Element, lambda: f64) -> Renormalized {
    let product = Element::Product(vec![Element::Spectral(sigma.clone()), a.clone()]);
    let found = product.at_kappa(lambda);
    let rank = product.rank();
    let at = Resolved { least: rank, df: found.df1, deficit: found.complement };
    let own = sigma.levels().at_df(&at);
    let factor = a.factor(&at);
    let rho = 1.0 / (1.0 + own.gap * factor.slope);
    let status = found.status.max(own.status);
    let (inverse, slope) = (factor.inverse, factor.slope);
    Renormalized { lambda, own, at, inverse, slope, rho, status }
}

/// c of λ(λ+M)⁻¹ B λ'(λ'+M)⁻¹ ≃ κκ' [B/((Σ+κ)(Σ+κ')) + c Σ/((Σ+κ)(Σ+κ')) Tr B Σ/((Σ+κ)(Σ+κ'))].
///
/// At equal ridges (1−ρ)/(df₁−df₂); for a sample covariance 1/(P − Tr Σ²/((Σ+κ)(Σ+κ'))). In general
/// (1/S' − 1/S)/((λ'−λ) Tr Σ/((Σ+κ)(Σ+κ'))), which the case B = 1, where the left side is a difference of two
/// resolvents, fixes; formed from the chord of 1/S, without a difference.
pub fn coupling(sigma: &Spectral, a: &Element, pair: [&Renormalized; 2]) -> f64 {
    let [one, two] = pair;
    if (one.lambda - two.lambda).abs() <= 1e-9 * one.lambda {
        return one.slope / (1.0 + one.own.gap * one.slope);
    }
    let chord = a.chord([one.at, two.at]);
    let trace = sigma.levels().chord([one.own.kappa, two.own.kappa]);
    let [s, s_other] = chord.inverses;
    let mean = 0.5 * (s + s_other);
    chord.fall / (mean + 0.5 * (one.own.kappa + two.own.kappa) * chord.fall * trace)
}

/// Listed eigenvalues of Σ, zeros included, as the caller wrote them.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// σ_k.
    pub values: &'a [f64],
    /// How many modes share each; one where absent.
    pub counts: Option<&'a [f64]>,
}

impl Basis<'_> {
    /// κ/(σ_k+κ) of each.
    pub fn unresolved(&self, kappa: f64) -> Vec<f64> {
        self.values.iter().map(|s| kappa / (s + kappa)).collect()
    }

    /// Σ over modes of weight · value.
    pub fn trace(&self, weights: &[f64], values: &[f64]) -> f64 {
        sum_over(0..values.len(), |i| {
            let count = self.counts.map_or(1.0, |counts| counts[i]);
            [count * weights[i] * values[i]]
        })[0]
    }

    /// The diagonal of the two-point equivalent for a diagonal B.
    pub fn two_point(&self, middle: &[f64], kappas: [f64; 2], coupling: f64) -> Vec<f64> {
        let [k, k_other] = kappas;
        let shared: Vec<f64> = self.values.iter().map(|s| s / (s + k) / (s + k_other)).collect();
        let coupled = coupling * self.trace(middle, &shared);
        let entry = |i: usize| {
            let s = self.values[i];
            let both = (k / (s + k)) * (k_other / (s + k_other));
            both * (middle[i] + s * coupled)
        };
        (0..self.values.len()).map(entry).collect()
    }
}
