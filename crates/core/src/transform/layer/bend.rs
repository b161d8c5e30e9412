//! How the slope of a layer's ln S changes: what local exponents need.

use super::{Layer, each_once};
use crate::sum::sum_over;
use crate::transform::{Levels, Resolution, Resolved};

/// How d ln S/d df = 1/δ changes, each entry without cancellation where S saturates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bend {
    /// δ, the effective distance from saturation: N − df of a Gaussian layer.
    pub deficit: f64,
    /// (P − df) − δ.
    pub lead: f64,
    /// δ² d²ln S/d df² − 1.
    pub bend: f64,
    /// −δ ∂ln S/∂ln N and −δ² ∂(1/δ)/∂ln N at fixed df; `None` where the layer has no width.
    pub widening: Option<(f64, f64)>,
}

impl Layer {
    /// The second derivatives of ln S at df, for local exponents at P samples.
    pub fn bend(&self, at: &Resolved, dimension: f64, samples: f64) -> Bend {
        match self {
            Self::Gaussian { width } => {
                let deficit = at.below(*width);
                let widening = Some((at.df, deficit + at.df));
                Bend { deficit, lead: samples - width, bend: 0.0, widening }
            }
            Self::Structured { weights, .. } => {
                let levels = each_once(weights);
                let own = levels.at_df(at);
                let (rank, twice) = (weights.len() as f64, twice(&levels, &own));
                let deficit = own.gap + own.gap * own.gap / own.df2;
                let missed = lost(&own, twice[0]);
                let bend = 2.0 * at.df / own.df2 * ((own.gap - at.df * missed) / own.df2);
                let lead = (samples - rank) + twice[1] - own.gap * own.gap / own.df2;
                let widening = Some((at.df, deficit + at.df * (1.0 + bend)));
                Bend { deficit, lead, bend, widening }
            }
            Self::Orthogonal { width } => {
                let (rest, outer, apart) =
                    (at.below(*width), at.below(dimension), dimension - width);
                let share = outer / apart;
                Bend {
                    deficit: rest * share,
                    lead: (samples - width) - rest * (rest / apart),
                    bend: 2.0 * rest / apart,
                    widening: Some((at.df * share, width * share * share)),
                }
            }
            Self::Empirical { eigenvalues } => {
                let levels = each_once(eigenvalues);
                let (own, outer) = (levels.at_df(at), at.below(dimension));
                let (rank, twice) = (eigenvalues.len() as f64, twice(&levels, &own));
                let spread = levels.spread(own.kappa, at, dimension);
                let (gap, df) = (own.gap, at.df);
                let deficit = df * gap * outer / spread;
                let whole = dimension / (df * outer);
                // e = s' − s² with s = 1/gap − 1/df − 1/outer.
                let excess = 2.0 * (whole - lost(&own, twice[0]) / gap) / gap - 2.0 * whole / outer;
                let scale = deficit / gap;
                let bend = if gap > 0.0 { excess * gap * gap * scale * scale } else { 0.0 };
                let lead = (samples - rank) + twice[1] - gap * gap * dimension / spread;
                Bend { deficit, lead, bend, widening: None }
            }
        }
    }
}

/// Σ ab² and Σ b² with a = γ/(γ+κ), b = 1 − a.
fn twice(levels: &Levels, own: &Resolution) -> [f64; 2] {
    sum_over(0..levels.values.len(), |i| {
        let q = 1.0 / (levels.values[i] + own.kappa);
        let (a, b) = (levels.values[i] * q, own.kappa * q);
        [a * b * b, b * b]
    })
}

/// Σ ab²/Σ ab, zero where every weight is resolved.
fn lost(own: &Resolution, twice: f64) -> f64 {
    if own.gap > 0.0 { twice / own.gap } else { 0.0 }
}
