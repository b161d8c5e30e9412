//! Verbs that draw data again, in batches between which a caller may report and stop.

use crate::error::{Error, Result};
use crate::estimator::resample::{Prepared, Study};
use crate::estimator::{encode, read_matrix};
use crate::wire::{Fields, Record, Value};

/// `{ X, y, method, kernel?, lambda?, intercept?, labels?, seed? }`: what all replicates share.
pub fn prepare(mut fields: Fields) -> Result<Value> {
    let study = Study::read(&mut fields)?;
    fields.finish()?;
    let prepared = Prepared::new(&study)?;
    Ok(Record::new()
        .with("replicates", study.replicates())
        .with("prepared", Value::from(prepared.describe()))
        .into())
}

/// The same with `{ prepared, from, to }`: one row of numbers for each of these replicates.
pub fn batch(mut fields: Fields) -> Result<Value> {
    let (study, prepared) = open(&mut fields)?;
    let from = fields.count("from", 0)?;
    let to = fields.count("to", from)?;
    fields.finish()?;
    if to > study.replicates() {
        let condition = format!("at most {}", study.replicates());
        return Err(Error::out_of_range("to", condition, to as f64));
    }
    Ok(encode(&study.run(&prepared, from..to)?))
}

/// The same with `{ prepared, results }`, the rows of all replicates in order: the report.
pub fn report(mut fields: Fields) -> Result<Value> {
    let (study, prepared) = open(&mut fields)?;
    let results = read_matrix(&mut fields, "results")?;
    fields.finish()?;
    let (rows, columns) = (study.replicates(), study.width());
    if results.rows != rows || results.columns != columns {
        let found = format!("{} × {}", results.rows, results.columns);
        return Err(Error::shape("results", format!("{rows} × {columns} numbers"), found));
    }
    Ok(study.report(&prepared, &results)?.into())
}

fn open(fields: &mut Fields) -> Result<(Study, Prepared)> {
    let study = Study::read(fields)?;
    let prepared = Prepared::read(fields, &study.data, study.intercept)?;
    Ok((study, prepared))
}
