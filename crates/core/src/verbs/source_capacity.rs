//! The verb that reads source and capacity off data.

use super::bootstrap::read_bootstrap;
use crate::error::{Error, Result};
use crate::estimator::{Data, Decomposition, Kernel, read_matrix};
use crate::linalg::Matrix;
use crate::scaling::source_capacity::{
    Basis, Exponent, Observed, SampleModes, Source, capacity, source,
};
use crate::wire::{Fields, Record, Value};

/// Targets drawn anew for the interval of r.
const DRAWS: usize = 100;

/// The narrowest window that shows an exponent: a factor of so much in degrees of freedom.
const NARROWEST: f64 = 2.0;

/// Where the ends of its interval differ by more than this factor, the data do not determine α.
const VAGUE: f64 = 10.0;

/// A window that begins below this many degrees of freedom sees the top mode alone.
const FEWEST: f64 = 1.0;

/// Targets that centring leaves so small a share of are constant but for rounding.
const CONSTANT: f64 = 1e-24;

/// `{ X, y?, kernel?, intercept? } | { modes, samples }` with `window?, modesInPopulation?, noise?, bootstrap?, seed?`.
pub fn source_capacity(mut fields: Fields) -> Result<Value> {
    let (modes, end) = read_modes(&mut fields)?;
    let window = fields.numbers_if_any("window")?;
    let end = match fields.take("populationModes") {
        None => end,
        Some(Value::Number(x)) if x >= 1.0 => x,
        Some(other) => {
            return Err(Error::WrongType {
                argument: "populationModes".into(),
                expected: "a number of modes, 1 or more, or Infinity",
                found: other.describe(),
            });
        }
    };
    let has_noise = fields.has("noise");
    let noise = fields.non_negative_or("noise", 0.0)?;
    let (draws, seed) = read_bootstrap(&mut fields, DRAWS)?;
    fields.finish()?;
    let window = check_window(&modes, window.as_deref())?;
    let ridges = modes.ridges(window);
    let observed: Vec<Observed> = ridges.iter().map(|l| modes.at(*l)).collect();
    let Some((alpha, twin)) = capacity(&observed, end) else {
        let reason = "has no power law in the window: df₁ does not fall with κ".into();
        return Err(Error::Conflict { argument: "window".into(), reason });
    };
    let column = |pick: fn(&Observed) -> f64| observed.iter().map(pick).collect::<Vec<f64>>();
    let curve = Record::new()
        .with("lambda", ridges.clone())
        .with("kappa", column(|o| o.kappa))
        .with("df1", column(|o| o.df1));
    let record = Record::new()
        .with("samples", modes.samples)
        .with("window", window.to_vec())
        .with("capacity", describe(&alpha));
    let vague = alpha.interval[1] > VAGUE * alpha.interval[0] || window[0] < FEWEST;
    let of_alpha = match (vague, alpha.at_bound) {
        (true, _) => Some("Undetermined"),
        (false, true) => Some("ExponentAtBound"),
        (false, false) => None,
    };
    if modes.power.is_empty() {
        let status = of_alpha.unwrap_or("Converged");
        return Ok(record.with("status", status).with("curve", Value::from(curve)).into());
    }
    let curve = curve.with("target", column(|o| o.target)).with("bias", column(|o| o.bias));
    let found = source(&modes, &ridges, &twin, has_noise.then_some(noise), (draws, seed));
    let of_source = match &found {
        None => "NoSource",
        Some(source) if source.basis == Basis::Saturated => "Saturated",
        Some(source) if source.exponent.at_bound => "ExponentAtBound",
        Some(_) => "Converged",
    };
    let status = of_alpha.unwrap_or(of_source);
    Ok(record
        .with("status", status)
        .with("curve", Value::from(curve))
        .with_some("source", found.map(|source| describe_source(&source)))
        .into())
}

/// Modes of the sample, and how many the population has.
fn read_modes(fields: &mut Fields) -> Result<(SampleModes, f64)> {
    if fields.has("modes") {
        return read_given(fields);
    }
    if !fields.has("y") {
        let x = read_matrix(fields, "X")?;
        let y = Matrix::zeros(x.rows, 1);
        return decompose(fields, Data { x, y }, false);
    }
    let data = Data::read(fields)?;
    decompose(fields, data, true)
}

