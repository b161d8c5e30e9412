//! Random layers, each free of what it multiplies, by their S-transforms.

use super::Resolved;
use crate::error::{Error, Result};
use crate::sum::sum_over;
use crate::wire::Fields;

/// Newton steps in ln κ of a layer's own spectrum.
const MOST_STEPS: usize = 200;

/// One layer of FFᵀ.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
    /// Z Γ^{1/2}, Z_ij ~ N(0, 1/width), Γ = I.
    Gaussian {
        /// N.
        width: f64,
    },
    /// The same with eigenvalues γ_j > 0 of Γ, zeros left out.
    Structured {
        /// N.
        width: f64,
        /// γ_j, positive.
        weights: Vec<f64>,
    },
    /// D/width times a Haar projection of rank width.
    Orthogonal {
        /// N.
        width: f64,
    },
    /// Non-zero eigenvalues of FFᵀ.
    Empirical {
        /// Positive.
        eigenvalues: Vec<f64>,
    },
}

/// How d ln S/d df = 1/δ changes, each entry without cancellation where S saturates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bend {
    /// δ, the effective distance from saturation: N − df of a Gaussian layer.
    pub deficit: f64,
    /// (P − df) − δ.
    pub lead: f64,
    /// δ² d²ln S/d df² − 1.
    pub bend: f64,
    /// −δ ∂ln S/∂ln N and −δ² ∂(1/δ)/∂ln N at fixed df; `None` where the layer has no width.
    pub widening: Option<(f64, f64)>,
}

/// What a layer does to the renormalized ridge at one df: κ → κ S.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factor {
    /// 1/S, zero at saturation.
    pub inverse: f64,
    /// d ln S/d df; infinite at saturation.
    pub slope: f64,
}

impl Layer {
    /// Reads `{ kind, … }`; `dimension` is that of the inputs.
    pub fn read(mut fields: Fields, dimension: f64) -> Result<Self> {
        let argument = fields.path("kind");
        let kind = fields.choice("kind", &["gaussian", "orthogonal", "empirical"], None)?;
        if dimension.is_infinite() && kind != "gaussian" {
            let reason = "must be \"gaussian\" on infinitely many modes".into();
            return Err(Error::Conflict { argument, reason });
        }
        let layer = match kind {
            "gaussian" => Self::read_gaussian(&mut fields)?,
            "orthogonal" => {
                let width = fields.natural("width", 1)?;
                if width > dimension {
                    let condition = format!("at most {dimension}, the dimension of the inputs");
                    return Err(Error::out_of_range(&fields.path("width"), condition, width));
                }
                Self::Orthogonal { width }
            }
            _ => Self::Empirical { eigenvalues: positive(&mut fields, "eigenvalues", dimension)? },
        };
        fields.finish()?;
        Ok(layer)
    }

    fn read_gaussian(fields: &mut Fields) -> Result<Self> {
        let width = fields.natural("width", 1)?;
        if !fields.has("weightSpectrum") {
            return Ok(Self::Gaussian { width });
        }
        let weights = positive(fields, "weightSpectrum", width)?;
        Ok(Self::Structured { width, weights })
    }

    /// The rank: df cannot exceed it.
    pub fn rank(&self) -> f64 {
        match self {
            Self::Gaussian { width } | Self::Orthogonal { width } => *width,
            Self::Structured { weights, .. } => weights.len() as f64,
            Self::Empirical { eigenvalues } => eigenvalues.len() as f64,
        }
    }

    /// S where it has infinitely many features, in proportion; `None` where it has no width.
    pub fn wide_scale(&self) -> Option<f64> {
        match self {
            Self::Gaussian { .. } | Self::Orthogonal { .. } => Some(1.0),
            Self::Structured { width, weights } => Some(width / weights.iter().sum::<f64>()),
            Self::Empirical { .. } => None,
        }
    }

