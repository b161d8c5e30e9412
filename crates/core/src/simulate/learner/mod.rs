//! What is trained: one arm a model of `evaluate`.

pub(super) mod features;
pub(super) mod fit;
pub(super) mod members;
pub(super) mod nonlinear;

use super::data::teacher::Teacher;
use super::data::{Data, Seen};
use super::streams::{Role, Streams};
use crate::activation::Activation;
use crate::error::Result;
use crate::linalg::{Matrix, Zeros, multiply_blocks};
use crate::rng::Stream;
use crate::transform::Layer;
use crate::wire::Fields;
use features::Features;
use nonlinear::Neurons;

/// A model that can be drawn and trained.
#[derive(Debug, Clone)]
pub enum Learner {
    /// Ridge regression on the inputs.
    Ridge,
    /// Linear random features.
    Linear {
        /// Layers of F.
        layers: Vec<Layer>,
        /// √γ₀ of every mode, where F = Γ₀^{1/2} Z ⋯.
        weights: Option<Vec<f64>>,
    },
    /// √c Fᵀx + √η ξ.
    Noisy {
        /// N.
        width: usize,
        /// √c.
        slope: f64,
        /// √η.
        deviation: f64,
    },
    /// φ(w·x)/√N.
    Nonlinear {
        /// N.
        width: usize,
        /// φ.
        activation: Activation,
    },
}

/// One draw of what a model has of its own.
#[derive(Debug)]
pub enum Weights {
    /// Nothing.
    None,
    /// F, D × columns.
    Linear(Matrix),
    /// Neurons.
    Nonlinear(Neurons),
}

const KINDS: [&str; 4] = ["ridge", "randomFeatures", "nonlinearFeatures", "noisyFeatures"];

impl Learner {
    /// Reads `{ kind, … }`.
    pub fn read(mut fields: Fields, teacher: &Teacher) -> Result<Self> {
        let kind = fields.choice("kind", &KINDS, None)?;
        let learner = match kind {
            "ridge" => Self::Ridge,
            "randomFeatures" => {
                let layers = fields.objects("layers")?.into_iter();
                let dimension = teacher.dimension() as f64;
                let layers = layers.map(|layer| Layer::read(layer, dimension));
                let layers = layers.collect::<Result<_>>()?;
                Self::Linear { layers, weights: read_weights(&mut fields, teacher)? }
            }
            "noisyFeatures" => Self::Noisy {
                width: fields.count("width", 1)?,
                slope: f64::sqrt(fields.non_negative_or("signalScale", 1.0)?),
                deviation: f64::sqrt(fields.non_negative("noiseVariance")?),
            },
            _ => Self::read_nonlinear(&mut fields, teacher)?,
        };
        fields.finish()?;
        Ok(learner)
    }

    /// A named activation as it is; `{ linear, nonlinear }` as the Gaussian equivalent that it stands for.
    fn read_nonlinear(fields: &mut Fields, teacher: &Teacher) -> Result<Self> {
        let width = fields.count("width", 1)?;
        if !fields.has("activation") || fields.holds_text("activation") {
            let activation = Activation::read(fields)?;
            return Ok(Self::Nonlinear { width, activation });
        }
        let mut parts = fields.object("activation")?;
        let linear = parts.number("linear")?;
        let nonlinear = parts.non_negative("nonlinear")?;
        parts.finish()?;
        let slope = linear.abs() / f64::sqrt(teacher.trace());
        Ok(Self::Noisy { width, slope, deviation: f64::sqrt(nonlinear / width as f64) })
    }

    /// The most columns that it sees.
    pub fn columns(&self, teacher: &Teacher) -> usize {
        match self {
            Self::Ridge => teacher.active(),
            Self::Linear { layers, .. } => {
                layers.iter().fold(teacher.dimension(), |n, layer| n.min(layer.rank() as usize))
            }
            Self::Noisy { width, .. } | Self::Nonlinear { width, .. } => *width,
        }
    }

