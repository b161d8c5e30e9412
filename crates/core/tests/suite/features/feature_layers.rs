//! Layers of each kind, and weights on inputs: which saturate, and which are one another.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{PARTS, blocks, features, gaussian, law_of_300};
use crate::support::{call, read, relative};
use ridgelaw::wire::{Record, Value};

fn empirical(eigenvalues: Vec<f64>) -> Value {
    Record::new().with("kind", "empirical").with("eigenvalues", eigenvalues).into()
}

fn orthogonal(width: f64) -> Value {
    Record::new().with("kind", "orthogonal").with("width", width).into()
}

#[test]
fn an_empirical_or_structured_layer_of_equal_eigenvalues_is_its_plain_kin() {
    // FFᵀ with D equal eigenvalues is a multiple of the identity: ridge at another scale.
    let equal = Record::new().with("kind", "empirical").with("eigenvalues", vec![1.0; 300]);
    let flat = call("evaluate", law_of_300(features(vec![equal.into()]), 150.0, 1e-3));
    assert!((read(&flat, "rho") - 1.0).abs() < 1e-10);
    assert!(read(&flat, "variance.features") < 1e-12);
    let ones = Record::new()
        .with("kind", "gaussian")
        .with("width", 100.0)
        .with("weightSpectrum", vec![1.0; 100]);
    let structured = call("evaluate", law_of_300(features(vec![ones.into()]), 150.0, 1e-12));
    let plain = call("evaluate", law_of_300(features(vec![gaussian(100.0)]), 150.0, 1e-12));
    for path in ["kappa", "rho", "excessError", "trainError"] {
        assert!(relative(read(&structured, path), read(&plain, path)) < 1e-10, "{path}");
    }
}

#[test]
fn layers_that_can_be_inverted_do_not_saturate() {
    let listed = || (1..=300).map(|k| 1.0 / f64::from(k)).collect::<Vec<f64>>();
    let whole = [orthogonal(300.0), empirical(listed())];
    for layers in [vec![whole[0].clone()], vec![whole[1].clone()], whole.to_vec()] {
        for samples in [200.0, 299.0, 301.0, 900.0] {
            let none = call("evaluate", law_of_300(features(layers.clone()), samples, 0.0));
            let little = call("evaluate", law_of_300(features(layers.clone()), samples, 1e-28));
            for path in PARTS.iter().chain(&["testError", "df1", "rho", "gamma"]) {
                let (a, b) = (read(&none, path), read(&little, path));
                assert!((a - b).abs() <= 1e-8 * b.abs() + 1e-12, "{path} at {samples}: {a} {b}");
            }
        }
    }
    // P = N = D = rank: the noise of the data diverges, what the features add to it does not.
    let wider = vec![gaussian(310.0)];
    for layers in [vec![whole[0].clone()], vec![whole[1].clone()], whole.to_vec(), wider] {
        let none = call("evaluate", law_of_300(features(layers.clone()), 300.0, 0.0));
        assert_eq!(none.get("status"), Some(&Value::from("InterpolationThreshold")));
        let little = call("evaluate", law_of_300(features(layers), 300.0, 1e-28));
        for path in ["variance.featuresNoise", "variance.featuresData", "variance.features"] {
            let (a, b) = (read(&none, path), read(&little, path));
            assert!((a - b).abs() <= 1e-6 * b.abs() + 1e-8, "{path}: {a} {b}");
        }
    }
    // A square orthogonal F changes nothing.
    let turned = call("evaluate", law_of_300(features(vec![orthogonal(300.0)]), 150.0, 1e-3));
    let wide = call("evaluate", law_of_300(features(vec![gaussian(1e13)]), 150.0, 1e-3));
    for path in ["kappa", "testError", "trainError", "variance.data"] {
        assert!(relative(read(&turned, path), read(&wide, path)) < 1e-9, "{path}");
    }
}
/// Blocks of equal eigenvalues, seen by features of weighted inputs.
fn weighted(weights: &[f64], samples: f64, lambda: f64) -> Record {
    let model = Record::new()
        .with("kind", "randomFeatures")
        .with("layers", vec![gaussian(100.0)])
        .with("inputWeightSpectrum", weights.to_vec());
    let [values, counts, squared] =
        [[2.0, 1.0, 0.3, 0.0], [40.0, 60.0, 90.0, 10.0], [0.02, 0.01, 0.05, 0.3]];
    blocks(values.to_vec(), counts.to_vec(), squared.to_vec())
        .with("model", model)
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
    let seen = blocks(vec![2.0, 1.0], vec![40.0, 60.0], vec![0.02, 0.01])
        .with("model", features(vec![gaussian(100.0)]))
        .with("noise", 0.1 + unseen)
        .with("samples", 150.0)
        .with("lambda", 0.1);
    let noisy = call("evaluate", seen);
    assert!(relative(read(&blind, "testError"), read(&noisy, "testError")) < 1e-12);
    assert!(relative(read(&blind, "bias"), read(&noisy, "bias") + unseen) < 1e-12);
    assert!(relative(read(&blind, "trainError"), read(&noisy, "trainError")) < 1e-12);
}
