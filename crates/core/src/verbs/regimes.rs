//! Verbs of scaling laws: a law in, regimes, the phase diagram and stages out.

use super::places::{Place, number_or_word, read_cost};
use crate::error::{Error, Result};
use crate::scaling::{
    Boundary, Form, Law, Optimum, Piece, Regime, Region, Resources, Stage, Vary, compute_optimal,
    diagram, regime, stages, tuned,
};
use crate::wire::{Fields, Record, Value};

/// A law with `lambdaExponent` and `widthExponent`: what dominates there.
pub fn regime_at(mut fields: Fields) -> Result<Value> {
    let cost = read_cost(&mut fields)?;
    let law = Law::read(&mut fields)?;
    let words = ["ridgeless", "optimal"];
    let ridge = number_or_word(&mut fields, "lambdaExponent", &words, "ridgeless")?;
    let width = number_or_word(&mut fields, "widthExponent", &["infinite", "optimal"], "infinite")?;
    fields.finish()?;
    let top = law.ridge_exponent();
    let found = match (ridge, width) {
        (Place::Word("optimal"), Place::Word("optimal")) => compute_optimal(&law, cost, false),
        (Place::Word("ridgeless"), Place::Word("optimal")) => compute_optimal(&law, cost, true),
        (Place::Number(_), Place::Word("optimal")) => {
            return Err(Error::Conflict {
                argument: "widthExponent".into(),
                reason: "\"optimal\" goes with lambdaExponent \"ridgeless\" or \"optimal\"".into(),
            });
        }
        (Place::Word("optimal"), width) => tuned(&law, width.or(f64::INFINITY)),
        (ridge, width) => {
            let (l, q) = (ridge.or(f64::INFINITY), width.or(f64::INFINITY));
            let regime = regime(&law, l, q);
            let size = cost.samples + if cost.width > 0.0 { cost.width * q } else { 0.0 };
            Optimum { lambda: l, width: q, compute: regime.exponent / size, regime }
        }
    };
    Ok(describe_regime(&law, &found, top).into())
}

/// A law with the window `lambda: [l, l]`, `width: [q, q]`.
pub fn phase_diagram(mut fields: Fields) -> Result<Value> {
    let law = Law::read(&mut fields)?;
    let window = |fields: &mut Fields, name, default| range(fields, name, default);
    let l = window(&mut fields, "lambda", [0.0, 2.0])?;
    let q = window(&mut fields, "width", [0.0, 3.0])?;
    if law.weights.is_empty() {
        return Err(Error::out_of_range(
            "layers",
            "one or more for a phase diagram over the width",
            0.0,
        ));
    }
    fields.finish()?;
    let found = diagram(&law, l, q);
    let pieces: Vec<Value> = found.pieces.iter().map(describe_piece).collect();
    let boundaries: Vec<Value> = found.boundaries.iter().map(describe_boundary).collect();
    Ok(Record::new()
        .with("lambda", l)
        .with("width", q)
        .with("pieces", pieces)
        .with("boundaries", boundaries)
        .with("logarithms", law.has_logarithms())
        .into())
}

/// A law, `vary`, the other resources, and a range `from`, `to`.
pub fn stages_of(mut fields: Fields) -> Result<Value> {
    let law = Law::read(&mut fields)?;
    let names = ["samples", "width", "lambda"];
    let vary = match fields.choice("vary", &names, Some("samples"))? {
        "samples" => Vary::Samples,
        "width" => Vary::Width,
        _ => Vary::Lambda,
    };
    let resources = Resources {
        samples: if vary == Vary::Samples { 1.0 } else { above(&mut fields, "samples", 1.0)? },
        width: if fields.has("width") { above(&mut fields, "width", 1.0)? } else { f64::INFINITY },
        lambda: fields.non_negative_or("lambda", 0.0)?,
    };
    if resources.lambda > 1.0 {
        let condition = "at most 1, the largest eigenvalue";
        return Err(Error::out_of_range("lambda", condition, resources.lambda));
    }
    let low = if vary == Vary::Lambda { 0.0 } else { 1.0 };
    let range = [above(&mut fields, "from", low)?, above(&mut fields, "to", low)?];
    if range[0] >= range[1] {
        return Err(Error::out_of_range("to", format!("above from = {}", range[0]), range[1]));
    }
    if vary == Vary::Lambda && range[1] > 1.0 {
        return Err(Error::out_of_range("to", "at most 1, the largest eigenvalue", range[1]));
    }
    fields.finish()?;
    let stages: Vec<Value> = stages(&law, resources, vary, range)
        .iter()
        .map(|stage| describe_stage(stage, vary))
        .collect();
    Ok(Record::new().with("stages", stages).with("logarithms", law.has_logarithms()).into())
}

