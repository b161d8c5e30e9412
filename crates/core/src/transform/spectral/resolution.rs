//! Degrees of freedom counted from the end that keeps their digits.

/// df between 0 and `least`, the smallest of all dimensions, with its complement.
///
/// Near saturation `deficit` = least − df is the accurate one, far from it df itself; both are
/// carried, and n − df for any dimension n is (n − least) + deficit: a sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolved {
    /// The smallest dimension.
    pub least: f64,
    /// df.
    pub df: f64,
    /// least − df.
    pub deficit: f64,
}

impl Resolved {
    /// From df, where it is at most half of the least dimension.
    pub fn from_df(least: f64, df: f64) -> Self {
        Self { least, df, deficit: least - df }
    }

    /// From the deficit, where it is at most half of the least dimension.
    pub fn from_deficit(least: f64, deficit: f64) -> Self {
        Self { least, df: least - deficit, deficit }
    }

    /// From the odds (rank − df)/df.
    pub fn from_odds(rank: f64, odds: f64) -> Self {
        Self { least: rank, df: rank / (1.0 + odds), deficit: rank / (1.0 + 1.0 / odds) }
    }

    /// D − df in place of df, for the inverse of an element of full rank.
    #[must_use]
    pub fn mirrored(&self, dimension: f64) -> Self {
        Self { least: dimension, df: self.below(dimension), deficit: self.df }
    }

    /// n − df for n at least `least`.
    pub fn below(&self, n: f64) -> f64 {
        (n - self.least) + self.deficit
    }
}
