//! Two coupled resolutions: κ of the features and κ̃ of correlated samples.

use super::newton::{ln_ratio, newton};
use crate::report::Status;
use crate::spectrum::{Modes, Sides, Split};
use crate::transform::SampleSide;

/// κ conjugate to Σ and κ̃ conjugate to K.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coupled {
    /// κ.
    pub kappa: f64,
    /// κ̃.
    pub kappa_tilde: f64,
    /// Whether the iteration met its tolerance.
    pub status: Status,
}

/// Solves Tr Σ(Σ+κ)⁻¹ = Tr K(K+κ̃)⁻¹ = df and κ κ̃ = λT/df for λ ≥ 0.
///
/// κ̃ = λT/(κ df_Σ(κ)) leaves one unknown. With M the smaller rank and both traces split at their M
/// largest modes, df − M = rest − top, the first equation reads rest_Σ + top_K = top_Σ + rest_K, positives on
/// both sides; the left falls and the right rises with κ. Below df = M/2 the traces themselves are
/// compared. Newton runs on the difference of logarithms in ln κ. λ = 0 is the limit.
pub fn solve_correlated(modes: &Modes, side: &SampleSide, samples: f64, lambda: f64) -> Coupled {
    let least = modes.rank().min(side.rank());
    let pair = Pair { modes, side, least, split: modes.split(least), ridge: lambda * samples };
    if lambda <= 0.0 {
        return pair.ridgeless();
    }
    let (kappa, status) = newton(pair.start(lambda), (0.0, f64::INFINITY), |k| pair.residual(k));
    Coupled { kappa, kappa_tilde: pair.partner(kappa), status }
}

struct Pair<'a> {
    modes: &'a Modes,
    side: &'a SampleSide,
    least: f64,
    split: Split,
    /// λT.
    ridge: f64,
}

impl Pair<'_> {
    /// λ plus the ridge that the unresolved tail acts as.
    fn start(&self, lambda: f64) -> f64 {
        let tail = self.modes.tail(&self.split, self.least);
        if tail > 0.0 {
            return lambda + tail;
        }
        lambda.max(f64::sqrt(lambda) * f64::sqrt(self.modes.smallest())).max(f64::MIN_POSITIVE)
    }

    /// κ̃ at κ.
    fn partner(&self, kappa: f64) -> f64 {
        (self.ridge / self.modes.df1(kappa)) / kappa
    }

    /// ln of left over right, and its slope in ln κ, along which ln κ̃ falls by df₂/df₁.
    fn residual(&self, kappa: f64) -> (f64, f64) {
        let [df, df2, gap, ..] = self.modes.sample_sums(kappa);
        let kappa_tilde = (self.ridge / df) / kappa;
        let fall = df2 / df;
        if 2.0 * df < self.least {
            let [_, other, other_gap] = self.side.ends(kappa_tilde);
            return (ln_ratio(df, other), -gap / df - fall * other_gap / other);
        }
        let features = self.modes.sides(kappa, &self.split);
        let samples = self.side.sides(kappa_tilde, self.least);
        let (left, right) = (features.rest + samples.top, features.top + samples.rest);
        let left_slope = features.rest_slope + fall * samples.top_slope;
        let right_slope = features.top_slope + fall * samples.rest_slope;
        (ln_ratio(left, right), -left_slope / left - right_slope / right)
    }

    /// The side of the smaller rank is resolved completely; the other meets its rank.
    fn ridgeless(&self) -> Coupled {
        let (features, samples) = (self.modes.rank(), self.side.rank());
        let converged = Status::Converged;
        if features < samples {
            let start = self.side.start(features);
            let (kappa_tilde, status) = newton(start, (0.0, f64::INFINITY), |kappa| {
                balance(self.side.sides(kappa, self.least))
            });
            return Coupled { kappa: 0.0, kappa_tilde, status };
        }
        if features <= samples {
            return Coupled { kappa: 0.0, kappa_tilde: 0.0, status: converged };
        }
        let (kappa, status) = newton(self.start(0.0), (0.0, f64::INFINITY), |kappa| {
            balance(self.modes.sides(kappa, &self.split))
        });
        Coupled { kappa, kappa_tilde: 0.0, status }
    }
}

/// ln(rest/top) falls with κ, and is zero where df is that of the split.
fn balance(Sides { top, rest, top_slope, rest_slope }: Sides) -> (f64, f64) {
    (ln_ratio(rest, top), -rest_slope / rest - top_slope / top)
}

/// κ̃ at which Tr K(K+κ̃)⁻¹ = `df`, with `rest` = rank − df, of which the smaller is used.
pub fn solve_sample_side(side: &SampleSide, df: f64, rest: f64) -> (f64, Status) {
    if rest <= 0.0 {
        return (0.0, Status::Converged);
    }
    newton(side.start(df), (0.0, f64::INFINITY), |kappa| {
        let [below, above, gap] = side.ends(kappa);
        if rest < df {
            (ln_ratio(rest, below), -gap / below)
        } else {
            (ln_ratio(above, df), -gap / above)
        }
    })
}
