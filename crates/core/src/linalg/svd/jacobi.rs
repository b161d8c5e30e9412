//! One-sided Jacobi: rotations of pairs of rows until all are orthogonal.

use crate::linalg::matrix::length;
use crate::linalg::product::{Part, add_product};
use crate::linalg::{Matrix, dot};

/// Sweeps before the iteration gives up; it needs four to ten.
const MOST_SWEEPS: usize = 60;

/// Squares below this, of numbers that are one at most, would lose digits.
const LEAST_SQUARE: f64 = 1e-280;

/// Rows whose overlaps with all others are taken together.
const STRIP: usize = 64;

/// Rotates pairs of rows until all are orthogonal; `rotation` takes the same rotations.
pub(super) fn orthogonalise(work: &mut Matrix, rotation: &mut Matrix) -> bool {
    (0..MOST_SWEEPS).any(|_| !sweep(work, rotation))
}

/// Once through all pairs; whether any was rotated. A product for each strip of rows says which pairs are worth
/// a look.
fn sweep(work: &mut Matrix, rotation: &mut Matrix) -> bool {
    let k = work.rows;
    let tolerance = f64::EPSILON * f64::sqrt(k as f64);
    let mut norms: Vec<f64> = (0..k).map(|i| square(work, i)).collect();
    let mut rotated = false;
    for start in (0..k).step_by(STRIP) {
        let overlaps = overlaps(work, start);
        for i in 0..overlaps.rows {
            let p = start + i;
            for q in p + 1..k {
                let most = tolerance * f64::sqrt(norms[p]) * f64::sqrt(norms[q]);
                if overlaps.at(i, q - start).abs() <= most {
                    continue;
                }
                let overlap = dot(work.row(p), work.row(q));
                if overlap.abs() <= most {
                    continue;
                }
                rotated = true;
                let (c, s) = rotation_for(norms[p], norms[q], overlap);
                rotate(work, p, q, c, s);
                rotate(rotation, p, q, c, s);
                norms[p] = square(work, p);
                norms[q] = square(work, q);
            }
        }
    }
    rotated
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
fn overlaps(work: &Matrix, start: usize) -> Matrix {
    let (k, end) = (work.rows, work.rows.min(start + STRIP));
    let mut overlaps = Matrix::zeros(end - start, k - start);
    let strip = work.block().part(start..end, 0..work.columns);
    let below = work.block().part(start..k, 0..work.columns);
    add_product(&mut overlaps.block_mut(), 1.0, strip, below.transposed(), Part::All);
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
