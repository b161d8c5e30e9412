//! Positive eigenvalues with multiplicities, and the resolution at which they hold a given df.

use super::Resolved;
use crate::report::Status;
use crate::sum::sum_over;
use crate::transform::newton::{ln_ratio, newton};

/// Positive eigenvalues a_k, each standing for as many as its count (one where absent).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Levels<'a> {
    /// a_k > 0.
    pub values: &'a [f64],
    /// How many share each; one each where absent.
    pub counts: Option<&'a [f64]>,
}

/// The sums over levels at one κ, with α = a/(a+κ).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolution {
    /// κ.
    pub kappa: f64,
    /// Σ α.
    pub df1: f64,
    /// Σ 1 − α, the rank minus df₁.
    pub complement: f64,
    /// df₁ − df₂ = Σ α(1 − α).
    pub gap: f64,
    /// df₂ = Σ α².
    pub df2: f64,
    /// How the root was found.
    pub status: Status,
}

impl Levels<'_> {
    /// How many share entry i.
    pub fn count(&self, i: usize) -> f64 {
        self.counts.map_or(1.0, |counts| counts[i])
    }

    /// Σ count · f(entry).
    pub fn total(&self, f: impl Fn(usize) -> f64) -> f64 {
        sum_over(0..self.values.len(), |i| [self.count(i) * f(i)])[0]
    }

    /// The number of levels, each with its count.
    pub fn rank(&self) -> f64 {
        self.total(|_| 1.0)
    }

    /// Σ a.
    pub fn trace(&self) -> f64 {
        self.total(|i| self.values[i])
    }

    /// The smallest.
    pub fn smallest(&self) -> f64 {
        self.values.iter().fold(f64::INFINITY, |least, a| least.min(*a))
    }

    /// The largest.
    pub fn largest(&self) -> f64 {
        self.values.iter().fold(0.0, |most, a| a.max(most))
    }

    /// The sums at κ ≥ 0.
    pub fn at_kappa(&self, kappa: f64) -> Resolution {
        let [df1, complement, gap, df2] = sum_over(0..self.values.len(), |i| {
            let (m, q) = (self.count(i), 1.0 / (self.values[i] + kappa));
            let (a, b) = (self.values[i] * q, kappa * q);
            [m * a, m * b, m * a * b, m * a * a]
        });
        Resolution { kappa, df1, complement, gap, df2, status: Status::Converged }
    }

    /// Solves df₁(κ) = df by Newton in ln κ on the ratio of both sides, from the side of df or from
    /// the side of its complement, whichever is smaller.
    pub fn at_df(&self, at: &Resolved) -> Resolution {
        let rest = at.below(self.rank());
        if rest <= 0.0 {
            return self.at_kappa(0.0);
        }
        let residual = |kappa: f64| {
            let [df, complement, gap] = sum_over(0..self.values.len(), |i| {
                let (m, q) = (self.count(i), 1.0 / (self.values[i] + kappa));
                let (a, b) = (self.values[i] * q, kappa * q);
                [m * a, m * b, m * a * b]
            });
            if at.df <= rest {
                (ln_ratio(df, at.df), -gap / df)
            } else {
                (ln_ratio(rest, complement), -gap / complement)
            }
        };
        let start = self.trace() / self.rank() * (rest / at.df).clamp(1e-300, 1e300);
        let (kappa, status) = newton(start, (0.0, f64::INFINITY), residual);
        Resolution { status, ..self.at_kappa(kappa) }
    }

    /// Σ 1/(a+κ) and its slope −Σ 1/(a+κ)².
    pub fn green(&self, kappa: f64) -> [f64; 2] {
        sum_over(0..self.values.len(), |i| {
            let (m, q) = (self.count(i), 1.0 / (self.values[i] + kappa));
            [m * q, -m * q * q]
        })
    }

    /// D Σ α² − (Σ α)² over D directions, zeros included, as D times a sum of squares: of α or of 1 − α
    /// less their means, whichever are smaller.
    pub fn spread(&self, kappa: f64, at: &Resolved, dimension: f64) -> f64 {
        self.joint_spread([kappa; 2], [*at; 2], dimension)
    }

    /// The same for two resolutions: D Σ αα' − Σα Σα'.
    pub fn joint_spread(&self, kappas: [f64; 2], at: [Resolved; 2], dimension: f64) -> f64 {
        let mean = at.map(|at| at.df / dimension);
        let other = at.map(|at| at.below(dimension) / dimension);
        let [inside] = sum_over(0..self.values.len(), |i| {
            let off = |j: usize| {
                let (a, k) = (self.values[i], kappas[j]);
                if mean[j] < other[j] { a / (a + k) - mean[j] } else { other[j] - k / (a + k) }
            };
            [self.count(i) * off(0) * off(1)]
        });
        dimension * (inside + (dimension - self.rank()) * mean[0] * mean[1])
    }

    /// Σ a/((a+κ)(a+κ')), minus the slope of df₁ between two resolutions.
    pub fn chord(&self, kappas: [f64; 2]) -> f64 {
        self.total(|i| {
            let a = self.values[i];
            (a / (a + kappas[0])) / (a + kappas[1])
        })
    }
}
