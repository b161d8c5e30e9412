//! Verbs on rows that come in blocks: accumulate, merge, fit, and a second pass.

use super::estimates::{Known, modes};
use crate::error::{Error, Result};
use crate::estimator::accumulator::{Accumulator, Basis, Compressed, Frame, LeaveOneOut};
use crate::estimator::forecast::{Forecaster, LearningCurve, Ridge};
use crate::estimator::{
    Criterion, Data, Decomposition, Estimates, FitOptions, Kernel, LambdaChoice, default_grid,
    estimates_along,
};
use crate::report::Status;
use crate::wire::{Fields, Record, Value};

/// Beyond this share of resolved directions 1 − df₂/P is too uncertain to divide by.
const MOST_RESOLVED: f64 = 0.7;

/// `{ X, y, accumulator?, frame? }`: the accumulator with these rows added. Its frame is the one
/// given, or that of the first rows.
pub fn accumulate(mut fields: Fields) -> Result<Value> {
    let data = Data::read(&mut fields)?;
    let (d, t) = (data.x.columns, data.y.columns);
    let given = fields.object_if_any("accumulator")?.map(Accumulator::read).transpose()?;
    let frame = if fields.has("frame") { Some(Frame::read(&mut fields, d + t)?) } else { None };
    fields.finish()?;
    if given.is_some() && frame.is_some() {
        let reason = "has no meaning beside an accumulator, which has its own".into();
        return Err(Error::Conflict { argument: "frame".into(), reason });
    }
    let mut accumulator = match given {
        Some(accumulator) => accumulator,
        None => Accumulator::new(d, t, frame.unwrap_or_else(|| Frame::first(&data)))?,
    };
    if (accumulator.columns, accumulator.targets) != (d, t) {
        let expected = format!(
            "{} columns (as many as before) and {} targets",
            accumulator.columns, accumulator.targets
        );
        return Err(Error::shape("X", expected, format!("{d} columns and {t} targets")));
    }
    accumulator.add(&data);
    Ok(accumulator.describe().into())
}

/// `{ accumulators }`: one of all their rows.
pub fn merge(mut fields: Fields) -> Result<Value> {
    let all = fields.objects("accumulators")?;
    fields.finish()?;
    let mut merged: Option<Accumulator> = None;
    for fields in all {
        let next = Accumulator::read(fields)?;
        match &mut merged {
            Some(merged) => merged.merge(next)?,
            None => merged = Some(next),
        }
    }
    let empty = || Error::Empty { argument: "accumulators".into() };
    Ok(merged.ok_or_else(empty)?.describe().into())
}

/// `{ accumulator, lambda?, intercept? }`: the linear model of all rows.
pub fn fit(mut fields: Fields) -> Result<Value> {
    let accumulator = Accumulator::read(fields.object("accumulator")?)?;
    let FitOptions { kernel, lambda, intercept } = FitOptions::read(&mut fields)?;
    fields.finish()?;
    if kernel != Kernel::Linear {
        let reason = "has no meaning here: accumulated rows have linear models only".into();
        return Err(Error::Conflict { argument: "kernel".into(), reason });
    }
    if lambda == LambdaChoice::Best(Criterion::LeaveOneOut) {
        let reason =
            "\"loo\" needs the rows again: fitRows passes over them twice; \"gcv\" does not";
        return Err(Error::Conflict { argument: "lambda".into(), reason: reason.into() });
    }
    let compressed = Compressed::new(&accumulator, intercept)?;
    drop(accumulator);
    lambda.check(|name, lambda| compressed.check_ridge(name, lambda))?;
    let (path, chosen) = lambda.choose(&compressed.decomposition, Criterion::Gcv);
    let last = path.last().map_or(0.0, |last| last.lambda);
    let unbounded = matches!(lambda, LambdaChoice::Best(_)) && chosen.lambda >= last;
    let status = match (unbounded, compressed.is_fair(chosen.lambda)) {
        (true, _) => Status::Unbounded,
        (_, false) => Status::ReducedAccuracy,
        _ => Status::Converged,
    };
    let basis = compressed.basis();
    let model = basis.predictor(chosen.lambda).describe();
    let noise = noise(&compressed.decomposition, &path);
    Ok(Known::FromSums
        .at(&chosen)
        .with("status", status)
        .with("samples", compressed.decomposition.samples)
        .with("condition", compressed.condition(chosen.lambda))
        .with("noise", noise)
        .with("model", Value::from(model))
        .with("modes", modes(&compressed.decomposition))
        .with("path", Known::FromSums.along(&path))
        .with("basis", basis.describe())
        .into())
}

