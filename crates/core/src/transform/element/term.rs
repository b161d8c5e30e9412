//! Elements by y = Tr (A+κ)⁻¹, where 1/S = R(−y/D) is a function that adds.

use super::Element;
use crate::report::Status;
use crate::sum::sum_over;
use crate::transform::newton::newton;
use crate::transform::{Resolved, Spectral};

/// What one term of a free sum is at y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// df = y R.
    pub df: f64,
    /// Rank minus df.
    pub complement: f64,
    /// d df/d ln y.
    pub weight: f64,
    /// df − d df/d ln y, formed without a subtraction.
    pub lost: f64,
    /// How it was found.
    pub status: Status,
}

impl Term {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            df: self.df + other.df,
            complement: self.complement + other.complement,
            weight: self.weight + other.weight,
            lost: self.lost + other.lost,
            status: self.status.max(other.status),
        }
    }

    fn exact(df: f64, complement: f64, weight: f64, lost: f64) -> Self {
        Self { df, complement, weight, lost, status: Status::Converged }
    }
}

impl Element {
    /// The term at y > 0.
    ///
    /// Wishart: R = 1/(1 + y/N). Structured: R = (1/N) Σ γ/(1 + γy/N). Semicircle: R = mean − variance y/D.
    /// Others by inverting y(κ) or y(df).
    pub fn term(&self, y: f64) -> Term {
        match self {
            Self::Spectral(a) => spectral(a, y),
            Self::Wishart { dimension, samples } => {
                let r = 1.0 / (1.0 + y / samples);
                let complement = dimension.min(*samples) - samples + samples * r;
                Term::exact(y * r, complement, y * r * r, (y * r) * (y * r) / samples)
            }
            Self::Structured { dimension, samples, weights } => {
                let weights = weights.levels();
                let [df, rest, weight, lost] = sum_over(0..weights.values.len(), |i| {
                    let (m, x) = (weights.count(i), weights.values[i] * (y / samples));
                    let b = 1.0 / (1.0 + x);
                    let a = x * b;
                    [m * a, m * b, m * a * b, m * a * a]
                });
                let rank = weights.rank();
                Term::exact(df, dimension.min(rank) - rank + rest, weight, lost)
            }
            Self::Semicircle { dimension, mean, variance } => {
                let lost = variance * y * (y / dimension);
                let df = y * mean - lost;
                Term::exact(df, dimension - df, df - lost, lost)
            }
            Self::Sum(sum) => sum.term(y),
            Self::Scaled(c, of) => of.term(c * y),
            Self::Compressed(dimension, of) => {
                let term = of.term(y);
                let complement = dimension.min(of.rank()) - of.rank() + term.complement;
                Term { complement, ..term }
            }
            _ => self.search_term(y),
        }
    }

    /// Whether [`Self::term`] goes on where κ is negative, as a sum with a semicircle may need it.
    pub fn reaches_below_zero(&self) -> bool {
        match self {
            Self::Product(_) | Self::Projection { .. } | Self::Inverse(_) | Self::Resized(..) => {
                false
            }
            Self::Scaled(_, of) | Self::Compressed(_, of) => of.reaches_below_zero(),
            _ => true,
        }
    }

    /// Where df(y) no longer rises or y(κ) ends, whichever comes first in its formula: D/√variance of a semicircle.
    pub fn rises_until(&self) -> f64 {
        match self {
            Self::Semicircle { dimension, variance, .. } => dimension / f64::sqrt(*variance),
            Self::Scaled(c, of) => of.rises_until() / c,
            Self::Compressed(_, of) => of.rises_until(),
            Self::Sum(sum) => sum.rises_until(),
            _ => f64::INFINITY,
        }
    }

    /// Solves y(df) = y by Newton in the odds, as y = df S falls with them.
    fn search_term(&self, y: f64) -> Term {
        let rank = self.rank();
        let (odds, status) = newton(1.0, (0.0, f64::INFINITY), |odds| {
            let at = Resolved::from_odds(rank, odds);
            let factor = self.factor(&at);
            let slope = at.deficit / rank * (1.0 + at.df * factor.slope);
            (libm::log(at.df / factor.inverse) - libm::log(y), -slope)
        });
        let at = Resolved::from_odds(rank, odds);
        let grows = at.df * self.factor(&at).slope;
        let weight = at.df / (1.0 + grows);
        Term { df: at.df, complement: at.deficit, weight, lost: weight * grows, status }
    }
}

/// Solves Tr (A+κ)⁻¹ = y for κ above minus the smallest eigenvalue.
fn spectral(a: &Spectral, y: f64) -> Term {
    let (levels, dimension) = (a.levels(), a.dimension);
    let nulls = dimension - levels.rank();
    let least = if nulls > 0.0 { 0.0 } else { levels.smallest() };
    if least >= levels.largest() {
        let df = y * least;
        return Term::exact(df, dimension - df, df, 0.0);
    }
    let residual = |offset: f64| {
        let [green, falls] = sum_over(0..levels.values.len(), |i| {
            let (m, q) = (levels.count(i), 1.0 / ((levels.values[i] - least) + offset));
            [m * q, m * q * (offset * q)]
        });
        let (green, falls) = (green + nulls / offset, falls + nulls / offset);
        (libm::log(green / y), -falls / green)
    };
    let (offset, status) = newton(dimension / y, (0.0, f64::INFINITY), residual);
    let [df, rest, above, square] = sum_over(0..levels.values.len(), |i| {
        let (m, u) = (levels.count(i), levels.values[i] - least);
        let (q, w) = (1.0 / (u + offset), offset / (u + offset));
        [m * levels.values[i] * q, m * q, m * u * q, m * w * w]
    });
    // D (q − y/D)² Σ/Σ q² with D − (u + offset) y = B − u y, B = Σ u q: what q and y have in common never enters.
    let [spread] = sum_over(0..levels.values.len(), |i| {
        let (m, u) = (levels.count(i), levels.values[i] - least);
        let w = offset / (u + offset);
        let t = w * above - (u * w) * y;
        [m * t * t]
    });
    let lost = (spread + nulls * above * above) / (dimension * (square + nulls));
    let complement = (offset - least) * rest;
    Term { df, complement, weight: df - lost, lost, status }
}
