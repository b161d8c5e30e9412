//! Linear random features against the reference cases.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

mod support;

use ridgelaw::wire::{Record, Value};
use serde_json::Value as Json;
use support::{call, cases, number, population, read, relative};

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
    let model = Record::new().with("kind", "randomFeatures").with("layers", layers(inputs));
    let problem = population(inputs)
        .with("model", Value::from(model))
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

fn gaussian(width: f64) -> Value {
    Record::new().with("kind", "gaussian").with("width", width).into()
}

/// A power-law population with random features of these layers.
fn law(layers: Vec<Value>, samples: f64, lambda: f64) -> Record {
    let spectrum =
        Record::new().with("kind", "powerLaw").with("exponent", 1.2).with("modes", 300.0);
    let target = Record::new().with("kind", "powerLaw").with("source", 0.6);
    let model = Record::new().with("kind", "randomFeatures").with("layers", layers);
    Record::new()
        .with("spectrum", Value::from(spectrum))
        .with("target", Value::from(target))
        .with("model", Value::from(model))
        .with("noise", 0.05)
        .with("samples", samples)
        .with("lambda", lambda)
}

const PARTS: [&str; 6] = [
    "bias",
    "variance.features",
    "variance.data",
    "variance.featuresData",
    "variance.noise",
    "variance.featuresNoise",
];

