//! Verbs of correlated samples: S-transforms of correlations, and CorrGCV from data.

use crate::error::{Error, Result};
use crate::estimator::{
    self, CorrGcv, CorrGcvOptions, Data, FittedCorrelation, Lambdas, RowNoise, Rows,
};
use crate::limits::check_ridge;
use crate::solve::solve_sample_side;
use crate::spectrum::{Correlation, Modes, STATIONARY, Stationary, positive};
use crate::transform::{SampleSide, Szego, power_law_nodes};
use crate::wire::{Fields, Record, Value};

/// `{ correlation, fraction, samples? }`: κ̃ and S_K at x = df/T; Szegő's limit without `samples`.
pub fn correlation_transform(mut fields: Fields) -> Result<Value> {
    let mut entry = fields.object("correlation")?;
    let correlation = Correlation::read(&mut entry)?;
    entry.finish()?;
    let path = fields.path("fraction");
    let (fractions, many) = fields.grid("fraction")?;
    if let Some(i) = fractions.iter().position(|x| *x <= 0.0 || *x >= 1.0) {
        let path = if many { format!("{path}[{i}]") } else { path };
        return Err(Error::out_of_range(&path, "above 0 and below 1", fractions[i]));
    }
    let samples = if fields.has("samples") { Some(fields.count("samples", 1)?) } else { None };
    fields.finish()?;
    let at = resolution(&correlation, samples)?;
    let kappas: Vec<f64> = fractions.iter().map(|x| at(*x)).collect();
    let transforms: Vec<f64> =
        fractions.iter().zip(&kappas).map(|(x, kappa)| ((1.0 - x) / x) / kappa).collect();
    let record = Record::new();
    if many {
        return Ok(record.with("kappaTilde", kappas).with("sTransform", transforms).into());
    }
    Ok(record.with("kappaTilde", kappas[0]).with("sTransform", transforms[0]).into())
}

/// κ̃ as a function of x.
fn resolution(
    correlation: &Correlation,
    samples: Option<usize>,
) -> Result<Box<dyn Fn(f64) -> f64>> {
    let side = match (correlation, samples) {
        (Correlation::Stationary(law), None) => {
            if let Some(szego) = Szego::new(*law) {
                return Ok(Box::new(move |x| szego.kappa_tilde(x, 1.0 - x)));
            }
            let Stationary::PowerLaw { exponent } = law else { return Ok(Box::new(|x| x)) };
            let (values, shares) = power_law_nodes(*exponent);
            let weights = vec![0.0; values.len()];
            Modes::of_samples(values, Some(shares), weights)
        }
        (Correlation::Stationary(law), Some(n)) => listed(law.eigenvalues("samples", n)?),
        (Correlation::Eigenvalues(d), _) => {
            let weights = vec![0.0; d.values.len()];
            Modes::of_samples(d.values.clone(), d.multiplicities.clone(), weights)
        }
        (Correlation::Matrix(matrix), _) => {
            correlation.matrix("correlation", matrix.rows)?;
            listed(positive("correlation", crate::linalg::eigvalsh(matrix.clone()))?)
        }
    };
    if let Some(n) = samples {
        correlation.check_samples("correlation", n as f64)?;
    }
    let rank = side.rank();
    let total = side.dimension();
    let side = SampleSide::Modes { modes: side, null: 0.0 };
    Ok(Box::new(move |x| {
        let df = x * total;
        solve_sample_side(&side, df, rank - df).0
    }))
}

fn listed(values: Vec<f64>) -> Modes {
    let weights = vec![0.0; values.len()];
    Modes::of_samples(values, None, weights)
}