    /// S at df, for inputs of `dimension` D. Source: arXiv 2405.00592, S-transform section.
    ///
    /// Gaussian: N/(N−df). Structured: N/(df κ_Γ(df)). Orthogonal: N(D−df)/(D(N−df)). Empirical:
    /// (D−df)/(df κ_A(df)). κ_Γ solves Σ κ/(γ+κ) = rank − df.
    pub fn factor(&self, at: &Resolved, dimension: f64) -> Factor {
        match self {
            Self::Gaussian { width } => {
                let rest = at.below(*width);
                Factor { inverse: rest / width, slope: 1.0 / rest }
            }
            Self::Structured { width, weights } => {
                let own = Own::solve(weights, at);
                Factor { inverse: at.df * own.kappa / width, slope: own.df2 / (at.df * own.gap) }
            }
            // FFᵀ = 1.
            Self::Orthogonal { width } if *width >= dimension => {
                Factor { inverse: 1.0, slope: 0.0 }
            }
            Self::Orthogonal { width } => {
                let (rest, outer) = (at.below(*width), at.below(dimension));
                Factor {
                    inverse: (dimension / width) * (rest / outer),
                    slope: (dimension - width) / (rest * outer),
                }
            }
            Self::Empirical { eigenvalues } if at.below(dimension) <= 0.0 => whole(eigenvalues),
            Self::Empirical { eigenvalues } => {
                let (own, outer) = (Own::solve(eigenvalues, at), at.below(dimension));
                Factor {
                    inverse: at.df * own.kappa / outer,
                    slope: own.spread(eigenvalues, at, dimension) / (at.df * own.gap * outer),
                }
            }
        }
    }
}

impl Layer {
    /// The second derivatives of ln S at df, for local exponents at P samples.
    pub fn bend(&self, at: &Resolved, dimension: f64, samples: f64) -> Bend {
        match self {
            Self::Gaussian { width } => {
                let deficit = at.below(*width);
                let widening = Some((at.df, deficit + at.df));
                Bend { deficit, lead: samples - width, bend: 0.0, widening }
            }
            Self::Structured { weights, .. } => {
                let own = Own::solve(weights, at);
                let (rank, twice) = (weights.len() as f64, own.twice(weights));
                let deficit = own.gap + own.gap * own.gap / own.df2;
                let lost = own.lost(twice[0]);
                let bend = 2.0 * at.df / own.df2 * ((own.gap - at.df * lost) / own.df2);
                let lead = (samples - rank) + twice[1] - own.gap * own.gap / own.df2;
                let widening = Some((at.df, deficit + at.df * (1.0 + bend)));
                Bend { deficit, lead, bend, widening }
            }
            Self::Orthogonal { width } => {
                let (rest, outer, apart) =
                    (at.below(*width), at.below(dimension), dimension - width);
                let share = outer / apart;
                Bend {
                    deficit: rest * share,
                    lead: (samples - width) - rest * (rest / apart),
                    bend: 2.0 * rest / apart,
                    widening: Some((at.df * share, width * share * share)),
                }
            }
            Self::Empirical { eigenvalues } => {
                let (own, outer) = (Own::solve(eigenvalues, at), at.below(dimension));
                let (rank, twice) = (eigenvalues.len() as f64, own.twice(eigenvalues));
                let spread = own.spread(eigenvalues, at, dimension);
                let (gap, df) = (own.gap, at.df);
                let deficit = df * gap * outer / spread;
                let whole = dimension / (df * outer);
                // e = s' − s² with s = 1/gap − 1/df − 1/outer.
                let excess = 2.0 * (whole - own.lost(twice[0]) / gap) / gap - 2.0 * whole / outer;
                let scale = deficit / gap;
                let bend = if gap > 0.0 { excess * gap * gap * scale * scale } else { 0.0 };
                let lead = (samples - rank) + twice[1] - gap * gap * dimension / spread;
                Bend { deficit, lead, bend, widening: None }
            }
        }
    }
}

/// A layer's own resolution κ_A(df).
struct Own {
    kappa: f64,
    df2: f64,
    /// df − df₂ = Σ aκ/(a+κ)².
    gap: f64,
}

