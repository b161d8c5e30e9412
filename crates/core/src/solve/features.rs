//! κ through random layers: λ = κ₂ (1 − df₁/P) Π 1/S_l(df₁), df₁ = df₁(κ₂).

use super::newton::{ln_ratio, newton};
use crate::report::Status;
use crate::spectrum::{Modes, Sides, Split, Sums};
use crate::transform::{Factor, Layer, Resolved};

/// The chain of renormalized ridges λ → κ₁ → … → κ₂.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// κ after the samples, then after each layer; the last is κ₂.
    pub kappas: Vec<f64>,
    /// x = λ/κ₁ = 1 − df₁/P.
    pub slack: f64,
    /// df₁ at κ₂, counted from both ends.
    pub at: Resolved,
    /// Σ d ln S_l/d df over layers; infinite where a layer saturates.
    pub slope: f64,
    /// How many layers saturate.
    pub saturated: usize,
    /// Whether the iteration met its tolerance.
    pub status: Status,
}

/// Solves for κ₂ at λ ≥ 0.
///
/// Where the least dimension M is at least the rank r, the deficit M − df₁ = (M − r) + Σ κ/(σ+κ) is a
/// sum of positives, and the product is solved for κ₂ directly. Below it, near saturation (df₁ above
/// half of M), the deficit δ is found from the product at a given κ₂, and κ₂ from
/// δ + Σ_rest = Σ_top over the modes split at the M largest. Neither forms 1 − df/n by subtraction.
pub fn solve_features(modes: &Modes, layers: &[Layer], samples: f64, lambda: f64) -> Chain {
    let least = layers.iter().map(Layer::rank).fold(samples, f64::min);
    let split = modes.split(least);
    let problem = Product { modes, layers, samples, lambda, least, split };
    if lambda <= 0.0 { problem.ridgeless() } else { problem.solve() }
}

struct Product<'a> {
    modes: &'a Modes,
    layers: &'a [Layer],
    samples: f64,
    lambda: f64,
    least: f64,
    split: Split,
}

impl Product<'_> {
    fn factors(&self, at: &Resolved) -> (f64, Vec<Factor>) {
        let dimension = self.modes.dimension();
        let layers = self.layers.iter().map(|layer| layer.factor(at, dimension)).collect();
        (at.below(self.samples) / self.samples, layers)
    }

    /// ln of all slacks, and its derivative in ln δ.
    fn ln_slacks(&self, at: &Resolved) -> (f64, f64) {
        let (slack, layers) = self.factors(at);
        let value = libm::log(slack) + layers.iter().map(|f| libm::log(f.inverse)).sum::<f64>();
        let slope = 1.0 / at.below(self.samples) + layers.iter().map(|f| f.slope).sum::<f64>();
        (value, at.deficit * slope)
    }

    /// The deficit at which the product is λ for a given κ₂, capped at M: weights of a layer over many decades
    /// make steps of the product, hence Newton between bounds.
    fn deficit(&self, kappa: f64) -> (f64, Status) {
        let target = libm::log(self.lambda) - libm::log(kappa);
        let residual = |deficit: f64| {
            let (value, slope) = self.ln_slacks(&Resolved::from_deficit(self.least, deficit));
            (target - value, -slope)
        };
        let most = self.least * (1.0 - 1e-12);
        if residual(most).0 >= 0.0 {
            return (most, Status::Converged);
        }
        newton(0.5 * self.least, (0.0, most), residual)
    }

    /// df₁ and M − df₁ where both follow from κ₂ itself without loss.
    fn direct(&self, kappa: f64) -> Option<(Resolved, f64)> {
        let Sums { df1, df_gap, .. } = self.modes.sums(kappa);
        if self.least >= self.modes.rank() {
            let deficit = self.split.spare + self.modes.sides(kappa, &self.split).top;
            return Some((Resolved { least: self.least, df: df1, deficit }, df_gap));
        }
        (df1 <= 0.5 * self.least).then(|| (Resolved::from_df(self.least, df1), df_gap))
    }

    /// A function of ln κ₂ that falls through zero at the root, with its slope.
    fn residual(&self, kappa: f64) -> (f64, f64) {
        if let Some((at, gap)) = self.direct(kappa) {
            let (value, slope) = self.ln_slacks(&at);
            let value = libm::log(kappa) - libm::log(self.lambda) + value;
            return (-value, -(1.0 + gap * slope / at.deficit));
        }
        let (deficit, _) = self.deficit(kappa);
        let (_, slope) = self.ln_slacks(&Resolved::from_deficit(self.least, deficit));
        let Sides { top, rest, top_slope, rest_slope } = self.modes.sides(kappa, &self.split);
        let (left, right) = (deficit + rest, self.split.spare + top);
        (ln_ratio(left, right), -(deficit / slope + rest_slope) / left - top_slope / right)
    }

    fn solve(&self) -> Chain {
        let start = self.lambda + self.modes.tail(&self.split, self.least);
        let (kappa, status) = newton(start, (0.0, f64::INFINITY), |kappa| self.residual(kappa));
        let (at, found) = self.resolved(kappa);
        self.chain(kappa, &at, status.max(found))
    }

    fn resolved(&self, kappa: f64) -> (Resolved, Status) {
        if let Some((at, _)) = self.direct(kappa) {
            return (at, Status::Converged);
        }
        let (deficit, status) = self.deficit(kappa);
        (Resolved::from_deficit(self.least, deficit), status)
    }

    /// λ → 0: the least dimension is resolved entirely, or every mode is.
    fn ridgeless(&self) -> Chain {
        let rank = self.modes.rank();
        if self.least < rank {
            let solved = super::kappa::solve(self.modes, self.least, 0.0, None);
            let kappa = solved.map_or(0.0, |solution| solution.kappa);
            return self.chain(kappa, &Resolved::from_deficit(self.least, 0.0), Status::Converged);
        }
        let at = Resolved { least: self.least, df: rank, deficit: self.least - rank };
        self.chain(0.0, &at, Status::Converged)
    }

    fn chain(&self, kappa: f64, at: &Resolved, status: Status) -> Chain {
        let (slack, layers) = self.factors(at);
        // From κ₂ down: κ_l = κ_{l+1}/S_l, never 0/0 at λ = 0.
        let mut kappas = vec![kappa];
        for factor in layers.iter().rev() {
            kappas.push(kappas[kappas.len() - 1] * factor.inverse);
        }
        kappas.reverse();
        let slope = layers.iter().map(|f| f.slope).sum();
        let saturated = layers.iter().filter(|f| f.slope.is_infinite()).count();
        let status = layers.iter().fold(status, |worst, factor| worst.max(factor.status));
        Chain { kappas, slack, at: *at, slope, saturated, status: self.modes.judge(kappa, status) }
    }
}
