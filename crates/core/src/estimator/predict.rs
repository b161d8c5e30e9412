//! A fitted function.

use super::Kernel;
use crate::error::{Error, Result};
use crate::linalg::{Matrix, axpy};
use crate::wire::{Fields, Record, Value};

/// f(x) = b + x·w, or b + Σ α_i K(x, x_i).
#[derive(Debug, Clone)]
pub enum Predictor {
    /// Linear kernel.
    Linear {
        /// w, one row a feature, one column a target.
        coefficients: Matrix,
        /// b, one a target.
        intercept: Vec<f64>,
    },
    /// Any other kernel.
    Dual {
        /// The kernel.
        kernel: Kernel,
        /// Training rows x_i.
        x: Matrix,
        /// α, one row a sample, one column a target.
        dual: Matrix,
        /// b, one a target.
        intercept: Vec<f64>,
    },
}

impl Predictor {
    /// Reads `{ coefficients, intercept }` or `{ kernel, X, dualCoefficients, intercept }`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let intercept = fields.numbers("intercept")?;
        if fields.has("coefficients") {
            let coefficients = super::read_matrix(fields, "coefficients")?;
            check_targets(fields, intercept.len(), coefficients.columns)?;
            return Ok(Self::Linear { coefficients, intercept });
        }
        let kernel = Kernel::read(fields)?;
        let x = super::read_matrix(fields, "X")?;
        let dual = super::read_matrix(fields, "dualCoefficients")?;
        check_targets(fields, intercept.len(), dual.columns)?;
        if dual.rows != x.rows {
            let expected = format!("{} rows (as many as X)", x.rows);
            let found = format!("{} rows", dual.rows);
            return Err(Error::shape(&fields.path("dualCoefficients"), expected, found));
        }
        Ok(Self::Dual { kernel, x, dual, intercept })
    }

    /// The number of features it takes.
    fn features(&self) -> usize {
        match self {
            Self::Linear { coefficients, .. } => coefficients.rows,
            Self::Dual { x, .. } => x.columns,
        }
    }

    /// Predicts every row of x.
    ///
    /// # Errors
    /// `ShapeMismatch` where x has another number of columns than the training data.
    pub fn predict(&self, x: &Matrix) -> Result<Matrix> {
        if x.columns != self.features() {
            let expected = format!("{} columns (as many as were fitted)", self.features());
            return Err(Error::shape("X", expected, format!("{} columns", x.columns)));
        }
        match self {
            Self::Linear { coefficients, intercept } => Ok(combine(x, coefficients, intercept)),
            Self::Dual { kernel, x: train, dual, intercept } => {
                let mut y = Matrix::zeros(x.rows, dual.columns);
                for i in 0..x.rows {
                    let row = Matrix { data: x.row(i).to_vec(), rows: 1, columns: x.columns };
                    let k = kernel.between(&row, train);
                    y.row_mut(i).copy_from_slice(&combine(&k, dual, intercept).data);
                }
                Ok(y)
            }
        }
    }

    /// The object that [`Predictor::read`] understands, without the training rows.
    pub fn describe(&self) -> Record {
        match self {
            Self::Linear { coefficients, intercept } => Record::new()
                .with("coefficients", encode(coefficients))
                .with("intercept", intercept.clone()),
            Self::Dual { kernel, dual, intercept, .. } => Record::new()
                .with("kernel", kernel.describe())
                .with("dualCoefficients", encode(dual))
                .with("intercept", intercept.clone()),
        }
    }
}

fn check_targets(fields: &Fields, found: usize, targets: usize) -> Result<()> {
    if found == targets {
        return Ok(());
    }
    let expected = format!("{targets} entries (one for each target)");
    Err(Error::shape(&fields.path("intercept"), expected, format!("{found} entries")))
}

/// A matrix as `{ data, rows, columns }`.
pub fn encode(matrix: &Matrix) -> Value {
    encode_whole(matrix.clone())
}

/// The same of a matrix that is not needed any more.
pub fn encode_whole(matrix: Matrix) -> Value {
    let Matrix { data, rows, columns } = matrix;
    Record::new().with("data", data).with("rows", rows).with("columns", columns).into()
}

/// b + X W.
fn combine(x: &Matrix, w: &Matrix, b: &[f64]) -> Matrix {
    let mut y = Matrix::zeros(x.rows, w.columns);
    for i in 0..x.rows {
        let row = y.row_mut(i);
        row.copy_from_slice(b);
        for (j, x) in x.row(i).iter().enumerate() {
            axpy(*x, w.row(j), row);
        }
    }
    y
}
