//! Eigenvalues and eigenvectors of symmetric matrices.

use super::Matrix;
use nalgebra::SymmetricEigen;

/// A = V diag(values) Vᵀ.
#[derive(Debug, Clone)]
pub struct Eigen {
    /// Eigenvalues, ascending.
    pub values: Vec<f64>,
    /// Eigenvectors, one a row: row k belongs to `values[k]`.
    pub vectors: Matrix,
}

/// Implicit QR steps a row before the iteration gives up; it needs about two.
const STEPS_A_ROW: usize = 64;

/// Decomposes a symmetric matrix of finite numbers. Backward error a few n·ε·|A|; `None` where
/// the iteration does not converge.
pub fn eigh(a: Matrix) -> Option<Eigen> {
    let n = a.rows;
    let most = STEPS_A_ROW * n + 1_000;
    let SymmetricEigen { eigenvalues, eigenvectors } =
        SymmetricEigen::try_new(a.into_transposed_dmatrix(), f64::EPSILON, most)?;
    let mut values: Vec<f64> = eigenvalues.data.into();
    // Column-major eigenvectors are row-major with one eigenvector a row.
    let mut vectors = Matrix { data: eigenvectors.data.into(), rows: n, columns: n };
    sort_rows(&mut values, &mut vectors);
    Some(Eigen { values, vectors })
}

/// Eigenvalues alone, ascending.
pub fn eigvalsh(a: Matrix) -> Vec<f64> {
    let values = a.into_transposed_dmatrix().symmetric_eigenvalues();
    let mut values: Vec<f64> = values.data.into();
    values.sort_by(f64::total_cmp);
    values
}

/// Sorts keys ascending and moves the rows along, in place.
fn sort_rows(values: &mut [f64], vectors: &mut Matrix) {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|i, j| values[*i].total_cmp(&values[*j]));
    let n = vectors.columns;
    for start in 0..order.len() {
        let mut from = order[start];
        // What stood there has been swapped away: follow it.
        while from < start {
            from = order[from];
        }
        if from != start {
            values.swap(start, from);
            let (low, high) = vectors.data.split_at_mut(from * n);
            low[start * n..(start + 1) * n].swap_with_slice(&mut high[..n]);
        }
        order[start] = from;
    }
}