fn range(fields: &mut Fields, name: &'static str, default: [f64; 2]) -> Result<[f64; 2]> {
    let path = fields.path(name);
    let Some(found) = fields.numbers_if_any(name)? else { return Ok(default) };
    match found[..] {
        [low, high] if low >= 0.0 && high > low => Ok([low, high]),
        [low, high] => {
            let value = if low < 0.0 { low } else { high };
            Err(Error::out_of_range(&path, "two ascending numbers from zero up", value))
        }
        _ => {
            Err(Error::shape(&path, "2 entries (low and high)", format!("{} entries", found.len())))
        }
    }
}

fn above(fields: &mut Fields, name: &'static str, low: f64) -> Result<f64> {
    let x = fields.number(name)?;
    if x > low {
        Ok(x)
    } else {
        Err(Error::out_of_range(&fields.path(name), format!("above {low}"), x))
    }
}

fn describe_region(region: Region) -> Record {
    Record::new()
        .with("id", region.id)
        .with("name", region.name)
        .with("term", region.term)
        .with("formula", region.formula)
        .with("literature", region.literature)
}

fn describe_form(Form { samples, width, lambda }: Form) -> Value {
    let zero = |x: f64| x + 0.0;
    Record::new()
        .with("samples", zero(samples))
        .with("width", zero(width))
        .with("lambda", zero(lambda))
        .into()
}

fn describe_regime(law: &Law, found: &Optimum, top: f64) -> Record {
    let Regime { region, exponent, form, resolution, parts, is_boundary } = &found.regime;
    let parts: Vec<Value> = parts
        .iter()
        .map(|(region, part)| {
            describe_region(*region)
                .with("exponent", part.form.at(found.lambda, found.width))
                .with("exponents", describe_form(part.form))
                .into()
        })
        .collect();
    describe_region(*region)
        .with("exponent", *exponent)
        .with("exponents", describe_form(*form))
        .with("compute", found.compute)
        .with("resolution", *resolution)
        .with("lambdaExponent", found.lambda)
        .with("widthExponent", found.width)
        .with("ridgeThreshold", top)
        .with("terms", parts)
        .with("boundary", *is_boundary)
        .with("logarithms", law.has_logarithms())
}

fn corners(polygon: &[[f64; 2]]) -> Value {
    Value::List(polygon.iter().map(|corner| Value::from(*corner)).collect())
}

fn describe_piece(piece: &Piece) -> Value {
    describe_region(piece.region)
        .with("exponents", describe_form(piece.form))
        .with("polygon", corners(&piece.polygon))
        .into()
}

fn describe_boundary(boundary: &Boundary) -> Value {
    Record::new()
        .with("regions", boundary.regions.map(|id| id as f64))
        .with("ends", corners(&boundary.ends))
        .with("relation", describe_form(boundary.relation))
        .into()
}

fn describe_stage(stage: &Stage, vary: Vary) -> Value {
    let exponent = match vary {
        Vary::Samples => stage.form.samples,
        Vary::Width => stage.form.width,
        Vary::Lambda => stage.form.lambda,
    };
    describe_region(stage.region)
        .with("from", stage.range[0])
        .with("to", stage.range[1])
        .with("exponent", exponent + 0.0)
        .with("exponents", describe_form(stage.form))
        .into()
}
