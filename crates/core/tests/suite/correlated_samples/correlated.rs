//! Correlated samples: identities, limits and independent answers.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::problems::RIDGE;
use crate::support::problems::{self, ridge};
use crate::support::{call, read, relative};
use ridgelaw::wire::{Record, Value};

fn record(kind: &str) -> Record {
    Record::new().with("kind", kind)
}

fn exponential(length: f64) -> Value {
    record("exponential").with("length", length).into()
}

fn power_law(modes: usize, samples: f64, lambda: f64) -> Record {
    problems::power_law(1.4, 0.4, modes)
        .with("model", ridge())
        .with("noise", 0.2)
        .with("samples", samples)
        .with("lambda", lambda)
}

fn isotropic(dimension: usize, samples: f64, lambda: f64) -> Record {
    Record::new()
        .with("model", ridge())
        .with("spectrum", Value::from(record("isotropic").with("dimension", dimension)))
        .with("target", Value::from(record("isotropic")))
        .with("noise", 0.2)
        .with("samples", samples)
        .with("lambda", lambda)
}

#[test]
fn uncorrelated_samples_are_ordinary_ridge_to_rounding() {
    for samples in [40.0, 299.0, 300.0, 301.0, 5000.0] {
        for lambda in [0.0, 1e-30, 1e-12, 1e-4, 0.3, 1e5] {
            let plain = call("evaluate", power_law(300, samples, lambda));
            let unit = record("eigenvalues").with("values", vec![1.0; samples as usize]);
            let none = record("nearestNeighbour").with("strength", 0.0);
            let limit = record("nearestNeighbour").with("strength", 0.0).with("spectrum", "szego");
            for (kind, noise) in [(unit, "matched"), (none, "white"), (limit, "white")] {
                let problem = power_law(300, samples, lambda)
                    .with("sampleCorrelation", Value::from(kind))
                    .with("noiseCorrelation", noise);
                let report = call("evaluate", problem);
                for path in RIDGE {
                    let (a, b) = (read(&report, path), read(&plain, path));
                    let same = relative(a, b) < 3e-13 || (a - b).abs() < 1e-300;
                    assert!(same, "{path} at T = {samples}, λ = {lambda}: {a} {b}");
                }
            }
        }
    }
}

#[test]
fn the_two_resolutions_are_dual_at_any_ridge_and_size() {
    let kinds = [
        exponential(7.0),
        record("nearestNeighbour").with("strength", 0.97).into(),
        record("powerLaw").with("exponent", 0.7).into(),
    ];
    for kind in kinds {
        for samples in [90.0, 300.0, 301.0, 1200.0] {
            for lambda in [1e-30, 1e-14, 1e-3, 10.0, 1e8] {
                for spectrum in ["toeplitz", "szego"] {
                    let Value::Map(mut entries) = kind.clone() else { panic!("no kind") };
                    entries.push(("spectrum".into(), spectrum.into()));
                    let problem = power_law(300, samples, lambda)
                        .with("sampleCorrelation", Value::Map(entries))
                        .with("noiseCorrelation", "white");
                    let report = call("evaluate", problem);
                    let at = |path: &str| read(&report, path);
                    assert_eq!(report.get("status"), Some(&Value::from("Converged")));
                    let product = at("kappa") * at("kappaTilde") * at("df1");
                    assert!(relative(product, lambda * samples) < 1e-12);
                    assert!(relative(at("kappa"), lambda * at("sTransform")) < 1e-12);
                    let (a, b) = (at("df2Samples") / at("df1"), at("df2") / at("df1"));
                    assert!(relative(at("gamma"), a * b) < 1e-12);
                    assert!((at("gamma") + at("oneMinusGamma") - 1.0).abs() < 1e-12);
                    let parts = at("bias") + at("variance.data") + at("variance.noise");
                    assert!(relative(at("excessError"), parts) < 1e-13);
                    assert!(at("trainError") >= 0.0 && at("trainError").is_finite());
                }
            }
        }
    }
}

#[test]
fn the_resolutions_flow_with_the_ridge_as_their_gaps_say() {
    // κ' = (1−a)/(1−ab) and κ̃' = (1−b)/(1−ab) in ln λ.
    let at = |lambda: f64| {
        call("evaluate", power_law(200, 150.0, lambda).with("sampleCorrelation", exponential(6.0)))
    };
    for lambda in [1e-9, 1e-4, 0.2] {
        let step: f64 = 1e-4;
        let (low, middle, high) = (at(lambda * (-step).exp()), at(lambda), at(lambda * step.exp()));
        let slope = |path: &str| (read(&high, path).ln() - read(&low, path).ln()) / (2.0 * step);
        let df = read(&middle, "df1");
        let (a, b) = (read(&middle, "df2Samples") / df, read(&middle, "df2") / df);
        let (kappa, tilde) = (slope("kappa"), slope("kappaTilde"));
        assert!((kappa - (1.0 - a) / (1.0 - a * b)).abs() < 1e-6);
        assert!((tilde - (1.0 - b) / (1.0 - a * b)).abs() < 1e-6);
        assert!((kappa + a * tilde - 1.0).abs() < 1e-6 && (tilde + b * kappa - 1.0).abs() < 1e-6);
    }
}

