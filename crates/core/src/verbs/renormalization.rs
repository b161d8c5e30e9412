//! Verbs that coarse-grain signals, collapse curves, and go through layers.

use super::bootstrap::read_bootstrap;
use crate::error::{Error, Result};
use crate::estimator::read_matrix;
use crate::limits::{check_fits, check_range, doubles};
use crate::linalg::Matrix;
use crate::rg::coarse_grain::Rule;
use crate::rg::data_collapse::{ASSUMED_ERROR, Collapse, Known, Measurement, data_collapse};
use crate::rg::layers::{Layer, layer};
use crate::rg::signal_flow::{Level, flow};
use crate::wire::{Fields, Record, Value};

/// Entries a block has along each axis.
const BLOCK: usize = 4;

/// The flow ends before a signal is shorter than this.
const SHORTEST: usize = 8;

/// Measurements moved by their errors, for intervals.
const DRAWS: usize = 50;

/// `{ signal, clean?, block?, rule?, steps? }`: a signal, a row or an image, at every level.
pub fn coarse_grain(mut fields: Fields) -> Result<Value> {
    let signal = read_matrix(&mut fields, "signal")?;
    check_range("signal", &signal.data)?;
    let clean = if fields.has("clean") { Some(read_matrix(&mut fields, "clean")?) } else { None };
    let asked = fields.has("block");
    let block = fields.count_or("block", 2, BLOCK)?;
    let rule = match fields.choice("rule", &["mean", "median", "decimate"], Some("mean"))? {
        "mean" => Rule::Mean,
        "median" => Rule::Median,
        _ => Rule::Decimate,
    };
    let block = if signal.rows > 1 { [block, block] } else { [1, block] };
    let possible = most_steps(&signal, block, 1);
    let usual = most_steps(&signal, block, SHORTEST);
    let steps = fields.count_or("steps", 0, usual)?;
    fields.finish()?;
    if asked && possible == 0 {
        let condition = "no longer than the signal along each axis";
        return Err(Error::out_of_range("block", condition, block[1] as f64));
    }
    if steps > possible {
        let condition = format!("at most {possible}: no whole block is left after that");
        return Err(Error::out_of_range("steps", condition, steps as f64));
    }
    if let Some(clean) = &clean
        && (clean.rows, clean.columns) != (signal.rows, signal.columns)
    {
        let expected = format!("{} × {} entries (as signal)", signal.rows, signal.columns);
        let found = format!("{} × {}", clean.rows, clean.columns);
        return Err(Error::shape("clean", expected, found));
    }
    let basis = if clean.is_some() { "given" } else { "estimated" };
    let levels = flow(signal, clean, block, rule, steps);
    Ok(Record::new()
        .with("noiseBasis", basis)
        .with("levels", levels.iter().map(describe_level).collect::<Vec<Value>>())
        .into())
}

/// Steps until a side is shorter than `least`.
fn most_steps(signal: &Matrix, block: [usize; 2], least: usize) -> usize {
    let (mut rows, mut columns, mut steps) = (signal.rows / block[0], signal.columns / block[1], 0);
    while columns >= least && rows >= if block[0] > 1 { least } else { 1 } {
        (rows, columns, steps) = (rows / block[0], columns / block[1], steps + 1);
    }
    steps
}

fn describe_level(level: &Level) -> Value {
    let spectrum = Record::new()
        .with("frequency", level.spectrum.frequency.clone())
        .with("power", level.spectrum.power.clone());
    Record::new()
        .with("rows", level.signal.rows)
        .with("columns", level.signal.columns)
        .with("length", level.length)
        .with("signal", level.signal.data.clone())
        .with("mean", level.mean)
        .with("variance", level.variance)
        .with("noiseVariance", level.noise)
        .with("signalVariance", level.signal_variance)
        .with_some("correlation", level.correlation)
        .with_some("coupling", level.coupling())
        .with("spectrum", Value::from(spectrum))
        .into()
}

/// `{ size, x, y, error?, critical?, inverseNu?, zeta?, bootstrap?, seed? }`: y = L^ζ F((x − x_c) L^(1/ν)).
pub fn collapse(mut fields: Fields) -> Result<Value> {
    let data = read_measurements(&mut fields)?;
    let known = Known {
        critical: read_known(&mut fields, "critical")?,
        inverse_nu: read_known(&mut fields, "inverseNu")?,
        zeta: read_known(&mut fields, "zeta")?,
    };
    let (draws, seed) = read_bootstrap(&mut fields, DRAWS)?;
    fields.finish()?;
    check_sizes(&data)?;
    let Some(found) = data_collapse(&data, known, (draws, seed)) else {
        let reason = "do not overlap under any scaling that was tried: there is no collapse".into();
        return Err(Error::Conflict { argument: "x".into(), reason });
    };
    Ok(describe_collapse(&found, &data))
}

fn read_known(fields: &mut Fields, name: &'static str) -> Result<Option<f64>> {
    if fields.has(name) { fields.number(name).map(Some) } else { Ok(None) }
}

