//! Local exponents of correlated samples: against 50 digits, independent samples, and slopes of the errors themselves.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, fixture, number, plain, read, relative};
use ridgelaw::wire::{Record, Value};

fn exponents(problem: &Value) -> [f64; 3] {
    let answer = ridgelaw::verbs::call("localExponents", problem.clone()).unwrap();
    ["excessError", "samples", "lambda"].map(|name| read(&answer, name))
}

#[test]
fn they_are_difference_quotients_of_fifty_digits() {
    let file = fixture("correlated_exponents");
    for case in file.as_array().unwrap() {
        let found = exponents(&plain(&case["problem"]));
        for (found, name) in found.into_iter().zip(["excessError", "samples", "lambda"]) {
            let expected = number(&case["want"][name]);
            let ok = (found - expected).abs() <= 1e-10 * expected.abs().max(1e-3);
            assert!(ok, "{name}: {found} {expected} {}", case["problem"]["lambda"]);
        }
    }
}

fn problem(samples: f64, lambda: f64) -> Record {
    let kind = |name: &str| Record::new().with("kind", name);
    let spectrum = kind("powerLaw").with("exponent", 1.4).with("modes", 300.0);
    let ensemble = Record::new().with("size", 3.0).with("over", "data");
    Record::new()
        .with("model", Value::from(kind("ridge")))
        .with("spectrum", Value::from(spectrum))
        .with("target", Value::from(kind("powerLaw").with("source", 0.4)))
        .with("ensemble", Value::from(ensemble))
        .with("noise", 0.2)
        .with("samples", samples)
        .with("lambda", lambda)
}

#[test]
fn independent_samples_have_those_of_ridge_regression() {
    for samples in [40.0, 299.0, 300.0, 2_000.0] {
        for lambda in [0.0, 1e-9, 1e-3, 0.5, 1e4] {
            if (samples - 300.0_f64).abs() < 1.5 && lambda < 1e-6 {
                continue;
            }
            let unit = Record::new().with("kind", "eigenvalues").with("values", vec![1.0]);
            let unit = unit.with("multiplicities", vec![samples]);
            let plain = exponents(&problem(samples, lambda).into());
            let given = problem(samples, lambda).with("sampleCorrelation", Value::from(unit));
            for (found, expected) in exponents(&given.into()).into_iter().zip(plain) {
                let ok = (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3);
                assert!(ok, "{samples} {lambda}: {found} {expected}");
            }
        }
    }
}

/// Szegő's limit takes any number of samples: the exponents are its slopes.
#[test]
fn they_are_the_slopes_of_long_series() {
    let kinds = [("exponential", "length", 4.0), ("nearestNeighbour", "strength", 0.8)];
    for (kind, name, value) in kinds.into_iter().chain([("powerLaw", "exponent", 1.7)]) {
        for noise in ["matched", "white"] {
            for lambda in [1e-4, 0.05, 3.0] {
                let at = |grow: f64, ridge: f64| -> Record {
                    let law = Record::new().with("kind", kind).with(name, value);
                    problem(500.0 * grow, lambda * ridge)
                        .with("sampleCorrelation", Value::from(law.with("spectrum", "szego")))
                        .with("noiseCorrelation", noise)
                };
                let excess = |grow, ridge| read(&call("evaluate", at(grow, ridge)), "excessError");
                let h = 1e-4;
                let step = libm::log((1.0 + h) / (1.0 - h));
                let slope = |up: f64, down: f64| libm::log(up / down) / step;
                let samples = -slope(excess(1.0 + h, 1.0), excess(1.0 - h, 1.0));
                let ridge = slope(excess(1.0, 1.0 + h), excess(1.0, 1.0 - h));
                let [error, found_samples, found_ridge] = exponents(&at(1.0, 1.0).into());
                assert!(relative(error, excess(1.0, 1.0)) < 1e-13);
                for (found, expected) in [(found_samples, samples), (found_ridge, ridge)] {
                    assert!((found - expected).abs() < 1e-6, "{kind} {noise} {found} {expected}");
                }
            }
        }
    }
}
