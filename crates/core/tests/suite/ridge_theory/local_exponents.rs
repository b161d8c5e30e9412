//! Local exponents against differences of 70 digits, and against the slopes of `evaluate`.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{features, gaussian_features, power_law, ridge};
use crate::support::{call, fixture, number, numbers, read};
use ridgelaw::wire::{Record, Value};
use serde_json::Value as Json;

fn layer(json: &Json) -> Value {
    let list =
        |name: &str| -> Vec<f64> { json[name].as_array().unwrap().iter().map(number).collect() };
    let record = Record::new().with("kind", json["kind"].as_str().unwrap());
    if json["kind"] == "empirical" {
        return record.with("eigenvalues", list("eigenvalues")).into();
    }
    let weights = (!json["weights"].is_null()).then(|| list("weights"));
    record.with("width", number(&json["width"])).with_some("weightSpectrum", weights).into()
}

fn problem(file: &Json, row: &Json) -> Record {
    let law = |name: &str| number(&file[name]);
    let layers: Vec<Value> = row["layers"].as_array().unwrap().iter().map(layer).collect();
    let model = if layers.is_empty() { ridge() } else { features(layers) };
    let ensemble = Record::new()
        .with("size", number(&row["size"]))
        .with("over", row["over"].as_str().unwrap());
    power_law(law("exponent"), law("source"), law("modes"))
        .with("model", model)
        .with("ensemble", Value::from(ensemble))
        .with("noise", number(&row["noise"]))
        .with("samples", number(&row["P"]))
        .with("lambda", number(&row["lambda"]))
}

#[test]
fn they_hold_against_differences_of_70_digits() {
    let file = fixture("local_exponents");
    let mut worst = (0.0, String::new());
    for row in file["rows"].as_array().unwrap() {
        let answer = call("localExponents", problem(&file, row));
        let expected = &row["answer"];
        let mut pairs = vec![
            (read(&answer, "samples"), number(&expected["samples"])),
            (read(&answer, "lambda"), number(&expected["lambda"])),
        ];
        let widths = expected["widths"].as_array().unwrap().iter().map(number);
        pairs.extend(numbers(&answer, "widths").into_iter().zip(widths));
        for (found, expected) in pairs {
            // Relative for large ones; absolute where an exponent is small.
            let error = (found - expected).abs() / (1.0 + expected.abs());
            if error > 1e-11 {
                println!("{error:.1e}: {found} for {expected} in {row}");
            }
            if error > worst.0 || error.is_nan() {
                worst = (error, row.to_string());
            }
        }
    }
    assert!(worst.0 < 1e-10, "{} in {}", worst.0, worst.1);
}

/// The problem of a row, its features with noise of their own, or nonlinear with the same constants.
fn noisy(file: &Json, row: &Json, nonlinear: bool) -> Record {
    let of = |name: &str| number(&row[name]);
    let plain = serde_json::json!({
        "layers": [], "P": row["P"], "lambda": row["lambda"], "noise": row["noise"],
        "size": row["size"], "over": row["over"],
    });
    let modes = number(&file["modes"]);
    let trace: f64 =
        (1..=modes as u32).map(|k| f64::from(k).powf(-number(&file["exponent"]))).sum();
    let model = if nonlinear {
        let activation = Record::new()
            .with("linear", (of("signalScale") * trace).sqrt())
            .with("nonlinear", of("noiseVariance") * of("width"));
        Record::new()
            .with("kind", "nonlinearFeatures")
            .with("width", of("width"))
            .with("activation", Value::from(activation))
    } else {
        Record::new()
            .with("kind", "noisyFeatures")
            .with("width", of("width"))
            .with("signalScale", of("signalScale"))
            .with("noiseVariance", of("noiseVariance"))
    };
    let Value::Map(entries) = Value::from(problem(file, &plain)) else { panic!("no problem") };
    let others = entries.into_iter().filter(|(name, _)| name != "model");
    others.fold(Record::new().with("model", Value::from(model)), |record, (name, value)| {
        let name: &'static str = name.leak();
        record.with(name, value)
    })
}

#[test]
fn with_noise_in_the_features_they_hold_against_differences_of_70_digits() {
    let file = fixture("noisy_exponents");
    for row in file["rows"].as_array().unwrap() {
        for (nonlinear, width) in [(false, "width"), (true, "sharedWidth")] {
            let answer = call("localExponents", noisy(&file, row, nonlinear));
            let expected = |name: &str| number(&row["answer"][name]);
            let error = read(&answer, "excessError") / expected("excessError") - 1.0;
            assert!(error.abs() < 1e-11, "{error:.1e} in {row}");
            let pairs = [
                (read(&answer, "samples"), expected("samples")),
                (read(&answer, "lambda"), expected("lambda")),
                (numbers(&answer, "widths")[0], expected(width)),
            ];
            for (found, expected) in pairs {
                let error = (found - expected).abs() / (1.0 + expected.abs());
                assert!(error < 1e-10, "{error:.1e}: {found} for {expected} in {row}");
            }
        }
    }
}

