//! Models with random features against an independent solver of 150 digits: test/oracle/features.py.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{fixture, number, plain, read, relative};
use ridgelaw::activation::{Activation, Hermite};
use ridgelaw::wire::Value;

#[test]
fn random_problems_of_every_kind_hold_to_1e_10() {
    let mut worst = (0.0, String::new());
    for (i, case) in fixture("features")["problems"].as_array().unwrap().iter().enumerate() {
        let report = ridgelaw::verbs::call("evaluate", plain(&case["problem"])).unwrap();
        for (name, expected) in case["report"].as_object().unwrap() {
            let found = match name.as_str() {
                "kappa2" => match report.get("kappas") {
                    Some(Value::Numbers(chain)) => chain[chain.len() - 1],
                    _ => panic!("no chain"),
                },
                name => read(&report, name),
            };
            let error = relative(found, number(expected));
            if error > 1e-11 {
                println!("{i} {name} {error:.1e} {found} {expected} {}", case["problem"]);
            }
            if error > worst.0 || error.is_nan() {
                worst = (error, format!("problem {i}: {name}"));
            }
        }
    }
    println!("{worst:?}");
    assert!(worst.0 < 1e-10, "{} at {}", worst.0, worst.1);
}

#[test]
fn coefficients_of_every_activation_hold_to_1e_12() {
    for case in fixture("features")["activations"].as_array().unwrap() {
        let name = case["activation"].as_str().unwrap();
        let (_, activation) =
            Activation::NAMES.into_iter().find(|(known, _)| *known == name).unwrap();
        let hermite = Hermite::of(activation, number(&case["scale"]), 5).unwrap();
        let size = hermite.second_moment.sqrt();
        for (k, expected) in case["coefficients"].as_array().unwrap().iter().enumerate() {
            let error = (hermite.coefficients[k] - number(expected)).abs() / size;
            assert!(error < 1e-14, "{name} μ_{k}: {error:.1e}");
        }
        let (found, expected) = (hermite.nonlinear, number(&case["nonlinear"]));
        let error = (found - expected).abs() / expected.max(1e-20);
        assert!(error < 1e-12, "{name} μ_*²: {found} {expected}");
    }
}
