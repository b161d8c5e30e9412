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
    /// Whether all columns became orthogonal to rounding error.
    pub converged: bool,
}

/// Decomposes any matrix.
///
/// Each singular value of a matrix that is well conditioned but for the scales of its columns
/// comes out to high relative accuracy, however far apart these scales lie (Demmel and Veselić,
/// 1992; Drmač and Veselić, 2008).
pub fn svd(x: &Matrix) -> Svd {
    scaled(x, false)
}

/// The same without what is rounding error: as many singular values as the rank, where columns
/// that depend on others, each measured against its own length, do not count.
pub fn full_rank_svd(x: &Matrix) -> Svd {
    scaled(x, true)
}

/// Scales by a power of two, without rounding, so that squares stay in range.
fn scaled(x: &Matrix, reduce: bool) -> Svd {
    let largest = x.data.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let exponent = if largest > 0.0 { libm::ilogb(largest) } else { 0 };
    let data = x.data.iter().map(|x| libm::scalbn(*x, -exponent)).collect();
    let unit = Matrix { data, ..*x };
    let mut svd = if x.rows >= x.columns {
        tall(&unit, reduce)
    } else {
        transposed(tall(&unit.transpose(), reduce))
    };
    svd.values.iter_mut().for_each(|sigma| *sigma = libm::scalbn(*sigma, exponent));
    svd
}

fn transposed(Svd { values, left, right, converged }: Svd) -> Svd {
    Svd { values, left: right, right: left, converged }
}

/// X = Q₁(Q₁ᵀX) with Q₁ a basis of its independent columns: a factor of full rank, whose singular
/// values rounding in the dependent columns cannot outrank.
fn deficient(x: &Matrix, independent: &[usize]) -> Svd {
    let columns = x.to_dmatrix();
    let basis = ColPivQR::new(columns.select_columns(independent)).q();
    let mut factor = columns.tr_mul(&basis);
    // What rounding puts on directions that a column does not have would outrank small columns.
    for (j, column) in columns.column_iter().enumerate() {
        let noise = f64::EPSILON * x.rows as f64 * norm(column.as_slice());
        factor.row_mut(j).iter_mut().filter(|f| f.abs() <= noise).for_each(|f| *f = 0.0);
    }
    let (rows, rank) = factor.shape();
    let factor = Matrix { data: factor.transpose().data.into(), rows, columns: rank };
    let inner = transposed(tall(&factor, false));
    let left = basis * inner.left.clone().into_transposed_dmatrix();
    Svd { left: Matrix { data: left.data.into(), rows: rank, columns: x.rows }, ..inner }
}

fn tall(x: &Matrix, reduce: bool) -> Svd {
    let (n, k) = (x.rows, x.columns);
    let (q, r, permutation) = ColPivQR::new(x.to_dmatrix()).unpack();
    let mut undo = nalgebra::DMatrix::from_fn(k, 1, |i, _| i as f64);
    permutation.permute_rows(&mut undo);
    let place = |j: usize| undo[(j, 0)] as usize;
    let independent: Vec<usize> = independent(&r, n).into_iter().map(place).collect();
    let rank = independent.len();
    if reduce && rank < k {
        return deficient(x, &independent);
    }
    // Columns of Rᵀ are rows of R; one a row here.
    let (mut work, mut rotation) =
        prepare(Matrix { data: r.transpose().data.into(), rows: k, columns: k });
    let converged = orthogonalise(&mut work, &mut rotation);
    // Rᵀ J = W Σ, so R = J Σ Wᵀ and X P = (Q J) Σ Wᵀ.
    let mut order: Vec<(usize, f64)> = (0..k).map(|i| (i, norm(work.row(i)))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut right = Matrix::zeros(k, k);
    for (to, (from, sigma)) in order.iter().enumerate() {
        for j in 0..k {
            right.data[to * k + place(j)] =
                if *sigma > 0.0 { work.at(*from, j) / sigma } else { 0.0 };
        }
    }
    complete(&mut right);
    let index: Vec<usize> = order.iter().map(|(i, _)| *i).collect();
    let rotation = rotation.select(&index).into_transposed_dmatrix();
    let left = q * rotation;
    Svd {
        values: order.iter().map(|(_, sigma)| *sigma).collect(),
        left: Matrix { data: left.data.into(), rows: k, columns: n },
        right,
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
fn independent(r: &nalgebra::DMatrix<f64>, rows: usize) -> Vec<usize> {
    let tolerance = f64::EPSILON * rows as f64;
    let independent = |j: &usize| r[(*j, *j)].abs() > tolerance * norm(r.column(*j).as_slice());
    (0..r.ncols()).filter(independent).collect()
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

/// Gives rows of zeros, which belong to singular values of zero, directions off all others.
fn complete(rows: &mut Matrix) {
    let k = rows.columns;
    let empty: Vec<usize> =
        (0..rows.rows).filter(|i| rows.row(*i).iter().all(|x| x.abs() <= 0.0)).collect();
    for i in empty {
        let longest = (0..k)
            .map(|j| off_all(rows, j))
            .max_by(|a, b| dot(a, a).total_cmp(&dot(b, b)))
            .unwrap_or_default();
        let length = norm(&longest);
        rows.row_mut(i).iter_mut().zip(&longest).for_each(|(x, v)| *x = v / length);
    }
}

/// A unit vector less its part along the rows, twice for orthogonality to rounding error.
fn off_all(rows: &Matrix, j: usize) -> Vec<f64> {
    let mut unit = vec![0.0; rows.columns];
    unit[j] = 1.0;
    for _ in 0..2 {
        for i in 0..rows.rows {
            let overlap = dot(rows.row(i), &unit);
            super::axpy(-overlap, rows.row(i), &mut unit);
        }
    }
    unit
}
