//! A source–capacity population with random features whose weights are a power law too.

use super::form::Form;
use crate::error::{Error, Result};
use crate::limits::check_count;
use crate::wire::Fields;

/// Of random features, for exponents and regions.
const MOST_LAYERS: usize = 1_000;

/// σ_k = k^-α, σ_k w̄_k² = k^-(1+2αr), label noise or none, and layers Z Γ^{1/2} with γ_j ∝ j^-a,
/// Tr Γ = N. Without layers it is ridge regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Law {
    /// α > 1.
    pub capacity: f64,
    /// r > 0.
    pub source: f64,
    /// Whether labels are noisy.
    pub noisy: bool,
    /// a of each layer, zero for isotropic weights; all layers have width N.
    pub weights: Vec<f64>,
}

/// What limits the resolution κ₂: the degrees of freedom grow like P^m.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// m = 1: every sample counts.
    Samples,
    /// m = l/L: the ridge.
    Ridge,
    /// m = q: the features.
    Width,
}

/// Between 1/2 and 1 the exponent of 1 − ρ depends on whether the tail of the weights is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// N^{1−a} ≪ df.
    Near,
    /// df ≪ N^{1−a}.
    Far,
}

impl Law {
    /// Reads `{ exponent, source, noise = 0, layers = 1, weightExponents? }`, the names of populations.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let capacity = fields.number("exponent")?;
        if capacity <= 1.0 {
            return Err(Error::out_of_range(&fields.path("exponent"), "above 1", capacity));
        }
        let source = fields.positive("source")?;
        let noisy = fields.non_negative_or("noise", 0.0)? > 0.0;
        let weights = Self::read_weights(fields)?;
        Ok(Self { capacity, source, noisy, weights })
    }

    fn read_weights(fields: &mut Fields) -> Result<Vec<f64>> {
        if !fields.has("weightExponents") {
            let path = fields.path("layers");
            let layers = fields.count_or("layers", 0, 1)?;
            check_count(&path, layers, MOST_LAYERS)?;
            return Ok(vec![0.0; layers]);
        }
        let path = fields.path("weightExponents");
        let weights = fields.numbers("weightExponents")?;
        check_count(&path, weights.len(), MOST_LAYERS)?;
        if let Some(i) = weights.iter().position(|a| *a < 0.0) {
            return Err(Error::out_of_range(&format!("{path}[{i}]"), "zero or more", weights[i]));
        }
        if fields.has("layers") {
            let layers = fields.count("layers", 0)?;
            if layers != weights.len() {
                let found = format!("{} entries", weights.len());
                return Err(Error::shape(&path, format!("{layers} entries (one a layer)"), found));
            }
        }
        Ok(weights)
    }

    /// min(r, 1): beyond one a smoother target is not learned faster.
    pub fn saturated(&self) -> f64 {
        self.source.min(1.0)
    }

    /// L: κ₂ ~ λ^{α/L}. It exceeds α by a − 1 for each layer whose weights have a finite trace, a > 1.
    pub fn ridge_exponent(&self) -> f64 {
        self.capacity + self.weights.iter().map(|a| (a - 1.0).max(0.0)).sum::<f64>()
    }

    /// P^-m as a monomial.
    pub fn resolution(&self, limit: Limit) -> Form {
        match limit {
            Limit::Samples => Form::SAMPLES,
            Limit::Ridge => Form::LAMBDA.times(1.0 / self.ridge_exponent()),
            Limit::Width => Form::WIDTH,
        }
    }

    /// What can limit the resolution.
    pub fn limits(&self) -> Vec<Limit> {
        let limits = [Limit::Samples, Limit::Ridge, Limit::Width];
        limits.into_iter().filter(|l| *l != Limit::Width || !self.weights.is_empty()).collect()
    }

    /// Bias² and Var_X: κ₂^{2 min(r,1)}.
    pub fn bias(&self, m: Form) -> Form {
        m.times(2.0 * self.capacity * self.saturated())
    }

    /// Var_F and Var_FX: (1−ρ) κ₂^{min(2r,1)}, with 1 − ρ of one layer as `spread` says.
    pub fn features(&self, m: Form, spread: Form) -> Form {
        m.times(self.capacity * (2.0 * self.source).min(1.0)).plus(spread)
    }

    /// The exponent of σ_ε² γ/(1−γ): df/P.
    pub fn noise(&self, m: Form) -> Form {
        Form::SAMPLES.minus(m)
    }

    /// 1 − ρ of a layer of weight exponent a. A limiting layer has none that decays.
    pub fn spread(&self, a: f64, m: Form, limit: Limit, reach: Reach) -> Form {
        if limit == Limit::Width || a >= 1.0 {
            return Form::default();
        }
        match reach {
            Reach::Near => {
                let c = if a <= 0.5 { 1.0 } else { (1.0 - a) / a };
                Form::WIDTH.minus(m).times(c)
            }
            Reach::Far => Form::WIDTH.times(2.0 * (1.0 - a)).minus(m),
        }
    }

    /// m − (1−a) q, negative where the reach is far; only 1/2 < a < 1 has both.
    pub fn reach_line(&self, a: f64, m: Form, limit: Limit) -> Option<Form> {
        let both = a > 0.5 && a < 1.0 && limit != Limit::Width;
        both.then(|| m.minus(Form::WIDTH.times(1.0 - a)))
    }

    /// Every form whose zeros can separate two regimes: differences of resolutions and of terms, and
    /// the ends of reaches.
    pub fn switches(&self) -> Vec<Form> {
        let (mut terms, mut switches) = (Vec::new(), Vec::new());
        for limit in self.limits() {
            let m = self.resolution(limit);
            terms.extend([self.bias(m), self.noise(m)]);
            for a in &self.weights {
                switches.extend(self.reach_line(*a, m, limit));
                for reach in [Reach::Near, Reach::Far] {
                    terms.push(self.features(m, self.spread(*a, m, limit, reach)));
                }
            }
            switches.extend(self.limits().iter().map(|other| m.minus(self.resolution(*other))));
        }
        for (i, term) in terms.iter().enumerate() {
            switches.extend(terms[..i].iter().map(|other| term.minus(*other)));
        }
        switches
    }

    /// Whether a term carries a logarithm beside its power.
    pub fn has_logarithms(&self) -> bool {
        let is = |x: f64, y: f64| (x - y).abs() <= f64::EPSILON;
        is(self.source, 0.5)
            || is(self.source, 1.0)
            || self.weights.iter().any(|a| is(*a, 0.5) || is(*a, 1.0))
    }
}
