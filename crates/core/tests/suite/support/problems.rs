//! Populations and models as plain data, in as few words as a test needs.

use ridgelaw::wire::{Record, Value};

/// The parts of the excess error.
pub const PARTS: [&str; 6] = [
    "bias",
    "variance.features",
    "variance.data",
    "variance.featuresData",
    "variance.noise",
    "variance.featuresNoise",
];

/// What a report of ridge regression holds, but for the local exponent.
pub const RIDGE: [&str; 12] = [
    "kappa",
    "df1",
    "df2",
    "gamma",
    "oneMinusGamma",
    "sTransform",
    "trainError",
    "testError",
    "excessError",
    "bias",
    "variance.data",
    "variance.noise",
];

/// Eigenvalues k^-exponent and a signal of this source.
pub fn power_law(exponent: f64, source: f64, modes: impl Into<Value>) -> Record {
    let spectrum =
        Record::new().with("kind", "powerLaw").with("exponent", exponent).with("modes", modes);
    let target = Record::new().with("kind", "powerLaw").with("source", source);
    Record::new().with("spectrum", Value::from(spectrum)).with("target", Value::from(target))
}

/// Eigenvalues and squared coefficients one by one.
pub fn eigenmodes(values: Vec<f64>, squared: Vec<f64>) -> Record {
    blocks(values, None, squared)
}

/// Eigenvalues that stand for several modes each.
pub fn blocks(
    values: Vec<f64>,
    multiplicities: impl Into<Option<Vec<f64>>>,
    squared: Vec<f64>,
) -> Record {
    let spectrum = Record::new()
        .with("kind", "eigenvalues")
        .with("values", values)
        .with_some("multiplicities", multiplicities.into());
    let target = Record::new().with("kind", "coefficients").with("squared", squared);
    Record::new().with("spectrum", Value::from(spectrum)).with("target", Value::from(target))
}

/// Ridge regression.
pub fn ridge() -> Value {
    Record::new().with("kind", "ridge").into()
}

/// Random features of these layers.
pub fn features(layers: Vec<Value>) -> Value {
    Record::new().with("kind", "randomFeatures").with("layers", layers).into()
}

/// A Gaussian layer.
pub fn gaussian(width: impl Into<Value>) -> Value {
    Record::new().with("kind", "gaussian").with("width", width).into()
}

/// Random features of Gaussian layers.
pub fn gaussian_features(widths: &[f64]) -> Value {
    features(widths.iter().map(|width| gaussian(*width)).collect())
}

/// 300 modes k^-1.2 of source 0.6 with noise, and a model.
pub fn law_of_300(model: Value, samples: f64, lambda: f64) -> Record {
    power_law(1.2, 0.6, 300.0)
        .with("model", model)
        .with("noise", 0.05)
        .with("samples", samples)
        .with("lambda", lambda)
}
