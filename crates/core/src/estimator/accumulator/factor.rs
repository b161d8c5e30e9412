//! Pivoted Cholesky factors of accumulated products, block by block.

use super::sums::Accumulator;
use crate::linalg::{Matrix, Part, add_product, axpy};

/// Squared lengths off the span of other columns, relative to their own, that are rounding error of
/// the products: this times the number of columns.
const LEAST_PIVOT: f64 = 4.0 * f64::EPSILON;

/// Pivots before what is left of the products is told of them.
const PANEL: usize = 64;

/// R with RᵀR the products of the columns.
pub(super) struct Factor {
    /// One row a pivot, one column a feature.
    pub features: Matrix,
    /// The same rows of the targets.
    pub targets: Matrix,
    /// For each target the squared length off all features.
    pub rest: Vec<f64>,
    /// Of all columns, targets last.
    pub lengths: Vec<f64>,
    /// The least squared length of a column off the span of those before, relative to its own.
    pub least_pivot: f64,
    /// The largest squared length of a feature.
    pub largest: f64,
}

impl Factor {
    pub fn new(sums: &Accumulator, centred: bool) -> Self {
        let lengths = lengths(sums, centred);
        let mut pivoting = Pivoting::new(sums, centred, &lengths);
        while pivoting.panel(sums.rows) {}
        let Pivoting { rows, left, least_pivot, .. } = pivoting;
        let (d, t) = (sums.columns, sums.targets);
        let mut features = Matrix::zeros(rows.rows.max(1), d);
        let mut targets = Matrix::zeros(rows.rows.max(1), t);
        for k in 0..rows.rows {
            let scaled = |j: usize| rows.at(k, j) * lengths[j];
            features.row_mut(k).iter_mut().enumerate().for_each(|(j, x)| *x = scaled(j));
            targets.row_mut(k).iter_mut().enumerate().for_each(|(j, x)| *x = scaled(d + j));
        }
        let rest = (d..d + t).map(|j| left[j].max(0.0) * lengths[j] * lengths[j]).collect();
        let largest = lengths[..d].iter().fold(0.0_f64, |most, x| most.max(x * x));
        Self { features, targets, rest, lengths, least_pivot, largest }
    }
}

/// Lengths of the columns; what rounding leaves of a constant one is zero.
fn lengths(sums: &Accumulator, centred: bool) -> Vec<f64> {
    let length = |i: usize| {
        let (square, whole) = (sums.inner(i, i, centred), sums.inner(i, i, false));
        let noise = 16.0 * f64::EPSILON * f64::EPSILON * whole;
        if square <= noise { 0.0 } else { f64::sqrt(square) }
    };
    (0..sums.columns + sums.targets).map(length).collect()
}

/// The factor as it grows, in units of the columns' lengths.
struct Pivoting {
    /// Products of the features with all columns less what the rows so far explain, up to the last panel; above
    /// the diagonal.
    products: Matrix,
    /// One row a pivot, one column a column.
    rows: Matrix,
    /// What is left of each column's squared length.
    left: Vec<f64>,
    /// Features that may still be pivots.
    open: Vec<usize>,
    least_pivot: f64,
}

impl Pivoting {
    fn new(sums: &Accumulator, centred: bool, lengths: &[f64]) -> Self {
        let (d, m) = (sums.columns, lengths.len());
        let mut products = Matrix::zeros(d, m);
        for i in 0..d {
            for (j, to) in products.row_mut(i).iter_mut().enumerate().skip(i) {
                let scale = lengths[i] * lengths[j];
                *to = if scale > 0.0 { sums.inner(i, j, centred) / scale } else { 0.0 };
            }
        }
        let left = lengths.iter().map(|x| if *x > 0.0 { 1.0 } else { 0.0 }).collect();
        let open = (0..d).filter(|j| lengths[*j] > 0.0).collect();
        Self { products, rows: Matrix::zeros(0, m), left, open, least_pivot: 1.0 }
    }

    /// Takes some pivots; whether there are more.
    fn panel(&mut self, most: f64) -> bool {
        let start = self.rows.rows;
        for _ in 0..PANEL {
            let Some(pivot) = self.next(most) else { return false };
            self.open.retain(|j| *j != pivot);
            self.least_pivot = self.least_pivot.min(self.left[pivot]);
            self.push(pivot, start);
        }
        let panel = self.rows.block().part(start..self.rows.rows, 0..self.rows.columns);
        let features = panel.part(0..panel.rows, 0..self.products.rows);
        let mut products = self.products.block_mut();
        add_product(&mut products, -1.0, features.transposed(), panel, Part::Upper);
        true
    }

    /// The feature of which most is left, unless that is rounding error or as many pivots are there as rows.
    fn next(&mut self, most: f64) -> Option<usize> {
        let tolerance = LEAST_PIVOT * self.left.len() as f64;
        let left = &self.left;
        let pivot = self.open.iter().copied().max_by(|i, j| left[*i].total_cmp(&left[*j]))?;
        if left[pivot] > tolerance && (self.rows.rows as f64) < most {
            return Some(pivot);
        }
        self.least_pivot = 0.0;
        None
    }

    /// The row of a pivot, given those of its panel; what is left of each column shrinks by it.
    fn push(&mut self, pivot: usize, start: usize) {
        let mut row = self.products.row(pivot).to_vec();
        (0..pivot).for_each(|i| row[i] = self.products.at(i, pivot));
        for k in start..self.rows.rows {
            let earlier = self.rows.row(k);
            axpy(-earlier[pivot], earlier, &mut row);
        }
        let root = f64::sqrt(self.left[pivot]);
        for (x, left) in row.iter_mut().zip(&mut self.left) {
            *x /= root;
            *left -= *x * *x;
        }
        row[pivot] = root;
        self.rows.data.extend(row);
        self.rows.rows += 1;
    }
}
