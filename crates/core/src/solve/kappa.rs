//! λ = κ (1 − df₁(κ)/P), solved for κ without ever forming 1 − df₁/P by subtraction.

use super::edge::{Edge, edge};
use super::newton::{Progress, ln_ratio, newton};
use crate::error::{Error, Result};
use crate::report::Status;
use crate::spectrum::{Modes, Panels, Sides, Split, Sums};

/// Newton steps before the iteration settles for what it has.
const MOST_STEPS: usize = 200;

/// κ and its slack.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Solution {
    /// The renormalized ridge.
    pub kappa: f64,
    /// x = λ/κ = 1 − df₁/P; in the ridgeless limit what it tends to.
    pub slack: f64,
    /// Whether the iteration met its tolerance.
    pub status: Status,
}

/// Solves λ = κ (1 − df₁(κ)/P) for the branch above the edge.
///
/// With the P largest modes on top and the others as rest, the equation reads
/// P λ/κ + Σ_rest σ/(σ+κ) = (P − rank)₊ + Σ_top κ/(σ+κ), positives on both sides; Newton runs on
/// the difference of their logarithms as a function of ln κ, which is close to linear, between
/// bounds that shrink at every step. `guess` is a κ to start from, as of a neighbour on a grid.
///
/// # Errors
/// `LambdaBelowEdge` where λ is at or below the edge of the sample spectrum.
pub fn solve(modes: &Modes, samples: f64, lambda: f64, guess: Option<f64>) -> Result<Solution> {
    if lambda < 0.0 {
        return below_zero(modes, samples, lambda);
    }
    let split = modes.split(samples);
    if lambda <= 0.0 && samples >= modes.rank() {
        // κ → 0 with κ/λ → 1/(1 − r/P).
        return Ok(Solution {
            kappa: 0.0,
            slack: split.spare / samples,
            status: Status::Converged,
        });
    }
    let equation = Equation { modes, samples, lambda, split };
    let start = guess.filter(|kappa| *kappa > lambda).unwrap_or_else(|| equation.start());
    Ok(equation.solve(start, lambda, f64::INFINITY))
}

/// λ < 0: between the edge and the ridgeless solution.
fn below_zero(modes: &Modes, samples: f64, lambda: f64) -> Result<Solution> {
    let Edge { kappa: low, lambda: least } = edge(modes, samples);
    if lambda <= least {
        return Err(Error::LambdaBelowEdge {
            argument: "lambda".into(),
            edge: least,
            value: lambda,
        });
    }
    let split = modes.split(samples);
    let equation = Equation { modes, samples, lambda, split };
    if samples >= modes.rank() {
        return Ok(equation.solve_negative(low));
    }
    let ridgeless = solve(modes, samples, 0.0, None)?;
    Ok(equation.solve(ridgeless.kappa, low, ridgeless.kappa * (1.0 + 1e-12)))
}

/// The same from a κ close by, P λ/κ + df₁ = P, which loses digits where 1 − γ is small.
///
/// `None` where λ is not above zero and P not below the rank: κ is then found by `solve`.
pub fn solve_on_panels(
    panels: &mut Panels,
    samples: f64,
    lambda: f64,
    near: f64,
) -> Option<Solution> {
    let modes = panels.modes();
    if lambda < 0.0 || (lambda <= 0.0 && samples >= modes.rank()) {
        return None;
    }
    let (kappa, status) = newton(near, (lambda, f64::INFINITY), |kappa| {
        let Sums { df1, df_gap, .. } = panels.sums(kappa);
        let ridge = samples * (lambda / kappa);
        let left = ridge + df1;
        (ln_ratio(left, samples), -(ridge + df_gap) / left)
    });
    Some(Solution { kappa, slack: lambda / kappa, status: modes.judge(kappa, status) })
}

struct Equation<'a> {
    modes: &'a Modes,
    samples: f64,
    lambda: f64,
    split: Split,
}

impl Equation<'_> {
    /// λ plus the ridge that the unresolved tail acts as, within the bracket.
    fn start(&self) -> f64 {
        let tail = self.modes.tail(&self.split, self.samples);
        let spare = self.split.spare / self.samples;
        let floor = if spare > 0.0 { self.lambda / spare } else { f64::INFINITY };
        let geometric = f64::sqrt(self.lambda) * f64::sqrt(self.modes.smallest());
        self.lambda + tail.max(if tail > 0.0 { 0.0 } else { floor.min(geometric) })
    }

    /// ln of left side over right side, and its derivative in ln κ (negative).
    fn residual(&self, kappa: f64) -> (f64, f64) {
        let Sides { top, rest, top_slope, rest_slope } = self.modes.sides(kappa, &self.split);
        let ridge = self.samples * (self.lambda / kappa);
        let (left, right) = (ridge + rest, self.split.spare + top);
        if left <= 0.0 {
            return (f64::NEG_INFINITY, -1.0);
        }
        (ln_ratio(left, right), -(ridge + rest_slope) / left - top_slope / right)
    }

    /// The root in (low, high).
    fn solve(&self, start: f64, low: f64, high: f64) -> Solution {
        let (kappa, status) = newton(start, (low, high), |kappa| self.residual(kappa));
        let status = self.modes.judge(kappa, status);
        Solution { kappa, slack: self.lambda / kappa, status }
    }

    /// P ≥ rank and λ < 0: κ in (edge, 0). λ(κ) is convex and rises there, so Newton from the
    /// right descends to the root without overshooting.
    fn solve_negative(&self, low: f64) -> Solution {
        let (mut kappa, mut progress) = (0.0, Progress::new());
        for _ in 0..MOST_STEPS {
            let Sides { top, top_slope, .. } = self.modes.sides(kappa, &self.split);
            let slack = (self.split.spare + top) / self.samples;
            let slope = slack + top_slope / self.samples;
            let newton = kappa - (kappa * slack - self.lambda) / slope;
            let next = if newton > low { newton } else { 0.5 * (kappa + low) };
            let step = ((next - kappa) / next).abs();
            kappa = next;
            if progress.is_done(step) {
                break;
            }
        }
        Solution { kappa, slack: self.lambda / kappa, status: progress.status }
    }
}