    /// The most columns of a layer that are drawn; `whole` keeps every one.
    pub fn widest(&self, teacher: &Teacher, whole: bool) -> usize {
        let Self::Linear { layers, .. } = self else {
            return self.columns(teacher);
        };
        let drawn = |layer: &Layer| match layer {
            Layer::Gaussian { width } if !whole => (*width as usize).min(teacher.dimension()),
            layer => layer.rank() as usize,
        };
        layers.iter().map(drawn).max().unwrap_or(0)
    }

    /// Whether fewer rows with the same inner products may stand for the samples.
    pub fn takes_factors(&self) -> bool {
        matches!(self, Self::Ridge | Self::Linear { .. })
    }

    /// Draws the features of one member of an ensemble; `whole` keeps F as it is.
    pub fn draw(
        &self,
        teacher: &Teacher,
        streams: Streams,
        member: usize,
        whole: bool,
    ) -> Result<Weights> {
        let mut stream = streams.of(Role::Features, member);
        Ok(match self {
            Self::Ridge => Weights::None,
            Self::Linear { layers, weights } => {
                let mut f = Features::draw(layers, teacher.dimension(), whole, &mut stream).0;
                for (i, weight) in weights.iter().flatten().enumerate() {
                    f.row_mut(i).iter_mut().for_each(|x| *x *= weight);
                }
                Weights::Linear(f)
            }
            Self::Noisy { width, slope, .. } => {
                let mut f = Matrix::zeros(teacher.dimension(), *width);
                stream.fill_normal(&mut f.data, slope / f64::sqrt(*width as f64));
                Weights::Linear(f)
            }
            Self::Nonlinear { width, activation } => {
                let modes =
                    if teacher.test.is_some() { teacher.dimension() } else { teacher.active() };
                let shape = (modes, *width);
                let variances = &teacher.variances;
                Weights::Nonlinear(Neurons::draw(*activation, shape, variances, &mut stream)?)
            }
        })
    }

    /// Deviations of the columns of F where its entries are independent normal numbers.
    pub fn deviations(&self) -> Option<Vec<f64>> {
        match self {
            Self::Linear { layers, weights: None } => match &layers[..] {
                [Layer::Gaussian { width }] => Some(vec![1.0 / f64::sqrt(*width); *width as usize]),
                [Layer::Structured { width, weights }] => {
                    Some(weights.iter().map(|weight| f64::sqrt(weight / width)).collect())
                }
                _ => None,
            },
            Self::Noisy { width, slope, .. } => {
                Some(vec![slope / f64::sqrt(*width as f64); *width])
            }
            _ => None,
        }
    }

    /// What the model sees of some inputs; `noise` is the stream of the features' own noise.
    pub fn see(&self, weights: &Weights, data: &Data, noise: impl FnOnce() -> Stream) -> Seen {
        let inputs = &data.inputs;
        let rows = match weights {
            Weights::None => return Seen { rows: inputs.clone(), zeros: data.zeros },
            Weights::Linear(f) => {
                let leading = f.block().part(0..inputs.columns, 0..f.columns);
                let mut seen = multiply_blocks(inputs.block().with(data.zeros), leading);
                if let Self::Noisy { deviation, .. } = self {
                    let mut stream = noise();
                    seen.data.iter_mut().for_each(|z| *z += deviation * stream.normal());
                }
                seen
            }
            Weights::Nonlinear(neurons) => neurons.see(inputs),
        };
        Seen { rows, zeros: Zeros::Unknown }
    }
}

/// Takes `inputWeightSpectrum`: √γ₀ of every mode.
fn read_weights(fields: &mut Fields, teacher: &Teacher) -> Result<Option<Vec<f64>>> {
    let Some(weights) = fields.numbers_if_any("inputWeightSpectrum")? else {
        return Ok(None);
    };
    let spread = teacher.spread(&fields.path("inputWeightSpectrum"), &weights)?;
    Ok(Some(spread.into_iter().map(f64::sqrt).collect()))
}
