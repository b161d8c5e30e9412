//! Features with independent normal entries that are drawn only as far as they are seen: of F first XF for all rows X of the
//! inputs, then Fv for each fit v, every answer drawn given the ones before. With XXᵀ = T Tᵀ and rows Q = T⁻¹X,
//! F = QᵀG + (1 − QᵀQ)H with independent normal G and H.

use crate::linalg::{Matrix, Zeros, axpy, cholesky, dot, gram};
use crate::rng::Stream;
use crate::simulate::data::Data;
use crate::simulate::experiment::Experiment;
use crate::simulate::replicate::reduction::{LEAST_DIMENSION, span};
use std::cell::RefCell;
use std::rc::Rc;

/// Whether `rows` of inputs in all, P of them in each fit, are fewer numbers than F.
pub fn pays(experiment: &Experiment, samples: usize) -> bool {
    let Experiment { teacher, learner, ensemble, .. } = experiment;
    let dimension = teacher.dimension();
    if dimension < LEAST_DIMENSION || teacher.active() < dimension {
        return false;
    }
    let Some(deviations) = learner.deviations() else {
        return false;
    };
    let rows = (2 * ensemble.data * samples) as f64;
    let (p, n, d) = (samples as f64, deviations.len() as f64, dimension as f64);
    let directions = span(experiment).map_or(d, |span| span as f64);
    let fits = 4.0 * ensemble.features.max(ensemble.data) as f64;
    rows <= 0.5 * d && rows * rows * d / 2.0 + fits * p * rows * n < fits * p * n * directions
}

/// All inputs of a pair of trials, and their triangle.
#[derive(Debug)]
pub struct Rows {
    inputs: Matrix,
    factor: Matrix,
}

impl Rows {
    /// Puts the triangle's rows in the place of the inputs; nothing where these are nearly dependent.
    pub fn stack(data: &mut [Vec<Data>]) -> Option<Self> {
        let parts = || data.iter().flatten().map(|data| &data.inputs);
        let columns = parts().next()?.columns;
        let stacked: Vec<f64> = parts().flat_map(|part| part.data.iter().copied()).collect();
        let inputs = Matrix { rows: stacked.len() / columns, columns, data: stacked };
        let factor = cholesky(gram(&inputs))?.factor();
        let size = factor.rows;
        let mut start = 0;
        for data in data.iter_mut().flatten() {
            let rows = data.inputs.rows;
            let triangle = factor.data[start * size..(start + rows) * size].to_vec();
            data.inputs = Matrix { data: triangle, rows, columns: size };
            data.zeros = Zeros::Unknown;
            start += rows;
        }
        Some(Self { inputs, factor })
    }

    /// T⁻¹ b.
    fn forward(&self, mut b: Vec<f64>) -> Vec<f64> {
        for i in 0..b.len() {
            let row = &self.factor.row(i)[..=i];
            let sum = dot(&row[..i], &b[..i]);
            b[i] = (b[i] - sum) / row[i];
        }
        b
    }

    /// T⁻ᵀ b.
    fn backward(&self, mut b: Vec<f64>) -> Vec<f64> {
        for i in (0..b.len()).rev() {
            let row = &self.factor.row(i)[..=i];
            b[i] /= row[i];
            let x = b[i];
            axpy(-x, &row[..i], &mut b[..i]);
        }
        b
    }
}

/// One draw of F, as far as it is known.
pub struct Conditional {
    rows: Rc<Rows>,
    /// G.
    seen: Matrix,
    deviations: Vec<f64>,
    known: RefCell<Known>,
}

/// H in the directions asked for so far: orthonormal ones, and what H makes of each.
struct Known {
    stream: Stream,
    images: Vec<(Vec<f64>, Vec<f64>)>,
}

impl Conditional {
    /// Draws G.
    pub fn draw(rows: &Rc<Rows>, deviations: Vec<f64>, mut stream: Stream) -> Self {
        let mut seen = Matrix::zeros(rows.factor.rows, deviations.len());
        stream.fill_normal(&mut seen.data, 1.0);
        crate::simulate::data::scale_columns(&mut seen, &deviations);
        let known = RefCell::new(Known { stream, images: Vec::new() });
        Self { rows: Rc::clone(rows), seen, deviations, known }
    }

    /// G, which stands for F beside the triangle.
    pub fn seen(&self) -> &Matrix {
        &self.seen
    }

    /// F v: Qᵀ(Gv − QHv) + Hv.
    pub fn image(&self, v: &[f64]) -> Vec<f64> {
        let Rows { inputs, .. } = &*self.rows;
        let scaled = v.iter().zip(&self.deviations).map(|(v, deviation)| v * deviation).collect();
        let mut image = self.known.borrow_mut().image(scaled, inputs.columns);
        let outside =
            self.rows.forward((0..inputs.rows).map(|i| dot(inputs.row(i), &image)).collect());
        let inside = (0..inputs.rows).map(|i| dot(self.seen.row(i), v));
        let apart = inside.zip(outside).map(|(g, h)| g - h).collect();
        for (i, x) in self.rows.backward(apart).into_iter().enumerate() {
            axpy(x, inputs.row(i), &mut image);
        }
        image
    }
}

impl Known {
    /// H u for H of independent standard normal columns.
    fn image(&mut self, mut u: Vec<f64>, dimension: usize) -> Vec<f64> {
        let whole = f64::sqrt(dot(&u, &u));
        let mut image = vec![0.0; dimension];
        // Twice, for directions that are nearly dependent.
        for _ in 0..2 {
            for (direction, known) in &self.images {
                let overlap = dot(direction, &u);
                axpy(-overlap, direction, &mut u);
                axpy(overlap, known, &mut image);
            }
        }
        let length = f64::sqrt(dot(&u, &u));
        if length > 1e-13 * whole {
            u.iter_mut().for_each(|x| *x /= length);
            let mut fresh = vec![0.0; dimension];
            self.stream.fill_normal(&mut fresh, 1.0);
            axpy(length, &fresh, &mut image);
            self.images.push((u, fresh));
        }
        image
    }
}
