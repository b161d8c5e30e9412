//! How 1/S falls between two resolutions: what two resolvents of one matrix share.

use super::{Element, Sum};
use crate::sum::sum_over;
use crate::transform::{Levels, Resolved, Spectral};

/// 1/S at two df, and minus the slope of its chord, formed without a difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chord {
    /// 1/S at both.
    pub inverses: [f64; 2],
    /// −(1/S − 1/S')/(df − df').
    pub fall: f64,
}

impl Chord {
    /// Of a product, by Leibniz' rule.
    fn times(self, other: Self) -> Self {
        let [a, a_other] = self.inverses;
        let [b, b_other] = other.inverses;
        let fall = self.fall * b_other + a * other.fall;
        Self { inverses: [a * b, a_other * b_other], fall }
    }

    fn scaled(self, c: f64) -> Self {
        Self { inverses: self.inverses.map(|x| c * x), fall: c * self.fall }
    }
}

impl Element {
    /// The chord between two df, both below the rank and at most one of them zero.
    pub fn chord(&self, at: [Resolved; 2]) -> Chord {
        let fall = match self {
            Self::Product(factors) => {
                let first = factors[0].chord(at);
                return factors[1..].iter().fold(first, |all, factor| all.times(factor.chord(at)));
            }
            Self::Scaled(c, of) => return of.chord(at).scaled(*c),
            Self::Compressed(_, of) => return of.chord(at),
            Self::Inverse(of) => {
                let chord = of.chord(at.map(|at| at.mirrored(self.dimension())));
                let [a, b] = chord.inverses;
                return Chord { inverses: [1.0 / a, 1.0 / b], fall: chord.fall / a / b };
            }
            Self::Resized(dimension, of) => {
                let from = of.dimension();
                let outer = at.map(|at| at.below(*dimension));
                let inverses = [0, 1].map(|i| at[i].below(from) / outer[i]);
                let fall = (dimension - from) / outer[0] / outer[1];
                return of.chord(at).times(Chord { inverses, fall });
            }
            Self::Spectral(a) => spectral(a, at),
            Self::Wishart { samples, .. } => 1.0 / samples,
            Self::Structured { samples, weights, .. } => {
                structured(&weights.levels(), at) / samples
            }
            Self::Projection { dimension, rank, scale } => {
                let outer = at.map(|at| at.below(*dimension));
                scale * (dimension - rank) / outer[0] / outer[1]
            }
            Self::Semicircle { dimension, mean, variance } => {
                let [a, b] = at.map(|at| self.factor(&at).inverse);
                variance / dimension / ((a + b) - mean)
            }
            Self::Sum(sum) => return sum.chord(at),
        };
        Chord { inverses: at.map(|at| self.factor(&at).inverse), fall }
    }

    /// −(R − R')/(y − y') of a term of a sum.
    fn chord_of_term(&self, ys: [f64; 2]) -> f64 {
        match self {
            Self::Semicircle { dimension, variance, .. } => variance / dimension,
            Self::Wishart { samples, .. } => {
                1.0 / (1.0 + ys[0] / samples) / (1.0 + ys[1] / samples) / samples
            }
            Self::Scaled(c, of) => c * c * of.chord_of_term(ys.map(|y| c * y)),
            Self::Compressed(_, of) => of.chord_of_term(ys),
            Self::Sum(sum) => sum.chord_of_terms(ys),
            _ => {
                let rank = self.rank();
                let terms = ys.map(|y| self.term(y));
                let at = terms.map(|term| Resolved {
                    least: rank,
                    df: term.df,
                    deficit: term.complement,
                });
                let Chord { inverses, fall } = self.chord(at);
                fall * inverses[1] / (1.0 + fall * ys[0])
            }
        }
    }
}

impl Sum {
    fn chord_of_terms(&self, ys: [f64; 2]) -> f64 {
        if self.is_by_law() {
            let [r, other] = ys.map(|y| self.term(y).df / y);
            return (r - other) / (ys[1] - ys[0]);
        }
        self.terms().iter().map(|term| term.chord_of_term(ys)).sum()
    }

    /// From 1/S = R(y) with df = y R(y): −ΔR/Δdf = c/(R' − y c), c = −ΔR/Δy.
    fn chord(&self, at: [Resolved; 2]) -> Chord {
        let inverses = at.map(|at| self.factor(&at).inverse);
        let ys = [0, 1].map(|i| at[i].df / inverses[i]);
        let c = self.chord_of_terms(ys);
        Chord { inverses, fall: c / (inverses[1] - ys[0] * c) }
    }
}

/// (D Σ αα' − Σα Σα')/((D−df)(D−df') Σ a/((a+κ)(a+κ'))).
fn spectral(a: &Spectral, at: [Resolved; 2]) -> f64 {
    let (levels, dimension) = (a.levels(), a.dimension);
    let kappas = at.map(|at| levels.at_df(&at).kappa);
    let spread = levels.joint_spread(kappas, at, dimension);
    let outer = at.map(|at| at.below(dimension));
    spread / outer[0] / outer[1] / levels.chord(kappas)
}

/// Σ αα'/Σ a/((a+κ)(a+κ')).
fn structured(weights: &Levels, at: [Resolved; 2]) -> f64 {
    let kappas = at.map(|at| weights.at_df(&at).kappa);
    let [joint] = sum_over(0..weights.values.len(), |i| {
        let a = weights.values[i];
        [weights.count(i) * (a / (a + kappas[0])) * (a / (a + kappas[1]))]
    });
    joint / weights.chord(kappas)
}
