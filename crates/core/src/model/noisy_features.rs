//! Features with noise of their own, z = √c Fᵀx + √η ξ: errors, bias and the parts of the variance.

use super::decomposition::{Context, Decomposition, Shift};
use super::ensemble::Ensemble;
use super::local_exponents::{self, LocalExponents};
use super::ridge::product;
use crate::error::{Error, Result};
use crate::report::Point;
use crate::solve::{Meeting, Noisy, solve_noisy};
use crate::spectrum::{Modes, Sums};
use crate::transform::Bend;
use crate::wire::Fields;

/// N Gaussian features, each with independent noise, as a model of a problem.
#[derive(Debug, Clone)]
pub struct NoisyFeatures {
    noisy: Noisy,
    ensemble: Ensemble,
    /// Whether N features share one amount of noise, as nonlinear ones do: η ∝ 1/N.
    shared_noise: bool,
}

impl NoisyFeatures {
    /// Reads `{ width, signalScale = 1, noiseVariance }`.
    pub fn read(fields: &mut Fields, ensemble: Option<Fields>) -> Result<Self> {
        let width = fields.natural("width", 1)?;
        let signal_scale = fields.non_negative_or("signalScale", 1.0)?;
        let noise_variance = fields.non_negative("noiseVariance")?;
        let argument = fields.path("noiseVariance");
        Self::new(Noisy { width, signal_scale, noise_variance }, ensemble, &argument)
    }

    /// With what an argument of the caller stands for.
    pub fn new(noisy: Noisy, ensemble: Option<Fields>, argument: &str) -> Result<Self> {
        if noisy.signal_scale <= 0.0 && noisy.noise_variance <= 0.0 {
            let reason = "features need a signal or noise, and these have neither".into();
            return Err(Error::Conflict { argument: argument.into(), reason });
        }
        Ok(Self { noisy, ensemble: Ensemble::read(ensemble)?, shared_noise: false })
    }

    /// The same with an amount of noise that N features share.
    #[must_use]
    pub fn with_shared_noise(mut self) -> Self {
        self.shared_noise = true;
        self
    }

    /// The same features with another width.
    #[must_use]
    pub fn with_width(&self, width: f64) -> Self {
        let mut other = self.clone();
        other.noisy.width = width;
        if self.shared_noise {
            other.noisy.noise_variance *= self.noisy.width / width;
        }
        other
    }

    /// Evaluates the theory at P > 0, λ ≥ 0.
    ///
    /// Bias² = κ₂² T₁₂, Var_F = (1−ρξ) κ₂ T₂₂ with c Σ in place of Σ, ρ = (N−df₁)/(N−df₂),
    /// ξ = κ₁/(κ₁+η); an average over infinitely many features, each with noise of its own, is ridge
    /// at λ κ₂/κ₁ + N η/P, hence 1 − γ₂ = λ/κ₁ + (N η/κ₂ + df₁ − df₂)/P and
    /// 1 − γ₁ = λ/κ₁ + (ξ N η/κ₂ + ξ² ρ (df₁−df₂))/P. Source: arXiv 2405.00592, section on feature
    /// noise; the parts of the variance are derived in docs/noisy-features.md.
    pub fn point(&self, modes: &Modes, samples: f64, lambda: f64) -> Point {
        let meeting = solve_noisy(modes, &self.noisy, samples, lambda);
        let shares = Shares::new(&meeting);
        let decomposition = shares.decomposition(&meeting, samples, modes);
        let Meeting { kappa1, kappa2, sums, wasted, .. } = &meeting;
        decomposition.point(
            self.ensemble,
            Context {
                status: meeting.status,
                slack: meeting.slack,
                kappas: vec![*kappa1, *kappa2],
                numbers: vec![
                    ("df1", sums.df1),
                    ("df2", sums.df2),
                    ("dfTotal", sums.df1 + wasted),
                    ("rho", shares.rho),
                ],
                shift: shares.shift(modes, &meeting, samples),
            },
        )
    }
}

