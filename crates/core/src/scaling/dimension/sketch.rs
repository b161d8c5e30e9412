//! Points as the search for neighbours sees them: a few leading coordinates, and what they leave out.

use crate::linalg::{Matrix, axpy, dot, eigh, gram, squared_distance};
use crate::rng::Stream;

/// Data of more columns than this are searched in a sketch.
const WIDEST: usize = 40;

/// Directions of a sketch, beside the length of what they leave out.
const DIRECTIONS: usize = 24;

/// Points that the directions are taken from.
const SAMPLE: usize = 600;

/// Rounding of a sketch must not hide a neighbour: bounds are lowered by this share.
const SAFETY: f64 = 1e-9;

/// The number of the random stream.
const STREAM: u64 = 0x736b_6574;

/// Coordinates whose distances never exceed the true ones: orthonormal projections on leading principal directions of
/// a part of the points, with the distance to their span as one coordinate more.
#[derive(Debug)]
pub struct Sketch<'a> {
    points: &'a Matrix,
    /// The sketch; `None` where the points themselves are narrow enough.
    reduced: Option<Matrix>,
}

impl<'a> Sketch<'a> {
    /// Sketches points.
    pub fn new(points: &'a Matrix) -> Self {
        let reduced = (points.columns > WIDEST).then(|| reduce(points)).flatten();
        Self { points, reduced }
    }

    /// The coordinates to search in.
    pub fn coordinates(&self) -> &Matrix {
        self.reduced.as_ref().unwrap_or(self.points)
    }

    /// What a squared distance of the sketch proves of the true one.
    pub fn bound(&self, squared: f64) -> f64 {
        if self.reduced.is_some() { squared * (1.0 - SAFETY) } else { squared }
    }

    /// |x_i − x_j|², given that of the sketch.
    pub fn exact(&self, i: usize, j: usize, squared: f64) -> f64 {
        match self.reduced {
            Some(_) => squared_distance(self.points.row(i), self.points.row(j)),
            None => squared,
        }
    }
}

fn reduce(points: &Matrix) -> Option<Matrix> {
    let means = points.column_means();
    let directions = directions(points, &means)?;
    let k = directions.rows;
    let mut reduced = Matrix::zeros(points.rows, k + 1);
    let mut centred = vec![0.0; points.columns];
    for i in 0..points.rows {
        centred.copy_from_slice(points.row(i));
        axpy(-1.0, &means, &mut centred);
        let row = reduced.row_mut(i);
        for j in 0..k {
            row[j] = dot(directions.row(j), &centred);
        }
        for j in 0..k {
            axpy(-row[j], directions.row(j), &mut centred);
        }
        row[k] = f64::sqrt(dot(&centred, &centred));
    }
    Some(reduced)
}

/// Leading principal directions of a random part of the points, one a row, orthonormal.
fn directions(points: &Matrix, means: &[f64]) -> Option<Matrix> {
    let sample = SAMPLE.min(points.rows);
    let order = Stream::new(0, STREAM).permutation(points.rows);
    let mut part = points.select(&order[..sample]);
    (0..sample).for_each(|i| axpy(-1.0, means, part.row_mut(i)));
    let eigen = eigh(gram(&part))?;
    let mut basis = Matrix::zeros(0, points.columns);
    for k in (0..sample).rev().take(DIRECTIONS) {
        let mut direction = vec![0.0; points.columns];
        for i in 0..sample {
            axpy(eigen.vectors.at(k, i), part.row(i), &mut direction);
        }
        orthonormalise(&mut basis, direction);
    }
    (basis.rows > 0).then_some(basis)
}

/// Adds what a vector has beside the basis, if that is more than rounding error; twice, for orthogonality.
fn orthonormalise(basis: &mut Matrix, mut vector: Vec<f64>) {
    let length = f64::sqrt(dot(&vector, &vector));
    for _ in 0..2 {
        for k in 0..basis.rows {
            axpy(-dot(basis.row(k), &vector), basis.row(k), &mut vector);
        }
    }
    let rest = f64::sqrt(dot(&vector, &vector));
    if rest > 1e-6 * length && rest.is_normal() {
        basis.data.extend(vector.iter().map(|x| x / rest));
        basis.rows += 1;
    }
}
