//! Linear random features f(x) = xᵀF v, shallow or deep: errors, bias and the parts of the variance.

use super::decomposition::{Context, Decomposition, Shift};
use super::ensemble::{Ensemble, Over};
use super::local_exponents::{self, LocalExponents};
use super::ridge::product;
use crate::error::{Error, Result};
use crate::report::Point;
use crate::solve::{Chain, solve_features};
use crate::spectrum::{Modes, Sums};
use crate::transform::Layer;
use crate::wire::Fields;

/// Features F = Z₁ … Z_L of the given layers, as a model of a problem.
#[derive(Debug, Clone)]
pub struct RandomFeatures {
    layers: Vec<Layer>,
    ensemble: Ensemble,
}

impl RandomFeatures {
    /// Reads the layers for inputs of the population's dimension.
    pub fn read(fields: &mut Fields, ensemble: Option<Fields>, modes: &Modes) -> Result<Self> {
        let layers = fields.objects("layers")?.into_iter();
        let layers = layers.map(|layer| Layer::read(layer, modes.dimension()));
        Ok(Self { layers: layers.collect::<Result<_>>()?, ensemble: Ensemble::read(ensemble)? })
    }

    /// The largest width that a layer may have.
    ///
    /// # Errors
    /// `OutOfRange` for a layer that is not there, `Conflict` for one whose spectrum sets its width.
    pub fn widest(&self, layer: usize, dimension: f64) -> Result<f64> {
        match self.layers.get(layer) {
            Some(Layer::Gaussian { .. }) => Ok(f64::INFINITY),
            Some(Layer::Orthogonal { .. }) => Ok(dimension),
            Some(Layer::Structured { .. } | Layer::Empirical { .. }) => Err(Error::Conflict {
                argument: format!("model.layers[{layer}]"),
                reason: "has a spectrum of its own, which sets its width".into(),
            }),
            None => {
                let condition = format!("below {}, the number of layers", self.layers.len());
                Err(Error::out_of_range("layer", condition, layer as f64))
            }
        }
    }

    /// The same features with another width of a layer that has one.
    #[must_use]
    pub fn with_width(&self, layer: usize, width: f64) -> Self {
        let mut other = self.clone();
        if let Some(Layer::Gaussian { width: old } | Layer::Orthogonal { width: old }) =
            other.layers.get_mut(layer)
        {
            *old = width;
        }
        other
    }

    /// One model with Gaussian layers of these widths.
    pub fn gaussian(widths: impl Iterator<Item = f64>) -> Self {
        let layers = widths.map(|width| Layer::Gaussian { width }).collect();
        Self { layers, ensemble: Ensemble { size: 1.0, over: Over::Both } }
    }

    /// What λ is multiplied by in the limit of infinite widths, where the model is ridge regression; `None` for
    /// layers without a width.
    pub fn wide_scale(&self) -> Option<f64> {
        self.layers.iter().try_fold(1.0, |scale, layer| Some(scale * layer.wide_scale()?))
    }

    /// How its models are averaged.
    pub fn ensemble(&self) -> Ensemble {
        self.ensemble
    }

    /// Evaluates the theory at P > 0, λ ≥ 0.
    ///
    /// Bias² = κ₂² T₁₂, Var_F = (1−ρ) κ₂ T₂₂, E = (Bias² + Var_F + σ_ε²)/(1−γ₁); the other parts as
    /// in arXiv 2405.00592, random-features section, with γ₁ − γ₂ = (1−ρ)(df₁−df₂)/P in place of
    /// their difference.
    pub fn point(&self, modes: &Modes, samples: f64, lambda: f64) -> Point {
        Solved::new(modes, &self.layers, samples, lambda).point(modes, self.ensemble)
    }

    /// Local exponents at the same point.
    pub fn local_exponents(&self, modes: &Modes, samples: f64, lambda: f64) -> LocalExponents {
        let Chain { kappas, slack, at, status, .. } =
            solve_features(modes, &self.layers, samples, lambda);
        let kappa = kappas[kappas.len() - 1];
        let bend = |layer: &Layer| layer.bend(&at, modes.dimension(), samples);
        local_exponents::Point {
            modes,
            sums: &modes.sums(kappa),
            kappa,
            samples,
            open: slack * samples,
            layers: self.layers.iter().map(bend).collect(),
            own_noise: 0.0,
            ensemble: self.ensemble,
            status,
        }
        .exponents()
    }
}

