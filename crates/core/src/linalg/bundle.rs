//! Householder reflections applied together: H_0 H_1 ⋯ = I − VᵀTV (Schreiber and Van Loan, 1989).

use super::product::{Block, BlockMut, Part, add_product};
use super::{Matrix, dot};

type Range = core::ops::Range<usize>;

/// Columns that are renewed together.
const SLAB: usize = 256;

/// T of reflections I − τ v vᵀ, the v one a row, each zero before a place further right: upper triangular.
pub(super) fn triangle(v: &Matrix, taus: &[f64]) -> Matrix {
    let k = v.rows;
    let mut t = Matrix::zeros(k, k);
    for (j, tau) in taus.iter().enumerate() {
        let overlaps: Vec<f64> = (0..j).map(|i| dot(&v.row(i)[j..], &v.row(j)[j..])).collect();
        for i in 0..j {
            t.data[i * k + j] = -tau * dot(&t.row(i)[i..j], &overlaps[i..]);
        }
        t.data[j * k + j] = *tau;
    }
    t
}

/// Reflections I − vvᵀ, the v where rows of a matrix have them: row j of that from its place j on.
pub(super) struct Bundle<'a> {
    /// Rows of the matrix, whole.
    rows: &'a mut [f64],
    /// Places of the first and past the last.
    places: Range,
    /// Numbers in a row.
    width: usize,
    /// V at these places, zeros before the diagonal.
    corner: Matrix,
    /// T.
    t: Matrix,
}

impl<'a> Bundle<'a> {
    /// The reflections at these places, and the rows below.
    pub fn new(matrix: &'a mut Matrix, places: Range) -> (Self, &'a mut [f64]) {
        let (width, k) = (matrix.columns, places.len());
        let (above, below) = matrix.data.split_at_mut(places.end * width);
        let rows = &mut above[places.start * width..];
        let mut corner = Matrix::zeros(k, k);
        for j in 0..k {
            let from = j * width + places.start;
            corner.row_mut(j)[j..].copy_from_slice(&rows[from + j..from + k]);
        }
        let mut bundle = Self { rows, places, width, corner, t: Matrix::zeros(k, k) };
        bundle.t = bundle.triangle();
        (bundle, below)
    }

    /// Numbers in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// T⁻¹ is V Vᵀ above its diagonal, with ones there, as |v|² = 2.
    fn triangle(&self) -> Matrix {
        let k = self.places.len();
        let mut products = Matrix::zeros(k, k);
        for part in [self.corner.block(), self.tail()] {
            add_product(&mut products.block_mut(), 1.0, part, part.transposed(), Part::Upper);
        }
        let mut t = Matrix::zeros(k, k);
        for j in 0..k {
            for i in 0..j {
                let sum: f64 = (i..j).map(|l| t.at(i, l) * products.at(l, j)).sum();
                t.data[i * k + j] = -sum;
            }
            t.data[j * k + j] = 1.0;
        }
        t
    }

    /// V past its corner.
    fn tail(&self) -> Block<'_> {
        Block::rows(self.rows, self.width).part(0..self.places.len(), self.places.end..self.width)
    }

    /// x ← x H_0 H_1 ⋯ for each row x, or in the reverse order.
    pub fn apply(&self, rows: &mut [f64], reverse: bool) {
        let (n, k, end) = (self.width, self.places.len(), self.places.end);
        let count = rows.len() / n;
        if count == 0 {
            return;
        }
        let mut overlaps = Matrix::zeros(count, k);
        let own = Block::rows(rows, n);
        let parts = [(self.places.clone(), self.corner.block()), (end..n, self.tail())];
        for (columns, v) in &parts {
            let x = own.part(0..count, columns.clone());
            add_product(&mut overlaps.block_mut(), 1.0, x, v.transposed(), Part::All);
        }
        let t = if reverse { self.t.block().transposed() } else { self.t.block() };
        let mut weights = Matrix::zeros(count, k);
        add_product(&mut weights.block_mut(), 1.0, overlaps.block(), t, Part::All);
        for (columns, v) in parts {
            let (data, width) = (&mut rows[columns.start.min(n - 1)..], columns.len());
            let mut target = BlockMut { data, rows: count, columns: width, step: n };
            add_product(&mut target, -1.0, weights.block(), v, Part::All);
        }
    }

    /// Puts H_0 H_1 ⋯ e_j in place of v_j.
    pub fn into_basis(self) {
        let (n, k, start) = (self.width, self.places.len(), self.places.start);
        // e_jᵀ ⋯ H_1 H_0 = e_jᵀ − (V e_j)ᵀ Tᵀ V.
        let mut weights = Matrix::zeros(k, k);
        let (across, t) = (self.corner.block().transposed(), self.t.block().transposed());
        add_product(&mut weights.block_mut(), -1.0, across, t, Part::All);
        for j in 0..k {
            self.rows[j * n + start..j * n + start + k].copy_from_slice(self.corner.row(j));
        }
        for left in (start..n).step_by(SLAB) {
            let columns = left..n.min(left + SLAB);
            let v = Block::rows(self.rows, n).part(0..k, columns.clone());
            let mut product = Matrix::zeros(k, columns.len());
            add_product(&mut product.block_mut(), 1.0, weights.block(), v, Part::All);
            for j in 0..k {
                self.rows[j * n..][columns.clone()].copy_from_slice(product.row(j));
            }
        }
        (0..k).for_each(|j| self.rows[j * n + start + j] += 1.0);
    }
}
