//! What must hold for random features of every population: identities and limits, on random problems.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::elements::{covariance, density, moment, semicircle, spectrum, sum};
use crate::support::problems::{PARTS, blocks, features, gaussian, ridge};
use crate::support::{call, numbers, read, relative};
use proptest::prelude::*;
use ridgelaw::wire::{Record, Value};

#[derive(Debug, Clone)]
struct Case {
    values: Vec<f64>,
    counts: Vec<f64>,
    squared: Vec<f64>,
    noise: f64,
    samples: f64,
    lambda: f64,
}

/// Spectra over eight decades with multiplicities, ridges down to 1e-30, P from far below to far above the rank.
fn case() -> impl Strategy<Value = Case> {
    let mode = (-7.0..1.0f64, 1..5u32, -3.0..2.0f64);
    let lambda = prop_oneof![Just(1e-30), (-15.0..3.0f64).prop_map(|e| 10f64.powf(e))];
    (prop::collection::vec(mode, 2..20), 0.01..2.0f64, 2..80u32, lambda).prop_map(
        |(modes, noise, samples, lambda)| Case {
            values: modes.iter().map(|mode| 10f64.powf(mode.0)).collect(),
            counts: modes.iter().map(|mode| f64::from(mode.1)).collect(),
            squared: modes.iter().map(|mode| 10f64.powf(mode.2)).collect(),
            noise,
            samples: f64::from(samples),
            lambda,
        },
    )
}

/// One to three layers of any kind.
fn layers() -> impl Strategy<Value = Vec<Value>> {
    let layer = (0..4u32, 2..80u32, 0.2..2.0f64).prop_map(|(kind, width, exponent)| {
        let width = f64::from(width);
        let weights: Vec<f64> = (1..=width as u32).map(|j| f64::from(j).powf(-exponent)).collect();
        match kind {
            0 => gaussian(width),
            1 => Record::new()
                .with("kind", "gaussian")
                .with("width", width)
                .with("weightSpectrum", weights)
                .into(),
            // At most two, as there is one direction at least.
            2 => Record::new().with("kind", "orthogonal").with("width", 2.0).into(),
            _ => Record::new().with("kind", "empirical").with("eigenvalues", vec![1.5, 0.1]).into(),
        }
    });
    prop::collection::vec(layer, 1..4)
}

fn problem(case: &Case, model: Value) -> Record {
    blocks(case.values.clone(), case.counts.clone(), case.squared.clone())
        .with("model", model)
        .with("noise", case.noise)
        .with("samples", case.samples)
        .with("lambda", case.lambda)
}

fn report(case: &Case, model: Value) -> Value {
    call("evaluate", problem(case, model))
}

fn noisy(width: f64, noise: f64) -> Value {
    let model = Record::new().with("kind", "noisyFeatures").with("width", width);
    model.with("noiseVariance", noise).into()
}

/// κ₁ and the last κ.
fn ends(report: &Value) -> [f64; 2] {
    let chain = numbers(report, "kappas");
    [chain[0], chain[chain.len() - 1]]
}

