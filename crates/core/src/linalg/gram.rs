//! Products of matrices.

use super::Matrix;
use super::product::{Block, Part, add_product};

/// X Xᵀ, symmetric to the bit.
pub fn gram(x: &Matrix) -> Matrix {
    gram_of(x.block())
}

/// X Xᵀ of a block, which may be read across or have zeros that are known of.
pub fn gram_of(x: Block<'_>) -> Matrix {
    let mut product = Matrix::zeros(x.rows, x.rows);
    add_product(&mut product.block_mut(), 1.0, x, x.transposed(), Part::Lower);
    product.mirror_lower();
    product
}

/// A B.
pub fn multiply(a: &Matrix, b: &Matrix) -> Matrix {
    multiply_blocks(a.block(), b.block())
}

/// A B of blocks.
pub fn multiply_blocks(a: Block<'_>, b: Block<'_>) -> Matrix {
    let mut product = Matrix::zeros(a.rows, b.columns);
    add_product(&mut product.block_mut(), 1.0, a, b, Part::All);
    product
}
