//! One-sided Jacobi: rotations of pairs of rows until all are orthogonal.

use crate::linalg::gram::gram_of;
use crate::linalg::matrix::{length, norm};
use crate::linalg::product::{Block, BlockMut, Part, add_product};
use crate::linalg::{Matrix, axpy, dot, eigh, gram};
use crate::order::descending;

type Range = core::ops::Range<usize>;

/// Sweeps before the iteration gives up; it needs four to ten.
const MOST_SWEEPS: usize = 60;

/// Squares below this, of numbers that are one at most, would lose digits.
const LEAST_SQUARE: f64 = 1e-280;

/// Rows whose overlaps with all others are taken together.
const STRIP: usize = 64;

/// Rows shorter than the longest by this are decomposed among themselves: their eigenvectors had no digits left.
const LEVEL: f64 = 1e-4;

/// Fewer rows than this are rotated pair by pair.
const LEAST_ROWS: usize = 32;

/// Norm of what is turned at once: its fourth power is what the turn lacks of being orthogonal.
const GENTLE: f64 = 1e-4;

/// A turn of all pairs of a strip costs as much as rotations of this share of them.
const SHARE: usize = 10;

/// Turns pairs of rows until all are orthogonal; `rotation` takes the same turns.
///
/// Small angles are taken together, as products of matrices; the others are rotations of two rows.
pub(super) fn orthogonalise(work: &mut Matrix, rotation: &mut Matrix) -> bool {
    let lengths: Vec<f64> = (0..work.rows).map(|i| norm(work.row(i))).collect();
    let order = descending(lengths.iter().copied());
    work.permute_rows(&order);
    rotation.permute_rows(&order);
    levels(work, rotation);
    let norms = (0..work.rows).map(|i| square(work, i)).collect();
    let mut rows = Rows { work, rotation, norms };
    (0..MOST_SWEEPS).any(|_| !rows.sweep())
}

/// Makes the short rows orthogonal by the eigenvectors of their own products, then those that are shorter still.
fn levels(work: &mut Matrix, rotation: &mut Matrix) {
    let mut start = 0;
    while start < work.rows {
        let most = LEVEL * norm(work.row(start));
        let short = |i: &usize| norm(work.row(*i)) < most;
        let Some(next) = (start..work.rows).find(short) else { return };
        let rows = Block::rows(&work.data, work.columns).part(next..work.rows, 0..work.columns);
        let least = norm(work.row(next));
        if work.rows - next < LEAST_ROWS || least * least < LEAST_SQUARE {
            return;
        }
        let Some(eigen) = eigh(gram_of(rows)) else { return };
        let mut vectors = eigen.vectors;
        let descending: Vec<usize> = (0..vectors.rows).rev().collect();
        vectors.permute_rows(&descending);
        work.multiply_rows(next, &vectors);
        rotation.multiply_rows(next, &vectors);
        start = next;
    }
}

/// Rows with the squares of their lengths.
struct Rows<'a> {
    work: &'a mut Matrix,
    rotation: &'a mut Matrix,
    norms: Vec<f64>,
}