/// Bias and parts of the variance are positive and add up, and the rest follows from them.
fn adds_up(report: &Value, noise: f64) -> Result<(), TestCaseError> {
    let parts: Vec<f64> = PARTS.iter().map(|part| read(report, part)).collect();
    prop_assert!(parts.iter().all(|part| *part >= 0.0), "{:?}", report);
    let excess: f64 = parts.iter().sum();
    prop_assert!(relative(read(report, "excessError"), excess) < 1e-12);
    prop_assert!(relative(read(report, "testError"), excess + noise) < 1e-12);
    let kept = read(report, "bias") + read(report, "variance.features") + noise;
    prop_assert!(relative(read(report, "testError"), kept / read(report, "oneMinusGamma")) < 1e-9);
    prop_assert!(read(report, "trainError") <= read(report, "testError") * (1.0 + 1e-12));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_decomposition_adds_up(
        case in case(), layers in layers(), width in 1..90u32, eta in -12.0..1.0f64,
    ) {
        adds_up(&report(&case, features(layers)), case.noise)?;
        adds_up(&report(&case, noisy(f64::from(width), 10f64.powf(eta))), case.noise)?;
        let model = Record::new().with("kind", "nonlinearFeatures").with("width", f64::from(width));
        adds_up(&report(&case, model.with("activation", "relu").into()), case.noise)?;
    }

    #[test]
    fn it_adds_up_where_all_dimensions_are_equal(case in case(), depth in 1..4usize) {
        let rank: f64 = case.counts.iter().sum();
        for samples in [rank, 2.0 * rank] {
            let equal = Case { samples, lambda: 1e-30, ..case.clone() };
            let model = features(vec![gaussian(rank); depth]);
            adds_up(&report(&equal, model), case.noise)?;
            adds_up(&report(&equal, noisy(rank, 0.1)), case.noise)?;
        }
    }

    #[test]
    fn the_order_of_layers_does_not_matter(case in case(), layers in layers(), turn in 0..3usize) {
        let mut other = layers.clone();
        other.reverse();
        let turn = turn % other.len();
        other.rotate_left(turn);
        let (a, b) = (report(&case, features(layers)), report(&case, features(other)));
        for path in PARTS.iter().chain(&["rho", "df1", "df2", "trainError", "testError"]) {
            prop_assert!(relative(read(&a, path), read(&b, path)) < 1e-9, "{}", path);
        }
    }

    #[test]
    fn many_draws_of_features_are_ridge_at_the_effective_ridge(case in case(), layers in layers()) {
        let ensemble = Record::new().with("size", 1e15).with("over", "features");
        let many = problem(&case, features(layers)).with("ensemble", Value::from(ensemble));
        let many = call("evaluate", many);
        let [first, last] = ends(&many);
        // λ κ₂/κ₁ where κ₁ has all its digits.
        let effective = Case { lambda: case.lambda * (last / first), ..case.clone() };
        let plain = report(&effective, ridge());
        prop_assert!(relative(read(&plain, "kappa"), last) < 1e-9);
        // All else has been divided by 1e15; next to a threshold it is as much larger.
        for path in ["bias", "variance.data", "variance.noise"] {
            prop_assert!(relative(read(&many, path), read(&plain, path)) < 1e-9, "{}", path);
        }
    }

    #[test]
    fn very_wide_features_are_ridge_regression(case in case(), depth in 1..4usize) {
        let wide = report(&case, features(vec![gaussian(1e15); depth]));
        let plain = report(&case, ridge());
        for path in ["kappa", "df1", "df2", "bias", "variance.data", "testError", "trainError"] {
            prop_assert!(relative(read(&wide, path), read(&plain, path)) < 1e-10, "{}", path);
        }
    }

    #[test]
    fn without_noise_noisy_features_are_linear(case in case(), width in 1..90u32) {
        let width = f64::from(width);
        let (a, b) = (report(&case, noisy(width, 0.0)), report(&case, features(vec![gaussian(width)])));
        // And little noise is nearly none: η is added to the resolution of the features.
        let near = report(&case, noisy(width, 1e-14 * ends(&b)[1]));
        for path in PARTS.iter().chain(&["df1", "df2", "trainError", "testError"]) {
            prop_assert!(relative(read(&a, path), read(&b, path)) < 1e-10, "{}", path);
            let off = (read(&near, path) - read(&b, path)).abs();
            let usual = case.lambda > 1e-3;
            prop_assert!(!usual || off < 1e-6 * read(&b, "testError"), "{} {}", path, off);
        }
    }

    #[test]
    fn densities_have_their_mass_and_moments(case in case(), variance in -6.0..1.0f64) {
        let Case { values, counts, samples, .. } = &case;
        let dimension: f64 = counts.iter().sum();
        let mean = |power: i32| -> f64 {
            values.iter().zip(counts).map(|(x, n)| n * x.powi(power)).sum::<f64>() / dimension
        };
        let (m1, m2, variance) = (mean(1), mean(2), 10f64.powf(variance));
        let sample = density(&covariance(values, counts, *samples));
        let second = m2 + m1 * m1 * dimension / samples;
        let noisy = density(&sum(vec![spectrum(values, counts), semicircle(dimension, 0.0, variance)]));
        let twice = density(&sum(vec![spectrum(values, counts), spectrum(values, counts)]));
        let expected = [
            (sample, [1.0, m1, second]),
            (noisy, [1.0, m1, m2 + variance]),
            (twice, [1.0, 2.0 * m1, 2.0 * (m2 + m1 * m1)]),
        ];
        for (i, (answer, moments)) in expected.into_iter().enumerate() {
            prop_assert_eq!(answer.get("status"), Some(&Value::from("Converged")), "{}", i);
            let size = moments[2].sqrt();
            for (k, expected) in (0..).zip(moments) {
                let error = (moment(&answer, k) - expected).abs();
                prop_assert!(error < 1e-10 * size.powi(k), "{}: {:e}", k, error);
            }
        }
    }
}
