//! How the error's ingredients move with one parameter.

use super::Point;
use crate::transform::Bend;

/// How the error's ingredients move with the logarithm of one parameter.
pub(super) struct Drift {
    /// d ln κ₂.
    pub(super) flow: f64,
    /// dρ.
    pub(super) rho: f64,
    /// P d(1−γ₁) and P d(1−γ₂).
    pub(super) slack1: f64,
    pub(super) slack2: f64,
}

impl Drift {
    fn plus(self, other: &Self) -> Self {
        Self {
            flow: self.flow + other.flow,
            rho: self.rho + other.rho,
            slack1: self.slack1 + other.slack1,
            slack2: self.slack2 + other.slack2,
        }
    }
}

/// What all drifts are made of: with g = df₁ − df₂ and δ_l the layers' deficits, ρ = 1/(1 + g Σ 1/δ_l),
/// h_l = ρ g/δ_l, so that ρ + Σ h_l = 1, and Y = X + ρ g = P (1−γ₁).
pub(super) struct Shares<'a> {
    point: &'a Point<'a>,
    pub(super) rho: f64,
    /// h_l.
    pub(super) lost: Vec<f64>,
    /// ρ/δ_l.
    rates: Vec<f64>,
    /// Y and X/Y.
    pub(super) whole: f64,
    free: f64,
    /// g'/g with g' = dg/d ln κ₂, and Σ a²b/g.
    gap_slope: f64,
    resolved: f64,
    /// Σ h²(1 + bend).
    squares: f64,
}

impl<'a> Shares<'a> {
    pub(super) fn new(point: &'a Point<'a>) -> Self {
        let gap = point.sums.df_gap;
        let least = point.layers.iter().fold(f64::INFINITY, |least, l| least.min(l.deficit));
        let ratio = |deficit: f64| if deficit > least { least / deficit } else { 1.0 };
        let ratios: Vec<f64> = point.layers.iter().map(|l| ratio(l.deficit)).collect();
        let sum: f64 = ratios.iter().sum();
        // At a saturated layer of full rank gap and deficit vanish alike.
        let (gap_part, least_part) =
            if gap > 0.0 || least > 0.0 { (gap, least) } else { (1.0, 1.0) };
        let total = if least.is_finite() { least_part + gap_part * sum } else { 1.0 };
        let rho = if least.is_finite() { least_part / total } else { 1.0 };
        let lost: Vec<f64> = ratios
            .iter()
            .map(|ratio| if least.is_finite() { gap_part * ratio / total } else { 0.0 })
            .collect();
        let rates = point.layers.iter().zip(&lost).map(|(layer, share)| {
            if layer.deficit > 0.0 { rho / layer.deficit } else { share / gap_part }
        });
        let whole = point.open + rho * gap;
        let resolved = if gap > 0.0 { point.sums.df2_slope / gap } else { 1.0 };
        let square = |(layer, share): (&Bend, &f64)| share * share * (1.0 + layer.bend);
        Self {
            rho,
            rates: rates.collect(),
            whole,
            free: point.open / whole,
            gap_slope: 2.0 * resolved - 1.0,
            resolved,
            squares: point.layers.iter().zip(&lost).map(square).sum(),
            point,
            lost,
        }
    }

    /// −dρ/d ln κ₂ at fixed layers.
    fn closing(&self) -> f64 {
        self.rho * (1.0 - self.rho) * self.gap_slope - self.squares
    }

    /// d(P(1−γ₁))/d ln κ₂ at fixed P and layers, a sum of positives.
    fn widening(&self) -> f64 {
        let square = self.rho * self.rho;
        self.point.sums.df_gap * (1.0 - square + 2.0 * square * self.resolved + self.squares)
    }

    fn along(&self, flow: f64) -> Drift {
        Drift {
            flow,
            rho: -self.closing() * flow,
            slack1: self.widening() * flow,
            slack2: 2.0 * self.point.sums.df2_slope * flow,
        }
    }

    pub(super) fn with_lambda(&self) -> Drift {
        self.along(self.rho * self.free)
    }