fn decompose(fields: &mut Fields, data: Data, targets: bool) -> Result<(SampleModes, f64)> {
    let kernel = Kernel::read(fields)?;
    let intercept = fields.flag_or("intercept", true)?;
    let end = match kernel {
        Kernel::Linear => data.x.columns as f64,
        _ => f64::INFINITY,
    };
    let whole = data.y.data.iter().map(|y| y * y).sum::<f64>() / data.y.rows as f64;
    let found = match kernel {
        Kernel::Linear => Decomposition::of_rows(data.x, &data.y, intercept)?,
        _ => Decomposition::of_gram(kernel.matrix(&data.x)?, &data.y, intercept)?,
    };
    let samples = found.samples as f64;
    let power: Vec<f64> = (0..found.eigenvalues.len())
        .map(|k| found.coefficients.row(k).iter().map(|c| c * c).sum::<f64>() / samples)
        .collect();
    let outside = found.outside.as_ref().map_or((0.0, 0.0), |outside| {
        let power = outside.y.data.iter().map(|y| y * y).sum::<f64>() / samples;
        (outside.count as f64, power)
    });
    let left = power.iter().sum::<f64>() + outside.1;
    let (power, outside) = match (targets, left > CONSTANT * whole) {
        (false, _) => (vec![], outside),
        (true, true) => (power, outside),
        (true, false) => (vec![0.0; power.len()], (outside.0, 0.0)),
    };
    Ok((SampleModes { eigenvalues: found.eigenvalues, power, outside, samples }, end))
}

fn read_given(fields: &mut Fields) -> Result<(SampleModes, f64)> {
    let mut modes = fields.object("modes")?;
    let eigenvalues = modes.numbers("eigenvalues")?;
    let power = modes.numbers_if_any("targetPower")?.unwrap_or_default();
    let path = modes.path("targetPower");
    modes.finish()?;
    let samples = fields.positive("samples")?;
    let rank = eigenvalues.len();
    if (rank as f64) > samples {
        let expected = format!("{rank} or more (as many as eigenvalues)");
        return Err(Error::out_of_range("samples", expected, samples));
    }
    // Several targets come one row an eigenvalue.
    let targets = if power.is_empty() { 1 } else { power.len() / rank.max(1) };
    if !power.is_empty() && (targets == 0 || power.len() != targets * rank) {
        let expected = format!("a number, or a row of targets, for each of {rank} eigenvalues");
        return Err(Error::shape(&path, expected, format!("{} numbers", power.len())));
    }
    let power: Vec<f64> = power.chunks(targets.max(1)).map(|row| row.iter().sum()).collect();
    if !power.is_empty() && (rank as f64) < samples - 1.0 {
        let reason =
            "leave out directions of the samples, and with them a part of the target: pass X \
                      and y instead"
                .into();
        return Err(Error::Conflict { argument: "modes.eigenvalues".into(), reason });
    }
    let eigenvalues_and_power: Vec<(f64, Option<f64>)> =
        eigenvalues.iter().enumerate().map(|(i, s)| (s.max(0.0), power.get(i).copied())).collect();
    let eigenvalues = eigenvalues_and_power.iter().map(|pair| pair.0).collect();
    let outside = ((samples - rank as f64 - 1.0).max(0.0), 0.0);
    Ok((SampleModes { eigenvalues, power, outside, samples }, f64::INFINITY))
}

fn check_window(modes: &SampleModes, given: Option<&[f64]>) -> Result<[f64; 2]> {
    let rank = modes.eigenvalues.iter().filter(|s| **s > 0.0).count() as f64;
    let window = match given {
        None => modes.default_window(),
        Some([low, high]) => [*low, *high],
        Some(other) => {
            return Err(Error::WrongType {
                argument: "window".into(),
                expected: "the least and the greatest degrees of freedom",
                found: format!("{} numbers", other.len()),
            });
        }
    };
    let most = rank.min(modes.samples - 1.0);
    if window[0] <= 0.0 || window[1] >= most {
        let condition = format!("between 0 and {most} degrees of freedom, which these data have");
        return Err(Error::out_of_range("window", condition, window[1]));
    }
    if window[1] < NARROWEST * window[0] {
        let condition = format!("{NARROWEST} times its lower end or more");
        return Err(Error::out_of_range("window", condition, window[1] / window[0]));
    }
    Ok(window)
}

fn describe(exponent: &Exponent) -> Value {
    Record::new()
        .with("exponent", exponent.value)
        .with("interval", exponent.interval)
        .with("raw", exponent.raw)
        .with("windowBias", exponent.window_bias)
        .into()
}

fn describe_source(source: &Source) -> Value {
    let basis = match source.basis {
        Basis::Target => "target",
        Basis::Bias => "bias",
        Basis::Saturated => "saturated",
    };
    let exponent = &source.exponent;
    Record::new()
        .with("exponent", exponent.value)
        .with("interval", exponent.interval)
        .with("raw", exponent.raw)
        .with("windowBias", exponent.window_bias)
        .with("basis", basis)
        .with("noise", source.noise)
        .into()
}
