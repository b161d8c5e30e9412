//! Inner products of rows.

use super::Matrix;

/// X Xᵀ, symmetric to the bit.
pub fn gram(x: &Matrix) -> Matrix {
    let n = x.rows;
    let columns = x.clone().into_transposed_dmatrix();
    let product = columns.tr_mul(&columns);
    let mut data: Vec<f64> = product.data.into();
    for i in 0..n {
        for j in 0..i {
            data[j * n + i] = data[i * n + j];
        }
    }
    Matrix { data, rows: n, columns: n }
}
