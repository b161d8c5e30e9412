//! κ₁ and κ₂ of features with noise: λ = κ₁ (1 − df_tot/P), κ₁ + η = κ₂ (1 − df₁/N).

use super::newton::{ln_ratio, newton};
use crate::report::Status;
use crate::spectrum::{Modes, Split, Sums};

/// N features z = √c Fᵀx + √η ξ, seen on P samples with ridge λ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noisy {
    /// N.
    pub width: f64,
    /// c ≥ 0.
    pub signal_scale: f64,
    /// η ≥ 0; not zero together with c.
    pub noise_variance: f64,
}

/// Where both resolutions meet.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// κ₁: λ renormalized by the samples.
    pub kappa1: f64,
    /// κ₂: κ₁ + η renormalized by the features, in units of c Σ.
    pub kappa2: f64,
    /// Sums over modes at κ₂/c.
    pub sums: Sums,
    /// κ₂/c, where test spectra are summed.
    pub scaled: f64,
    /// λ/κ₁ = 1 − df_tot/P.
    pub slack: f64,
    /// N η/κ₂: degrees of freedom that fit feature noise.
    pub wasted: f64,
    /// N − df₁ = N (κ₁+η)/κ₂.
    pub open: f64,
    /// N − df_tot = N κ₁/κ₂.
    pub through: f64,
    /// ξ = κ₁/(κ₁+η) and 1 − ξ.
    pub shares: (f64, f64),
    /// Whether the iteration met its tolerance.
    pub status: Status,
}

/// Solves at λ ≥ 0 for κ₂.
///
/// Eliminating κ₁ leaves g(κ₂) + N η/κ₂ = M − df₁(κ₂/c) with M = min(N, P) and
/// g = 2N (λP/κ₂)/(|P−N| + √((P−N)² + 4N λP/κ₂)), which is P λ/κ₁ − (P−N)₊ and N κ₁/κ₂ − (N−P)₊: the
/// left side falls with κ₂, the right side rises, and with the modes split at the M largest both are
/// sums of positives.
pub fn solve_noisy(modes: &Modes, noisy: &Noisy, samples: f64, lambda: f64) -> Meeting {
    let least = samples.min(noisy.width);
    let split = modes.split(least);
    Equation { modes, noisy, samples, lambda, least, split }.meet()
}

struct Equation<'a> {
    modes: &'a Modes,
    noisy: &'a Noisy,
    samples: f64,
    lambda: f64,
    least: f64,
    split: Split,
}

impl Noisy {
    /// κ₂/c, where sums over modes of Σ are those over modes of cΣ at κ₂; infinite without signal.
    fn scaled(&self, kappa: f64) -> f64 {
        if self.signal_scale > 0.0 { kappa / self.signal_scale } else { f64::INFINITY }
    }
}

impl Equation<'_> {
    /// g(κ₂) and −d g/d ln κ₂.
    fn pull(&self, kappa: f64) -> (f64, f64) {
        if self.lambda <= 0.0 {
            return (0.0, 0.0);
        }
        let load = self.noisy.width * (self.samples * self.lambda / kappa);
        let apart = (self.samples - self.noisy.width).abs();
        let root = libm::hypot(apart, 2.0 * f64::sqrt(load));
        (2.0 * load / (apart + root), load / root)
    }

    /// N η/κ₂.
    fn wasted(&self, kappa: f64) -> f64 {
        let Noisy { width, noise_variance, .. } = self.noisy;
        if *noise_variance > 0.0 { width * (noise_variance / kappa) } else { 0.0 }
    }

    /// ln of left over right side at κ₂, and its derivative in ln κ₂ (negative).
    fn residual(&self, kappa: f64) -> (f64, f64) {
        let ((pull, slope), wasted) = (self.pull(kappa), self.wasted(kappa));
        let left = pull + wasted;
        if self.noisy.scaled(kappa).is_infinite() {
            return (ln_ratio(left, self.least), -(slope + wasted) / left);
        }
        let scaled = self.noisy.scaled(kappa);
        let sides = self.modes.sides(scaled, &self.split);
        let (left, right) = (left + sides.rest, self.split.spare + sides.top);
        if left <= 0.0 {
            return (f64::NEG_INFINITY, -1.0);
        }
        let falls = (slope + wasted + sides.rest_slope) / left;
        (ln_ratio(left, right), -falls - sides.top_slope / right)
    }

    fn kappa2(&self) -> (f64, Status) {
        let Noisy { signal_scale, noise_variance, .. } = self.noisy;
        let resolved = self.least >= self.modes.rank() && *signal_scale > 0.0;
        if self.lambda <= 0.0 && *noise_variance <= 0.0 && resolved {
            return (0.0, Status::Converged);
        }
        let tail = self.modes.tail(&self.split, self.least);
        let start = self.lambda + noise_variance + signal_scale * tail;
        let start = if start > 0.0 { start } else { signal_scale * self.modes.smallest() };
        newton(start, (0.0, f64::INFINITY), |kappa| self.residual(kappa))
    }

    fn meet(&self) -> Meeting {
        let Noisy { width, noise_variance, .. } = *self.noisy;
        let (kappa2, status) = self.kappa2();
        let wasted = self.wasted(kappa2);
        // Where every mode is resolved and nothing else is left, M − df₁ is M − r.
        let pull = if kappa2 > 0.0 { self.pull(kappa2).0 } else { self.split.spare };
        let through = (width - self.least) + pull;
        let kappa1 = kappa2 * (through / width);
        let middle = kappa1 + noise_variance;
        let shares = if noise_variance > 0.0 {
            (kappa1 / middle, noise_variance / middle)
        } else {
            (1.0, 0.0)
        };
        let scaled = self.noisy.scaled(kappa2);
        let slack = ((self.samples - self.least) + pull) / self.samples;
        let (sums, open) = (self.modes.sums(scaled), through + wasted);
        let status = self.modes.judge(scaled, status);
        Meeting { kappa1, kappa2, sums, scaled, slack, wasted, open, through, shares, status }
    }
}
