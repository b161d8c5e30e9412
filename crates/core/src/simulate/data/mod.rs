//! A training set: inputs, clean labels, label noise.

pub(super) mod correlation;
pub(super) mod design;
pub(super) mod teacher;
pub(super) mod test_point;

use super::streams::{Role, Streams};
use crate::linalg::{Block, Matrix, Zeros, dot};
use correlation::Roots;
use design::{Design, last_column, triangle};
use teacher::Teacher;

/// P samples, or fewer rows with the same inner products of all columns.
#[derive(Debug)]
pub struct Data {
    /// Rows x over the modes with σ_k > 0.
    pub inputs: Matrix,
    /// Where the rows are known to be zero.
    pub zeros: Zeros,
    /// x·w̄.
    pub clean: Vec<f64>,
    /// ε.
    pub noise: Vec<f64>,
    /// P.
    pub samples: usize,
}

/// How a training set is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Recipe<'a> {
    /// The law of the inputs.
    pub design: Design,
    /// Whether every row is wanted as it is.
    pub whole: bool,
    /// How samples are correlated, if they are.
    pub roots: Option<&'a Roots>,
}

impl Data {
    /// Draws P samples for one member of an ensemble.
    pub fn draw(
        teacher: &Teacher,
        recipe: Recipe<'_>,
        samples: usize,
        streams: Streams,
        member: usize,
    ) -> Self {
        let columns = teacher.active();
        let mut stream = streams.of(Role::Inputs, member);
        let mut noises = streams.of(Role::Noise, member);
        let short = !recipe.whole && recipe.design == Design::Gaussian { bartlett: true };
        let (mut inputs, mut noise) = if short {
            (triangle(&mut stream, samples, columns), last_column(&mut noises, samples, columns))
        } else {
            let mut noise = vec![0.0; samples];
            noises.fill_normal(&mut noise, 1.0);
            (recipe.design.rows(&mut stream, samples, columns), noise)
        };
        let mut zeros = if short { Zeros::Below } else { Zeros::Unknown };
        if let Some(roots) = recipe.roots {
            zeros = Zeros::Unknown;
            inputs = roots.inputs(&inputs);
            noise = roots.noise(noise);
        }
        scale_columns(&mut inputs, &teacher.deviations);
        noise.iter_mut().for_each(|e| *e *= teacher.noise);
        let target = &teacher.weights[..columns];
        let clean = (0..inputs.rows).map(|i| dot(inputs.row(i), target)).collect();
        Self { inputs, zeros, clean, noise, samples }
    }
}

/// What a model sees of some samples.
#[derive(Debug)]
pub struct Seen {
    /// A row for each sample.
    pub rows: Matrix,
    /// Where they are known to be zero.
    pub zeros: Zeros,
}

impl Seen {
    /// To be read by rows.
    pub fn block(&self) -> Block<'_> {
        self.rows.block().with(self.zeros)
    }
}

/// Multiplies each column by a number of its own.
pub fn scale_columns(matrix: &mut Matrix, scales: &[f64]) {
    for row in matrix.data.chunks_exact_mut(scales.len()) {
        row.iter_mut().zip(scales).for_each(|(x, scale)| *x *= scale);
    }
}