#[test]
fn the_ridgeless_limit_is_reached_continuously() {
    for (dimension, samples) in [(60, 100.0), (100, 60.0), (200, 40.0), (99, 100.0)] {
        for spectrum in ["toeplitz", "szego"] {
            let at = |lambda: f64| {
                let kind = record("exponential").with("length", 3.0).with("spectrum", spectrum);
                let problem = isotropic(dimension, samples, lambda)
                    .with("sampleCorrelation", Value::from(kind))
                    .with("noiseCorrelation", "white");
                call("evaluate", problem)
            };
            let (none, little) = (at(0.0), at(1e-25));
            for path in ["df1", "testError", "bias", "variance.noise", "gamma", "trainError"] {
                let (a, b) = (read(&none, path), read(&little, path));
                assert!((a - b).abs() <= 1e-9 * b.abs() + 1e-12, "{path}: {a} {b}");
            }
        }
    }
    let peak = isotropic(80, 80.0, 0.0).with("sampleCorrelation", exponential(3.0));
    let peak = call("evaluate", peak);
    assert_eq!(peak.get("status"), Some(&Value::from("InterpolationThreshold")));
    assert_eq!(peak.get("testError"), Some(&Value::from(f64::INFINITY)));
}

#[test]
fn long_runs_approach_the_closed_form_as_one_over_their_length() {
    for kind in [
        exponential(4.0),
        record("nearestNeighbour").with("strength", 0.8).into(),
        record("powerLaw").with("exponent", 1.8).into(),
    ] {
        let error = |samples: usize| {
            let at = |spectrum: &str| {
                let Value::Map(mut entries) = kind.clone() else { panic!("no kind") };
                entries.push(("spectrum".into(), spectrum.into()));
                let problem = isotropic(samples / 2, samples as f64, 0.01)
                    .with("sampleCorrelation", Value::Map(entries));
                read(&call("evaluate", problem), "testError")
            };
            relative(at("toeplitz"), at("szego"))
        };
        let (short, long) = (error(200), error(1600));
        assert!(short < 0.05 && long < 0.2 * short, "{kind:?}: {short} {long}");
    }
}

#[test]
fn a_million_modes_and_a_million_samples() {
    let many = power_law(1_000_000, 500.0, 1e-30).with("sampleCorrelation", exponential(8.0));
    let report = call("evaluate", many);
    assert!(relative(read(&report, "df1"), 500.0) < 1e-12);
    let long = power_law(1000, 1_000_000.0, 1e-4).with("sampleCorrelation", exponential(8.0));
    let limit = record("exponential").with("length", 8.0).with("spectrum", "szego");
    let limit = power_law(1000, 1_000_000.0, 1e-4).with("sampleCorrelation", Value::from(limit));
    let (long, limit) = (call("evaluate", long), call("evaluate", limit));
    assert!(relative(read(&long, "testError"), read(&limit, "testError")) < 1e-6);
}

#[test]
fn test_points_lie_between_prediction_from_neighbours_and_none() {
    for lambda in [1e-20, 1e-3, 1.0, 1e3] {
        for horizon in [0.5, 1.0, 10.0] {
            let test = Record::new().with("horizon", horizon);
            let problem = power_law(200, 120.0, lambda)
                .with("sampleCorrelation", exponential(9.0))
                .with("testCorrelation", Value::from(test));
            let report = call("evaluate", problem);
            let (rho, tau) = (read(&report, "rho"), read(&report, "tau"));
            assert!(1.0 - rho <= tau * (1.0 + 1e-12) && tau <= 1.0, "{rho} {tau}");
            let matched = tau * read(&report, "testError");
            assert!(relative(read(&report, "correlatedTestError"), matched) < 1e-12);
            // The same by eigenvectors instead of the tridiagonal inverse.
            let vector: Vec<f64> =
                (0..120).map(|i| (-(f64::from(119 - i) + horizon) / 9.0).exp()).collect();
            let problem = power_law(200, 120.0, lambda)
                .with("sampleCorrelation", exponential(9.0))
                .with("testCorrelation", Value::from(Record::new().with("vector", vector)));
            let other = call("evaluate", problem);
            for path in ["rho", "tau", "correlatedTestError"] {
                assert!(relative(read(&report, path), read(&other, path)) < 1e-10, "{path}");
            }
        }
    }
}

#[test]
fn a_matrix_is_what_its_kind_says() {
    let rows: Vec<f64> = (0..50)
        .flat_map(|i: i32| (0..50).map(move |j: i32| (-f64::from((i - j).abs()) / 3.0).exp()))
        .collect();
    let matrix = record("matrix").with("values", rows);
    let by_matrix = isotropic(30, 50.0, 0.01)
        .with("sampleCorrelation", Value::from(matrix))
        .with("noiseCorrelation", exponential(3.0));
    let by_kind = isotropic(30, 50.0, 0.01).with("sampleCorrelation", exponential(3.0));
    let (a, b) = (call("evaluate", by_matrix), call("evaluate", by_kind));
    for path in RIDGE {
        assert!(relative(read(&a, path), read(&b, path)) < 1e-11, "{path}");
    }
}

#[test]
fn rows_that_are_all_alike_are_told_from_a_matrix_that_is_none() {
    // exp(-lag/length) is one to rounding: off the constants nothing is left of K but rounding.
    let rows: Vec<f64> = (0..48).map(|i| f64::from(i * i % 17) - f64::from(i % 5)).collect();
    let y: Vec<f64> = (0..24).map(|i| rows[2 * i] - rows[2 * i + 1]).collect();
    for length in [1e15, 1e16, 1e300] {
        let options = Record::new()
            .with("X", crate::support::matrix(rows.clone(), 2))
            .with("y", crate::support::matrix(y.clone(), 1))
            .with("correlation", exponential(length))
            .with("lambda", 0.1);
        let error = ridgelaw::verbs::call("corrGcv", options.into()).unwrap_err();
        assert_eq!((error.code(), error.argument()), ("IllConditioned", "correlation"), "{error}");
    }
}
