//! Rows of features with their targets.

use crate::error::{Error, Result};
use crate::limits::check_range;
use crate::linalg::Matrix;
use crate::order::by_words;
use crate::wire::Fields;

/// X (n × d) and Y (n × t).
#[derive(Debug, Clone)]
pub struct Data {
    /// Features, one sample a row.
    pub x: Matrix,
    /// Targets, one sample a row.
    pub y: Matrix,
}

impl Data {
    /// Reads `x` and `y`, both `{ data, rows, columns }`, with as many rows.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let x = read_matrix(fields, "X")?;
        let y = read_matrix(fields, "y")?;
        if x.rows != y.rows {
            let expected = format!("{} rows (as many as X)", x.rows);
            return Err(Error::shape(&fields.path("y"), expected, format!("{} rows", y.rows)));
        }
        check_range(&fields.path("X"), &x.data)?;
        check_range(&fields.path("y"), &y.data)?;
        Ok(Self { x, y })
    }

    /// The samples at `index`.
    #[must_use]
    pub fn select(&self, index: &[usize]) -> Self {
        Self { x: self.x.select(index), y: self.y.select(index) }
    }
}

/// How many samples are, features and targets, bit for bit equal to one before them.
pub fn repeated_samples(data: &Data) -> usize {
    let bits = |i: usize| data.x.row(i).iter().chain(data.y.row(i)).map(|x| x.to_bits());
    let order = by_words(data.x.rows, bits);
    order.windows(2).filter(|pair| bits(pair[0]).eq(bits(pair[1]))).count()
}

/// Reads a row-major matrix `{ data, rows, columns }` of finite numbers.
pub fn read_matrix(fields: &mut Fields, name: &'static str) -> Result<Matrix> {
    read_rows(fields, name, 1)
}

/// The same of at least so many rows.
pub(super) fn read_rows(fields: &mut Fields, name: &'static str, least: usize) -> Result<Matrix> {
    let mut matrix = fields.object(name)?;
    let rows = matrix.count("rows", least)?;
    let columns = matrix.count("columns", 1)?;
    let data = if rows == 0 { matrix.floats("data")? } else { matrix.numbers("data")? };
    if Some(data.len()) != rows.checked_mul(columns) {
        let expected = format!("{rows} × {columns} numbers (rows × columns)");
        return Err(Error::shape(
            &matrix.path("data"),
            expected,
            format!("{} numbers", data.len()),
        ));
    }
    matrix.finish()?;
    Ok(Matrix { data, rows, columns })
}
