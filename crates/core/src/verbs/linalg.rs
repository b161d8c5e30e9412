//! Verbs of the linear algebra.

use crate::error::{Error, Result};
use crate::estimator::{encode_whole, read_matrix};
use crate::limits::{check_fits, doubles};
use crate::linalg::{self, Matrix};
use crate::wire::{Fields, Record, Value};

/// `{ a, vectors = true }`: eigenvalues ascending, eigenvectors as columns.
pub fn eigh(mut fields: Fields) -> Result<Value> {
    let a = square(&mut fields)?;
    let vectors = fields.flag_or("vectors", true)?;
    fields.finish()?;
    if !vectors {
        let values = linalg::eigvalsh(a).ok_or_else(unsolved)?;
        check_finite(&values)?;
        return Ok(Record::new().with("values", values).into());
    }
    let eigen = linalg::eigh(a).ok_or_else(unsolved)?;
    check_finite(&eigen.values)?;
    let vectors = eigen.vectors.transpose().data;
    Ok(Record::new().with("values", eigen.values).with("vectors", vectors).into())
}

/// `{ a }`: singular values descending; left and right vectors as columns.
pub fn svd(mut fields: Fields) -> Result<Value> {
    let a = read_matrix(&mut fields, "a")?;
    fields.finish()?;
    let least = a.rows.min(a.columns);
    // The matrix, which turns into singular vectors, and those as the answer has them.
    check_fits("a", doubles(&[3, a.rows, a.columns]).saturating_add(doubles(&[3, least, least])))?;
    let svd = linalg::svd(a);
    if !svd.converged {
        return Err(unsolved());
    }
    check_finite(&svd.values)?;
    Ok(Record::new()
        .with("values", svd.values)
        .with("left", encode_whole(svd.left.transpose()))
        .with("right", encode_whole(svd.right.transpose()))
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
    check_fits(
        "a",
        doubles(&[2, a.rows, a.columns]).saturating_add(doubles(&[2, a.rows, a.rows])),
    )?;
    let products = linalg::gram(&a);
    check_finite(&products.data)?;
    Ok(encode_whole(products))
}

/// `{ a, b }`: A B.
pub fn multiply(mut fields: Fields) -> Result<Value> {
    let a = read_matrix(&mut fields, "a")?;
    let b = read_matrix(&mut fields, "b")?;
    fields.finish()?;
    if b.rows != a.columns {
        let expected = format!("{} rows (as many as a has columns)", a.columns);
        return Err(Error::shape("b", expected, format!("{} rows", b.rows)));
    }
    let inputs = doubles(&[a.rows, a.columns]).saturating_add(doubles(&[b.rows, b.columns]));
    check_fits("a", inputs.saturating_add(doubles(&[2, a.rows, b.columns])))?;
    let product = linalg::multiply(&a, &b);
    check_finite(&product.data)?;
    Ok(encode_whole(product))
}

fn square(fields: &mut Fields) -> Result<Matrix> {
    let a = read_matrix(fields, "a")?;
    if a.rows == a.columns {
        // The matrix, its decomposition, and the answer.
        check_fits("a", doubles(&[3, a.rows, a.columns]))?;
        return Ok(a);
    }
    let expected = format!("{} columns (as many as rows)", a.rows);
    Err(Error::shape("a", expected, format!("{} columns", a.columns)))
}

fn check_finite(values: &[f64]) -> Result<()> {
    if values.iter().all(|x| x.is_finite()) { Ok(()) } else { Err(unsolved()) }
}

fn unsolved() -> Error {
    Error::IllConditioned {
        argument: "a".into(),
        reason: "its decomposition overflows or does not converge".into(),
    }
}
