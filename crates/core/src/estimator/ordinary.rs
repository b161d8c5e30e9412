//! Ordinary least squares, the limit λ → 0 with at least as many rows as columns.

use super::{Data, Predictor};
use crate::error::{Error, Result};
use crate::linalg::{Matrix, least_squares};

/// Least squares to full precision, with how far the rounding of the data to doubles may have moved
/// each coefficient. Columns that say nothing get the coefficient zero.
///
/// # Errors
/// `IllConditioned` where the columns are dependent to working precision.
pub(super) fn ordinary(data: &Data, intercept: bool) -> Result<(Predictor, Matrix)> {
    let (n, d, t) = (data.x.rows, data.x.columns, data.y.columns);
    let first = usize::from(intercept);
    let used: Vec<usize> = (0..d).filter(|j| varies(&data.x, *j, intercept)).collect();
    let mut design = Matrix::zeros(n, used.len() + first);
    for i in 0..n {
        let row = design.row_mut(i);
        row[..first].fill(1.0);
        row[first..].iter_mut().zip(&used).for_each(|(to, j)| *to = data.x.at(i, *j));
    }
    let (mut coefficients, mut uncertainty) = (Matrix::zeros(d, t), Matrix::zeros(d, t));
    let mut constants = vec![0.0; t];
    let targets = data.y.transpose();
    for target in 0..t {
        let solution = least_squares(&design, targets.row(target)).ok_or_else(dependent)?;
        if intercept {
            constants[target] = solution.coefficients[0];
        }
        for (place, j) in used.iter().enumerate() {
            coefficients.data[j * t + target] = solution.coefficients[first + place];
            uncertainty.data[j * t + target] = solution.uncertainty[first + place];
        }
    }
    Ok((Predictor::Linear { coefficients, intercept: constants }, uncertainty))
}

/// Whether a column says anything: one that is zero, or constant beside an intercept, does not.
fn varies(x: &Matrix, j: usize, intercept: bool) -> bool {
    let first = if intercept { x.at(0, j) } else { 0.0 };
    (0..x.rows).any(|i| (x.at(i, j) - first).abs() > 0.0)
}

fn dependent() -> Error {
    Error::IllConditioned {
        argument: "X".into(),
        reason:
            "its columns are linearly dependent to working precision, so that lambda = 0 leaves \
                 the coefficients undetermined; drop a column or use lambda above 0"
                .into(),
    }
}
