//! Nonlinear random features φ(w·x)/√N, centred, as they are.

use crate::activation::{Activation, Hermite};
use crate::error::Result;
use crate::linalg::Matrix;
use crate::rng::Stream;
use crate::simulate::learner::features::combine;

/// Scales at which the best lines are computed; between them they are interpolated.
const NODES: usize = 16;

/// Where the largest scale is more than this times the smallest, every line is computed for itself.
const WIDEST: f64 = 3.0;

/// One draw of N features.
#[derive(Debug)]
pub struct Neurons {
    activation: Activation,
    /// w_j as columns, w ~ N(0, I/D): modes × N.
    pub weights: Matrix,
    /// The best lines through φ for normal x.
    lines: Vec<Line>,
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
        stream.fill_normal(&mut weights.data, 1.0 / f64::sqrt(variances.len() as f64));
        let lines = lines(activation, &weights, variances)?;
        Ok(Self { activation, weights, lines })
    }

    /// (φ(w_j·x) − E φ)/√N for each row x, which may be shorter than w.
    pub fn see(&self, inputs: &Matrix) -> Matrix {
        let width = self.weights.columns;
        let scale = 1.0 / f64::sqrt(width as f64);
        let mut seen = Matrix::zeros(inputs.rows, width);
        for (i, row) in seen.data.chunks_exact_mut(width).enumerate() {
            combine(inputs.row(i), &self.weights, row);
            for (z, line) in row.iter_mut().zip(&self.lines) {
                *z = scale * (value(self.activation, *z) - line.offset);
            }
        }
        seen
    }

    /// The features as linear functions of normal inputs, a row for each mode, and below them what is left at some test
    /// points: the two are uncorrelated. `test` are the inputs' variances where they are not those of training.
    pub fn see_in_parts(&self, inputs: &Matrix, test: Option<&[f64]>) -> Result<Matrix> {
        let width = self.weights.columns;
        let scale = 1.0 / f64::sqrt(width as f64);
        let other = test.map(|test| lines(self.activation, &self.weights, test)).transpose()?;
        let lines = other.as_ref().unwrap_or(&self.lines);
        let slopes: Vec<f64> = lines.iter().map(|line| scale * line.slope).collect();
        let mut parts = self.weights.clone();
        crate::simulate::data::scale_columns(&mut parts, &slopes);
        let mut rest = self.see(inputs);
        for (i, row) in rest.data.chunks_exact_mut(width).enumerate() {
            let minus: Vec<f64> = inputs.row(i).iter().map(|x| -x).collect();
            combine(&minus, &parts, row);
        }
        parts.data.extend(rest.data);
        parts.rows += rest.rows;
        Ok(parts)
    }
}

/// φ(x), without the split that keeps the digits of what theory integrates.
fn value(activation: Activation, x: f64) -> f64 {
    match activation {
        Activation::Relu => x.max(0.0),
        Activation::Erf => libm::erf(x),
        Activation::Tanh => libm::tanh(x),
        Activation::Sin => libm::sin(x),
        Activation::Sigmoid => 0.5 + 0.5 * libm::tanh(0.5 * x),
        other => other.value(x),
    }
}

/// E φ(s g) and E φ(s g) g/s.
#[derive(Debug, Clone, Copy)]
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

/// The best line at the scale of each neuron's argument.
fn lines(activation: Activation, weights: &Matrix, variances: &[f64]) -> Result<Vec<Line>> {
    let mut scales = vec![0.0; weights.columns];
    for (row, variance) in weights.data.chunks_exact(weights.columns).zip(variances) {
        scales.iter_mut().zip(row).for_each(|(s, w)| *s += variance * w * w);
    }
    scales.iter_mut().for_each(|s| *s = f64::sqrt(*s));
    let (least, most) =
        scales.iter().fold((f64::INFINITY, 0.0_f64), |(a, b), s| (a.min(*s), b.max(*s)));
    if most > WIDEST * least || scales.len() <= NODES {
        return scales.into_iter().map(|s| Line::of(activation, s)).collect();
    }
    let table = Table::new(activation, least, most)?;
    Ok(scales.into_iter().map(|s| table.at(s)).collect())
}

/// Lines at Chebyshev points of ln s, in which they are smooth: to about 10⁻¹² where scales differ threefold.
struct Table {
    nodes: Vec<(f64, Line)>,
}

impl Table {
    fn new(activation: Activation, least: f64, most: f64) -> Result<Self> {
        let (middle, half) = (0.5 * libm::log(least * most), 0.5 * libm::log(most / least));
        let node = |k: usize| {
            let angle = core::f64::consts::PI * k as f64 / (NODES - 1) as f64;
            let x = middle + half * libm::cos(angle);
            Ok((x, Line::of(activation, libm::exp(x))?))
        };
        Ok(Self { nodes: (0..NODES).map(node).collect::<Result<_>>()? })
    }

    /// Barycentric interpolation.
    fn at(&self, s: f64) -> Line {
        let x = libm::log(s);
        let (mut offset, mut slope, mut whole) = (0.0, 0.0, 0.0);
        for (k, (node, line)) in self.nodes.iter().enumerate() {
            let apart = x - node;
            if apart.abs() <= 0.0 {
                return *line;
            }
            let end = if k == 0 || k == NODES - 1 { 0.5 } else { 1.0 };
            let weight = if k % 2 == 0 { end / apart } else { -end / apart };
            offset += weight * line.offset;
            slope += weight * line.slope;
            whole += weight;
        }
        Line { offset: offset / whole, slope: slope / whole }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{Line, Table, value};
    use crate::activation::Activation;

    #[test]
    fn lines_between_nodes_are_as_good_as_computed_ones() {
        for (name, activation) in Activation::NAMES {
            let table = Table::new(activation, 0.6, 1.8).unwrap();
            for i in 0..40 {
                let s = 0.6 + 0.03 * f64::from(i);
                let (found, exact) = (table.at(s), Line::of(activation, s).unwrap());
                let error =
                    (found.offset - exact.offset).abs().max((found.slope - exact.slope).abs());
                assert!(error < 1e-11, "{name} at {s}: {error}");
            }
        }
    }

    #[test]
    fn values_are_those_of_the_activation() {
        for (_, activation) in Activation::NAMES {
            for i in -30..30 {
                let x = 0.21 * f64::from(i);
                let (found, exact) = (value(activation, x), activation.value(x));
                assert!((found - exact).abs() < 1e-14 * (1.0 + exact.abs()));
            }
        }
    }
}
