//! Tables of runs, and what is to be done with them.

use crate::error::{Error, Result};
use crate::scaling::fit::{Huber, Kind, Law, Resampling, Table, determines};
use crate::wire::Fields;

/// Huber's δ where none is given (Hoffmann et al., 2022).
const DELTA: f64 = 1e-3;

pub(super) const KINDS: [&str; 4] = ["powerLaw", "broken", "chinchilla", "kaplan"];

pub(super) fn read_law(fields: &mut Fields) -> Result<Law> {
    let kind = fields.choice("law", &KINDS, None)?;
    let offset = fields.flag_or("offset", kind != "kaplan")?;
    if offset && kind == "kaplan" {
        let reason = "does not apply: the law of Kaplan et al. has no floor".into();
        return Err(Error::Conflict { argument: fields.path("offset"), reason });
    }
    let kind = match kind {
        "powerLaw" => Kind::PowerLaw,
        "broken" => Kind::Broken,
        "chinchilla" => Kind::Chinchilla,
        _ => Kind::Kaplan,
    };
    Ok(Law { kind, offset })
}

pub(super) fn read_listed(mut fields: Fields) -> Result<Law> {
    let law = read_law(&mut fields)?;
    fields.finish()?;
    Ok(law)
}

pub(super) fn positive(path: &str, x: f64) -> Result<f64> {
    if x > 0.0 { Ok(x) } else { Err(Error::out_of_range(path, "positive", x)) }
}

/// Positive numbers, as their logarithms.
fn logarithms(fields: &mut Fields, name: &'static str) -> Result<Vec<f64>> {
    let path = fields.path(name);
    let numbers = fields.numbers(name)?;
    let ln = |(i, x): (usize, &f64)| positive(&format!("{path}[{i}]"), *x).map(libm::log);
    numbers.iter().enumerate().map(ln).collect()
}

fn same_length(path: &str, expected: usize, found: usize, what: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(Error::shape(path, format!("{expected} numbers (as many as {what})"), found.to_string()))
}

/// ln of `size`, or of `parameters` and `samples`.
fn read_columns(fields: &mut Fields, variables: usize) -> Result<Vec<[f64; 2]>> {
    if variables == 1 {
        return Ok(logarithms(fields, "size")?.into_iter().map(|u| [u, 0.0]).collect());
    }
    let n = logarithms(fields, "parameters")?;
    let d = logarithms(fields, "samples")?;
    same_length(&fields.path("samples"), n.len(), d.len(), "parameters")?;
    Ok(n.into_iter().zip(d).map(|(n, d)| [n, d]).collect())
}

pub(super) fn read_sizes(mut fields: Fields, variables: usize) -> Result<Vec<[f64; 2]>> {
    let sizes = read_columns(&mut fields, variables)?;
    fields.finish()?;
    Ok(sizes)
}

pub(super) fn read_table(fields: &mut Fields, variables: usize) -> Result<Table> {
    let ln_size = read_columns(fields, variables)?;
    let ln_loss = logarithms(fields, "loss")?;
    same_length(&fields.path("loss"), ln_size.len(), ln_loss.len(), "sizes")?;
    let weight = read_weights(fields, &ln_loss)?;
    Ok(Table { ln_size, ln_loss, weight })
}

/// Weights of mean one: as given, or (loss/error)².
fn read_weights(fields: &mut Fields, ln_loss: &[f64]) -> Result<Vec<f64>> {
    if fields.has("weights") && fields.has("errors") {
        let reason = "do not go with errors: give the one or the other".into();
        return Err(Error::Conflict { argument: fields.path("weights"), reason });
    }
    let n = ln_loss.len();
    let name = if fields.has("errors") { "errors" } else { "weights" };
    if !fields.has(name) {
        // Both names are known either way.
        let _ = (fields.take("weights"), fields.take("errors"));
        return Ok(vec![1.0; n]);
    }
    let path = fields.path(name);
    let logs = logarithms(fields, name)?;
    same_length(&path, n, logs.len(), "loss")?;
    let ln_weight: Vec<f64> = match name {
        "errors" => logs.iter().zip(ln_loss).map(|(e, y)| 2.0 * (y - e)).collect(),
        _ => logs,
    };
    let most = ln_weight.iter().fold(f64::NEG_INFINITY, |m, w| m.max(*w));
    let raw: Vec<f64> = ln_weight.iter().map(|w| libm::exp((w - most).max(-60.0))).collect();
    let mean = raw.iter().sum::<f64>() / n as f64;
    Ok(raw.into_iter().map(|w| w / mean).collect())
}

pub(super) fn read_huber(fields: &mut Fields) -> Result<Huber> {
    if fields.holds_text("delta") {
        fields.word("delta", &["leastSquares"], "leastSquares", "a number or \"leastSquares\"")?;
        return Ok(Huber(f64::INFINITY));
    }
    Ok(Huber(fields.positive_or("delta", DELTA)?))
}

pub(super) fn read_resampling(fields: &mut Fields, runs: usize) -> Result<Resampling> {
    if !fields.has("resampling") {
        return Ok(Resampling::for_runs(runs));
    }
    let how = fields.choice("resampling", &["runs", "residuals"], None)?;
    Ok(if how == "runs" { Resampling::Runs } else { Resampling::Residuals })
}

pub(super) fn check_loss(table: &Table) -> Result<()> {
    let (low, high) = table
        .ln_loss
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), y| (l.min(*y), h.max(*y)));
    if high - low > 1e-12 {
        return Ok(());
    }
    let reason = "is constant: there is no law to fit".into();
    Err(Error::Conflict { argument: "loss".into(), reason })
}

/// Refuses tables that cannot determine a law.
pub(super) fn check_table(law: Law, table: &Table) -> Result<()> {
    check_loss(table)?;
    let (distinct, needed) = (table.distinct(), law.free() + 1);
    if distinct < needed {
        let expected = format!(
            "runs of {needed} different sizes or more for {} (one more than its {} parameters)",
            law.name(),
            law.free()
        );
        return Err(Error::shape("loss", expected, format!("{distinct} of them")));
    }
    if !determines(law, table) {
        let reason = "need different parameters and different samples to fit both exponents".into();
        return Err(Error::Conflict { argument: "parameters".into(), reason });
    }
    Ok(())
}
