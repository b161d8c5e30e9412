//! The ridge that minimises the test error at P samples.

use crate::error::{Error, Result};
use crate::model::ridge::over;
use crate::report::Status;
use crate::solve::{Solution, edge};
use crate::spectrum::{Modes, Sums};

/// Spacing of the scan in ln κ. Every sum is analytic in ln κ in a strip of half-width π and varies
/// over at least this much; only next to the edge, where 1 − γ vanishes, does the error vary faster.
const SCAN_STEP: f64 = 0.4;

/// Minimises E(κ) = (bias + σ_ε²)/(1 − γ) over κ, and returns that κ with λ = κ x.
///
/// The optimum solves κ P w̄² = E with w̄² = Σ w̄²a²b / Σ a²b; it may lie at a negative λ, and
/// several local minima may exist: all are found on a scan and the lowest is taken. With nothing
/// to learn the optimum is an infinite ridge (`Unbounded`).
pub fn optimal_ridge(modes: &Modes, samples: f64) -> Result<(Solution, f64)> {
    if modes.signal() <= 0.0 {
        let infinite = Solution { kappa: f64::INFINITY, slack: 1.0, status: Status::Unbounded };
        return Ok((infinite, f64::INFINITY));
    }
    if samples >= modes.rank() && modes.noise() <= 0.0 {
        // Without noise and with every mode seen, any ridge only adds bias.
        return Ok((at(modes, samples, 0.0), 0.0));
    }
    if let Some(solution) = few_samples(modes, samples)? {
        return Ok((solution, solution.kappa * solution.slack));
    }
    let (low, high) = bounds(modes, samples);
    let intervals = libm::ceil(libm::log(high / low) / SCAN_STEP) as usize;
    let ratio = libm::log(high / low) / intervals as f64;
    let grid: Vec<f64> = (0..=intervals).map(|i| low * libm::exp(ratio * i as f64)).collect();
    let slopes: Vec<f64> = grid.iter().map(|kappa| slope(modes, samples, *kappa)).collect();
    let best = (0..intervals)
        .filter(|i| slopes[*i] <= 0.0 && slopes[i + 1] > 0.0)
        .map(|i| bisect(grid[i], grid[i + 1], |kappa| slope(modes, samples, kappa)))
        .min_by(|a, b| error(modes, samples, *a).total_cmp(&error(modes, samples, *b)));
    let kappa = best.unwrap_or(if slopes[0] > 0.0 { low } else { high });
    let solution = at(modes, samples, kappa);
    Ok((solution, kappa * solution.slack))
}

/// From this many times the largest eigenvalue up, κ sees all modes alike to rounding error.
const FAR: f64 = 1e17;

/// Beyond this κ and λ leave the range of doubles.
const LARGEST: f64 = 1e290;

/// The limit P → 0, where κ = (|w|² + σ_ε²)/(P w̄²) with Σσ² in the denominator of w̄², if it is far above
/// every eigenvalue: sums over modes would lose κ in rounding there.
fn few_samples(modes: &Modes, samples: f64) -> Result<Option<Solution>> {
    let weight = modes.signal_by_variance() / modes.trace_of_square();
    let scaled = (modes.signal() + modes.noise()) / weight;
    if scaled < FAR * samples * modes.largest() {
        return Ok(None);
    }
    let slack = 1.0 - modes.trace() / scaled;
    let size = (scaled * (1.0 + slack.abs())) / LARGEST;
    if size > samples {
        return Err(Error::out_of_range(
            "samples",
            format!("at least {size:e}: the best ridge would leave the range of doubles"),
            samples,
        ));
    }
    Ok(Some(Solution { kappa: scaled / samples, slack, status: Status::Converged }))
}

/// From just above the edge (or far below every scale) to where the slope must be positive.
fn bounds(modes: &Modes, samples: f64) -> (f64, f64) {
    let largest = modes.largest();
    let weight = modes.signal_by_variance() / modes.trace_of_square();
    // Where all modes are seen κ ≈ σ_ε²/(P w̄²) at a small optimum, with w̄² at most the largest.
    let least = modes.noise() / (16.0 * samples * modes.largest_squared());
    let floor = (modes.smallest() * 1e-12).min(if least > 0.0 { least } else { f64::INFINITY });
    let low = edge(modes, samples).kappa.max(floor) * (1.0 + 1e-9);
    let top = 2.0 * largest.max(low);
    let high = 16.0 * (modes.signal() + modes.noise()) / (samples * weight);
    let high = top.max(high).max(error(modes, samples, top) * 16.0 / (samples * weight));
    (low.max(1e-300), high.min(1e300))
}

/// Sign of dE/dκ: κ Σ w̄²a²b·P − E Σ a²b, up to a positive factor.
fn slope(modes: &Modes, samples: f64, kappa: f64) -> f64 {
    let (sums, error) = sums_and_error(modes, samples, kappa);
    samples * sums.bias_slope - error * sums.df2_slope
}

fn error(modes: &Modes, samples: f64, kappa: f64) -> f64 {
    sums_and_error(modes, samples, kappa).1
}

fn sums_and_error(modes: &Modes, samples: f64, kappa: f64) -> (Sums, f64) {
    let sums = modes.sums(kappa);
    let slack = at(modes, samples, kappa).slack;
    (sums, over(sums.bias + modes.noise(), slack + sums.df_gap / samples))
}

/// The solution that a given κ belongs to.
fn at(modes: &Modes, samples: f64, kappa: f64) -> Solution {
    let split = modes.split(samples);
    let sides = modes.sides(kappa, &split);
    let slack = (split.spare + sides.top - sides.rest) / samples;
    Solution { kappa, slack, status: Status::Converged }
}

/// The sign change of f between two points, to rounding error, in ln κ.
fn bisect(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    loop {
        let middle =
            if high > 1.5 * low { f64::sqrt(low) * f64::sqrt(high) } else { 0.5 * (low + high) };
        if middle <= low || middle >= high {
            return high;
        }
        if f(middle) > 0.0 { high = middle } else { low = middle }
    }
}
