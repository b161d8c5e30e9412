//! Nonlinear random features φ(w·x)/√N, centred, as they are.

use super::features::combine;
use crate::activation::{Activation, Hermite};
use crate::error::Result;
use crate::linalg::Matrix;
use crate::rng::Stream;

/// One draw of N features.
#[derive(Debug)]
pub struct Neurons {
    activation: Activation,
    /// w_j as columns, w ~ N(0, I/D): modes × N.
    pub weights: Matrix,
    /// E φ(w_j·x) for normal x.
    means: Vec<f64>,
}

impl Neurons {
    /// Draws N features of inputs with variances σ_k; `modes` of D have weights.
    pub fn draw(
        activation: Activation,
        (modes, width): (usize, usize),
        variances: &[f64],
        stream: &mut Stream,
    ) -> Result<Self> {
        let mut weights = Matrix::zeros(modes, width);
        stream.fill_normal(&mut weights.data, 1.0 / libm::sqrt(variances.len() as f64));
        let mut neurons = Self { activation, weights, means: vec![0.0; width] };
        neurons.means = neurons.lines(variances)?.into_iter().map(|line| line.offset).collect();
        Ok(neurons)
    }

    /// (φ(w_j·x) − E φ)/√N for each row x, which may be shorter than w.
    pub fn see(&self, inputs: &Matrix) -> Matrix {
        let width = self.weights.columns;
        let scale = 1.0 / libm::sqrt(width as f64);
        let mut seen = Matrix::zeros(inputs.rows, width);
        for (i, row) in seen.data.chunks_exact_mut(width).enumerate() {
            combine(inputs.row(i), &self.weights, row);
            for (z, mean) in row.iter_mut().zip(&self.means) {
                *z = scale * (self.activation.value(*z) - mean);
            }
        }
        seen
    }

    /// The features as linear functions of normal inputs with variances σ_k, a row for each mode, and below them what is
    /// left at some test points: the two are uncorrelated.
    pub fn see_in_parts(&self, inputs: &Matrix, variances: &[f64]) -> Result<Matrix> {
        let width = self.weights.columns;
        let scale = 1.0 / libm::sqrt(width as f64);
        let slopes: Vec<f64> =
            self.lines(variances)?.into_iter().map(|line| scale * line.slope).collect();
        let mut parts = self.weights.clone();
        super::data::scale_columns(&mut parts, &slopes);
        let mut rest = self.see(inputs);
        for (i, row) in rest.data.chunks_exact_mut(width).enumerate() {
            let minus: Vec<f64> = inputs.row(i).iter().map(|x| -x).collect();
            combine(&minus, &parts, row);
        }
        parts.data.extend(rest.data);
        parts.rows += rest.rows;
        Ok(parts)
    }

    /// The best line through φ at the scale of each neuron's argument.
    fn lines(&self, variances: &[f64]) -> Result<Vec<Line>> {
        let mut squares = vec![0.0; self.weights.columns];
        for (row, variance) in self.weights.data.chunks_exact(squares.len()).zip(variances) {
            squares.iter_mut().zip(row).for_each(|(s, w)| *s += variance * w * w);
        }
        squares.into_iter().map(|square| Line::of(self.activation, libm::sqrt(square))).collect()
    }
}

/// E φ(s g) and E φ(s g) g/s.
struct Line {
    offset: f64,
    slope: f64,
}

impl Line {
    fn of(activation: Activation, s: f64) -> Result<Self> {
        let hermite = Hermite::of(activation, s, 1)?;
        Ok(Self { offset: hermite.coefficients[0], slope: hermite.coefficients[1] / s })
    }
}
