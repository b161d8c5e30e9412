//! Elements of free probability: known by their S-transform in un-normalised degrees of freedom.

mod chord;
pub mod equivalent;
pub(super) mod factor;
mod free_sum;
mod moments;
mod read;
mod term;

pub use chord::Chord;
pub use factor::Factor;
pub use free_sum::{LeastResolution, Sum};
pub use moments::Cumulants;
pub use read::{check_counts, check_levels};
pub use term::Term;

use super::newton::newton;
use super::{Resolution, Resolved, Spectral};

/// A large random or fixed matrix in D directions, free of every other.
///
/// All rules are those of df = Tr A(A+κ)⁻¹ and S = (D − df)/(df κ): under products S multiplies at
/// equal df, under sums 1/S adds at equal y = df S = Tr (A+κ)⁻¹, a compression keeps S(df), a change of size
/// keeps κ(df). Source: arXiv 2405.00592, free-probability section.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// Given eigenvalues.
    Spectral(Spectral),
    /// Z Zᵀ, Z of D × N entries N(0, 1/N).
    Wishart {
        /// D.
        dimension: f64,
        /// N.
        samples: f64,
    },
    /// Z Γ Zᵀ, Z of D × N entries N(0, 1/N), Γ with the given positive eigenvalues.
    Structured {
        /// D.
        dimension: f64,
        /// N, which may exceed the rank of Γ.
        samples: f64,
        /// The positive eigenvalues of Γ.
        weights: Spectral,
    },
    /// A constant times a Haar projection.
    Projection {
        /// D.
        dimension: f64,
        /// N.
        rank: f64,
        /// The constant.
        scale: f64,
    },
    /// The semicircle law about a mean: a Wigner matrix.
    Semicircle {
        /// D.
        dimension: f64,
        /// The mean eigenvalue.
        mean: f64,
        /// The variance of the eigenvalues, a quarter of the squared radius.
        variance: f64,
    },
    /// A^{1/2} B … A^{1/2}.
    Product(Vec<Element>),
    /// A + B + …
    Sum(Sum),
    /// c A.
    Scaled(f64, Box<Element>),
    /// A⁻¹, for full rank.
    Inverse(Box<Element>),
    /// A corner of A of so many directions, in a random basis.
    Compressed(f64, Box<Element>),
    /// The same non-zero eigenvalues in another number of directions: from AB to BA.
    Resized(f64, Box<Element>),
}

impl Element {
    /// D.
    pub fn dimension(&self) -> f64 {
        match self {
            Self::Spectral(spectral) => spectral.dimension,
            Self::Wishart { dimension, .. }
            | Self::Structured { dimension, .. }
            | Self::Projection { dimension, .. }
            | Self::Semicircle { dimension, .. }
            | Self::Compressed(dimension, _)
            | Self::Resized(dimension, _) => *dimension,
            Self::Product(factors) => factors[0].dimension(),
            Self::Sum(sum) => sum.dimension(),
            Self::Scaled(_, of) | Self::Inverse(of) => of.dimension(),
        }
    }

    /// The number of eigenvalues that are not zero.
    pub fn rank(&self) -> f64 {
        match self {
            Self::Spectral(spectral) => spectral.levels().rank(),
            Self::Wishart { dimension, samples } => dimension.min(*samples),
            Self::Structured { dimension, weights, .. } => dimension.min(weights.levels().rank()),
            Self::Projection { rank, .. } => *rank,
            Self::Semicircle { dimension, .. } => *dimension,
            Self::Product(factors) => factors.iter().map(Self::rank).fold(f64::INFINITY, f64::min),
            Self::Sum(sum) => sum.rank(),
            Self::Scaled(_, of) | Self::Inverse(of) | Self::Resized(_, of) => of.rank(),
            Self::Compressed(dimension, of) => dimension.min(of.rank()),
        }
    }

    /// 1/S and d ln S/d df at df, for an element that [`Self::is_positive`]; `at` may count its deficit
    /// from any rank up to this one's.
    pub fn factor(&self, at: &Resolved) -> Factor {
        match self {
            Self::Spectral(a) => factor::listed(at, &a.levels(), a.dimension),
            Self::Wishart { samples, .. } => factor::white(at, *samples),
            Self::Structured { samples, weights, .. } => {
                factor::structured(at, &weights.levels(), *samples)
            }
            Self::Projection { dimension, rank, scale } => {
                factor::projection(at, *rank, *dimension, *scale)
            }
            Self::Semicircle { dimension, mean, variance } => {
                factor::semicircle(at, *dimension, *mean, *variance)
            }
            Self::Product(factors) => product(factors, at),
            Self::Sum(sum) => sum.factor(at),
            Self::Scaled(c, of) => of.factor(at).scaled(*c),
            Self::Inverse(of) => of.factor(&at.mirrored(self.dimension())).inverted(),
            Self::Compressed(_, of) => of.factor(at),
            Self::Resized(dimension, of) => {
                of.factor(at).resized(at.below(of.dimension()), at.below(*dimension))
            }
        }
    }

