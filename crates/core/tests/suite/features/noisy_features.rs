//! Features with noise of their own, and nonlinear ones, against the reference cases and limits.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{PARTS, gaussian_features, law_of_300};
use crate::support::{call, cases, number, numbers, population, read, relative};
use ridgelaw::wire::{Record, Value};
use serde_json::Value as Json;

fn noisy(width: f64, signal_scale: f64, noise_variance: f64) -> Value {
    Record::new()
        .with("kind", "noisyFeatures")
        .with("width", width)
        .with("signalScale", signal_scale)
        .with("noiseVariance", noise_variance)
        .into()
}

fn problem(inputs: &Json) -> Record {
    let of = |name: &str| number(&inputs[name]);
    population(inputs)
        .with("model", noisy(of("N"), of("c"), of("eta")))
        .with("samples", of("P"))
        .with("lambda", of("lam"))
}

const NAMES: [(&str, &str); 7] = [
    ("kappa1", "kappa"),
    ("df1", "df1"),
    ("rho", "rho"),
    ("df_tot", "dfTotal"),
    ("gamma1", "gamma"),
    ("E_g", "excessError"),
    ("E_tr", "trainError"),
];

#[test]
fn every_reference_case_holds_to_1e_12() {
    for case in ["f06", "g"].iter().flat_map(|id| cases(id)) {
        let report = call("evaluate", problem(&case["inputs"]));
        let outputs = &case["outputs"];
        let close = |name: &str, found: f64| {
            let error = relative(found, number(&outputs[name]));
            assert!(error < 1e-12, "{} {name} {error:.1e}", case["id"]);
        };
        NAMES.iter().for_each(|(name, path)| close(name, read(&report, path)));
        let chain = numbers(&report, "kappas");
        close("kappa2", chain[1]);
        close("bias_plus_varF", read(&report, "bias") + read(&report, "variance.features"));
    }
}

#[test]
fn the_parts_add_up_for_any_width_ridge_and_noise() {
    for width in [1.0, 40.0, 149.0, 150.0, 151.0, 300.0, 5000.0] {
        for lambda in [0.0, 1e-30, 1e-14, 1e-6, 1e-2, 1e3] {
            for (scale, noise) in [(1.0, 0.0), (1.0, 1e-30), (2.0, 1e-3), (0.5, 10.0), (0.0, 0.1)] {
                let problem = law_of_300(noisy(width, scale, noise), 150.0, lambda);
                let report = call("evaluate", problem);
                assert!(PARTS.iter().all(|part| read(&report, part) >= 0.0));
                let sum: f64 = PARTS.iter().map(|part| read(&report, part)).sum();
                assert!(relative(read(&report, "excessError"), sum) < 1e-12);
                let total = read(&report, "bias") + read(&report, "variance.features") + 0.05;
                let error = total / read(&report, "oneMinusGamma");
                let found = read(&report, "testError");
                assert!(relative(found, error) < 1e-9, "{width} {lambda} {scale} {noise}: {found}");
                let gamma = read(&report, "gamma") + read(&report, "oneMinusGamma");
                assert!((gamma - 1.0).abs() < 1e-12, "{width} {lambda} {scale} {noise}: {gamma}");
            }
        }
    }
}

#[test]
fn without_noise_they_are_linear_features() {
    for width in [40.0, 150.0, 299.0, 300.0, 301.0] {
        for samples in [30.0, 150.0, 300.0, 1000.0] {
            for lambda in [0.0, 1e-30, 1e-10, 1e-3, 10.0] {
                let a = call("evaluate", law_of_300(noisy(width, 1.0, 0.0), samples, lambda));
                let b = call("evaluate", law_of_300(gaussian_features(&[width]), samples, lambda));
                let more = ["kappa", "df1", "df2", "rho", "gamma", "trainError", "sTransform"];
                for path in PARTS.iter().chain(&more) {
                    let (x, y) = (read(&a, path), read(&b, path));
                    let error = if x == y { 0.0 } else { (x - y).abs() / y.abs().max(1e-300) };
                    assert!(error < 1e-10, "{path} at N {width} P {samples} λ {lambda}: {x} {y}");
                }
                assert_eq!(a.get("status"), b.get("status"));
            }
        }
    }
}
