//! One trial's draws, for a learner of one's own.

use super::data::{Data, Recipe};
use super::experiment::Experiment;
use super::learner::Weights;
use super::streams::{Role, Streams};
use crate::error::Result;
use crate::linalg::Matrix;

/// What a trial draws, with modes in the caller's order.
#[derive(Debug)]
pub struct Drawn {
    /// P × D.
    pub inputs: Matrix,
    /// x·w̄ + ε.
    pub labels: Vec<f64>,
    /// ε.
    pub noise: Vec<f64>,
    /// w̄.
    pub teacher: Vec<f64>,
    /// D × N: F, √c F, or the neurons' weights as columns.
    pub features: Option<Matrix>,
    /// P × N: what the model sees of the inputs.
    pub seen: Option<Matrix>,
}

/// Draws what trial `trial` of a simulation draws where every row is drawn as it is.
///
/// # Errors
/// An activation that cannot be integrated at the scale of its arguments; more than memory holds.
pub fn draw(experiment: &Experiment, trial: u64) -> Result<Drawn> {
    experiment.check_fits(true)?;
    let Experiment { teacher, learner, design, samples, seed, roots, .. } = experiment;
    let streams = Streams { seed: *seed, trial };
    let recipe = Recipe { design: *design, whole: true, roots: roots.first() };
    let data = Data::draw(teacher, recipe, samples[0], streams, 0);
    let weights = learner.draw(teacher, streams, 0, true)?;
    let noise = || streams.of(Role::FeatureNoise { odd: trial % 2 == 1 }, 0);
    let seen = match weights {
        Weights::None => None,
        _ => Some(learner.see(&weights, &data, noise).rows),
    };
    let features = match weights {
        Weights::None => None,
        Weights::Linear(f) => Some(f),
        Weights::Nonlinear(neurons) => Some(neurons.weights),
    };
    let labels = data.clean.iter().zip(&data.noise).map(|(clean, noise)| clean + noise).collect();
    let mut inputs = Matrix::zeros(data.inputs.rows, teacher.dimension());
    for i in 0..inputs.rows {
        data.inputs.row(i).iter().zip(&teacher.order).for_each(|(x, place)| {
            inputs.data[i * inputs.columns + place] = *x;
        });
    }
    let mut weights = vec![0.0; teacher.dimension()];
    teacher.order.iter().zip(&teacher.weights).for_each(|(place, w)| weights[*place] = *w);
    let features = features.map(|f| restored(&f, &teacher.order));
    Ok(Drawn { inputs, labels, noise: data.noise, teacher: weights, features, seen })
}

/// Rows put where the caller has them; modes that no input reaches are zeros where they were not drawn.
fn restored(rows: &Matrix, order: &[usize]) -> Matrix {
    let mut all = Matrix::zeros(order.len(), rows.columns);
    for (i, place) in order.iter().enumerate().take(rows.rows) {
        all.row_mut(*place).copy_from_slice(rows.row(i));
    }
    all
}
