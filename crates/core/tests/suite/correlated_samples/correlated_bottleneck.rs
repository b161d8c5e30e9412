//! What limits ridge regression on correlated samples: each limit lifted, against problems that do not have it.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, read, relative};
use ridgelaw::wire::{Record, Value};

fn kind(name: &str) -> Record {
    Record::new().with("kind", name)
}

fn problem(samples: f64, lambda: f64, noise: f64) -> Record {
    let spectrum = kind("powerLaw").with("exponent", 1.4).with("modes", 300.0);
    Record::new()
        .with("model", Value::from(kind("ridge")))
        .with("spectrum", Value::from(spectrum))
        .with("target", Value::from(kind("powerLaw").with("source", 0.4)))
        .with("noise", noise)
        .with("samples", samples)
        .with("lambda", lambda)
}

fn series(length: f64) -> Value {
    kind("exponential").with("length", length).into()
}

/// Two kinds of samples, a third of them eight times as loud.
fn listed(samples: f64, scale: f64) -> Value {
    kind("eigenvalues")
        .with("values", vec![2.4 * scale, 0.3 * scale])
        .with("multiplicities", vec![samples / 3.0, samples * 2.0 / 3.0])
        .into()
}

fn without(answer: &Value, name: &str) -> f64 {
    read(answer.get("without").unwrap(), name)
}

fn excess(problem: Record) -> f64 {
    read(&call("evaluate", problem), "excessError")
}

fn name(answer: &Value) -> String {
    match answer.get("bottleneck") {
        Some(Value::Text(text)) => text.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn uncorrelated_samples_have_that_of_ridge_regression() {
    for lambda in [0.0, 1e-4, 0.3] {
        let unit = kind("eigenvalues").with("values", vec![1.0]).with("multiplicities", vec![90.0]);
        let plain = call("bottleneck", problem(90.0, lambda, 0.2));
        let given = problem(90.0, lambda, 0.2).with("sampleCorrelation", Value::from(unit));
        let given = call("bottleneck", given);
        assert_eq!(name(&given), name(&plain));
        for limit in ["samples", "ridge", "noise"] {
            let apart = relative(without(&given, limit), without(&plain, limit));
            assert!(apart < 1e-9, "{lambda} {limit} {apart}");
        }
        assert!(relative(without(&given, "correlation"), read(&plain, "excessError")) < 1e-9);
        assert!(relative(read(&given, "bestLambda"), read(&plain, "bestLambda")) < 1e-5);
    }
}

/// The same shape of K at a thousand and a million times the samples: what is left falls as 1/T.
#[test]
fn ever_more_samples_come_to_what_is_told() {
    for noise in ["matched", "white"] {
        for scale in [1.0, 5.0] {
            let with = |samples: f64| {
                problem(samples, 0.02, 0.3)
                    .with("sampleCorrelation", listed(samples, scale))
                    .with("noiseCorrelation", noise)
            };
            let limit = without(&call("bottleneck", with(90.0)), "samples");
            let [near, nearer] = [9e5, 9e6].map(|samples| excess(with(samples)) / limit - 1.0);
            assert!(near > 0.0 && near < 0.02, "{noise} {scale}: {near}");
            assert!(relative(nearer * 10.0, near) < 0.02, "{noise} {scale}: {near} {nearer}");
        }
    }
    let long = |samples: f64| {
        let limit = kind("exponential").with("length", 4.0).with("spectrum", "szego");
        problem(samples, 0.02, 0.3).with("sampleCorrelation", Value::from(limit))
    };
    let limit = without(&call("bottleneck", long(90.0)), "samples");
    let [near, nearer] = [1e5, 1e7].map(|samples| excess(long(samples)) / limit - 1.0);
    assert!(near > 0.0 && near < 0.1 && relative(nearer * 100.0, near) < 0.1, "{near} {nearer}");
}

#[test]
fn lifted_limits_are_problems_without_them() {
    for noise in ["matched", "white"] {
        let with = |lambda: f64, variance: f64| {
            problem(120.0, lambda, variance)
                .with("sampleCorrelation", series(6.0))
                .with("noiseCorrelation", noise)
        };
        let answer = call("bottleneck", with(1e-3, 0.2));
        assert!(relative(read(&answer, "excessError"), excess(with(1e-3, 0.2))) < 1e-13);
        assert!(relative(without(&answer, "noise"), excess(with(1e-3, 0.0))) < 1e-13);
        let independent = excess(problem(120.0, 1e-3, 0.2));
        assert!(relative(without(&answer, "correlation"), independent) < 1e-12);
        // No ridge does better than the best, which does as told.
        let best = without(&answer, "ridge");
        let at_best = excess(with(read(&answer, "bestLambda"), 0.2));
        assert!(relative(at_best, best) < 1e-9);
        for power in -20..=8 {
            let other = excess(with(10f64.powf(0.5 * f64::from(power)), 0.2));
            assert!(other >= best * (1.0 - 1e-9), "{noise} {power} {other} {best}");
        }
    }
    // Samples of variance five are those of variance one at a fifth of the ridge.
    let scaled = kind("eigenvalues").with("values", vec![5.0]).with("multiplicities", vec![90.0]);
    for (noise, variance) in [("matched", 0.2), ("white", 0.04)] {
        let given = problem(90.0, 0.05, 0.2)
            .with("sampleCorrelation", Value::from(scaled.clone()))
            .with("noiseCorrelation", noise);
        let answer = call("bottleneck", given);
        let plain = excess(problem(90.0, 0.01, variance));
        assert!(relative(without(&answer, "correlation"), plain) < 1e-12, "{noise}");
        assert!(relative(read(&answer, "excessError"), plain) < 1e-11, "{noise}");
    }
}

#[test]
fn it_is_what_is_scarce() {
    let at = |samples: f64, lambda: f64, noise: f64, length: f64| {
        name(&call(
            "bottleneck",
            problem(samples, lambda, noise).with("sampleCorrelation", series(length)),
        ))
    };
    assert_eq!(at(250.0, 1e-6, 0.0, 200.0), "correlation");
    assert_eq!(at(40.0, 1e-6, 0.0, 0.5), "samples");
    assert_eq!(at(2_000.0, 5.0, 0.0, 1.0), "ridge");
    assert_eq!(at(200.0, 1e-4, 20.0, 3.0), "noise");
}

/// Also with a noise of its own, and where several training sets are averaged.
#[test]
fn noise_of_its_own_and_ensembles_are_answered_for() {
    let own = kind("nearestNeighbour").with("strength", 0.6);
    let ensemble = Record::new().with("size", 4.0).with("over", "data");
    let given = problem(80.0, 0.01, 0.4)
        .with("sampleCorrelation", series(3.0))
        .with("noiseCorrelation", Value::from(own));
    let answer = call("bottleneck", given);
    assert!(relative(without(&answer, "correlation"), excess(problem(80.0, 0.01, 0.4))) < 1e-12);
    let several = |record: Record| record.with("ensemble", Value::from(ensemble.clone()));
    let given = several(problem(80.0, 0.01, 0.4)).with("sampleCorrelation", series(3.0));
    let answer = call("bottleneck", given);
    let independent = excess(several(problem(80.0, 0.01, 0.4)));
    assert!(relative(without(&answer, "correlation"), independent) < 1e-12);
    assert!(without(&answer, "samples") < without(&answer, "correlation"));
}