/// The theory at one (P, λ): κ₁, κ₂, ρ = d ln κ₂/d ln κ₁ and what follows from them.
struct Solved {
    chain: Chain,
    sums: Sums,
    samples: f64,
    /// ρ and 1 − ρ.
    rho: f64,
    other: f64,
    /// 1 − γ₁ and 1 − γ₂.
    slack1: f64,
    slack2: f64,
    /// (1−ρ)(df₁−df₂)/(P (1−γ₁)(1−γ₂)) where each of its factors vanishes.
    threshold: f64,
    /// Var_F/(1−γ₁) where both vanish.
    vanishing: f64,
}

impl Solved {
    fn new(modes: &Modes, layers: &[Layer], samples: f64, lambda: f64) -> Self {
        let chain = solve_features(modes, layers, samples, lambda);
        let sums = modes.sums(chain.kappas[chain.kappas.len() - 1]);
        // At a saturated layer of full rank the gap vanishes with it: each such layer counts one.
        let saturated = chain.saturated as f64;
        let product = if sums.df_gap > 0.0 { sums.df_gap * chain.slope } else { saturated };
        let rho = 1.0 / (1.0 + product);
        let other = if product.is_infinite() { 1.0 } else { product / (1.0 + product) };
        let gap = sums.df_gap / samples;
        let (slack1, slack2) = (chain.slack + rho * gap, chain.slack + gap);
        // P = rank, λ → 0 and F invertible: 1 − ρ → (df₁−df₂) d ln S/d df, and both slacks → 2 (df₁−df₂)/P. Where m
        // layers saturate, 1 − ρ → m/(m+1), and 1 − γ₁ → (m+2)/(m+1) (df₁−df₂)/P.
        let threshold = 0.25 * samples * chain.slope;
        let vanishing = if chain.saturated > 0 && slack1 <= 0.0 {
            samples * saturated / (saturated + 2.0) * modes.mixed_by_gap()
        } else {
            0.0
        };
        Self { chain, sums, samples, rho, other, slack1, slack2, threshold, vanishing }
    }

    fn decomposition(&self, noise: f64) -> Decomposition {
        let Self { sums, samples, rho, other, .. } = self;
        Decomposition {
            bias: sums.bias,
            features: other * sums.mixed,
            noise,
            gamma1: (other * sums.df1 + rho * sums.df2) / samples,
            gamma2: sums.df2 / samples,
            difference: other * sums.df_gap / samples,
            slack1: self.slack1,
            slack2: self.slack2,
            threshold: self.threshold,
            vanishing: self.vanishing,
        }
    }

    fn point(&self, modes: &Modes, ensemble: Ensemble) -> Point {
        let Self { chain, sums, rho, .. } = self;
        let decomposition = self.decomposition(modes.noise());
        decomposition.point(
            ensemble,
            Context {
                status: chain.status,
                slack: chain.slack,
                kappas: chain.kappas.clone(),
                numbers: vec![("df1", sums.df1), ("df2", sums.df2), ("rho", *rho)],
                shift: self.shift(modes),
            },
        )
    }

    /// What another test covariance makes of bias, features and data.
    fn shift(&self, modes: &Modes) -> Option<Shift> {
        let shifted = modes.shifted(self.chain.kappas[self.chain.kappas.len() - 1])?;
        // (1−ρ)/(df₁−df₂) = ρ Σ d ln S_l/d df, finite where a layer saturates.
        let slope = self.chain.slope;
        let share =
            if slope.is_infinite() { self.other / self.sums.df_gap } else { self.rho * slope };
        let features = product(share, self.sums.mixed * shifted.unresolved + shifted.null_mixed);
        let spread = self.other * shifted.unresolved + product(share, shifted.null_gap);
        let (data, spread) = (shifted.resolved / self.samples, spread / self.samples);
        Some(Shift { bias: shifted.bias, features, data, spread })
    }
}
