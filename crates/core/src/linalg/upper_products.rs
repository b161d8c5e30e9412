//! Inner products of columns, a strip at a time.

use super::Matrix;

/// Columns of a strip.
const STRIP: usize = 64;

/// XᵀX above and on its diagonal: hands over the first column i of each strip and its products
/// with the columns from i on, one row a column of the strip.
pub fn upper_products(x: &Matrix, mut take: impl FnMut(usize, &Matrix)) {
    // Row-major rows are column-major columns.
    let columns = x.clone().into_transposed_dmatrix();
    let rows = columns.transpose();
    let mut start = 0;
    while start < x.columns {
        let count = STRIP.min(x.columns - start);
        let strip = rows.columns(start, count);
        // (rest × strip), so that its storage is strip rows of the rest's products.
        let rest = columns.rows(start, x.columns - start) * strip;
        let strip = Matrix { data: rest.data.into(), rows: count, columns: x.columns - start };
        take(start, &strip);
        start += count;
    }
}

/// X W.
pub fn product(x: &Matrix, w: &Matrix) -> Matrix {
    // (Wᵀ Xᵀ) column-major is X W row-major.
    let product = w.clone().into_transposed_dmatrix() * x.clone().into_transposed_dmatrix();
    Matrix { data: product.data.into(), rows: x.rows, columns: w.columns }
}