    /// κ(df) and the other sums there.
    pub fn at_df(&self, at: &Resolved) -> Resolution {
        let (factor, outer) = (self.factor(at), at.below(self.dimension()));
        let kappa = if at.df > 0.0 { outer / at.df * factor.inverse } else { f64::INFINITY };
        self.resolution(at, factor, kappa)
    }

    /// The largest y = Tr (A+κ)⁻¹ that [`Self::term`] takes: infinite, or the value at κ = 0.
    pub fn largest_y(&self) -> f64 {
        if self.reaches_below_zero() {
            return f64::INFINITY;
        }
        let rank = self.rank();
        rank / self.factor(&Resolved::from_deficit(rank, 0.0)).inverse
    }

    /// The largest g = tr (A+κ)⁻¹ that is one at some κ, or that [`Self::term`] takes.
    pub fn largest_g(&self) -> f64 {
        let edge = self.least().map_or(f64::INFINITY, |edge| edge.y);
        self.largest_y().min(edge) / self.dimension()
    }

    /// κ must lie above this: 0, or minus the smallest eigenvalue where that is negative.
    pub fn least_kappa(&self) -> f64 {
        self.least().map_or(0.0, |edge| edge.kappa.max(0.0))
    }

    fn least(&self) -> Option<LeastResolution> {
        match self {
            Self::Sum(sum) => sum.edge(),
            Self::Semicircle { .. } => Sum::of(self.clone()).edge(),
            Self::Scaled(c, of) => {
                of.least().map(|edge| LeastResolution { kappa: c * edge.kappa, y: edge.y / c })
            }
            Self::Compressed(dimension, of) if !of.is_positive() => {
                Sum::of(Self::Compressed(*dimension, of.clone())).edge()
            }
            _ => None,
        }
    }

    fn resolution(&self, at: &Resolved, factor: Factor, kappa: f64) -> Resolution {
        let outer = at.below(self.dimension());
        let complement = at.below(self.rank());
        // −1 − d ln κ/d ln df, infinite at saturation.
        let steepness = at.df / outer + at.df * factor.slope;
        let gap = at.df / (1.0 + steepness);
        let df2 = if steepness.is_infinite() { at.df } else { gap * steepness };
        let status = factor.status;
        Resolution { kappa, df1: at.df, complement, gap, df2, status }
    }

    /// df(κ) and the other sums at κ > 0.
    pub fn at_kappa(&self, kappa: f64) -> Resolution {
        match self {
            Self::Spectral(spectral) => spectral.levels().at_kappa(kappa),
            Self::Scaled(c, of) => Resolution { kappa, ..of.at_kappa(kappa / c) },
            Self::Resized(_, of) => of.at_kappa(kappa),
            Self::Sum(sum) => sum.at_kappa(kappa),
            Self::Semicircle { .. } => Sum::of(self.clone()).at_kappa(kappa),
            Self::Compressed(_, of) if !of.is_positive() => Sum::of(self.clone()).at_kappa(kappa),
            _ => self.search(kappa),
        }
    }

    /// Solves κ(df) = κ by Newton in the odds (rank − df)/df, which rise with κ.
    fn search(&self, kappa: f64) -> Resolution {
        let (rank, dimension) = (self.rank(), self.dimension());
        let (odds, status) = newton(1.0, (0.0, f64::INFINITY), |odds| {
            let at = Resolved::from_odds(rank, odds);
            let (factor, outer) = (self.factor(&at), at.below(dimension));
            let found = outer / at.df * factor.inverse;
            let slope = at.deficit / rank * (1.0 + at.df * factor.slope + at.df / outer);
            (libm::log(kappa) - libm::log(found), -slope)
        });
        let at = Resolved::from_odds(rank, odds);
        let factor = self.factor(&at);
        Resolution { status, ..self.resolution(&at, factor, kappa) }
    }

    /// Whether no eigenvalue is negative, so that S is defined at every df.
    pub fn is_positive(&self) -> bool {
        match self {
            Self::Semicircle { mean, variance, .. } => *mean >= 2.0 * f64::sqrt(*variance),
            Self::Sum(sum) => sum.edge().is_none_or(|edge| edge.kappa <= 0.0),
            Self::Scaled(_, of) | Self::Compressed(_, of) | Self::Resized(_, of) => {
                of.is_positive()
            }
            _ => true,
        }
    }
}

fn product(factors: &[Element], at: &Resolved) -> Factor {
    let first = factors[0].factor(at);
    factors[1..].iter().fold(first, |product, element| product.times(element.factor(at)))
}
