//! The forecast against an independent implementation of the same method.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, fixture, matrix, number, read, relative};
use ridgelaw::wire::{Record, Value};
use serde_json::Value as Json;

fn rows(json: &Json) -> Value {
    let rows = json.as_array().unwrap();
    let data: Vec<f64> =
        rows.iter().flat_map(|row| row.as_array().unwrap()).map(|x| x.as_f64().unwrap()).collect();
    let columns = data.len() / rows.len();
    matrix(data, columns)
}

fn kernel(json: &Json) -> Value {
    let record = Record::new().with("kind", json["kind"].as_str().unwrap());
    let record = record.with_some("gamma", json["gamma"].as_f64());
    record.with_some("norm", json["norm"].as_str()).into()
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Numbers(numbers) => numbers.clone(),
        Value::List(items) => {
            items.iter().map(|x| if let Value::Number(x) = x { *x } else { f64::NAN }).collect()
        }
        other => panic!("{}", other.describe()),
    }
}

fn compare(what: &str, found: f64, expected: &Json) {
    let error = relative(found, number(expected));
    let close = error < 1e-6 || (found - number(expected)).abs() < 1e-9;
    assert!(close, "{what}: {found} where {expected} is expected ({error:.1e})");
}

#[test]
fn every_case_agrees_with_the_independent_implementation() {
    let file = fixture("forecast");
    for case in file["cases"].as_array().unwrap() {
        let at: Vec<f64> = case["at"].as_array().unwrap().iter().map(number).collect();
        let options = Record::new()
            .with("X", rows(&case["X"]))
            .with("y", rows(&case["y"]))
            .with("kernel", kernel(&case["kernel"]))
            .with("intercept", case["intercept"].as_bool().unwrap())
            .with("labels", case["labels"].as_bool().unwrap())
            .with_some("lambda", case["lambda"].as_f64())
            .with("at", at);
        let answer = call("forecast", options);
        let Some(Value::List(points)) = answer.get("forecast") else { panic!("no forecast") };
        for (point, expected) in points.iter().zip(case["forecast"].as_array().unwrap()) {
            check_point(case["name"].as_str().unwrap(), point, expected);
        }
        check_rest(&answer, case);
    }
}

#[test]
fn partitions_never_change() {
    // Another partition is another forecast: a breaking change.
    let file = fixture("forecast");
    for (n, expected) in file["partitions"].as_object().unwrap() {
        let found = ridgelaw::estimator::forecast::partitions(n.parse().unwrap(), 0);
        for (fraction, parts) in found {
            assert_eq!(serde_json::json!(parts), expected[fraction.to_string()]);
        }
    }
}

fn check_point(name: &str, point: &Value, expected: &Json) {
    let what = |field: &str| format!("{name}, {field} at {}", expected["samples"]);
    for (field, key) in [
        ("testError", "testError"),
        ("lambda", "lam"),
        ("kappa", "kappa"),
        ("decadesBelowWindow", "below"),
        ("localExponent", "exponent"),
        ("optimalLambda", "optimalLambda"),
        ("optimalError", "optimalError"),
    ] {
        compare(&what(field), read(point, field), &expected[key]);
    }
    let interval = numbers(point.get("interval").unwrap());
    compare(&what("low"), interval[0], &expected["interval"][0]);
    compare(&what("high"), interval[1], &expected["interval"][1]);
    if expected["classError"].is_number() {
        compare(&what("class"), read(point, "classification.error"), &expected["classError"]);
        let class = point.get("classification").unwrap().get("interval").unwrap();
        compare(&what("class low"), numbers(class)[0], &expected["classInterval"][0]);
        compare(&what("class high"), numbers(class)[1], &expected["classInterval"][1]);
    }
}

fn check_rest(answer: &Value, case: &Json) {
    let ceiling = &case["ceiling"];
    compare("ceiling", read(answer, "ceiling.testError"), &ceiling["testError"]);
    compare("bound", read(answer, "ceiling.bound"), &ceiling["bound"]);
    let interval = numbers(answer.get("ceiling").unwrap().get("interval").unwrap());
    compare("ceiling low", interval[0], &ceiling["interval"][0]);
    compare("ceiling high", interval[1], &ceiling["interval"][1]);
    if case["lambda"].is_null() {
        return;
    }
    compare("from half", read(answer, "backtest.fromHalf"), &case["backtest"][0]);
    compare("from quarter", read(answer, "backtest.fromQuarter"), &case["backtest"][1]);
    compare("gap", read(answer, "universality.gap"), &case["universality"][0]);
    compare("gap noise", read(answer, "universality.standardError"), &case["universality"][1]);
    compare("limit", read(answer, "ceilingAtLambda.testError"), &case["ceilingAtLambda"][0]);
    let limit = numbers(answer.get("ceilingAtLambda").unwrap().get("interval").unwrap());
    compare("limit low", limit[0], &case["ceilingAtLambda"][1]);
    compare("limit high", limit[1], &case["ceilingAtLambda"][2]);
    let observed = numbers(answer.get("observed").unwrap().get("looError").unwrap());
    for (found, expected) in observed.iter().zip(case["observed"].as_array().unwrap()) {
        compare("observed", *found, expected);
    }
}
