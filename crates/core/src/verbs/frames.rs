//! Verbs for exponents in the words of earlier papers.

use crate::error::Result;
use crate::scaling::{FRAMES, Pair, chinchilla, compute_exponents};
use crate::wire::{Fields, Record, Value};

/// `{ from: { frame, … }, to }`: one model in the words of another paper.
pub fn convert(mut fields: Fields) -> Result<Value> {
    let pair = read_frame(&mut fields)?;
    let to = fields.choice("to", &FRAMES, Some("atanasov"))?;
    fields.finish()?;
    pair.describe(to)
}

/// `{ from: { frame, … } }`: one law, its exponents, and the words of every paper that can say it.
pub fn describe(mut fields: Fields) -> Result<Value> {
    let pair = read_frame(&mut fields)?;
    fields.finish()?;
    let exponents = Record::new().with("samples", pair.data()).with("width", pair.width());
    let frames = FRAMES.map(|frame| match pair.describe(frame) {
        Ok(words) => words,
        Err(error) => Record::new().with("frame", frame).with("refused", error.to_string()).into(),
    });
    Ok(Record::new()
        .with("exponent", pair.capacity)
        .with("source", pair.source)
        .with("exponents", Value::from(exponents))
        .with("frames", frames.to_vec())
        .into())
}

fn read_frame(fields: &mut Fields) -> Result<Pair> {
    let mut from = fields.object("from")?;
    let frame = from.choice("frame", &FRAMES, None)?;
    let pair = Pair::read(frame, &mut from)?;
    from.finish()?;
    Ok(pair)
}

/// `{ exponent, source }`: A, alpha, B, beta of L = E + A/N^alpha + B/D^beta without ridge and noise.
pub fn chinchilla_law(mut fields: Fields) -> Result<Value> {
    let pair = Pair::read("atanasov", &mut fields)?;
    fields.finish()?;
    let found = chinchilla(pair)?;
    Ok(Record::new()
        .with("A", found.width[0])
        .with("alpha", found.width[1])
        .with("B", found.data[0])
        .with("beta", found.data[1])
        .into())
}

/// `{ alpha, beta }`: how N, D and the loss go with a budget C = N D.
pub fn exponents(mut fields: Fields) -> Result<Value> {
    let (width, data) = (fields.positive("alpha")?, fields.positive("beta")?);
    fields.finish()?;
    let [width, data, loss] = compute_exponents(width, data);
    Ok(Record::new().with("width", width).with("data", data).with("loss", loss).into())
}
