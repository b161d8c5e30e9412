//! The least ridge: where κ stops being a function of λ.

use crate::spectrum::Modes;

/// The end of the branch, df₂(κ) = P.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// κ at the edge; negative for P above the rank.
    pub kappa: f64,
    /// λ at the edge, minus the smallest non-zero eigenvalue of a large sample covariance.
    pub lambda: f64,
}

/// Finds the edge: the root of df₂(κ) = P, above −σ_min where df₂ falls from infinity to zero.
///
/// λ_edge = κ (1 − df₁(κ)/P) there, and dλ/dκ = 1 − γ vanishes.
pub fn edge(modes: &Modes, samples: f64) -> Edge {
    let smallest = modes.smallest();
    let excess = |offset: f64| modes.df2(offset - smallest) - samples;
    // Bracket in the distance from the pole.
    let (mut low, mut high) = (smallest, smallest);
    while excess(low) < 0.0 {
        low *= 0.5;
    }
    while excess(high) > 0.0 {
        high *= 2.0;
    }
    let (mut low, mut high) = (low.min(high), low.max(high));
    while high - low > f64::EPSILON * high {
        let middle =
            if high > 2.0 * low { f64::sqrt(low) * f64::sqrt(high) } else { 0.5 * (low + high) };
        if middle <= low || middle >= high {
            break;
        }
        if excess(middle) > 0.0 { low = middle } else { high = middle }
    }
    let kappa = if (samples - modes.rank()).abs() > 0.0 { high - smallest } else { 0.0 };
    let split = modes.split(samples);
    let sides = modes.sides(kappa, &split);
    Edge { kappa, lambda: kappa * ((split.spare + sides.top - sides.rest) / samples) }
}
