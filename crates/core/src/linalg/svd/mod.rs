//! Singular values to high relative accuracy: QR, with column pivoting where it matters, then one-sided Jacobi,
//! started from the eigenvectors of R's products.

mod jacobi;
mod products;

use super::matrix::{norm, scale_by_power};
use super::qr::Qr;
use super::{Matrix, axpy, dot, eigh};
use crate::order::descending;
use jacobi::orthogonalise;
use products::by_products;

/// Columns, scaled to unit length, of a larger condition number are factored with pivoting.
const MOST_CONDITION: f64 = 1e7;

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

/// Decomposes any matrix, in its own storage: beside that there are at most two square matrices of the smaller
/// side at a time; four where singular values lie more than four decades apart.
///
/// Each singular value of a matrix that is well conditioned but for the scales of its columns
/// comes out to high relative accuracy, however far apart these scales lie (Demmel and Veselić,
/// 1992; Drmač and Veselić, 2008).
pub fn svd(x: Matrix) -> Svd {
    scaled(x, false)
}

/// The same without what is rounding error: as many singular values as the rank, where columns
/// that depend on others, each measured against its own length, do not count.
///
/// Columns of a condition number up to thirty are decomposed by their products, which keeps twelve digits
/// and takes half the time; up to a hundred where a few singular values lie far above the others, as that of
/// columns with a mean.
pub fn full_rank_svd(x: Matrix) -> Svd {
    scaled(x, true)
}

/// Scales by a power of two, without rounding, so that squares stay in range.
fn scaled(mut x: Matrix, reduce: bool) -> Svd {
    let largest = x.data.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let exponent = if largest > 0.0 { libm::ilogb(largest) } else { 0 };
    scale_by_power(&mut x.data, -exponent);
    let mut svd = if x.rows >= x.columns {
        of_columns(x.into_transpose(), reduce)
    } else {
        transposed(of_columns(x, reduce))
    };
    scale_by_power(&mut svd.values, exponent);
    svd
}

fn transposed(Svd { values, left, right, converged }: Svd) -> Svd {
    Svd { values, left: right, right: left, converged }
}

/// Of a matrix with at least as many rows as columns, given with its columns one a row.
fn of_columns(columns: Matrix, reduce: bool) -> Svd {
    if !reduce {
        return tall(columns, false);
    }
    by_products(columns).unwrap_or_else(|columns| tall(columns, true))
}

/// By QR.
///
/// Columns of falling length whose directions are far from dependent need no pivoting: no row of R is then
/// longer than those before by more than their condition number. Otherwise R is factored again, with pivoting.
fn tall(mut columns: Matrix, reduce: bool) -> Svd {
    let (k, height) = (columns.rows, columns.columns);
    let lengths: Vec<f64> = (0..k).map(|j| norm(columns.row(j))).collect();
    let order = descending(lengths.iter().copied());
    columns.permute_rows(&order);
    let qr = Qr::new(columns);
    let Svd { values, left, mut right, converged } = if qr.condition() < MOST_CONDITION {
        triangular(&qr)
    } else {
        pivoted(&qr, height, reduce)
    };
    scatter(&mut right, &order);
    Svd { values, left: qr.into_basis().multiplied_by(&left), right, converged }
}

/// Of the R of another factorisation.
fn pivoted(outer: &Qr, height: usize, reduce: bool) -> Svd {
    let qr = Qr::pivoted(outer.upper_columns());
    let k = qr.order.len();
    let independent = if reduce { qr.independent(height) } else { (0..k).collect() };
    let Svd { values, left, mut right, converged } =
        if independent.len() < k { deficient(&qr, &independent, height) } else { triangular(&qr) };
    scatter(&mut right, &qr.order);
    Svd { values, left: qr.into_basis().multiplied_by(&left), right, converged }
}

/// Entry i of each row to place `places[i]`.
fn scatter(rows: &mut Matrix, places: &[usize]) {
    let mut row = vec![0.0; rows.columns];
    for i in 0..rows.rows {
        places.iter().zip(rows.row(i)).for_each(|(to, x)| row[*to] = *x);
        rows.row_mut(i).copy_from_slice(&row);
    }
}

/// Of R itself.
fn triangular(qr: &Qr) -> Svd {
    let (mut work, mut rotation) = prepare(qr);
    let converged = orthogonalise(&mut work, &mut rotation);
    // Rᵀ J = W Σ, so R = J Σ Wᵀ.
    let lengths: Vec<f64> = (0..work.rows).map(|i| norm(work.row(i))).collect();
    let order = descending(lengths.iter().copied());
    work.permute_rows(&order);
    rotation.permute_rows(&order);
    let values: Vec<f64> = order.iter().map(|i| lengths[*i]).collect();
    for (i, sigma) in values.iter().enumerate() {
        let unit = |x: &f64| if *sigma > 0.0 { x / sigma } else { 0.0 };
        work.row_mut(i).iter_mut().for_each(|x| *x = unit(x));
    }
    complete(&mut work);
    Svd { values, left: rotation, right: work, converged }
}

/// Of R where it has dependent columns: R = Q₁(Q₁ᵀR) with Q₁ a basis of the independent ones, a factor of
/// full rank, whose singular values rounding in the dependent columns cannot outrank.
fn deficient(qr: &Qr, independent: &[usize], height: usize) -> Svd {
    let columns = qr.upper().into_transpose();
    let basis = Qr::new(columns.select(independent)).into_basis();
    let (rank, k) = (basis.rows, columns.rows);
    let mut factor = Matrix::zeros(rank, k);
    for j in 0..k {
        // What rounding puts on directions that a column does not have would outrank small columns.
        let noise = f64::EPSILON * height as f64 * norm(columns.row(j));
        for b in 0..rank {
            let overlap = dot(basis.row(b), columns.row(j));
            factor.data[b * k + j] = if overlap.abs() > noise { overlap } else { 0.0 };
        }
    }
    let inner = transposed(tall(factor, false));
    Svd { left: basis.multiplied_by(&inner.left), ..inner }
}

/// The rows of R, rotated by the eigenvectors of their Gram matrix, which leaves little to Jacobi's
/// rotations. Any orthogonal factor from this side keeps the columns' scales: the error of each
/// column is relative to its own length, whatever the eigenvectors' accuracy.
fn prepare(qr: &Qr) -> (Matrix, Matrix) {
    let squares = qr.row_products();
    let finite = squares.rows > 0 && squares.data.iter().all(|x| x.is_finite());
    let rotation = finite.then(|| eigh(squares)).flatten().map(|eigen| eigen.vectors);
    let Some(rotation) = rotation else {
        let rows = qr.upper();
        let mut unit = Matrix::zeros(rows.rows, rows.rows);
        (0..rows.rows).for_each(|i| unit.data[i * rows.rows + i] = 1.0);
        return (rows, unit);
    };
    (qr.upper().multiplied_by(&rotation), rotation)
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
            axpy(-overlap, rows.row(i), &mut unit);
        }
    }
    unit
}
