//! Products of matrices.

use super::Matrix;
use super::product::{Part, add_product};

/// X Xᵀ, symmetric to the bit.
pub fn gram(x: &Matrix) -> Matrix {
    let n = x.rows;
    let mut product = Matrix::zeros(n, n);
    add_product(&mut product.block_mut(), 1.0, x.block(), x.block().transposed(), Part::Lower);
    product.mirror_lower();
    product
}

/// A B.
pub fn multiply(a: &Matrix, b: &Matrix) -> Matrix {
    let mut product = Matrix::zeros(a.rows, b.columns);
    add_product(&mut product.block_mut(), 1.0, a.block(), b.block(), Part::All);
    product
}
