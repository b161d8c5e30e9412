//! Mode elimination: small modes integrated out one shell at a time change the ridge and the noise.

use crate::error::Result;
use crate::model::ridge::{Ensemble, ridge};
use crate::report::Status;
use crate::spectrum::Modes;
use crate::sum::sum_over;
use core::ops::Range;

/// A problem with fewer modes that is the same to what is left: as evaluated at P samples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// How many modes are kept, the largest ones.
    pub kept: f64,
    /// The smallest eigenvalue kept; zero where none is.
    pub eigenvalue: f64,
    /// The ridge that stands for those eliminated.
    pub lambda: f64,
    /// The noise that stands for them.
    pub noise: f64,
    /// df₁ and γ = df₂/P of the kept modes.
    pub df1: f64,
    /// γ of the kept modes.
    pub gamma: f64,
}

/// The flow from (λ, σ_ε²) with all modes to (κ, E) with none.
#[derive(Debug, Clone, PartialEq)]
pub struct Elimination {
    /// How the numbers came about.
    pub status: Status,
    /// κ, the same for every step and λ of the last.
    pub kappa: f64,
    /// The test error, label noise included: the same for every step, and the noise of the last.
    pub test_error: f64,
    /// From all modes to none.
    pub steps: Vec<Step>,
}

/// Integrates out the smallest modes, a shell at a time, at most `points` shells evenly spaced in ln k.
///
/// Keeping K modes, λ_K = λ + (κ/P) Σ_{k>K} σ/(σ+κ) = κ (1 − df₁^K/P) leaves κ as it is, and
/// σ_K² = σ_ε² + κ² Σ_{k>K} w̄²σ/(σ+κ)² + (E/P) Σ_{k>K} σ²/(σ+κ)² leaves the test error
/// E = (bias_K + σ_K²)/(1 − γ_K): exact at every step. With none kept λ_0 = κ and σ_0² = E. Derived in
/// docs/renormalization.md from the ridge theory of arXiv 2405.00592.
pub fn mode_elimination(
    modes: &Modes,
    samples: f64,
    lambda: f64,
    points: usize,
) -> Result<Elimination> {
    let report = ridge(modes, samples, lambda, Ensemble { size: 1.0 }, None)?;
    let (kappa, test_error) = (report.kappa, report.test_error);
    let cuts = cuts(modes.listed(), points);
    let shells: Vec<[f64; 4]> =
        cuts.windows(2).map(|cut| shell(modes, kappa, cut[0]..cut[1])).collect();
    let below = sums(shells.iter());
    let mut above = sums(shells.iter().rev());
    above.reverse();
    let step = |i: usize| {
        let [kept, df1, df2, _] = below[i];
        let [_, lost1, lost2, bias] = above[i];
        let seen = if lost2 > 0.0 { test_error * (lost2 / samples) } else { 0.0 };
        Step {
            kept: if cuts[i] == modes.listed() { modes.rank() } else { kept },
            eigenvalue: if cuts[i] > 0 { modes.entry(cuts[i] - 1).0 } else { 0.0 },
            lambda: lambda + kappa * (lost1 / samples),
            noise: modes.noise() + bias + seen,
            df1,
            gamma: df2 / samples,
        }
    };
    let steps = (0..cuts.len()).rev().map(step).collect();
    Ok(Elimination { status: report.status, kappa, test_error, steps })
}

/// How many entries are kept at each step, ascending from none to all, evenly spaced in the logarithm.
fn cuts(entries: usize, points: usize) -> Vec<usize> {
    let mut cuts = vec![0];
    let ratio = libm::log(entries as f64) / (points.max(2) - 1) as f64;
    for i in 0..points.max(2) {
        let next = libm::round(libm::exp(ratio * i as f64)) as usize;
        if next > cuts[cuts.len() - 1] && next < entries {
            cuts.push(next);
        }
    }
    cuts.push(entries);
    cuts
}

/// Modes, df₁, df₂ and bias of some entries.
fn shell(modes: &Modes, kappa: f64, range: Range<usize>) -> [f64; 4] {
    sum_over(range, |i| {
        let (value, count, squared) = modes.entry(i);
        let q = 1.0 / (value + kappa);
        let (a, b) = (value * q, kappa * q);
        [count, count * a, count * a * a, count * squared * value * b * b]
    })
}

/// Sums of none, one, two, … shells.
fn sums<'a>(shells: impl Iterator<Item = &'a [f64; 4]>) -> Vec<[f64; 4]> {
    let mut sums = vec![[0.0; 4]];
    for shell in shells {
        let last = sums[sums.len() - 1];
        sums.push(core::array::from_fn(|k| last[k] + shell[k]));
    }
    sums
}