    /// X − ρ W and its kin are formed as sums in which near saturation no large terms cancel.
    pub(super) fn with_samples(&self) -> Drift {
        let Point { modes, sums, samples, open, kappa, .. } = self.point;
        let (rho, df, gap) = (self.rho, sums.df1, sums.df_gap);
        let level = if kappa.is_infinite() {
            *samples
        } else {
            modes.slack_drift(*kappa, &modes.split(*samples))
        };
        let bent: f64 = self
            .point
            .layers
            .iter()
            .zip(&self.lost)
            .filter(|(_, share)| **share > 0.0)
            .map(|(layer, share)| share * share * share * (layer.lead - layer.deficit * layer.bend))
            .sum();
        let kept =
            rho * rho * rho * level + open * (3.0 * rho * (1.0 - rho) + self.mixed_cubes()) + bent;
        let averaged = (1.0 - rho) * open + rho * level;
        Drift {
            slack1: df * (kept / self.whole) - rho * gap,
            slack2: df * (averaged / self.whole) - gap,
            ..self.along(-rho * df / self.whole)
        }
    }

    /// (Σ h)³ − Σ h³.
    fn mixed_cubes(&self) -> f64 {
        let mut total = 0.0;
        self.lost.iter().fold(0.0, |sum, share| {
            total += 3.0 * sum * share * (sum + share);
            sum + share
        });
        total
    }

    pub(super) fn with_width(&self, layer: usize) -> Option<Drift> {
        let (scaled, doubled) = self.point.layers[layer].widening?;
        let (share, rate) = (self.lost[layer], self.rates[layer]);
        let deficit = self.point.layers[layer].deficit;
        if deficit.is_infinite() {
            return None;
        }
        let drift = self.along(-rate * scaled * self.free);
        let own = share * rate * doubled;
        let is_scaled = (scaled - self.point.sums.df1).abs() <= 0.0;
        let slack1 = if is_scaled {
            self.widened(layer)
        } else {
            own * self.point.sums.df_gap + drift.slack1
        };
        Some(Drift { rho: drift.rho + own, slack1, ..drift }.plus(&self.with_own_noise()))
    }

    /// What more noise of the features does: a trace of infinitely many small modes, W = N η/κ₂ of df₁ and of
    /// the gap. With X and δ = N − df₁ both falling by W, d ln κ₂ = W (X + δ) ρ/(δ Y).
    fn with_own_noise(&self) -> Drift {
        let (noise, open) = (self.point.own_noise, self.point.open);
        if noise <= 0.0 {
            return self.along(0.0);
        }
        let (deficit, rate) = (self.point.layers[0].deficit, self.rates[0]);
        let (lost, resolved) = (self.lost[0], self.point.sums.df2_slope);
        let flow = noise * rate * ((open + deficit) / self.whole);
        let kept = self.rho * self.rho * resolved * (open + deficit) - lost * open * deficit;
        let drift = self.along(flow);
        Drift {
            rho: drift.rho - noise * rate,
            slack1: 2.0 * noise * rate * (kept / self.whole),
            ..drift
        }
    }

    /// P d(1−γ₁)/d ln N of a layer that depends on df/N alone.
    fn widened(&self, layer: usize) -> f64 {
        let Bend { deficit, lead, bend, .. } = self.point.layers[layer];
        let (share, rho, open) = (self.lost[layer], self.rho, self.point.open);
        let bends = self.point.layers.iter().zip(&self.lost);
        let bends: f64 = bends.map(|(layer, share)| share * share * layer.bend).sum();
        let others: f64 = (0..self.lost.len())
            .filter(|other| *other != layer)
            .map(|other| self.lost[other] * (1.0 + self.lost[other]))
            .sum();
        let lost = others + rho * (1.0 - rho) + 2.0 * rho * rho * self.resolved;
        let inner = share * bend * self.whole - open * (bends + lost) - share * share * lead;
        share * (share * deficit + self.point.sums.df1 * (inner / self.whole))
    }
}
