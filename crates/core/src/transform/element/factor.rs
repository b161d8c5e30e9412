//! S-transforms of single elements, as what they do to a resolution: κ → κ S.

use crate::report::Status;
use crate::transform::{Levels, Resolved};

/// 1/S at one df, and how fast S grows there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factor {
    /// 1/S, zero at saturation.
    pub inverse: f64,
    /// d ln S/d df; infinite at saturation.
    pub slope: f64,
    /// How it was found.
    pub status: Status,
}

impl Factor {
    fn exact(inverse: f64, slope: f64) -> Self {
        Self { inverse, slope, status: Status::Converged }
    }

    /// Of a product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self {
            inverse: self.inverse * other.inverse,
            slope: self.slope + other.slope,
            status: self.status.max(other.status),
        }
    }

    /// Of c A.
    #[must_use]
    pub fn scaled(self, c: f64) -> Self {
        Self { inverse: c * self.inverse, ..self }
    }

    /// Of A⁻¹ at df, from that of A at D − df: S(A⁻¹; t) = 1/S(A; −1 − t).
    #[must_use]
    pub fn inverted(self) -> Self {
        Self { inverse: 1.0 / self.inverse, ..self }
    }

    /// In n directions, from m: `from` = m − df and `to` = n − df.
    #[must_use]
    pub fn resized(self, from: f64, to: f64) -> Self {
        let inverse = self.inverse * (from / to);
        Self { inverse, slope: self.slope + (to - from) / (to * from), ..self }
    }
}

/// White Wishart of N degrees of freedom: S = N/(N − df).
pub fn white(at: &Resolved, samples: f64) -> Factor {
    let rest = at.below(samples);
    Factor::exact(rest / samples, 1.0 / rest)
}

/// Z Γ Zᵀ, Z_ij ~ N(0, 1/N): S = N/(df κ_Γ(df)).
pub fn structured(at: &Resolved, weights: &Levels, samples: f64) -> Factor {
    if at.df <= 0.0 {
        let trace = weights.trace();
        let square = weights.total(|i| weights.values[i] * weights.values[i]);
        return Factor::exact(trace / samples, square / (trace * trace));
    }
    let own = weights.at_df(at);
    Factor {
        inverse: at.df * own.kappa / samples,
        slope: own.df2 / (at.df * own.gap),
        status: own.status,
    }
}

/// `scale` times a Haar projection of rank N in D dimensions: S = (D − df)/(scale (N − df)).
pub fn projection(at: &Resolved, rank: f64, dimension: f64, scale: f64) -> Factor {
    let (rest, outer) = (at.below(rank), at.below(dimension));
    if dimension <= rank {
        return Factor::exact(scale, 0.0);
    }
    Factor::exact(scale * (rest / outer), (dimension - rank) / (rest * outer))
}

/// Any eigenvalues in D dimensions: S = (D − df)/(df κ_A(df)).
pub fn listed(at: &Resolved, levels: &Levels, dimension: f64) -> Factor {
    if at.df <= 0.0 {
        let trace = levels.trace();
        let spread = levels.total(|i| {
            let deviation = levels.values[i] - trace / dimension;
            deviation * deviation
        });
        let nulls = (dimension - levels.rank()) * (trace / dimension) * (trace / dimension);
        return Factor::exact(trace / dimension, (spread + nulls) / (trace * trace));
    }
    let (own, outer) = (levels.at_df(at), at.below(dimension));
    if outer <= 0.0 {
        // df → D: κ/(D − df) tends to 1/Σ a⁻¹.
        let inverses = levels.total(|i| 1.0 / levels.values[i]);
        let mean = inverses / dimension;
        let spread = levels.total(|i| {
            let deviation = 1.0 / levels.values[i] - mean;
            deviation * deviation
        });
        return Factor::exact(dimension / inverses, spread / (inverses * inverses));
    }
    let spread = levels.spread(own.kappa, at, dimension);
    Factor {
        inverse: at.df * own.kappa / outer,
        slope: spread / (at.df * own.gap * outer),
        status: own.status,
    }
}

/// Semicircle of positive support: 1/S = (mean + √(mean² − 4 variance df/D))/2.
pub fn semicircle(at: &Resolved, dimension: f64, mean: f64, variance: f64) -> Factor {
    let root = f64::sqrt((mean * mean - 4.0 * variance * (at.df / dimension)).max(0.0));
    let inverse = 0.5 * (mean + root);
    Factor::exact(inverse, variance / dimension / (inverse * root))
}
