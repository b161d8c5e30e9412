//! Verbs of the linear algebra.

use crate::error::{Error, Result, check_fits};
use crate::estimator::{encode, read_matrix};
use crate::linalg::{self, Matrix};
use crate::wire::{Fields, Record, Value};

/// `{ a, vectors = true }`: eigenvalues ascending, eigenvectors as columns.
pub fn eigh(mut fields: Fields) -> Result<Value> {
    let a = square(&mut fields)?;
    let vectors = fields.flag_or("vectors", true)?;
    fields.finish()?;
    if !vectors {
        return Ok(Record::new().with("values", linalg::eigvalsh(a)).into());
    }
    let eigen = linalg::eigh(a).ok_or_else(unsolved)?;
    let vectors = eigen.vectors.transpose().data;
    Ok(Record::new().with("values", eigen.values).with("vectors", vectors).into())
}

/// `{ a }`: singular values descending; left and right vectors as columns.
pub fn svd(mut fields: Fields) -> Result<Value> {
    let a = read_matrix(&mut fields, "a")?;
    fields.finish()?;
    let least = a.rows.min(a.columns);
    check_fits("a", 4 * a.data.len() + 5 * least * least)?;
    let svd = linalg::svd(&a);
    if !svd.converged {
        return Err(unsolved());
    }
    Ok(Record::new()
        .with("values", svd.values)
        .with("left", encode(&svd.left.transpose()))
        .with("right", encode(&svd.right.transpose()))
        .into())
}

/// `{ a }`: the lower triangular factor.
pub fn cholesky(mut fields: Fields) -> Result<Value> {
    let a = square(&mut fields)?;
    fields.finish()?;
    let factor = linalg::cholesky(a).ok_or_else(|| Error::IllConditioned {
        argument: "a".into(),
        reason: "it is not positive definite".into(),
    })?;
    Ok(Record::new().with("factor", factor.factor().data).into())
}

/// `{ a }`: A Aᵀ.
pub fn gram(mut fields: Fields) -> Result<Value> {
    let a = read_matrix(&mut fields, "a")?;
    fields.finish()?;
    check_fits("a", 2 * a.data.len() + 2 * a.rows * a.rows)?;
    Ok(encode(&linalg::gram(&a)))
}

fn square(fields: &mut Fields) -> Result<Matrix> {
    let a = read_matrix(fields, "a")?;
    if a.rows == a.columns {
        // The matrix, its decomposition, and the answer.
        check_fits("a", 3 * a.data.len())?;
        return Ok(a);
    }
    let expected = format!("{} columns (as many as rows)", a.rows);
    Err(Error::shape("a", expected, format!("{} columns", a.columns)))
}

fn unsolved() -> Error {
    Error::IllConditioned {
        argument: "a".into(),
        reason: "its decomposition overflows or does not converge".into(),
    }
}
