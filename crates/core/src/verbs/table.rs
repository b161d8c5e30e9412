//! A verb on text: rows of plain numbers, with a label each perhaps.

use crate::error::{Error, Result};
use crate::estimator::accumulator::{Cell, plain_table};
use crate::wire::{Fields, Record, Value};

/// `{ text, delimiter, width, features, targets, label? }`: `{ rows, X, y, labels, names }` of whole rows, the columns by
/// their places, labels by their places among the names; `{}` where a row is anything but plain.
pub fn plain_rows(mut fields: Fields) -> Result<Value> {
    let text = fields.text("text")?;
    let delimiter = text_byte(&mut fields, "delimiter")?;
    let mut cells = vec![Cell::Skipped; fields.count("width", 1)?];
    place(&mut fields, "features", &mut cells, Cell::Feature)?;
    place(&mut fields, "targets", &mut cells, Cell::Target)?;
    if fields.has("label") {
        place(&mut fields, "label", &mut cells, |_| Cell::Label)?;
    }
    fields.finish()?;
    Ok(plain_table(&text, delimiter, &cells)
        .map_or_else(Record::new, |table| {
            Record::new()
                .with("rows", table.rows)
                .with("X", table.x)
                .with("y", table.y)
                .with("labels", table.labels)
                .with("names", table.names.into_iter().map(Value::from).collect::<Vec<_>>())
        })
        .into())
}

fn text_byte(fields: &mut Fields, name: &'static str) -> Result<u8> {
    let path = fields.path(name);
    match fields.text(name)?.as_bytes() {
        [byte] => Ok(*byte),
        other => Err(Error::shape(&path, "one byte", format!("{} bytes", other.len()))),
    }
}

fn place(
    fields: &mut Fields,
    name: &'static str,
    cells: &mut [Cell],
    kind: fn(usize) -> Cell,
) -> Result<()> {
    let path = fields.path(name);
    for (i, column) in fields.floats(name)?.into_iter().enumerate() {
        let place = column as usize;
        if !(place < cells.len() && (place as f64 - column).abs() <= 0.0) {
            return Err(Error::out_of_range(&path, "places of columns", column));
        }
        cells[place] = kind(i);
    }
    Ok(())
}
