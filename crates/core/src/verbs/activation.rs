//! Verbs of activation functions.

use crate::activation::{Activation, HIGHEST_ORDER, Hermite, Kernel, Sampled};
use crate::error::{Error, Result};
use crate::limits::check_count;
use crate::model::nonlinear_features::preactivation_scale;
use crate::problem::read_modes;
use crate::wire::{Fields, Record, Value};

/// Coefficients that are computed where no order is asked for.
const ORDER: usize = 10;

/// An activation as a caller gives it.
enum Given {
    Named(Activation),
    Sampled(Sampled),
}

impl Given {
    /// A name, or `{ nodes, values }` of a function, empty at first.
    fn read(fields: &mut Fields, scale: f64) -> Result<Self> {
        if !fields.has("activation") || fields.holds_text("activation") {
            return Activation::read(fields).map(Self::Named);
        }
        let mut sampled = fields.object("activation")?;
        let nodes = sampled.floats("nodes")?;
        let values = sampled.floats("values")?;
        let path = sampled.path("values");
        sampled.finish()?;
        if nodes.len() != values.len() {
            let expected = format!("{} entries (one for each node)", nodes.len());
            return Err(Error::shape(&path, expected, format!("{} entries", values.len())));
        }
        Sampled::new(&nodes, &values, scale).map(Self::Sampled)
    }
}

/// `{ activation, scale?, order? }`: Hermite coefficients, or `{ nodes }` where values are wanted.
pub fn hermite(mut fields: Fields) -> Result<Value> {
    let scale = read_scale(&mut fields)?;
    let order = fields.count_or("order", 0, ORDER)?;
    check_count(&fields.path("order"), order, HIGHEST_ORDER)?;
    let given = Given::read(&mut fields, scale)?;
    fields.finish()?;
    let mut found = match given {
        Given::Named(activation) => Hermite::of(activation, scale, order)?,
        Given::Sampled(sampled) => match Hermite::of_sampled(&sampled, order)? {
            Ok(hermite) => hermite,
            Err(nodes) => return Ok(Record::new().with("nodes", nodes).into()),
        },
    };
    let linear = found.coefficients[1];
    found.coefficients.truncate(order + 1);
    Ok(Record::new()
        .with("coefficients", found.coefficients)
        .with("linear", linear)
        .with("nonlinear", found.nonlinear)
        .with("secondMoment", found.second_moment)
        .into())
}

/// `{ activation, scale?, correlation }`: E φ(s u) φ(s v), one for each correlation; or `{ nodes }`.
pub fn activation_kernel(mut fields: Fields) -> Result<Value> {
    let scale = read_scale(&mut fields)?;
    let path = fields.path("correlation");
    let (correlation, many) = fields.grid("correlation")?;
    if let Some(i) = correlation.iter().position(|x| x.abs() > 1.0) {
        let path = if many { format!("{path}[{i}]") } else { path };
        return Err(Error::out_of_range(&path, "between -1 and 1", correlation[i]));
    }
    let given = Given::read(&mut fields, scale)?;
    fields.finish()?;
    let kernel = match given {
        Given::Named(activation) => Kernel::of(activation, scale)?,
        Given::Sampled(sampled) => match Kernel::of_sampled(&sampled)? {
            Ok(kernel) => kernel,
            Err(nodes) => return Ok(Record::new().with("nodes", nodes).into()),
        },
    };
    let pairs = correlation.iter().map(|x| kernel.at(*x)).collect::<Result<Vec<_>>>()?;
    let (values, bounds): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
    let answer = Record::new();
    if many {
        return Ok(answer.with("kernel", values).with("errorBound", bounds).into());
    }
    Ok(answer.with("kernel", values[0]).with("errorBound", bounds[0]).into())
}

/// A population: the standard deviation √(Tr Σ/D) of w·x for w ~ N(0, I/D).
pub fn preactivation(mut fields: Fields) -> Result<Value> {
    let modes = read_modes(&mut fields)?;
    fields.finish()?;
    Ok(Record::new().with("scale", preactivation_scale(&modes)).into())
}

fn read_scale(fields: &mut Fields) -> Result<f64> {
    let scale = fields.positive_or("scale", 1.0)?;
    crate::limits::check_range(&fields.path("scale"), &[scale])?;
    Ok(scale)
}
