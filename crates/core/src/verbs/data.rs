//! Verbs on real data: fit and predict.

use crate::error::Result;
use crate::estimator::{self, Data, Estimates, Fit, FitOptions, Kernel, Predictor, encode};
use crate::wire::{Fields, Record, Value};

/// `{ X, y, kernel?, lambda?, intercept? }`: a fitted model.
pub fn fit(mut fields: Fields) -> Result<Value> {
    let data = Data::read(&mut fields)?;
    let options = FitOptions::read(&mut fields)?;
    fields.finish()?;
    let Fit { status, predictor, uncertainty, chosen, path, decomposition } =
        estimator::fit(data, &options)?;
    let n = decomposition.samples as f64;
    let power = decomposition.coefficients.data.iter().map(|c| c * c / n).collect::<Vec<f64>>();
    let modes = Record::new()
        .with("eigenvalues", decomposition.eigenvalues.clone())
        .with("targetPower", power);
    Ok(at(&chosen)
        .with("status", status)
        .with("noise", estimator::noise(&decomposition, &path))
        .with_some("coefficientErrors", uncertainty.as_ref().map(encode))
        .with("model", Value::from(predictor.describe()))
        .with("modes", Value::from(modes))
        .with("path", along(&path))
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

type Column = fn(&Estimates) -> f64;

/// The numbers of [`Estimates`] under the names users see.
const COLUMNS: [(&str, Column); 11] = [
    ("lambda", |e| e.lambda),
    ("kappa", |e| e.kappa),
    ("sTransform", |e| e.s_transform),
    ("df1", |e| e.df1),
    ("df2", |e| e.df2),
    ("oneMinusGamma", |e| e.one_minus_gamma),
    ("trainError", |e| e.train_error),
    ("looError", |e| e.loo_error),
    ("looStandardError", |e| e.loo_standard_error),
    ("gcv", |e| e.gcv),
    ("tf1", |e| e.tf1),
];

fn at(estimates: &Estimates) -> Record {
    COLUMNS
        .iter()
        .fold(Record::new(), |record, (name, column)| record.with(name, column(estimates)))
}

fn along(path: &[Estimates]) -> Value {
    let record = COLUMNS.iter().fold(Record::new(), |record, (name, column)| {
        record.with(name, path.iter().map(column).collect::<Vec<f64>>())
    });
    record.into()
}
