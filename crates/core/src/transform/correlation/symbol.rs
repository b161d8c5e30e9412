//! The spectral density of a power-law correlation, and long runs of samples as a quadrature over it.

use crate::sum::sum_over;
use std::f64::consts::PI;

/// Above this the sum over distances has converged after [`TERMS`] terms.
const STEEP: f64 = 8.0;

/// Distances that a steep power law reaches in double precision.
const TERMS: usize = 160;

/// Panels, each half as wide as the last, towards the low frequencies.
const PANELS: i32 = 80;

/// Gauss–Legendre nodes and weights of order 8 on [−1, 1], the positive half.
const NODES: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_5),
    (0.960_289_856_497_536_2, 0.101_228_536_290_376_3),
];

/// f(θ) = Σ_n (1+|n|)^(−χ) e^{inθ} for θ in (0, π].
///
/// From (1+n)^(−χ) = Γ(χ)⁻¹ ∫ t^(χ−1) e^(−t) e^(−nt) dt, a mixture of exponential correlations:
/// f = Γ(χ)⁻¹ ∫ t^(χ−1) e^(−t) sinh t/(cosh t − cos θ) dt, positives all; the trapezoidal rule in ln t
/// converges geometrically.
pub fn power_law_symbol(exponent: f64, theta: f64) -> f64 {
    if exponent >= STEEP {
        let term = |n: usize| [libm::pow((n + 1) as f64, -exponent) * libm::cos(n as f64 * theta)];
        return 1.0 + 2.0 * sum_over(1..TERMS, term)[0];
    }
    let step = 0.22;
    let low = libm::log(theta) - 40.0 / (1.0 + exponent);
    let high = libm::log(60.0);
    let count = libm::ceil((high - low) / step) as usize;
    let half = libm::sin(0.5 * theta);
    let term = |i: usize| {
        let v = high - step * i as f64;
        let t = libm::exp(v);
        let sinh = libm::sinh(0.5 * t);
        // cosh t − cos θ = 2 sinh²(t/2) + 2 sin²(θ/2), and sinh t = 2 sinh(t/2) cosh(t/2).
        let ratio = sinh * libm::cosh(0.5 * t) / (sinh * sinh + half * half);
        [libm::exp(exponent * v - t) * ratio]
    };
    step * sum_over(0..count, term)[0] / libm::tgamma(exponent)
}

/// Values of the symbol with their shares of all frequencies, which add up to one.
pub fn power_law_nodes(exponent: f64) -> (Vec<f64>, Vec<f64>) {
    let (mut values, mut shares) = (Vec::new(), Vec::new());
    for panel in 0..PANELS {
        // The last panel ends at zero, where its width is beyond rounding.
        let high = libm::scalbn(1.0, -panel);
        let low = if panel + 1 < PANELS { 0.5 * high } else { 0.0 };
        let parts = if panel == 0 { 4 } else { 2 };
        for part in 0..parts {
            let width = (high - low) / f64::from(parts);
            let middle = low + width * (f64::from(part) + 0.5);
            for (node, weight) in NODES {
                for u in [middle - 0.5 * width * node, middle + 0.5 * width * node] {
                    values.push(power_law_symbol(exponent, PI * u));
                    shares.push(0.5 * width * weight);
                }
            }
        }
    }
    (values, shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbol_at_half_the_sampling_rate_is_an_alternating_sum() {
        // χ = 1: f(π) = 1 + 2 Σ (−1)^n/(1+n) = 2 ln 2 − 1; χ = 2: 2·π²/12 − 1.
        assert!((power_law_symbol(1.0, PI) - (2.0 * libm::log(2.0) - 1.0)).abs() < 1e-14);
        assert!((power_law_symbol(2.0, PI) - (PI * PI / 6.0 - 1.0)).abs() < 1e-14);
        // Both sides of the change of method.
        for theta in [0.01, 1.0, 3.0] {
            let (a, b) = (power_law_symbol(8.0 - 1e-12, theta), power_law_symbol(8.0, theta));
            assert!((a / b - 1.0).abs() < 1e-11);
        }
    }

    #[test]
    fn shares_add_up_and_the_mean_of_the_symbol_is_the_diagonal() {
        for exponent in [0.3, 0.6, 1.0, 1.5, 3.0, 12.0] {
            let (values, shares) = power_law_nodes(exponent);
            let total: f64 = shares.iter().sum();
            assert!((total - 1.0).abs() < 1e-14);
            let mean: f64 = values.iter().zip(&shares).map(|(f, w)| f * w).sum();
            // What lies below the last panel holds about 2^(−80χ) of the diagonal.
            let missing = libm::exp2(-70.0 * exponent.min(1.0));
            assert!((mean - 1.0).abs() < 1e-12 + missing, "{exponent}: {mean}");
        }
    }
}
