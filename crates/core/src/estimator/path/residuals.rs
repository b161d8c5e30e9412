//! Residuals at many ridges, from one decomposition.

use crate::estimator::Decomposition;
use crate::linalg::{Block, Matrix, Part, add_product, axpy4};

/// Rows of a product that fill the panels of its kernel; fewer are summed one by one.
const LEAST_ROWS: usize = 4;

/// Most rows of a product: beside the eigenvectors what it needs is then small.
const MOST_ROWS: usize = 192;

/// Eigenvectors that are squared at a time.
const PANEL: usize = 64;

/// Residuals at one ridge, up to the factor λ/τ of the weights.
#[derive(Debug)]
pub struct Residuals {
    /// (I − H) Y, one target a row.
    pub plain: Matrix,
    /// Diagonal of I − H: sums of positives.
    pub diagonal: Vec<f64>,
}

/// Residuals at several ridges.
#[derive(Debug)]
pub(super) struct Batch {
    /// One target of one ridge a row.
    plain: Matrix,
    /// One ridge a row.
    diagonal: Matrix,
}

/// How many ridges share a product: it takes no more than a quarter of the Gram matrix did.
pub(super) fn at_once(decomposition: &Decomposition) -> usize {
    let (u, each) = (&decomposition.vectors, decomposition.targets() + 1);
    let room = u.rows * u.rows / 4;
    (MOST_ROWS / each).min(room / (each * u.columns).max(1)).max(1)
}

impl Batch {
    /// At several ridges, each given by its weights a_k = λ/(s_k + λ): U diag(a) UᵀY and Σ a_k u_k² beside what
    /// lies outside the span of U.
    pub fn new(decomposition: &Decomposition, weights: &[&[f64]]) -> Self {
        let (u, c) = (&decomposition.vectors, &decomposition.coefficients);
        let mut plain = Matrix::zeros(weights.len() * c.columns, u.columns);
        let mut diagonal = Matrix::zeros(weights.len(), u.columns);
        if let Some(outside) = &decomposition.outside {
            plain.data = outside.y.data.repeat(weights.len());
            diagonal.data = outside.weight.repeat(weights.len());
        }
        let mut products = Vec::with_capacity(plain.rows * u.rows);
        for a in weights {
            for j in 0..c.columns {
                products.extend(a.iter().enumerate().map(|(k, a)| a * c.at(k, j)));
            }
        }
        let products = Matrix { data: products, rows: plain.rows, columns: u.rows };
        add(&mut plain, &products, u);
        let weights = Matrix { data: weights.concat(), rows: weights.len(), columns: u.rows };
        add_of_squares(&mut diagonal, &weights, u);
        Self { plain, diagonal }
    }

    /// Those at one of the ridges.
    pub fn at(&self, i: usize) -> Residuals {
        let targets = self.plain.rows / self.diagonal.rows;
        let rows: Vec<usize> = (i * targets..(i + 1) * targets).collect();
        Residuals { plain: self.plain.select(&rows), diagonal: self.diagonal.row(i).to_vec() }
    }
}

impl Residuals {
    /// Squared residuals of each sample, summed over targets, and the same with it left out.
    pub fn squares(&self) -> (Vec<f64>, Vec<f64>) {
        let mut plain = vec![0.0; self.diagonal.len()];
        for j in 0..self.plain.rows {
            plain.iter_mut().zip(self.plain.row(j)).for_each(|(sum, z)| *sum += z * z);
        }
        let left_out = plain.iter().zip(&self.diagonal).map(|(r, d)| r / (d * d)).collect();
        (plain, left_out)
    }
}

/// C ← C + A U.
fn add(c: &mut Matrix, a: &Matrix, u: &Matrix) {
    if c.rows >= LEAST_ROWS {
        return add_product(&mut c.block_mut(), 1.0, a.block(), u.block(), Part::All);
    }
    for i in 0..c.rows {
        for k in (0..u.rows).step_by(4) {
            let (weights, rows) = four(a.row(i), u, k);
            axpy4(weights, rows, c.row_mut(i));
        }
    }
}

/// C ← C + A (U ∘ U).
fn add_of_squares(c: &mut Matrix, a: &Matrix, u: &Matrix) {
    if c.rows < LEAST_ROWS {
        for i in 0..c.rows {
            for k in (0..u.rows).step_by(4) {
                let (weights, rows) = four(a.row(i), u, k);
                add_squares(weights, rows, c.row_mut(i));
            }
        }
        return;
    }
    for start in (0..u.rows).step_by(PANEL) {
        let panel = start..u.rows.min(start + PANEL);
        let vectors = &u.data[start * u.columns..panel.end * u.columns];
        let squares: Vec<f64> = vectors.iter().map(|x| x * x).collect();
        let weights = a.block().part(0..a.rows, panel);
        let squares = Block::rows(&squares, u.columns);
        add_product(&mut c.block_mut(), 1.0, weights, squares, Part::All);
    }
}

/// Four weights with their rows from k on; past the last row the weight is zero.
fn four<'a>(weights: &[f64], u: &'a Matrix, k: usize) -> ([f64; 4], [&'a [f64]; 4]) {
    let at = [k, k + 1, k + 2, k + 3];
    let last = u.rows - 1;
    (at.map(|k| weights.get(k).copied().unwrap_or(0.0)), at.map(|k| u.row(k.min(last))))
}

/// d += Σ a u² over four rows.
fn add_squares(a: [f64; 4], u: [&[f64]; 4], d: &mut [f64]) {
    let n = d.len();
    let [p, q, r, s] = u.map(|u| &u[..n]);
    for i in 0..n {
        d[i] +=
            (a[0] * p[i] * p[i] + a[1] * q[i] * q[i]) + (a[2] * r[i] * r[i] + a[3] * s[i] * s[i]);
    }
}
