//! Singular values to high relative accuracy: QR with column pivoting, then one-sided Jacobi,
//! started from the eigenvectors of the Gram matrix.

use super::{Matrix, dot, eigh, gram};
use nalgebra::ColPivQR;

/// Sweeps before the iteration gives up; it needs four to ten.
const MOST_SWEEPS: usize = 60;

/// X = U diag(values) Vᵀ with k = min(rows, columns) singular values.
#[derive(Debug, Clone)]
pub struct Svd {
    /// Singular values, descending.
    pub values: Vec<f64>,
    /// Left singular vectors, one a row (k × rows).
    pub left: Matrix,
    /// Right singular vectors, one a row (k × columns).
    pub right: Matrix,
    /// How many columns are independent to working precision, each measured against its own length.
    pub rank: usize,
    /// Whether all columns became orthogonal to rounding error.
    pub converged: bool,
}

/// Decomposes any matrix.
///
/// Each singular value of a matrix that is well conditioned but for the scales of its columns
/// comes out to high relative accuracy, however far apart these scales lie (Demmel and Veselić,
/// 1992; Drmač and Veselić, 2008).
pub fn svd(x: &Matrix) -> Svd {
    if x.rows >= x.columns {
        return tall(x);
    }
    let Svd { values, left, right, rank, converged } = tall(&x.transpose());
    Svd { values, left: right, right: left, rank, converged }
}

fn tall(x: &Matrix) -> Svd {
    let (n, k) = (x.rows, x.columns);
    let (q, r, permutation) = ColPivQR::new(x.to_dmatrix()).unpack();
    let rank = rank(&r, n);
    // Columns of Rᵀ are rows of R; one a row here.
    let (mut work, mut rotation) =
        prepare(Matrix { data: r.transpose().data.into(), rows: k, columns: k });
    let converged = orthogonalise(&mut work, &mut rotation);
    // Rᵀ J = W Σ, so R = J Σ Wᵀ and X P = (Q J) Σ Wᵀ.
    let mut order: Vec<(usize, f64)> = (0..k).map(|i| (i, norm(work.row(i)))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut undo = nalgebra::DMatrix::from_fn(k, 1, |i, _| i as f64);
    permutation.permute_rows(&mut undo);
    let mut right = Matrix::zeros(k, k);
    for (to, (from, sigma)) in order.iter().enumerate() {
        for j in 0..k {
            let column = undo[(j, 0)] as usize;
            right.data[to * k + column] =
                if *sigma > 0.0 { work.at(*from, j) / sigma } else { 0.0 };
        }
    }
    let index: Vec<usize> = order.iter().map(|(i, _)| *i).collect();
    let rotation = rotation.select(&index).into_transposed_dmatrix();
    let left = q * rotation;
    Svd {
        values: order.iter().map(|(_, sigma)| *sigma).collect(),
        left: Matrix { data: left.data.into(), rows: k, columns: n },
        right,
        rank,
        converged,
    }
}

/// Rotates the rows by the eigenvectors of their Gram matrix, which leaves little to Jacobi's
/// rotations. Any orthogonal factor from this side keeps the columns' scales: the error of each
/// column is relative to its own length, whatever the eigenvectors' accuracy.
fn prepare(rows: Matrix) -> (Matrix, Matrix) {
    let k = rows.rows;
    let squares = gram(&rows);
    let finite = squares.data.iter().all(|x| x.is_finite());
    if let Some(eigen) = finite.then(|| eigh(squares)).flatten() {
        let vectors = eigen.vectors.clone().into_transposed_dmatrix();
        let product = rows.into_transposed_dmatrix() * vectors;
        let work = Matrix { data: product.data.into(), rows: k, columns: k };
        return (work, eigen.vectors);
    }
    let mut rotation = Matrix::zeros(k, k);
    (0..k).for_each(|i| rotation.data[i * k + i] = 1.0);
    (rows, rotation)
}

/// Columns of R whose part off the span of those before is more than rounding error.
fn rank(r: &nalgebra::DMatrix<f64>, rows: usize) -> usize {
    let tolerance = f64::EPSILON * rows as f64;
    let independent = |j: &usize| r[(*j, *j)].abs() > tolerance * norm(r.column(*j).as_slice());
    (0..r.ncols()).filter(independent).count()
}

/// Rotates pairs of rows until all are orthogonal; `rotation` takes the same rotations.
fn orthogonalise(work: &mut Matrix, rotation: &mut Matrix) -> bool {
    let k = work.rows;
    let tolerance = f64::EPSILON * libm::sqrt(k as f64);
    let mut norms: Vec<f64> = (0..k).map(|i| dot(work.row(i), work.row(i))).collect();
    for _ in 0..MOST_SWEEPS {
        let mut rotated = false;
        for p in 0..k {
            for q in p + 1..k {
                let overlap = dot(work.row(p), work.row(q));
                if overlap.abs() <= tolerance * libm::sqrt(norms[p]) * libm::sqrt(norms[q]) {
                    continue;
                }
                rotated = true;
                let (c, s) = rotation_for(norms[p], norms[q], overlap);
                rotate(work, p, q, c, s);
                rotate(rotation, p, q, c, s);
                norms[p] = dot(work.row(p), work.row(p));
                norms[q] = dot(work.row(q), work.row(q));
            }
        }
        if !rotated {
            return true;
        }
    }
    false
}

/// The rotation that makes two vectors of these squared norms and overlap orthogonal.
fn rotation_for(a: f64, b: f64, overlap: f64) -> (f64, f64) {
    let zeta = (b - a) / (2.0 * overlap);
    let t = zeta.signum() / (zeta.abs() + libm::hypot(1.0, zeta));
    let c = 1.0 / libm::hypot(1.0, t);
    (c, c * t)
}

fn rotate(matrix: &mut Matrix, p: usize, q: usize, c: f64, s: f64) {
    let n = matrix.columns;
    let (low, high) = matrix.data.split_at_mut(q * n);
    for (x, y) in low[p * n..(p + 1) * n].iter_mut().zip(&mut high[..n]) {
        (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    }
}

fn norm(x: &[f64]) -> f64 {
    let largest = x.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    if largest <= 0.0 {
        return 0.0;
    }
    largest * libm::sqrt(x.iter().map(|v| (v / largest) * (v / largest)).sum())
}
