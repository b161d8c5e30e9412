//! Verbs on real data: fit and predict.

use super::estimates::{Known, modes};
use crate::error::Result;
use crate::estimator::{self, Data, Fit, FitOptions, Kernel, Predictor, encode};
use crate::wire::{Fields, Record, Value};

/// `{ X, y, kernel?, lambda?, intercept? }`: a fitted model.
pub fn fit(mut fields: Fields) -> Result<Value> {
    let data = Data::read(&mut fields)?;
    let options = FitOptions::read(&mut fields)?;
    fields.finish()?;
    let Fit { status, predictor, uncertainty, chosen, path, decomposition } =
        estimator::fit(data, &options)?;
    Ok(Known::FromRows
        .at(&chosen)
        .with("status", status)
        .with("noise", estimator::noise(&decomposition, &path))
        .with_some("coefficientErrors", uncertainty.as_ref().map(encode))
        .with("model", Value::from(predictor.describe()))
        .with("modes", modes(&decomposition))
        .with("path", Known::FromRows.along(&path))
        .into())
}

/// `{ X, y, kernel, lambda, intercept? }`: the model alone.
pub fn train(mut fields: Fields) -> Result<Value> {
    let data = Data::read(&mut fields)?;
    let kernel = Kernel::read(&mut fields)?;
    let lambda = fields.positive("lambda")?;
    let intercept = fields.flag_or("intercept", true)?;
    fields.finish()?;
    let predictor = estimator::train(data, kernel, lambda, intercept)?;
    Ok(Record::new().with("model", Value::from(predictor.describe())).into())
}

/// `{ model, X }`: predictions for every row.
pub fn predict(mut fields: Fields) -> Result<Value> {
    let mut model = fields.object("model")?;
    let predictor = Predictor::read(&mut model)?;
    model.finish()?;
    let x = estimator::read_matrix(&mut fields, "X")?;
    fields.finish()?;
    Ok(encode(&predictor.predict(&x)?))
}