#[test]
fn the_parts_add_up_and_the_chain_holds_for_any_width_and_ridge() {
    for width in [40.0, 120.0, 149.0, 150.0, 151.0, 299.0, 300.0, 301.0, 5000.0] {
        for lambda in [1e-30, 1e-14, 1e-6, 1e-2, 1e3, 1e6] {
            for layers in [vec![gaussian(width)], vec![gaussian(width), gaussian(150.0)]] {
                let report = call("evaluate", law(layers, 150.0, lambda));
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
    let wide = call("evaluate", law(vec![gaussian(1e13)], 150.0, 1e-3));
    let problem = law(vec![], 150.0, 1e-3);
    let Value::Map(entries) = Value::from(problem) else { panic!("no problem") };
    let mut ridge: Vec<_> = entries.into_iter().filter(|(name, _)| name != "model").collect();
    ridge.push(("model".into(), Record::new().with("kind", "ridge").into()));
    let ridge = ridgelaw::verbs::call("evaluate", Value::Map(ridge)).unwrap();
    for path in ["kappa", "df1", "testError", "trainError", "bias", "variance.data"] {
        assert!(relative(read(&wide, path), read(&ridge, path)) < 1e-9, "{path}");
    }
}

#[test]
fn the_order_of_layers_does_not_matter() {
    let a = call("evaluate", law(vec![gaussian(90.0), gaussian(400.0)], 150.0, 1e-4));
    let b = call("evaluate", law(vec![gaussian(400.0), gaussian(90.0)], 150.0, 1e-4));
    for path in ["kappa", "rho", "excessError", "variance.features", "trainError"] {
        assert!(relative(read(&a, path), read(&b, path)) < 1e-12, "{path}");
    }
}

#[test]
fn many_feature_draws_are_ridge_at_the_effective_ridge() {
    let ensemble = Record::new().with("size", 1e12).with("over", "features");
    let problem = law(vec![gaussian(100.0)], 150.0, 1e-3);
    let many = call("evaluate", problem.with("ensemble", Value::from(ensemble)));
    let Some(Value::Numbers(chain)) = many.get("kappas") else { panic!("no chain") };
    let effective = 1e-3 * chain[1] / chain[0];
    let wide = call("evaluate", law(vec![gaussian(1e13)], 150.0, effective));
    assert!(relative(read(&many, "excessError"), read(&wide, "excessError")) < 1e-9);
}

#[test]
fn the_ridgeless_limit_is_reached_continuously() {
    for (width, samples) in [(100.0, 150.0), (250.0, 120.0), (500.0, 400.0), (310.0, 400.0)] {
        let none = call("evaluate", law(vec![gaussian(width)], samples, 0.0));
        let little = call("evaluate", law(vec![gaussian(width)], samples, 1e-25));
        for path in PARTS.iter().chain(&["testError", "df1"]) {
            let (a, b) = (read(&none, path), read(&little, path));
            assert!((a - b).abs() <= 1e-8 * b.abs() + 1e-12, "{path} at {width}: {a} {b}");
        }
    }
    let peak = call("evaluate", law(vec![gaussian(150.0)], 150.0, 0.0));
    assert_eq!(peak.get("status"), Some(&Value::from("InterpolationThreshold")));
    assert_eq!(read(&peak, "testError"), f64::INFINITY);
}

#[test]
fn an_empirical_or_structured_layer_of_equal_eigenvalues_is_its_plain_kin() {
    // FFᵀ with D equal eigenvalues is a multiple of the identity: ridge at another scale.
    let equal = Record::new().with("kind", "empirical").with("eigenvalues", vec![1.0; 300]);
    let flat = call("evaluate", law(vec![equal.into()], 150.0, 1e-3));
    assert!((read(&flat, "rho") - 1.0).abs() < 1e-10);
    assert!(read(&flat, "variance.features") < 1e-12);
    let ones = Record::new()
        .with("kind", "gaussian")
        .with("width", 100.0)
        .with("weightSpectrum", vec![1.0; 100]);
    let structured = call("evaluate", law(vec![ones.into()], 150.0, 1e-12));
    let plain = call("evaluate", law(vec![gaussian(100.0)], 150.0, 1e-12));
    for path in ["kappa", "rho", "excessError", "trainError"] {
        assert!(relative(read(&structured, path), read(&plain, path)) < 1e-10, "{path}");
    }
}

fn empirical(eigenvalues: Vec<f64>) -> Value {
    Record::new().with("kind", "empirical").with("eigenvalues", eigenvalues).into()
}

fn orthogonal(width: f64) -> Value {
    Record::new().with("kind", "orthogonal").with("width", width).into()
}

#[test]
fn layers_that_can_be_inverted_do_not_saturate() {
    let listed = || (1..=300).map(|k| 1.0 / f64::from(k)).collect::<Vec<f64>>();
    let whole = [orthogonal(300.0), empirical(listed())];
    for layers in [vec![whole[0].clone()], vec![whole[1].clone()], whole.to_vec()] {
        for samples in [200.0, 299.0, 301.0, 900.0] {
            let none = call("evaluate", law(layers.clone(), samples, 0.0));
            let little = call("evaluate", law(layers.clone(), samples, 1e-28));
            for path in PARTS.iter().chain(&["testError", "df1", "rho", "gamma"]) {
                let (a, b) = (read(&none, path), read(&little, path));
                assert!((a - b).abs() <= 1e-8 * b.abs() + 1e-12, "{path} at {samples}: {a} {b}");
            }
        }
    }
    // P = N = D = rank: the noise of the data diverges, what the features add to it does not.
    let wider = vec![gaussian(310.0)];
    for layers in [vec![whole[0].clone()], vec![whole[1].clone()], whole.to_vec(), wider] {
        let none = call("evaluate", law(layers.clone(), 300.0, 0.0));
        assert_eq!(none.get("status"), Some(&Value::from("InterpolationThreshold")));
        let little = call("evaluate", law(layers, 300.0, 1e-28));
        for path in ["variance.featuresNoise", "variance.featuresData", "variance.features"] {
            let (a, b) = (read(&none, path), read(&little, path));
            assert!((a - b).abs() <= 1e-6 * b.abs() + 1e-8, "{path}: {a} {b}");
        }
    }
    // A square orthogonal F changes nothing.
    let turned = call("evaluate", law(vec![orthogonal(300.0)], 150.0, 1e-3));
    let wide = call("evaluate", law(vec![gaussian(1e13)], 150.0, 1e-3));
    for path in ["kappa", "testError", "trainError", "variance.data"] {
        assert!(relative(read(&turned, path), read(&wide, path)) < 1e-9, "{path}");
    }
}

/// The problem of [`law`] with weights on inputs.
fn weighted(weights: &[f64], samples: f64, lambda: f64) -> Record {
    let model = Record::new()
        .with("kind", "randomFeatures")
        .with("layers", vec![gaussian(100.0)])
        .with("inputWeightSpectrum", weights.to_vec());
    let spectrum = Record::new()
        .with("kind", "eigenvalues")
        .with("values", vec![2.0, 1.0, 0.3, 0.0])
        .with("multiplicities", vec![40.0, 60.0, 90.0, 10.0]);
    let target =
        Record::new().with("kind", "coefficients").with("squared", vec![0.02, 0.01, 0.05, 0.3]);
    Record::new()
        .with("model", Value::from(model))
        .with("spectrum", Value::from(spectrum))
        .with("target", Value::from(target))
        .with("noise", 0.1)
        .with("testSpectrum", vec![1.0, 2.0, 0.5, 0.7])
        .with("samples", samples)
        .with("lambda", lambda)
}

#[test]
fn equal_weights_on_inputs_are_another_ridge_and_none_are_noise() {
    // Γ₀ = 4: features twice as large, hence a ridge a quarter as large.
    let heavy = call("evaluate", weighted(&[4.0; 4], 150.0, 0.4));
    let plain = call("evaluate", weighted(&[1.0; 4], 150.0, 0.1));
    for path in PARTS.iter().chain(&["testError", "trainError", "outOfDistributionError"]) {
        assert!(relative(read(&heavy, path), read(&plain, path)) < 1e-12, "{path}");
    }
    // What features do not see is bias that acts as noise.
    let blind = call("evaluate", weighted(&[1.0, 1.0, 0.0, 1.0], 150.0, 0.1));
    let unseen = 90.0 * 0.05 * 0.3;
    let seen = weighted(&[1.0, 1.0, 1.0, 1.0], 150.0, 0.1);
    let Value::Map(entries) = Value::from(seen) else { panic!("no problem") };
    let mut seen: Vec<_> = entries
        .into_iter()
        .filter(|(name, _)| !["noise", "spectrum", "target", "testSpectrum"].contains(&&**name))
        .collect();
    let spectrum = Record::new()
        .with("kind", "eigenvalues")
        .with("values", vec![2.0, 1.0])
        .with("multiplicities", vec![40.0, 60.0]);
    let target = Record::new().with("kind", "coefficients").with("squared", vec![0.02, 0.01]);
    let model = Record::new().with("kind", "randomFeatures").with("layers", vec![gaussian(100.0)]);
    seen.retain(|(name, _)| name != "model");
    seen.extend([
        ("model".into(), Value::from(model)),
        ("spectrum".into(), Value::from(spectrum)),
        ("target".into(), Value::from(target)),
        ("noise".into(), Value::from(0.1 + unseen)),
    ]);
    let noisy = ridgelaw::verbs::call("evaluate", Value::Map(seen)).unwrap();
    assert!(relative(read(&blind, "testError"), read(&noisy, "testError")) < 1e-12);
    assert!(relative(read(&blind, "bias"), read(&noisy, "bias") + unseen) < 1e-12);
    assert!(relative(read(&blind, "trainError"), read(&noisy, "trainError")) < 1e-12);
}