fn read_measurements(fields: &mut Fields) -> Result<Vec<Measurement>> {
    let size = fields.numbers("size")?;
    let x = fields.numbers("x")?;
    let y = fields.numbers("y")?;
    let errors = fields.numbers_if_any("error")?;
    let columns = [("x", x.len()), ("y", y.len())];
    let more = errors.as_ref().map(|errors| ("error", errors.len()));
    for (name, found) in columns.into_iter().chain(more) {
        if found != size.len() {
            let expected = format!("{} numbers (as many as size)", size.len());
            return Err(Error::shape(name, expected, found.to_string()));
        }
    }
    let largest = y.iter().fold(0.0_f64, |m, y| m.max(y.abs()));
    for (name, column) in [("x", &x), ("y", &y)] {
        check_range(name, column)?;
        if column.len() > 1 && column.windows(2).all(|pair| pair[0].to_bits() == pair[1].to_bits())
        {
            let reason = "is the same in every measurement: there is nothing to collapse".into();
            return Err(Error::Conflict { argument: name.into(), reason });
        }
    }
    (0..size.len())
        .map(|i| {
            if size[i] <= 0.0 {
                return Err(Error::out_of_range(&format!("size[{i}]"), "positive", size[i]));
            }
            let assumed = (ASSUMED_ERROR * y[i].abs()).max(1e-6 * largest);
            let error = errors.as_ref().map_or(assumed, |errors| errors[i]);
            if error <= 0.0 {
                return Err(Error::out_of_range(&format!("error[{i}]"), "positive", error));
            }
            Ok(Measurement { size: size[i], x: x[i], y: y[i], error })
        })
        .collect()
}

fn check_sizes(data: &[Measurement]) -> Result<()> {
    let mut sizes: Vec<f64> = data.iter().map(|m| m.size).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    sizes.dedup();
    if sizes.len() < 3 || data.len() < 12 {
        let expected = "12 measurements or more at three sizes or more".to_string();
        let found = format!("{} at {} sizes", data.len(), sizes.len());
        return Err(Error::shape("size", expected, found));
    }
    Ok(())
}

/// Above this mean squared distance, in errors, curves do not lie on one.
const POOR: f64 = 4.0;

fn describe_collapse(found: &Collapse, data: &[Measurement]) -> Value {
    let Collapse { scaling, quality, overlap, fixed, spread } = found;
    let status = match (*quality > POOR, fixed.contains(&false)) {
        (true, _) => "PoorCollapse",
        (false, true) => "Undetermined",
        (false, false) => "Converged",
    };
    let one = |value: f64, k: usize| -> Value {
        let record = Record::new().with("value", value).with("fixedByData", fixed[k]);
        let record = match spread[k] {
            None => record,
            Some((ends, error)) => record.with("interval", ends).with("standardError", error),
        };
        record.into()
    };
    let scaled: Vec<[f64; 3]> = data.iter().map(|m| scaling.apply(m)).collect();
    Record::new()
        .with("status", status)
        .with("critical", one(scaling.critical, 0))
        .with("inverseNu", one(scaling.inverse_nu, 1))
        .with("zeta", one(scaling.zeta, 2))
        .with("quality", *quality)
        .with("overlap", *overlap)
        .with("size", data.iter().map(|m| m.size).collect::<Vec<f64>>())
        .with("scaledX", scaled.iter().map(|p| p[0]).collect::<Vec<f64>>())
        .with("scaledY", scaled.iter().map(|p| p[1]).collect::<Vec<f64>>())
        .into()
}

/// `{ activations: [matrix, …], window? }`: the spectra of a network's layers.
pub fn layers(mut fields: Fields) -> Result<Value> {
    let given = fields.objects("activations")?;
    let window = fields.numbers_if_any("window")?;
    fields.finish()?;
    let window = match window.as_deref() {
        None => None,
        Some([low, high]) if *low > 0.0 && high > low => Some([*low, *high]),
        Some(_) => {
            return Err(Error::WrongType {
                argument: "window".into(),
                expected: "two degrees of freedom, 0 < low < high",
                found: "others".into(),
            });
        }
    };
    let matrices = given.into_iter().map(read_activations).collect::<Result<Vec<_>>>()?;
    let described = matrices.iter().enumerate().map(|(i, activations)| {
        let argument = format!("activations[{i}]");
        let found = layer(activations, window).ok_or_else(|| Error::Conflict {
            argument,
            reason: "is the same for every sample: it has no spectrum".into(),
        })?;
        Ok(describe_layer(&found))
    });
    Ok(Record::new().with("layers", described.collect::<Result<Vec<Value>>>()?).into())
}

fn read_activations(mut fields: Fields) -> Result<Matrix> {
    let path = fields.path("data");
    let rows = fields.count("rows", 3)?;
    let columns = fields.count("columns", 1)?;
    let data = fields.numbers("data")?;
    fields.finish()?;
    if Some(data.len()) != rows.checked_mul(columns) {
        let expected = format!("{rows} × {columns} numbers (rows × columns)");
        return Err(Error::shape(&path, expected, format!("{} numbers", data.len())));
    }
    check_range(&path, &data)?;
    let least = rows.min(columns);
    check_fits(&path, doubles(&[3, rows, columns]).saturating_add(doubles(&[3, least, least])))?;
    Ok(Matrix { data, rows, columns })
}

fn describe_layer(layer: &Layer) -> Value {
    let flow = Record::new()
        .with("lambda", layer.ridge.clone())
        .with("kappa", layer.flow.iter().map(|o| o.kappa).collect::<Vec<f64>>())
        .with("df1", layer.flow.iter().map(|o| o.df1).collect::<Vec<f64>>());
    let exponent = layer.exponent.map(|exponent| {
        Record::new()
            .with("exponent", exponent.value)
            .with("interval", exponent.interval)
            .with("raw", exponent.raw)
            .with("windowBias", exponent.window_bias)
    });
    Record::new()
        .with("samples", layer.shape[0])
        .with("width", layer.shape[1])
        .with("rank", layer.eigenvalues.len())
        .with("participationRatio", layer.participation_ratio)
        .with("effectiveDimension", layer.effective_dimension)
        .with("stableRank", layer.stable_rank)
        .with_some("capacity", exponent)
        .with("window", layer.window.to_vec())
        .with("flow", Value::from(flow))
        .with("eigenvalues", layer.eigenvalues.clone())
        .into()
}
