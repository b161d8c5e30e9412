//! Ridge theory against the reference cases, identities and limits.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::ridge;
use crate::support::{call, cases, number, population, read, relative};
use ridgelaw::wire::{Record, Value};

const NAMES: [(&str, &str); 10] = [
    ("kappa", "kappa"),
    ("df1", "df1"),
    ("df2", "df2"),
    ("gamma", "gamma"),
    ("one_minus_gamma", "oneMinusGamma"),
    ("bias2", "bias"),
    ("var_X", "variance.data"),
    ("var_Xeps", "variance.noise"),
    ("E_g", "excessError"),
    ("E_tr", "trainError"),
];

fn problem(inputs: &serde_json::Value) -> Record {
    population(inputs)
        .with("model", ridge())
        .with("samples", number(&inputs["P"]))
        .with("lambda", number(&inputs["lam"]))
}

#[test]
fn every_reference_case_holds_to_1e_12() {
    let ids = ["b", "h01", "h02"];
    let mut worst = (0.0, String::new());
    for case in ids.iter().flat_map(|id| cases(id)) {
        let (inputs, outputs) = (&case["inputs"], &case["outputs"]);
        if inputs["lam"].is_null() {
            continue;
        }
        let mut problem = problem(inputs);
        if inputs["Sigma_test_diag"].is_string() {
            let test: Vec<f64> = (1..=1000).map(|k| 1.0 / f64::from(k)).collect();
            problem = problem.with("testSpectrum", test);
        }
        let report = call("evaluate", problem);
        for (name, path) in NAMES.iter().chain(&[("E_g_ood", "outOfDistributionError")]) {
            if outputs[name].is_null() {
                continue;
            }
            let error = relative(read(&report, path), number(&outputs[name]));
            println!("{} {name} {error:.1e}", case["id"]);
            if error > worst.0 {
                worst = (error, format!("{} {name}", case["id"]));
            }
        }
    }
    assert!(worst.0 < 1e-12, "{} at {}", worst.0, worst.1);
}

#[test]
fn the_optimal_ridge_matches_its_reference_case() {
    let case = &cases("b14")[0];
    let options = population(&case["inputs"]).with("samples", number(&case["inputs"]["P"]));
    let best = call("optimalRidge", options);
    for (name, path) in [("kappa_opt", "kappa"), ("lam_opt", "lambda"), ("E_g", "excessError")] {
        let error = relative(read(&best, path), number(&case["outputs"][name]));
        assert!(error < 1e-11, "{name} {error}");
    }
}

#[test]
fn the_edge_matches_its_reference_case() {
    let case = &cases("b15")[0];
    let options = population(&case["inputs"]).with("samples", number(&case["inputs"]["P"]));
    let edge = call("ridgeEdge", options);
    for (name, path) in [("kappa_edge", "kappa"), ("lam_edge", "lambda")] {
        let error = relative(read(&edge, path), number(&case["outputs"][name]));
        assert!(error < 1e-12, "{name} {error}");
    }
}

#[test]
fn the_cross_risk_matches_its_reference_case() {
    let case = &cases("b13")[0];
    let input = |name: &str| number(&case["inputs"][name]);
    let options = population(&case["inputs"])
        .with("samples", vec![input("n1"), input("n2")])
        .with("lambda", vec![input("lam1"), input("lam2")])
        .with("shared", input("n12"));
    let cross = call("crossRisk", options);
    let risk = relative(read(&cross, "risk"), number(&case["outputs"]["cross_risk_incl_noise"]));
    let gamma = relative(read(&cross, "gamma"), number(&case["outputs"]["gamma_ab"]));
    assert!(risk < 1e-13 && gamma < 1e-13, "{risk} {gamma}");
}

#[test]
fn the_continuum_constants_match_their_reference_cases() {
    for case in cases("h05").iter().chain(&cases("h06")).chain(&cases("h07")) {
        let options = Record::new().with("exponent", number(&case["inputs"]["alpha"]));
        let constants = call("powerLawConstants", options);
        for (name, path) in [("c1", "df1"), ("c2", "df2"), ("noise_factor", "noiseFactor")] {
            let error = relative(read(&constants, path), number(&case["outputs"][name]));
            assert!(error < 1e-14, "{name} {error}");
        }
    }
}

#[test]
fn the_local_exponent_keeps_its_digits_at_the_threshold() {
    // P = D, λ → 0: E ~ σ²/(2x) with x ~ (λP)^½ has the exponent 1/4 for a flat spectrum.
    for (samples, lambda) in [(10.0, 1e-30), (40.0, 2.47e-24), (1.0, 1e-53)] {
        let spectrum =
            Record::new().with("kind", "isotropic").with("dimension", samples).with("value", 1.0);
        let target = Record::new().with("kind", "isotropic").with("squaredNorm", 1e-6);
        let problem = Record::new()
            .with("model", ridge())
            .with("spectrum", Value::from(spectrum))
            .with("target", Value::from(target))
            .with("noise", 0.1)
            .with("samples", samples)
            .with("lambda", lambda);
        let exponent = read(&call("evaluate", problem), "localExponent");
        assert!((exponent - 0.25).abs() < 1e-9, "{exponent} at P = {samples}");
    }
}
