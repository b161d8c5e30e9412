//! Cholesky factors of positive definite matrices.

use super::Matrix;
use nalgebra::{DMatrix, Dyn};

/// A = L Lᵀ.
#[derive(Debug, Clone)]
pub struct Cholesky(nalgebra::Cholesky<f64, Dyn>);

/// Factors a symmetric matrix, of which the lower triangle is read; `None` where a pivot is not
/// positive.
pub fn cholesky(a: Matrix) -> Option<Cholesky> {
    // The transpose of the storage: its lower triangle is our upper one, equal by symmetry.
    let mut columns = a.into_transposed_dmatrix();
    columns.fill_lower_triangle_with_upper_triangle();
    nalgebra::Cholesky::new(columns).map(Cholesky)
}

impl Cholesky {
    /// L with zeros above the diagonal.
    pub fn factor(&self) -> Matrix {
        let l = self.0.l();
        let (rows, columns) = l.shape();
        Matrix { data: l.transpose().data.into(), rows, columns }
    }

    /// Solves A X = B.
    pub fn solve(&self, b: &Matrix) -> Matrix {
        let x: DMatrix<f64> = self.0.solve(&b.to_dmatrix());
        Matrix { data: x.transpose().data.into(), rows: b.rows, columns: b.columns }
    }
}
