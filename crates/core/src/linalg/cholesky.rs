//! Cholesky factors of positive definite matrices, block by block.

use super::product::{Block, BlockMut, Part, TILE_COLUMNS, add_product};
use super::{Matrix, axpy, dot};

/// Columns that are factored before the rest is told of them.
const PANEL: usize = 48;

/// A = L Lᵀ.
#[derive(Debug, Clone)]
pub struct Cholesky {
    /// L; above the diagonal stands what stood in A.
    factor: Matrix,
}

/// The diagonal of a matrix and a few entries right of it, which products of the lower part write to.
pub(super) struct Band(Vec<[f64; TILE_COLUMNS]>);

impl Band {
    /// Of a square matrix.
    pub fn new(a: &Matrix) -> Self {
        let entry = |i: usize, j: usize| if j < a.columns { a.at(i, j) } else { 0.0 };
        Self((0..a.rows).map(|i| core::array::from_fn(|j| entry(i, i + j))).collect())
    }

    /// The largest number on the diagonal.
    pub fn largest(&self) -> f64 {
        self.0.iter().fold(0.0, |most, row| row[0].max(most))
    }
}

/// Factors a symmetric matrix, of which the lower triangle is read; `None` where a pivot is not
/// positive. Backward error a few n·ε·|A|, as for the unblocked algorithm.
pub fn cholesky(a: Matrix) -> Option<Cholesky> {
    let mut factor = a;
    let n = factor.rows;
    for start in (0..n).step_by(PANEL) {
        let end = (start + PANEL).min(n);
        factor_diagonal(&mut factor, start, end)?;
        let below = solve_below(&mut factor, start, end);
        let panel = Block::rows(&below, end - start);
        let rest = &mut factor.data[(end * n + end).min(n * n)..];
        let mut rest = BlockMut { data: rest, rows: n - end, columns: n - end, step: n };
        add_product(&mut rest, -1.0, panel, panel.transposed(), Part::Lower);
    }
    Some(Cholesky { factor })
}

/// L of the block on the diagonal, by rows.
fn factor_diagonal(a: &mut Matrix, start: usize, end: usize) -> Option<()> {
    let n = a.columns;
    for i in start..end {
        let (above, row) = a.data.split_at_mut(i * n);
        let row = &mut row[start..=i];
        for j in start..i {
            let other = &above[j * n + start..=j * n + j];
            let (done, left) = row.split_at_mut(j - start);
            left[0] = (left[0] - dot(done, &other[..j - start])) / other[j - start];
        }
        let (done, left) = row.split_at_mut(i - start);
        let pivot = left[0] - dot(done, done);
        if pivot <= 0.0 || !pivot.is_finite() {
            return None;
        }
        left[0] = f64::sqrt(pivot);
    }
    Some(())
}

/// The rows of L below a block on the diagonal, in place and as a copy.
fn solve_below(a: &mut Matrix, start: usize, end: usize) -> Vec<f64> {
    let n = a.columns;
    let (above, below) = a.data.split_at_mut(end * n);
    let mut copy = Vec::with_capacity((n - end) * (end - start));
    for row in below.chunks_exact_mut(n) {
        let row = &mut row[start..end];
        for j in 0..row.len() {
            let other = &above[(start + j) * n + start..];
            let (done, left) = row.split_at_mut(j);
            left[0] = (left[0] - dot(done, &other[..j])) / other[j];
        }
        copy.extend_from_slice(row);
    }
    copy
}

impl Cholesky {
    /// Squares of L's diagonal: what of each diagonal entry of A is left by those before.
    pub fn pivots(&self) -> Vec<f64> {
        let n = self.factor.rows;
        (0..n).map(|i| self.factor.at(i, i) * self.factor.at(i, i)).collect()
    }

    /// A again, from above the diagonal, where it stands if it was given whole; near that this band of it is needed.
    pub(super) fn into_original(self, band: &Band) -> Matrix {
        let mut a = self.factor;
        let n = a.columns;
        for (i, numbers) in band.0.iter().enumerate() {
            let numbers = &numbers[..TILE_COLUMNS.min(n - i)];
            a.row_mut(i)[i..i + numbers.len()].copy_from_slice(numbers);
        }
        a.mirror_upper();
        a
    }

    /// L with zeros above the diagonal.
    pub fn factor(self) -> Matrix {
        let mut l = self.factor;
        let n = l.columns;
        for i in 0..n {
            l.row_mut(i)[i + 1..].fill(0.0);
        }
        l
    }

    /// Solves A X = B.
    pub fn solve(&self, b: &Matrix) -> Matrix {
        let mut x = b.clone();
        self.forward(&mut x);
        self.backward(&mut x);
        x
    }

    /// X ← L⁻¹ X, blocks of rows from the first on.
    fn forward(&self, x: &mut Matrix) {
        let (n, m) = (x.rows, x.columns);
        for start in (0..n).step_by(PANEL) {
            let end = (start + PANEL).min(n);
            let (solved, rest) = x.data.split_at_mut(start * m);
            let mut target = BlockMut { data: &mut *rest, rows: end - start, columns: m, step: m };
            add_product(
                &mut target,
                -1.0,
                self.part(start..end, 0..start),
                Block::rows(solved, m),
                Part::All,
            );
            for i in start..end {
                let (before, row) = rest.split_at_mut((i - start) * m);
                for j in start..i {
                    axpy(
                        -self.factor.at(i, j),
                        &before[(j - start) * m..(j - start + 1) * m],
                        &mut row[..m],
                    );
                }
                let pivot = self.factor.at(i, i);
                row[..m].iter_mut().for_each(|x| *x /= pivot);
            }
        }
    }

    /// X ← L⁻ᵀ X, blocks of rows from the last on.
    fn backward(&self, x: &mut Matrix) {
        let (n, m) = (x.rows, x.columns);
        for start in (0..n).step_by(PANEL).rev() {
            let end = (start + PANEL).min(n);
            let (open, solved) = x.data.split_at_mut(end * m);
            let open = &mut open[start * m..];
            let mut target = BlockMut { data: &mut *open, rows: end - start, columns: m, step: m };
            let below = self.part(end..n, start..end).transposed();
            add_product(&mut target, -1.0, below, Block::rows(solved, m), Part::All);
            for i in (start..end).rev() {
                let (row, after) = open.split_at_mut((i - start + 1) * m);
                let row = &mut row[(i - start) * m..];
                for j in i + 1..end {
                    axpy(-self.factor.at(j, i), &after[(j - i - 1) * m..(j - i) * m], row);
                }
                let pivot = self.factor.at(i, i);
                row.iter_mut().for_each(|x| *x /= pivot);
            }
        }
    }

    fn part(&self, rows: core::ops::Range<usize>, columns: core::ops::Range<usize>) -> Block<'_> {
        self.factor.block().part(rows, columns)
    }
}
