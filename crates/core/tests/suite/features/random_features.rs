//! Linear random features against the reference cases.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{PARTS, features, gaussian, law_of_300, ridge};
use crate::support::{call, cases, number, numbers, population, read, relative};
use ridgelaw::wire::{Record, Value};
use serde_json::Value as Json;

/// Layers of a case; Γ_j = j^-a where a `gamma_exp` is given.
fn layers(inputs: &Json) -> Vec<Value> {
    inputs["layers"].as_array().unwrap().iter().map(layer).collect()
}

fn layer(json: &Json) -> Value {
    let list =
        |name: &str| -> Vec<f64> { json[name].as_array().unwrap().iter().map(number).collect() };
    let record = match json["type"].as_str().unwrap() {
        "empirical" => {
            return Record::new()
                .with("kind", "empirical")
                .with("eigenvalues", list("eigs"))
                .into();
        }
        "orthogonal" | "projection" | "haar" => Record::new().with("kind", "orthogonal"),
        _ => Record::new().with("kind", "gaussian"),
    };
    let width = number(&json["N"]);
    let weights = (!json["gamma_exp"].is_null()).then(|| {
        let exponent = number(&json["gamma_exp"]);
        (1..=width as usize).map(|j| (j as f64).powf(-exponent)).collect::<Vec<f64>>()
    });
    record.with("width", width).with_some("weightSpectrum", weights).into()
}

fn problem(inputs: &Json) -> Record {
    let problem = population(inputs)
        .with("model", features(layers(inputs)))
        .with("samples", number(&inputs["P"]))
        .with("lambda", number(&inputs["lam"]));
    if inputs["Sigma_test_diag"].is_string() {
        let modes = number(&inputs["spectrum"]["D"]) as usize;
        let test: Vec<f64> = (1..=modes).map(|k| 1.0 / k as f64).collect();
        return problem.with("testSpectrum", test);
    }
    problem
}

const NAMES: [(&str, &str); 13] = [
    ("kappa1", "kappa"),
    ("df1", "df1"),
    ("df2", "df2"),
    ("rho", "rho"),
    ("gamma1", "gamma"),
    ("bias2", "bias"),
    ("var_F", "variance.features"),
    ("var_X", "variance.data"),
    ("var_FX", "variance.featuresData"),
    ("var_Xeps", "variance.noise"),
    ("var_FXeps", "variance.featuresNoise"),
    ("E_g", "excessError"),
    ("E_tr", "trainError"),
];

#[test]
fn every_reference_case_holds_to_1e_10() {
    let mut worst = (0.0, String::new());
    for case in ["d", "e", "h03", "h04"].iter().flat_map(|id| cases(id)) {
        let (inputs, outputs) = (&case["inputs"], &case["outputs"]);
        if inputs["layers"].is_null() {
            continue;
        }
        let report = call("evaluate", problem(inputs));
        for (name, path) in NAMES.iter().chain(&[("E_g_ood", "outOfDistributionError")]) {
            if outputs[name].is_null() {
                continue;
            }
            let error = relative(read(&report, path), number(&outputs[name]));
            if error > 1e-12 {
                println!("{} {name} {error:.1e}", case["id"]);
            }
            if error > worst.0 || error.is_nan() {
                worst = (error, format!("{} {name}", case["id"]));
            }
        }
    }
    assert!(worst.0 < 1e-10, "{} at {}", worst.0, worst.1);
}

#[test]
fn the_parts_add_up_and_the_chain_holds_for_any_width_and_ridge() {
    for width in [40.0, 120.0, 149.0, 150.0, 151.0, 299.0, 300.0, 301.0, 5000.0] {
        for lambda in [1e-30, 1e-14, 1e-6, 1e-2, 1e3, 1e6] {
            for layers in [vec![gaussian(width)], vec![gaussian(width), gaussian(150.0)]] {
                let report = call("evaluate", law_of_300(features(layers), 150.0, lambda));
                assert!(!report.has_nan());
                let sum: f64 = PARTS.iter().map(|part| read(&report, part)).sum();
                assert!(relative(read(&report, "excessError"), sum) < 1e-12);
                assert!(PARTS.iter().all(|part| read(&report, part) >= 0.0));
                let total = read(&report, "bias") + read(&report, "variance.features") + 0.05;
                let error = total / read(&report, "oneMinusGamma");
                assert!(relative(read(&report, "testError"), error) < 1e-9, "{width} {lambda}");
                assert!(read(&report, "trainError") <= read(&report, "testError"));
            }
        }
    }
}

#[test]
fn very_wide_features_are_ridge_regression() {
    let wide = call("evaluate", law_of_300(features(vec![gaussian(1e13)]), 150.0, 1e-3));
    let ridge = call("evaluate", law_of_300(ridge(), 150.0, 1e-3));
    for path in ["kappa", "df1", "testError", "trainError", "bias", "variance.data"] {
        assert!(relative(read(&wide, path), read(&ridge, path)) < 1e-9, "{path}");
    }
}

#[test]
fn the_order_of_layers_does_not_matter() {
    let a =
        call("evaluate", law_of_300(features(vec![gaussian(90.0), gaussian(400.0)]), 150.0, 1e-4));
    let b =
        call("evaluate", law_of_300(features(vec![gaussian(400.0), gaussian(90.0)]), 150.0, 1e-4));
    for path in ["kappa", "rho", "excessError", "variance.features", "trainError"] {
        assert!(relative(read(&a, path), read(&b, path)) < 1e-12, "{path}");
    }
}

#[test]
fn many_feature_draws_are_ridge_at_the_effective_ridge() {
    let ensemble = Record::new().with("size", 1e12).with("over", "features");
    let problem = law_of_300(features(vec![gaussian(100.0)]), 150.0, 1e-3);
    let many = call("evaluate", problem.with("ensemble", Value::from(ensemble)));
    let chain = numbers(&many, "kappas");
    let effective = 1e-3 * chain[1] / chain[0];
    let wide = call("evaluate", law_of_300(features(vec![gaussian(1e13)]), 150.0, effective));
    assert!(relative(read(&many, "excessError"), read(&wide, "excessError")) < 1e-9);
}

#[test]
fn the_ridgeless_limit_is_reached_continuously() {
    for (width, samples) in [(100.0, 150.0), (250.0, 120.0), (500.0, 400.0), (310.0, 400.0)] {
        let none = call("evaluate", law_of_300(features(vec![gaussian(width)]), samples, 0.0));
        let little = call("evaluate", law_of_300(features(vec![gaussian(width)]), samples, 1e-25));
        for path in PARTS.iter().chain(&["testError", "df1"]) {
            let (a, b) = (read(&none, path), read(&little, path));
            assert!((a - b).abs() <= 1e-8 * b.abs() + 1e-12, "{path} at {width}: {a} {b}");
        }
    }
    let peak = call("evaluate", law_of_300(features(vec![gaussian(150.0)]), 150.0, 0.0));
    assert_eq!(peak.get("status"), Some(&Value::from("InterpolationThreshold")));
    assert_eq!(read(&peak, "testError"), f64::INFINITY);
}