impl NoisyFeatures {
    /// Local exponents at the same point, in N at fixed η, or at fixed N η where features share their noise.
    ///
    /// Noise of features is a part Nη of the trace of the inputs in infinitely many small modes that carry no
    /// target: W = N η/κ₂ is added to df₁ and to df₁ − df₂, and then these are linear random features.
    pub fn local_exponents(&self, modes: &Modes, samples: f64, lambda: f64) -> LocalExponents {
        let meeting = solve_noisy(modes, &self.noisy, samples, lambda);
        let Meeting { sums, wasted, through, .. } = &meeting;
        let sums = Sums { df1: sums.df1 + wasted, df_gap: sums.df_gap + wasted, ..*sums };
        let layer = Bend {
            deficit: *through,
            lead: samples - self.noisy.width,
            bend: 0.0,
            widening: Some((sums.df1, through + sums.df1)),
        };
        local_exponents::Point {
            modes,
            sums: &sums,
            kappa: meeting.scaled,
            samples,
            open: meeting.slack * samples,
            layers: vec![layer],
            own_noise: if self.shared_noise { 0.0 } else { *wasted },
            ensemble: self.ensemble,
            status: meeting.status,
        }
        .exponents()
    }

    /// The ridge on Σ that infinitely many features act as, (λ + N η/P)/c, and the models whose data it averages;
    /// `None` where each feature has noise of its own, so that more of them need not be better.
    pub fn wide(&self, samples: f64, lambda: f64) -> Option<(f64, f64)> {
        let Noisy { width, signal_scale, noise_variance } = self.noisy;
        if noise_variance > 0.0 && !self.shared_noise {
            return None;
        }
        let ridge = (lambda + width * noise_variance / samples) / signal_scale;
        Some((ridge, self.ensemble.over_data()))
    }
}

/// ρ, ξ and products of them, each formed without subtraction.
struct Shares {
    rho: f64,
    /// ξ and 1 − ξ.
    kept: f64,
    lost: f64,
    /// (1−ρ)/(df₁−df₂).
    per_gap: f64,
    /// 1 − ρξ.
    once: f64,
}

impl Shares {
    fn new(meeting: &Meeting) -> Self {
        let (kept, lost) = meeting.shares;
        let whole = meeting.open + meeting.sums.df_gap;
        // Where nothing is open and nothing partly resolved, N = r: both vanish alike.
        let rho = if whole > 0.0 { meeting.open / whole } else { 0.5 };
        let other = if whole > 0.0 { meeting.sums.df_gap / whole } else { 0.5 };
        Self { rho, kept, lost, per_gap: 1.0 / whole, once: other + rho * lost }
    }

    fn decomposition(&self, meeting: &Meeting, samples: f64, modes: &Modes) -> Decomposition {
        let Meeting { sums, slack, wasted, .. } = meeting;
        let Self { rho, kept, once, .. } = self;
        let gap = sums.df_gap;
        let slack1 = slack + kept * (wasted + kept * rho * gap) / samples;
        // N = P = r, λ → 0, features without noise: one saturated layer of linear random features.
        let is_degenerate = slack1 <= 0.0 && self.per_gap.is_infinite();
        Decomposition {
            bias: sums.bias,
            features: once * sums.mixed,
            noise: modes.noise(),
            gamma1: (sums.df2 + once * (gap + wasted)) / samples,
            gamma2: sums.df2 / samples,
            difference: once * (gap + wasted) / samples,
            slack1,
            slack2: slack + (wasted + gap) / samples,
            threshold: 0.25 * samples * self.per_gap,
            vanishing: if is_degenerate { samples / 3.0 * modes.mixed_by_gap() } else { 0.0 },
        }
    }

    /// What another test covariance of the inputs makes of bias, features and data; the noise of the
    /// features stays what it is.
    fn shift(&self, modes: &Modes, meeting: &Meeting, samples: f64) -> Option<Shift> {
        let shifted = modes.shifted(meeting.scaled)?;
        let mixed = meeting.sums.mixed;
        let features = product(self.per_gap, mixed * shifted.unresolved + shifted.null_mixed);
        let own_noise = self.lost * self.rho * mixed;
        let null =
            product(self.per_gap, shifted.null_gap) + product(self.lost * self.rho, shifted.null);
        let spread = self.once * (shifted.unresolved + meeting.wasted) + null;
        let (data, spread) = (shifted.resolved / samples, spread / samples);
        Some(Shift { bias: shifted.bias, features: features + own_noise, data, spread })
    }
}