/// `{ X, y, correlation, lambda?, intercept?, noiseCorrelation?, noise? }`: CorrGCV beside GCV and leave-one-out.
pub fn corr_gcv(mut fields: Fields) -> Result<Value> {
    let data = Data::read(&mut fields)?;
    let rows = read_rows(fields.object("correlation")?)?;
    let noise = read_noise(&mut fields)?;
    let (lambda, many) = read_lambda(&mut fields)?;
    let intercept = fields.flag_or("intercept", true)?;
    fields.finish()?;
    let used = rows.clone();
    let options = CorrGcvOptions { rows, noise, lambda, intercept };
    let answer = estimator::corr_gcv(data, &options)?;
    let record = COLUMNS
        .iter()
        .fold(Record::new().with("status", answer.chosen.status), |record, (name, column)| {
            record.with(name, column(&answer.chosen))
        });
    let path = COLUMNS.iter().fold(Record::new(), |record, (name, column)| {
        record.with(name, answer.path.iter().map(column).collect::<Vec<f64>>())
    });
    let record = record.with("correlation", describe(&used, answer.fitted.as_ref()));
    Ok(record.with_some("path", many.then(|| Value::from(path))).into())
}

/// A kind without its parameter is to be fitted.
fn read_rows(mut entry: Fields) -> Result<Rows> {
    let parameters = ["length", "strength", "exponent", "values"];
    if parameters.iter().any(|name| entry.has(name)) {
        let known = Rows::Known(Correlation::read(&mut entry)?);
        return entry.finish().map(|()| known);
    }
    let kind = entry.choice("kind", &STATIONARY, None)?;
    entry.finish().map(|()| Rows::Kind(kind))
}

fn read_noise(fields: &mut Fields) -> Result<RowNoise> {
    if fields.choice("noiseCorrelation", &["matched", "white"], Some("matched"))? == "matched" {
        return Ok(RowNoise::Matched);
    }
    let variance = fields.number("noise")?;
    if variance < 0.0 {
        return Err(Error::out_of_range(&fields.path("noise"), "zero or more", variance));
    }
    Ok(RowNoise::White(variance))
}

/// A number, a list, or "best"; true where there is a path to tell of.
fn read_lambda(fields: &mut Fields) -> Result<(Lambdas, bool)> {
    if !fields.has("lambda") || fields.holds_text("lambda") {
        let expected = "a number, a list of numbers or \"best\"";
        fields.word("lambda", &["best"], "best", expected)?;
        return Ok((Lambdas::Best, true));
    }
    let path = fields.path("lambda");
    let (list, many) = fields.grid("lambda")?;
    for (i, lambda) in list.iter().enumerate() {
        let path = if many { format!("{path}[{i}]") } else { path.clone() };
        check_ridge(&path, *lambda)?;
    }
    Ok((Lambdas::List(list), many))
}

fn describe(used: &Rows, fitted: Option<&FittedCorrelation>) -> Record {
    let law = match (used, fitted) {
        (_, Some(fitted)) => Some(fitted.law),
        (Rows::Known(Correlation::Stationary(law)), None) => Some(*law),
        (Rows::Known(Correlation::Eigenvalues(_)), None) => None,
        _ => return Record::new().with("kind", "matrix"),
    };
    let Some(law) = law else { return Record::new().with("kind", "eigenvalues") };
    let (kind, name, value) = law.describe();
    Record::new()
        .with("kind", kind)
        .with(name, value)
        .with_some("standardError", fitted.map(|fitted| fitted.standard_error))
}

type Column = fn(&CorrGcv) -> f64;

/// The numbers of [`CorrGcv`] under the names users see.
const COLUMNS: [(&str, Column); 11] = [
    ("lambda", |e| e.plain.lambda),
    ("kappa", |e| e.kappa),
    ("kappaTilde", |e| e.kappa_tilde),
    ("sTransform", |e| e.s_transform),
    ("df1", |e| e.plain.df1),
    ("trainError", |e| e.plain.train_error),
    ("corrGcv", |e| e.corr_gcv),
    ("gcv", |e| e.plain.gcv),
    ("naiveGcv", |e| e.naive),
    ("looError", |e| e.plain.loo_error),
    ("looStandardError", |e| e.plain.loo_standard_error),
];