impl Rows<'_> {
    /// Once through all pairs; whether any was turned.
    fn sweep(&mut self) -> bool {
        let k = self.work.rows;
        (0..k).step_by(STRIP).fold(false, |turned, start| {
            let strip = start..k.min(start + STRIP);
            self.turn(strip) || turned
        })
    }

    /// The pairs of some rows with one another and with those below.
    fn turn(&mut self, strip: Range) -> bool {
        let overlaps = overlaps(self.work, strip.clone());
        let mut angles = Matrix::zeros(strip.len(), self.work.rows - strip.end);
        let most = GENTLE / f64::sqrt((angles.data.len() + 1) as f64);
        let (mut gentle, mut pairs) = (Vec::new(), Vec::new());
        for p in strip.clone() {
            for q in p + 1..self.work.rows {
                let overlap = overlaps.at(p - strip.start, q - strip.start);
                if overlap.abs() <= self.negligible(p, q) {
                    continue;
                }
                let angle = overlap / (self.norms[p] - self.norms[q]);
                if q >= strip.end && angle.abs() <= most {
                    angles.row_mut(p - strip.start)[q - strip.end] = angle;
                    gentle.push((p, q));
                } else {
                    pairs.push((p, q));
                }
            }
        }
        if gentle.len() * SHARE < angles.data.len() {
            pairs.append(&mut gentle);
        } else {
            turn_together(self.work, strip.clone(), &angles);
            turn_together(self.rotation, strip.clone(), &angles);
            (strip.start..self.work.rows).for_each(|i| self.norms[i] = square(self.work, i));
        }
        let rotated = pairs.into_iter().fold(false, |any, (p, q)| self.rotate(p, q) || any);
        rotated || !gentle.is_empty()
    }

    /// An overlap of two rows that is rounding error.
    fn negligible(&self, p: usize, q: usize) -> f64 {
        let tolerance = f64::EPSILON * f64::sqrt(self.work.rows as f64);
        tolerance * f64::sqrt(self.norms[p]) * f64::sqrt(self.norms[q])
    }

    fn rotate(&mut self, p: usize, q: usize) -> bool {
        let overlap = dot(self.work.row(p), self.work.row(q));
        if overlap.abs() <= self.negligible(p, q) {
            return false;
        }
        let (c, s) = rotation_for(self.norms[p], self.norms[q], overlap);
        rotate(self.work, p, q, c, s);
        rotate(self.rotation, p, q, c, s);
        self.norms[p] = square(self.work, p);
        self.norms[q] = square(self.work, q);
        true
    }
}

/// exp K to second order of the rows, K = [0 E; −Eᵀ 0] for those of the strip and those below.
fn turn_together(rows: &mut Matrix, strip: Range, angles: &Matrix) {
    let (n, m) = (rows.columns, rows.rows - strip.end);
    let (above, below) = rows.data.split_at_mut(strip.end * n);
    let above = &mut above[strip.start * n..];
    let e = angles.block();
    // E B, to which half of −EEᵀA is added for A, and A for B.
    let mut turned = Matrix::zeros(strip.len(), n);
    add_product(&mut turned.block_mut(), 1.0, e, Block::rows(below, n), Part::All);
    let mut middle = Matrix { data: above.to_vec(), rows: strip.len(), columns: n };
    axpy(0.5, &turned.data, &mut middle.data);
    let squares = gram(angles);
    let old = Block::rows(above, n);
    add_product(&mut turned.block_mut(), -0.5, squares.block(), old, Part::All);
    axpy(1.0, &turned.data, above);
    let mut below = BlockMut { data: below, rows: m, columns: n, step: n };
    add_product(&mut below, -1.0, e.transposed(), middle.block(), Part::All);
}

/// Squared length of a row; one so short that this leaves the range of doubles is no more than zeros.
fn square(work: &mut Matrix, i: usize) -> f64 {
    let square = dot(work.row(i), work.row(i));
    if square < LEAST_SQUARE {
        work.row_mut(i).fill(0.0);
        return 0.0;
    }
    square
}

/// Inner products of a strip of rows with themselves and those below.
fn overlaps(work: &Matrix, strip: Range) -> Matrix {
    let (k, n) = (work.rows, work.columns);
    let mut overlaps = Matrix::zeros(strip.len(), k - strip.start);
    let below = work.block().part(strip.start..k, 0..n);
    let strip = work.block().part(strip, 0..n);
    add_product(&mut overlaps.block_mut(), 1.0, strip, below.transposed(), Part::Upper);
    overlaps
}

/// The rotation that makes two vectors of these squared norms and overlap orthogonal.
fn rotation_for(a: f64, b: f64, overlap: f64) -> (f64, f64) {
    let zeta = (b - a) / (2.0 * overlap);
    let t = zeta.signum() / (zeta.abs() + length(1.0, zeta));
    let c = 1.0 / length(1.0, t);
    (c, c * t)
}

fn rotate(matrix: &mut Matrix, p: usize, q: usize, c: f64, s: f64) {
    let n = matrix.columns;
    let (low, high) = matrix.data.split_at_mut(q * n);
    for (x, y) in low[p * n..(p + 1) * n].iter_mut().zip(&mut high[..n]) {
        (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    }
}
