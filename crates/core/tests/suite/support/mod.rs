//! Reference answers, and problems as plain data.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may end here")]

pub mod accumulated;
pub mod cumulants;
pub mod elements;
pub mod nodes;
pub mod pairs;
pub mod problems;
pub mod resampled;
pub mod simulated;
pub mod trials;

use ridgelaw::linalg::Matrix;
use ridgelaw::wire::{Record, Value};
use serde_json::Value as Json;

/// A file of test/fixtures.
pub fn fixture(name: &str) -> Json {
    let path = format!("{}/../../test/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The reference cases of one section, by their `id`.
pub fn cases(prefix: &str) -> Vec<Json> {
    let file = fixture("cases");
    let all = file["cases"].as_array().unwrap();
    all.iter().filter(|case| case["id"].as_str().unwrap().starts_with(prefix)).cloned().collect()
}

/// A number that the cases may write as text.
pub fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| json.as_str().unwrap().parse().unwrap())
}

/// The spectrum and target of a case, as the entries of a problem.
pub fn population(inputs: &Json) -> Record {
    let spectrum = &inputs["spectrum"];
    let record = Record::new().with("noise", number(&inputs["sigma2"]));
    let (values, multiplicities, squared) = match spectrum["kind"].as_str() {
        Some("powerlaw") => {
            let law = |name: &str| number(&spectrum[name]);
            let modes = Record::new()
                .with("kind", "powerLaw")
                .with("exponent", law("alpha"))
                .with("modes", law("D"));
            let target = Record::new().with("kind", "powerLaw").with("source", law("r"));
            return record.with("spectrum", Value::from(modes)).with("target", Value::from(target));
        }
        Some("blocks") => blocks(spectrum),
        Some("geom") => geometric(spectrum),
        _ => listed(inputs),
    };
    let spectrum = Record::new()
        .with("kind", "eigenvalues")
        .with("values", values)
        .with("multiplicities", multiplicities);
    let target = Record::new().with("kind", "coefficients").with("squared", squared);
    record.with("spectrum", Value::from(spectrum)).with("target", Value::from(target))
}

type Columns = (Vec<f64>, Vec<f64>, Vec<f64>);

fn blocks(spectrum: &Json) -> Columns {
    let blocks = spectrum["blocks"].as_array().unwrap();
    let column = |i: usize| blocks.iter().map(|block| number(&block[i])).collect();
    (column(0), column(1), column(2))
}

fn geometric(spectrum: &Json) -> Columns {
    let (low, high) = (number(&spectrum["lo"]), number(&spectrum["hi"]));
    let n = number(&spectrum["D"]) as usize;
    let exponent = |i: usize| low + (high - low) * i as f64 / (n - 1) as f64;
    let values = (0..n).map(|i| 10f64.powf(exponent(i))).collect();
    (values, vec![1.0; n], vec![1.0 / n as f64; n])
}

fn listed(inputs: &Json) -> Columns {
    let column = |name: &str| inputs[name].as_array().unwrap().iter().map(number).collect();
    (column("eigs"), column("mult"), column("w2"))
}

/// Runs a verb and returns its answer.
pub fn call(verb: &str, options: Record) -> Value {
    ridgelaw::verbs::call(verb, options.into()).unwrap()
}

/// An entry of an answer, by its path such as `variance.data`.
fn entry<'a>(answer: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(answer, |value, name| value.get(name).unwrap())
}

/// A number of an answer, by its path.
pub fn read(answer: &Value, path: &str) -> f64 {
    match entry(answer, path) {
        Value::Number(x) => *x,
        other => panic!("{path} is {}", other.describe()),
    }
}

/// Numbers of an answer, by their path.
pub fn numbers(answer: &Value, path: &str) -> Vec<f64> {
    match entry(answer, path) {
        Value::Numbers(numbers) => numbers.clone(),
        other => panic!("{path} is {}", other.describe()),
    }
}

/// A matrix as an argument.
pub fn encode(m: &Matrix) -> Value {
    matrix(m.data.clone(), m.columns)
}

/// Rows of so many columns as an argument.
pub fn matrix(data: Vec<f64>, columns: usize) -> Value {
    let rows = data.len() / columns;
    Record::new().with("data", data).with("rows", rows).with("columns", columns).into()
}

/// |found − expected| / |expected|, zero where both are.
pub fn relative(found: f64, expected: f64) -> f64 {
    if found.to_bits() == expected.to_bits() { 0.0 } else { ((found - expected) / expected).abs() }
}

/// A problem out of a fixture, as plain data.
pub fn plain(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Bool(*b),
        Json::Number(x) => Value::Number(x.as_f64().unwrap()),
        Json::String(text) => text.clone().into(),
        Json::Array(items) if items.iter().all(Json::is_number) => {
            Value::Numbers(items.iter().map(number).collect())
        }
        Json::Array(items) => Value::List(items.iter().map(plain).collect()),
        Json::Object(entries) => {
            Value::Map(entries.iter().map(|(name, x)| (name.clone(), plain(x))).collect())
        }
    }
}

/// Items of an answer.
pub fn list<'a>(answer: &'a Value, name: &str) -> &'a [Value] {
    let Some(Value::List(items)) = answer.get(name) else { panic!("no {name}") };
    items
}
