//! Ordinary least squares, the limit λ → 0 with at least as many rows as columns.

use crate::error::{Error, Result};
use crate::estimator::Predictor;
use crate::linalg::{Dependent, Design, Matrix, least_squares};

/// Least squares to full precision, with how far the rounding of the data to doubles may have moved
/// each coefficient. Columns that say nothing get the coefficient zero.
///
/// # Errors
/// `IllConditioned` where the columns are dependent to working precision.
pub(super) fn ordinary(x: &Matrix, y: &Matrix, intercept: bool) -> Result<(Predictor, Matrix)> {
    let (d, t) = (x.columns, y.columns);
    let used = (0..d).filter(|j| varies(x, *j, intercept)).collect();
    let design = Design { x, used, intercept };
    let solution = least_squares(&design, y).map_err(|Dependent(column)| dependent(column))?;
    let first = usize::from(intercept);
    let placed = |rows: &Matrix| {
        let mut placed = Matrix::zeros(d, t);
        for (row, j) in design.used.iter().enumerate() {
            placed.row_mut(*j).copy_from_slice(rows.row(first + row));
        }
        placed
    };
    let constants = if intercept { solution.coefficients.row(0).to_vec() } else { vec![0.0; t] };
    let coefficients = placed(&solution.coefficients);
    Ok((Predictor::Linear { coefficients, intercept: constants }, placed(&solution.uncertainty)))
}

/// Whether a column says anything: one that is zero, or constant beside an intercept, does not.
fn varies(x: &Matrix, j: usize, intercept: bool) -> bool {
    let first = if intercept { x.at(0, j) } else { 0.0 };
    (0..x.rows).any(|i| (x.at(i, j) - first).abs() > 0.0)
}

fn dependent(column: Option<usize>) -> Error {
    let which = match column {
        Some(j) => format!("X[:, {j}] is a combination of the others"),
        None => "some of them add up to a constant, which the intercept is already".into(),
    };
    let reason = format!(
        "its columns are linearly dependent to working precision ({which}), so that lambda = 0 leaves \
         the coefficients undetermined; drop a column or use lambda above 0"
    );
    Error::IllConditioned { argument: "X".into(), reason }
}