/// `{ accumulator, at, lambda?, intercept?, testSize? }`: the learning curve by GCV alone.
pub fn forecast(mut fields: Fields) -> Result<Value> {
    let accumulator = Accumulator::read(fields.object("accumulator")?)?;
    let ridge = super::forecast::read_ridge(&mut fields)?;
    let intercept = fields.flag_or("intercept", true)?;
    let at = super::forecast::read_sizes(&mut fields)?;
    let test_size = fields.count_or("testSize", 1, 1000)? as f64;
    fields.finish()?;
    let compressed = Compressed::new(&accumulator, intercept)?;
    drop(accumulator);
    if !compressed.targets_vary {
        let reason = "is constant: there is nothing to learn, and no error to forecast".into();
        return Err(Error::Conflict { argument: "y".into(), reason });
    }
    let fixed = if let Ridge::Fixed(lambda) = ridge { Some(lambda) } else { None };
    if let Some(lambda) = fixed {
        compressed.check_ridge("lambda", lambda)?;
    }
    let forecaster = Forecaster::of_sums(&compressed.decomposition, fixed)?;
    let curve = LearningCurve::new(&forecaster, ridge, test_size);
    let answer = super::forecast::answer(&forecaster, &curve, &at, 0);
    Ok(by_gcv_alone(answer))
}

/// Leaves out what sums over rows cannot say.
fn by_gcv_alone(answer: Value) -> Value {
    const ROWS: [&str; 5] =
        ["universality", "backtest", "observed", "looError", "looStandardError"];
    match answer {
        Value::Map(entries) => Value::Map(
            entries
                .into_iter()
                .filter(|(name, _)| !ROWS.contains(&name.as_str()))
                .map(|(name, value)| (name, by_gcv_alone(value)))
                .collect(),
        ),
        other => other,
    }
}

/// `{ basis, lambda }`: the model at another ridge.
pub fn at_ridge(mut fields: Fields) -> Result<Value> {
    let basis = Basis::read(fields.object("basis")?)?;
    let lambda = fields.non_negative_or("lambda", 0.0)?;
    fields.finish()?;
    Ok(Record::new().with("model", Value::from(basis.predictor(lambda).describe())).into())
}

/// `{ basis, X, y, lambda, labels? }`: sums of these rows' left-out errors.
pub fn leave_one_out(mut fields: Fields) -> Result<Value> {
    let basis = Basis::read(fields.object("basis")?)?;
    let data = Data::read(&mut fields)?;
    let labels = fields.flag_or("labels", false)?;
    let mut sums = LeaveOneOut::new(fields.numbers("lambda")?);
    fields.finish()?;
    if (data.x.columns, data.y.columns) != (basis.means.len(), basis.target_means.len()) {
        let shape = |d: usize, t: usize| format!("{d} columns and {t} targets");
        let expected = shape(basis.means.len(), basis.target_means.len());
        return Err(Error::shape("X", expected, shape(data.x.columns, data.y.columns)));
    }
    sums.add(&basis, &data, labels);
    Ok(sums.describe())
}

/// `{ sums, samples, labels? }`: the errors that the sums of all rows come to, added in their order.
pub fn left_out(mut fields: Fields) -> Result<Value> {
    let mut parts = fields.objects("sums")?.into_iter().map(LeaveOneOut::read);
    let empty = || Error::Empty { argument: "sums".into() };
    let mut sums = parts.next().ok_or_else(empty)??;
    for part in parts {
        sums.merge(&part?)?;
    }
    let samples = fields.count("samples", 1)? as f64;
    let labels = fields.flag_or("labels", false)?;
    fields.finish()?;
    Ok(sums.report(samples, labels).into())
}

/// The least collapse of GCV over all ridges with df₁ ≤ 0.7 P.
fn noise(decomposition: &Decomposition, path: &[Estimates]) -> f64 {
    let most = MOST_RESOLVED * decomposition.samples as f64;
    let grid = default_grid(decomposition);
    estimates_along(decomposition, &grid)
        .into_iter()
        .chain(path.iter().cloned())
        .filter(|e| e.df1 <= most)
        .map(|e| e.gcv * e.one_minus_gamma)
        .fold(f64::INFINITY, f64::min)
}
