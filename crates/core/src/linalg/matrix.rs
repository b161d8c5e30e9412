//! A dense row-major matrix, and the vector loops that everything here is made of.

use super::product::{Block, BlockMut};
use nalgebra::DMatrix;

/// Row-major numbers with their shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// `rows × columns` numbers, row after row.
    pub data: Vec<f64>,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
}

impl Matrix {
    /// Zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { data: vec![0.0; rows * columns], rows, columns }
    }

    /// One row.
    pub fn row(&self, i: usize) -> &[f64] {
        &self.data[i * self.columns..(i + 1) * self.columns]
    }

    /// One row, to write to.
    pub fn row_mut(&mut self, i: usize) -> &mut [f64] {
        &mut self.data[i * self.columns..(i + 1) * self.columns]
    }

    /// The entry of row i and column j.
    pub fn at(&self, i: usize, j: usize) -> f64 {
        self.data[i * self.columns + j]
    }

    /// The transpose.
    #[must_use]
    pub fn transpose(&self) -> Self {
        let mut data = Vec::with_capacity(self.data.len());
        for j in 0..self.columns {
            data.extend((0..self.rows).map(|i| self.at(i, j)));
        }
        Self { data, rows: self.columns, columns: self.rows }
    }

    /// The rows at `index`, in that order.
    #[must_use]
    pub fn select(&self, index: &[usize]) -> Self {
        let data = index.iter().flat_map(|i| self.row(*i)).copied().collect();
        Self { data, rows: index.len(), columns: self.columns }
    }

    /// Mean of each column.
    pub fn column_means(&self) -> Vec<f64> {
        let mut means = vec![0.0; self.columns];
        for i in 0..self.rows {
            axpy(1.0, self.row(i), &mut means);
        }
        means.iter_mut().for_each(|mean| *mean /= self.rows as f64);
        means
    }

    /// All of it, to read.
    pub fn block(&self) -> Block<'_> {
        let Self { data, rows, columns } = self;
        Block { data, rows: *rows, columns: *columns, row_step: *columns, column_step: 1 }
    }

    /// All of it, to add to.
    pub fn block_mut(&mut self) -> BlockMut<'_> {
        let Self { data, rows, columns } = self;
        BlockMut { data, rows: *rows, columns: *columns, step: *columns }
    }

    /// Copies what is below the diagonal to above it.
    pub(super) fn mirror_lower(&mut self) {
        let n = self.columns;
        for i in 0..self.rows {
            for j in 0..i {
                self.data[j * n + i] = self.data[i * n + j];
            }
        }
    }

    /// The same numbers read column by column: the transpose, without moving anything.
    pub(super) fn into_transposed_dmatrix(self) -> DMatrix<f64> {
        DMatrix::from_vec(self.columns, self.rows, self.data)
    }

    pub(super) fn to_dmatrix(&self) -> DMatrix<f64> {
        DMatrix::from_row_slice(self.rows, self.columns, &self.data)
    }
}

/// Σ x y with eight accumulators, in a fixed order.
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    reduce(x, y, |a, b| a * b)
}

/// Σ (x − y)², never as |x|² + |y|² − 2xy.
pub fn squared_distance(x: &[f64], y: &[f64]) -> f64 {
    reduce(x, y, |a, b| (a - b) * (a - b))
}

/// Σ f(x, y) with eight accumulators, in a fixed order.
pub(crate) fn reduce(x: &[f64], y: &[f64], f: impl Fn(f64, f64) -> f64) -> f64 {
    let (mut head_x, mut head_y) = (x.chunks_exact(8), y.chunks_exact(8));
    let mut sums = [0.0; 8];
    for (a, b) in head_x.by_ref().zip(head_y.by_ref()) {
        for k in 0..8 {
            sums[k] += f(a[k], b[k]);
        }
    }
    let tail = head_x.remainder().iter().zip(head_y.remainder()).map(|(a, b)| f(*a, *b));
    let tail: f64 = tail.sum();
    let [a, b, c, d, e, f, g, h] = sums;
    ((a + b) + (c + d)) + ((e + f) + (g + h)) + tail
}

/// y += α₀x₀ + α₁x₁ + α₂x₂ + α₃x₃ in one pass: y is read and written once for four rows.
pub fn axpy4(alpha: [f64; 4], x: [&[f64]; 4], y: &mut [f64]) {
    let [a, b, c, d] = alpha;
    let n = y.len();
    let [p, q, r, s] = x.map(|x| &x[..n]);
    for i in 0..n {
        y[i] += (a * p[i] + b * q[i]) + (c * r[i] + d * s[i]);
    }
}

/// y += α x.
pub fn axpy(alpha: f64, x: &[f64], y: &mut [f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += alpha * x;
    }
}