impl Own {
    /// Solves Σ κ/(a+κ) = rank − df by Newton in ln κ on the ratio of both sides, from the side of df
    /// or from the side of its complement, whichever is smaller.
    fn solve(values: &[f64], at: &Resolved) -> Self {
        let rank = values.len() as f64;
        let rest = at.below(rank);
        let total: f64 = values.iter().sum();
        let mut kappa = if rest > 0.0 { total / rank * (rest / at.df).max(1e-300) } else { 0.0 };
        for _ in 0..MOST_STEPS {
            if kappa <= 0.0 {
                break;
            }
            let [df, complement, gap] = sums(values, kappa);
            let (value, slope) = if at.df <= rest {
                (libm::log(df / at.df), -gap / df)
            } else {
                (libm::log(complement / rest), gap / complement)
            };
            let step = (-value / slope).clamp(-40.0, 40.0);
            kappa *= libm::exp(step);
            if step.abs() <= 4.0 * f64::EPSILON {
                break;
            }
        }
        let [_, _, gap] = sums(values, kappa);
        let df2 = sum_over(0..values.len(), |i| {
            let a = values[i] / (values[i] + kappa);
            [a * a]
        })[0];
        Self { kappa, df2, gap }
    }

    /// Σ ab² and Σ b².
    fn twice(&self, values: &[f64]) -> [f64; 2] {
        sum_over(0..values.len(), |i| {
            let q = 1.0 / (values[i] + self.kappa);
            let (a, b) = (values[i] * q, self.kappa * q);
            [a * b * b, b * b]
        })
    }

    /// Σ ab²/Σ ab, zero where every weight is resolved.
    fn lost(&self, twice: f64) -> f64 {
        if self.gap > 0.0 { twice / self.gap } else { 0.0 }
    }

    /// D Σ a² − (Σ a)² over D directions, zeros included, as D times a sum of squares: of a or of 1 − a
    /// less their means, whichever are smaller.
    fn spread(&self, values: &[f64], at: &Resolved, dimension: f64) -> f64 {
        let (mean, other) = (at.df / dimension, at.below(dimension) / dimension);
        let inside = sum_over(0..values.len(), |i| {
            let q = 1.0 / (values[i] + self.kappa);
            let off = if mean < other { values[i] * q - mean } else { self.kappa * q - other };
            [off * off]
        })[0];
        dimension * (inside + (dimension - values.len() as f64) * mean * mean)
    }
}

/// S and its slope at df = D, where every direction is seen: the mean of 1/a, and their spread.
fn whole(values: &[f64]) -> Factor {
    let count = values.len() as f64;
    let [total] = sum_over(0..values.len(), |i| [1.0 / values[i]]);
    let mean = total / count;
    let [spread] = sum_over(0..values.len(), |i| {
        let off = 1.0 / values[i] - mean;
        [off * off]
    });
    Factor { inverse: count / total, slope: spread / (total * total) }
}

/// Σ a/(a+κ), Σ κ/(a+κ) and Σ aκ/(a+κ)².
fn sums(values: &[f64], kappa: f64) -> [f64; 3] {
    sum_over(0..values.len(), |i| {
        let q = 1.0 / (values[i] + kappa);
        let (a, b) = (values[i] * q, kappa * q);
        [a, b, a * b]
    })
}

/// Positive entries of an array of at most `most`, which may hold zeros.
fn positive(fields: &mut Fields, name: &'static str, most: f64) -> Result<Vec<f64>> {
    let values = fields.numbers(name)?;
    let path = fields.path(name);
    if values.len() as f64 > most {
        let expected = format!("at most {most} entries");
        return Err(Error::shape(&path, expected, format!("{} entries", values.len())));
    }
    if let Some(i) = values.iter().position(|x| *x < 0.0 || *x > crate::limits::LARGEST_EIGENVALUE)
    {
        let path = format!("{path}[{i}]");
        return Err(Error::out_of_range(&path, "zero or more, and at most 1e290", values[i]));
    }
    let least = 1.0 / crate::limits::LARGEST_EIGENVALUE;
    let kept: Vec<f64> = values.into_iter().filter(|x| *x > least).collect();
    if kept.is_empty() {
        return Err(Error::out_of_range(&path, "positive in at least one place", 0.0));
    }
    Ok(kept)
}