#[test]
fn with_no_noise_in_the_features_they_are_those_of_linear_ones() {
    for (width, samples, lambda) in [(40.0, 30.0, 1e-3), (40.0, 90.0, 0.0), (60.0, 60.0, 1e-9)] {
        let noisy = Record::new()
            .with("kind", "noisyFeatures")
            .with("width", width)
            .with("noiseVariance", 0.0);
        let noisy = call("localExponents", law(noisy, samples, lambda));
        let linear = call("localExponents", law(gaussian_features(&[width]), samples, lambda));
        for name in ["samples", "lambda", "excessError"] {
            let (a, b) = (read(&noisy, name), read(&linear, name));
            assert!((a - b).abs() < 1e-11 * (1.0 + b.abs()), "{name}: {a} {b}");
        }
        let (a, b) = (numbers(&noisy, "widths")[0], numbers(&linear, "widths")[0]);
        assert!((a - b).abs() < 1e-11 * (1.0 + b.abs()), "{a} {b}");
    }
}

#[test]
fn features_of_nothing_but_noise_learn_nothing_and_no_exponent_helps() {
    let noise = Record::new()
        .with("kind", "noisyFeatures")
        .with("width", 50.0)
        .with("signalScale", 0.0)
        .with("noiseVariance", 0.1);
    let answer = call("localExponents", law(noise, 80.0, 1e-3));
    let found = [read(&answer, "samples"), read(&answer, "lambda"), numbers(&answer, "widths")[0]];
    assert!(found.iter().all(|x| x.is_finite()), "{found:?}");
    assert!(read(&answer, "lambda") < 0.0);
}

fn law(model: impl Into<Value>, samples: f64, lambda: f64) -> Record {
    power_law(1.4, 0.7, "infinite")
        .with("noise", 0.05)
        .with("model", model)
        .with("samples", samples)
        .with("lambda", lambda)
}

#[test]
fn for_ridge_samples_is_the_local_exponent_of_evaluate() {
    for lambda in [-1e-8, 0.0, 1e-9, 1e-3, 1.0] {
        for samples in [3.0, 50.0, 4e3] {
            let report = call("evaluate", law(ridge(), samples, lambda));
            let local = call("localExponents", law(ridge(), samples, lambda));
            let error = (read(&report, "localExponent") - read(&local, "samples")).abs();
            assert!(error < 1e-12, "{lambda} {samples} {error:.1e}");
            assert_eq!(numbers(&local, "widths"), Vec::<f64>::new());
        }
    }
}

#[test]
fn without_ridge_they_are_the_limit_of_little_ridge() {
    for widths in [vec![40.0], vec![90.0], vec![40.0, 41.0], vec![40.0, 40.0], vec![70.0, 300.0]] {
        for samples in [30.0, 60.0, 400.0] {
            let at =
                |lambda| call("localExponents", law(gaussian_features(&widths), samples, lambda));
            let (none, little) = (at(0.0), at(1e-22));
            let mut pairs = vec![
                (read(&none, "samples"), read(&little, "samples")),
                (read(&none, "lambda"), read(&little, "lambda")),
            ];
            pairs.extend(numbers(&none, "widths").into_iter().zip(numbers(&little, "widths")));
            for (a, b) in pairs {
                assert!((a - b).abs() < 1e-7 * (1.0 + b.abs()), "{widths:?} {samples}: {a} {b}");
            }
        }
    }
}

#[test]
fn at_the_threshold_the_status_says_so() {
    let answer = call("localExponents", law(gaussian_features(&[50.0]), 50.0, 0.0));
    assert_eq!(answer.get("status"), Some(&Value::from("InterpolationThreshold")));
    assert_eq!(read(&answer, "excessError"), f64::INFINITY);
}

#[test]
fn a_grid_holds_its_points_in_order() {
    let grid = law(gaussian_features(&[40.0, 60.0]), 1.0, 1.0);
    let Value::Map(entries) = Value::from(grid) else { panic!("no problem") };
    let kept = entries.into_iter().filter(|(name, _)| name != "samples" && name != "lambda");
    let mut entries: Vec<_> = kept.collect();
    entries.push(("samples".into(), vec![30.0, 90.0].into()));
    entries.push(("lambda".into(), vec![1e-6, 1e-3, 1e-1].into()));
    let answer = ridgelaw::verbs::call("localExponents", Value::Map(entries)).unwrap();
    let (samples, widths) = (numbers(&answer, "samples"), numbers(&answer, "widths"));
    assert_eq!((samples.len(), widths.len()), (6, 12));
    let point = call("localExponents", law(gaussian_features(&[40.0, 60.0]), 90.0, 1e-3));
    assert_eq!(samples[4], read(&point, "samples"));
    assert_eq!(widths[8..10], numbers(&point, "widths")[..]);
}
