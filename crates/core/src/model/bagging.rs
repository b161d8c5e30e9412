//! Fits on overlapping samples, and averages of them.

use crate::error::Result;
use crate::model::ridge::{Ensemble, over, ridge};
use crate::solve::solve;
use crate::spectrum::Modes;

/// One of two fits: its number of samples and its ridge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Training samples.
    pub samples: f64,
    /// Ridge λ.
    pub lambda: f64,
}

/// What two fits share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrossRisk {
    /// κ of the two fits.
    pub kappa: [f64; 2],
    /// γ_ab = n_ab/(n_a n_b) Σ a a'.
    pub gamma: f64,
    /// Mean product of the two models' errors on a new noisy label.
    pub risk: f64,
}

/// The mean product of two models' test residuals, label noise included.
///
/// (κ_a κ_b Σ w̄²σ/((σ+κ_a)(σ+κ_b)) + σ_ε²)/(1 − γ_ab) with γ_ab = n_ab/(n_a n_b) Σ a a', for
/// fits that share `shared` = n_ab samples with their labels.
///
/// # Errors
/// `LambdaBelowEdge`.
pub fn cross_risk(modes: &Modes, fits: [Fit; 2], shared: f64) -> Result<CrossRisk> {
    let [a, b] = fits;
    let (first, second) =
        (solve(modes, a.samples, a.lambda, None)?, solve(modes, b.samples, b.lambda, None)?);
    let [overlap, gap, bias] = modes.cross(first.kappa, second.kappa);
    // 1 − γ_ab with Σ a a' = n_a (1 − x_a) − Σ a b': positives only.
    let fraction = shared / b.samples;
    let one_minus_gamma =
        (b.samples - shared) / b.samples + fraction * (first.slack + gap / a.samples);
    Ok(CrossRisk {
        kappa: [first.kappa, second.kappa],
        gamma: fraction * (overlap / a.samples),
        risk: over(bias + modes.noise(), one_minus_gamma),
    })
}

/// The error of an average over a bag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bag {
    /// Test error of one member.
    pub single: f64,
    /// Mean product of two members' errors.
    pub cross: f64,
    /// Test error of the average.
    pub test_error: f64,
    /// The ridge at which one fit on all samples equals an infinite bag.
    pub equivalent_lambda: f64,
}

/// Averages `bags` ridge fits, each on a random `bag_size` of the P samples.
///
/// E_B = E_single/B + (1 − 1/B) E_cross with γ_ab = df₂/P; an infinite bag equals the full-data
/// fit at λ' = κ_n (1 − df₁(κ_n)/P).
///
/// # Errors
/// `LambdaBelowEdge`.
pub fn bagging(modes: &Modes, samples: f64, bag: Fit, bags: f64) -> Result<Bag> {
    let one = ridge(modes, bag.samples, bag.lambda, Ensemble { size: 1.0 }, None)?;
    let sums = modes.sums(one.kappa);
    // 1 − df₁/P = (1 − n/P) + (n/P) x_n: positives, also where n = P.
    let fraction = bag.samples / samples;
    let slack = (samples - bag.samples) / samples + fraction / one.s_transform;
    let cross = over(sums.bias + modes.noise(), slack + sums.df_gap / samples);
    let share = 1.0 / bags;
    Ok(Bag {
        single: one.test_error,
        cross,
        test_error: share * one.test_error + (1.0 - share) * cross,
        equivalent_lambda: one.kappa * slack,
    })
}
