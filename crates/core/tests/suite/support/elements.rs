//! Elements of free probability as plain data, and what verbs answer for them.

use super::{call, list, numbers, read};
use ridgelaw::wire::{Record, Value};

fn wishart(samples: f64) -> Record {
    Record::new().with("kind", "wishart").with("samples", samples)
}

/// Eigenvalues, each as often as its count.
pub fn spectrum(values: &[f64], counts: &[f64]) -> Value {
    Record::new()
        .with("kind", "eigenvalues")
        .with("values", values.to_vec())
        .with("multiplicities", counts.to_vec())
        .into()
}

/// A sample covariance of this population.
pub fn sample(covariance: Value, samples: f64) -> Value {
    wishart(samples).with("covariance", covariance).into()
}

/// The same of eigenvalues.
pub fn covariance(values: &[f64], counts: &[f64], samples: f64) -> Value {
    sample(spectrum(values, counts), samples)
}

/// A white Wishart matrix.
pub fn white(dimension: f64, samples: f64) -> Value {
    wishart(samples).with("dimension", dimension).into()
}

/// One whose samples have weights.
pub fn structured(dimension: f64, weights: &[f64]) -> Value {
    let record = wishart(weights.len() as f64).with("dimension", dimension);
    record.with("weightSpectrum", weights.to_vec()).into()
}

/// A Wigner matrix.
pub fn semicircle(dimension: f64, mean: f64, variance: f64) -> Value {
    Record::new()
        .with("kind", "semicircle")
        .with("dimension", dimension)
        .with("mean", mean)
        .with("variance", variance)
        .into()
}

/// A multiple of a projection.
pub fn projection(dimension: f64, rank: f64, scale: f64) -> Value {
    Record::new()
        .with("kind", "projection")
        .with("dimension", dimension)
        .with("rank", rank)
        .with("scale", scale)
        .into()
}

/// A multiple.
pub fn scaled(factor: f64, of: Value) -> Value {
    Record::new().with("kind", "scaled").with("factor", factor).with("of", of).into()
}

/// A free sum.
pub fn sum(terms: Vec<Value>) -> Value {
    Record::new().with("kind", "sum").with("terms", terms).into()
}

/// A free product.
pub fn product(factors: Vec<Value>) -> Value {
    Record::new().with("kind", "product").with("factors", factors).into()
}

/// What `density` answers for an element.
pub fn density(element: &Value) -> Value {
    call("density", Record::new().with("element", element.clone()))
}

/// What `densityAt` answers at these places.
pub fn density_at(element: &Value, x: &[f64]) -> Value {
    let options = Record::new().with("element", element.clone()).with("x", x.to_vec());
    call("densityAt", options)
}

/// Σ weight x^k of a density, atoms included.
pub fn moment(answer: &Value, k: i32) -> f64 {
    let (x, weight) = (numbers(answer, "x"), numbers(answer, "weight"));
    let smooth: f64 = x.iter().zip(&weight).map(|(x, w)| w * x.powi(k)).sum();
    let atoms: f64 =
        list(answer, "atoms").iter().map(|a| read(a, "mass") * read(a, "at").powi(k)).sum();
    smooth + atoms
}

/// Moments 1 … `order` by the verb.
pub fn moments_of(element: &Value, order: f64) -> Vec<f64> {
    let options = Record::new().with("element", element.clone()).with("order", order);
    numbers(&call("moments", options), "moments")
}
