//! The correlation of T samples as the solver and the theory see it: sums at one κ̃.

use super::Szego;
use crate::spectrum::{Modes, Sides};

/// What resolves samples: eigenvalues of K, or their limit for long runs.
#[derive(Debug, Clone)]
pub enum SampleSide {
    /// Eigenvalues, with the label noise along each.
    Modes {
        /// Eigenvalues of K that are not zero; for w̄² what the label noise has along each.
        modes: Modes,
        /// Label noise along eigenvalues of zero.
        null: f64,
    },
    /// Szegő's limit.
    Szego {
        /// Traces per sample.
        law: Szego,
        /// T.
        samples: f64,
        /// Whether the label noise is white; else it has the correlation of the samples.
        white: bool,
    },
}

/// Sums over the eigenvalues l of K at one κ̃, n the label noise along each (n = l where it is matched, 1
/// where it is white).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleSums {
    /// Σ l/(l+κ̃).
    pub df1: f64,
    /// Σ l²/(l+κ̃)².
    pub df2: f64,
    /// df₁ − df₂ = Σ lκ̃/(l+κ̃)².
    pub df_gap: f64,
    /// Σ l/(l+κ̃)².
    pub pull: f64,
    /// A₂ = Σ n l/(l+κ̃)².
    pub noise: f64,
    /// Σ n/(l+κ̃)² over l > 0.
    pub noise_square: f64,
    /// Σ n over l = 0.
    pub noise_null: f64,
}

impl SampleSide {
    /// The rank of K: df cannot exceed it.
    pub fn rank(&self) -> f64 {
        match self {
            Self::Modes { modes, .. } => modes.rank(),
            Self::Szego { samples, .. } => *samples,
        }
    }

    /// Tr K.
    pub fn trace(&self) -> f64 {
        match self {
            Self::Modes { modes, .. } => modes.trace(),
            Self::Szego { samples, .. } => *samples,
        }
    }

    /// Tr K_n.
    pub fn noise_trace(&self) -> f64 {
        let entry = |modes: &Modes, i: usize| {
            let (_, multiplicity, noise) = modes.entry(i);
            multiplicity * noise
        };
        match self {
            Self::Modes { modes, null } => {
                null + (0..modes.listed()).map(|i| entry(modes, i)).sum::<f64>()
            }
            Self::Szego { samples, .. } => *samples,
        }
    }

    /// A scale for κ̃ at df: what it is for independent samples.
    pub fn start(&self, df: f64) -> f64 {
        let rank = self.rank();
        let mean = match self {
            Self::Modes { modes, .. } => modes.trace() / rank,
            Self::Szego { .. } => 1.0,
        };
        mean * ((rank - df) / df).max(f64::EPSILON)
    }

    /// Sides of df₁ − `least` = rest − top, both positive and one of them accurate.
    pub fn sides(&self, kappa: f64, least: f64) -> Sides {
        match self {
            Self::Modes { modes, .. } => modes.sides(kappa, &modes.split(least)),
            Self::Szego { law, samples, .. } => {
                let at = law.traces(kappa);
                let gap = samples * kappa * at.pull;
                if 2.0 * least < *samples {
                    let rest = samples * at.df1;
                    return Sides { top: least, rest, top_slope: 0.0, rest_slope: gap };
                }
                let top = samples * kappa * at.inverse;
                Sides { top, rest: samples - least, top_slope: gap, rest_slope: 0.0 }
            }
        }
    }

    /// All sums at κ̃.
    pub fn sums(&self, kappa: f64) -> SampleSums {
        match self {
            Self::Modes { modes, null } => {
                let [df1, df2, df_gap, pull, noise, noise_square] = modes.sample_sums(kappa);
                SampleSums { df1, df2, df_gap, pull, noise, noise_square, noise_null: *null }
            }
            Self::Szego { law, samples, white } => {
                let at = law.traces(kappa);
                let (noise, square) = if *white { (at.pull, at.square) } else { (at.df2, at.pull) };
                SampleSums {
                    df1: samples * at.df1,
                    df2: samples * at.df2,
                    df_gap: samples * kappa * at.pull,
                    pull: samples * at.pull,
                    noise: samples * noise,
                    noise_square: samples * square,
                    noise_null: 0.0,
                }
            }
        }
    }

    /// Σ l²κ̃/(l+κ̃)³ and Σ n lκ̃/(l+κ̃)³: df2_K and A₂ fall with ln κ̃ by twice as much.
    pub fn slopes(&self, kappa: f64) -> [f64; 2] {
        match self {
            Self::Modes { modes, .. } => modes.sample_slopes(kappa),
            Self::Szego { law, samples, white } => {
                let [resolved, pulled] = law.slopes(kappa).map(|mean| samples * kappa * mean);
                [resolved, if *white { pulled } else { resolved }]
            }
        }
    }

    /// Σ κ̃/(l+κ̃) over the rank, Σ l/(l+κ̃) and the gap between df₁ and df₂.
    pub fn ends(&self, kappa: f64) -> [f64; 3] {
        let full = self.sides(kappa, self.rank());
        let sums = match self {
            Self::Modes { modes, .. } => modes.df1(kappa),
            Self::Szego { law, samples, .. } => samples * law.traces(kappa).df1,
        };
        [full.top, sums, full.top_slope + full.rest_slope]
    }
}
