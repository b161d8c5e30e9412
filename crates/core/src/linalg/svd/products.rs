//! Singular values of well-conditioned columns, from their products.

use super::Svd;
use crate::linalg::cholesky::Band;
use crate::linalg::{Matrix, cholesky, dot, eigh, gram};

/// Of eigenvalues of the products, the square of a condition number. Singular values and the orthogonality of left
/// vectors are right to this many rounding errors.
const MOST_RATIO: f64 = 1e3;

/// From XᵀX = V S² Vᵀ and U = X V S⁻¹; the columns, one a row, back where their condition number is too large.
pub(super) fn by_products(columns: Matrix) -> Result<Svd, Matrix> {
    let squares = (0..columns.rows).map(|j| dot(columns.row(j), columns.row(j)));
    let (least, most) = squares.fold((f64::INFINITY, 0.0), |(a, b), x| (x.min(a), x.max(b)));
    if least * MOST_RATIO <= most {
        return Err(columns);
    }
    let Some(products) = positive(gram(&columns)) else { return Err(columns) };
    let Some(eigen) = eigh(products) else { return Err(columns) };
    let least = eigen.values.first().copied().unwrap_or(0.0);
    let most = eigen.values.last().copied().unwrap_or(0.0);
    if least * MOST_RATIO <= most || !most.is_finite() {
        return Err(columns);
    }
    let descending: Vec<usize> = (0..eigen.values.len()).rev().collect();
    let mut right = eigen.vectors;
    right.permute_rows(&descending);
    let values: Vec<f64> = eigen.values.iter().rev().map(|square| f64::sqrt(*square)).collect();
    let mut left = columns.multiplied_by(&right);
    for (k, sigma) in values.iter().enumerate() {
        left.row_mut(k).iter_mut().for_each(|x| *x /= sigma);
    }
    Ok(Svd { values, left, right, converged: true })
}

/// The matrix again, unless a pivot of its Cholesky factor says that its eigenvalues lie too far apart: no pivot
/// is below the least of them, no entry of the diagonal above the largest.
fn positive(products: Matrix) -> Option<Matrix> {
    let band = Band::new(&products);
    let factor = cholesky(products)?;
    let least = factor.pivots().into_iter().fold(f64::INFINITY, f64::min);
    (least * MOST_RATIO > band.largest()).then(|| factor.into_original(&band))
}
