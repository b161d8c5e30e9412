//! What must hold for every population: bounds, identities, invariances.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::problems::{blocks, eigenmodes, ridge};
use crate::support::{call, numbers, read, relative};
use proptest::prelude::*;
use ridgelaw::wire::{Record, Value};

#[derive(Debug, Clone)]
struct Case {
    values: Vec<f64>,
    squared: Vec<f64>,
    noise: f64,
    samples: f64,
    lambda: f64,
}

/// Spectra over twelve decades, ridges over eighteen, P below and above the rank.
fn case() -> impl Strategy<Value = Case> {
    let mode = (-9.0..3.0f64, -3.0..3.0f64);
    let lambda = prop_oneof![Just(0.0), (-15.0..3.0f64).prop_map(|e| 10f64.powf(e))];
    let noise = prop_oneof![Just(0.0), 1e-3..2.0f64];
    (prop::collection::vec(mode, 2..60), noise, 1..100u32, lambda)
        .prop_filter("a threshold is infinite", |(modes, _, samples, lambda)| {
            *lambda > 0.0 || modes.len() != *samples as usize
        })
        .prop_map(|(modes, noise, samples, lambda)| Case {
            values: modes.iter().map(|m| 10f64.powf(m.0)).collect(),
            squared: modes.iter().map(|m| 10f64.powf(m.1)).collect(),
            noise,
            samples: f64::from(samples),
            lambda,
        })
}

fn solve(population: Record, noise: f64, samples: f64, lambda: f64) -> Value {
    let problem = population
        .with("model", ridge())
        .with("noise", noise)
        .with("samples", samples)
        .with("lambda", lambda);
    call("evaluate", problem)
}

fn report(case: &Case) -> Value {
    let population = eigenmodes(case.values.clone(), case.squared.clone());
    solve(population, case.noise, case.samples, case.lambda)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() })]

    #[test]
    fn errors_are_ordered_and_add_up(case in case()) {
        let r = report(&case);
        let at = |path: &str| read(&r, path);
        prop_assert!(at("trainError") <= at("testError") * (1.0 + 1e-12));
        prop_assert!(at("kappa") >= case.lambda);
        prop_assert!(at("df2") <= at("df1") * (1.0 + 1e-14));
        prop_assert!(at("df1") <= case.samples * (1.0 + 1e-12));
        let sum = at("bias") + at("variance.data") + at("variance.noise");
        prop_assert!(relative(at("excessError"), sum) < 1e-13);
        let total = (at("bias") + case.noise) / at("oneMinusGamma");
        prop_assert!(relative(at("testError"), total) < 1e-9);
        if case.lambda > 0.0 {
            let slack = case.lambda / at("kappa");
            prop_assert!(relative(at("trainError"), slack * slack * total) < 1e-12);
            prop_assert!(relative(at("sTransform"), 1.0 / slack) < 1e-12);
            // λ = κ(1 − df₁/P), as far as the subtraction holds.
            let direct = at("kappa") * (1.0 - at("df1") / case.samples);
            prop_assert!((direct - case.lambda).abs() <= 1e-12 * at("kappa"));
        }
    }

    #[test]
    fn nothing_is_nan_at_the_threshold_or_anywhere_near(case in case(), offset in -1e-6..1e-6f64) {
        let rank = case.values.len() as f64;
        for samples in [rank, rank * (1.0 + offset), case.samples] {
            for lambda in [0.0, 1e-300, case.lambda] {
                let test = case.squared.clone();
                let population = eigenmodes(case.values.clone(), case.squared.clone());
                let population = population.with("testSpectrum", test);
                let report = solve(population, case.noise, samples, lambda);
                prop_assert!(!report.has_nan(), "{:?}", report);
                let infinite = read(&report, "testError").is_infinite();
                let status = report.get("status") == Some(&Value::from("InterpolationThreshold"));
                prop_assert_eq!(infinite, status);
            }
        }
    }

    #[test]
    fn below_zero_the_same_identities_hold_down_to_the_edge(case in case(), share in 0.01..0.95f64) {
        prop_assume!((case.samples - case.values.len() as f64).abs() > 0.5);
        let population = || eigenmodes(case.values.clone(), case.squared.clone());
        let edge = call("ridgeEdge", population().with("samples", case.samples));
        let least = read(&edge, "lambda");
        prop_assume!(least < 0.0);
        let lambda = share * least;
        let report = solve(population(), case.noise, case.samples, lambda);
        let at = |path: &str| read(&report, path);
        prop_assert!(at("kappa") > read(&edge, "kappa"));
        prop_assert!(at("oneMinusGamma") > 0.0);
        // κ(1 − df₁/P) by plain subtraction, good to the digits that it keeps.
        let direct = at("kappa") * (1.0 - at("df1") / case.samples);
        let lost = at("kappa").abs() * (1.0 + at("df1") / case.samples);
        prop_assert!((direct - lambda).abs() <= 1e-11 * lost + 1e-9 * lambda.abs());
        let sum = at("bias") + at("variance.data") + at("variance.noise");
        prop_assert!(relative(at("excessError"), sum) < 1e-12);
        let beyond = population()
            .with("model", ridge())
            .with("samples", case.samples)
            .with("lambda", least * (1.0 + 1e-9));
        prop_assert!(ridgelaw::verbs::call("evaluate", beyond.into()).is_err());
    }

    #[test]
    fn out_of_distribution_on_the_training_spectrum_is_the_excess_error(case in case()) {
        prop_assume!(case.lambda > 0.0);
        let population = eigenmodes(case.values.clone(), case.squared.clone())
            .with("testSpectrum", case.values.clone());
        let report = solve(population, case.noise, case.samples, case.lambda);
        let shifted = read(&report, "outOfDistributionError");
        prop_assert!(relative(shifted, read(&report, "excessError")) < 1e-12);
    }

    #[test]
    fn kappa_rises_with_the_ridge_and_falls_with_samples(case in case(), factor in 1.01..100.0f64) {
        let kappa = read(&report(&case), "kappa");
        let more = Case { lambda: (case.lambda * factor).max(1e-12), ..case.clone() };
        prop_assert!(read(&report(&more), "kappa") >= kappa);
        let longer = Case { samples: case.samples * factor, ..case };
        prop_assert!(read(&report(&longer), "kappa") <= kappa * (1.0 + 1e-13));
    }

    #[test]
    fn the_order_of_modes_does_not_matter(case in case(), turn in 0..60usize) {
        let mut other = case.clone();
        let turn = turn % other.values.len();
        other.values.rotate_left(turn);
        other.squared.rotate_left(turn);
        let (a, b) = (report(&case), report(&other));
        for path in ["kappa", "df1", "df2", "testError", "trainError", "bias"] {
            prop_assert!(relative(read(&a, path), read(&b, path)) < 1e-12, "{}", path);
        }
    }

    #[test]
    fn scaling_the_features_scales_the_ridge(case in case(), power in -30..30i32) {
        let scale = 2f64.powi(power);
        let scaled = Case {
            values: case.values.iter().map(|s| s * scale).collect(),
            squared: case.squared.iter().map(|w| w / scale).collect(),
            lambda: case.lambda * scale,
            ..case.clone()
        };
        let (a, b) = (report(&case), report(&scaled));
        prop_assert!(relative(read(&b, "kappa"), read(&a, "kappa") * scale) < 1e-12);
        for path in ["df1", "df2", "testError", "excessError"] {
            prop_assert!(relative(read(&a, path), read(&b, path)) < 1e-10, "{}", path);
        }
    }

    #[test]
    fn multiplicities_are_repetitions(case in case(), copies in 2..5usize) {
        let repeat = |x: &[f64]| -> Vec<f64> {
            x.iter().flat_map(|x| std::iter::repeat_n(*x, copies)).collect()
        };
        prop_assume!(case.lambda > 0.0);
        let many = vec![copies as f64; case.values.len()];
        let a = blocks(case.values.clone(), many, case.squared.clone());
        let b = eigenmodes(repeat(&case.values), repeat(&case.squared));
        let a = solve(a, case.noise, case.samples, case.lambda);
        let b = solve(b, case.noise, case.samples, case.lambda);
        for path in ["kappa", "df1", "df2", "testError", "trainError"] {
            prop_assert!(relative(read(&a, path), read(&b, path)) < 1e-11, "{}", path);
        }
    }

    #[test]
    fn a_grid_is_its_points(case in case(), factor in 1.1..10.0f64) {
        let lambdas = vec![case.lambda + 1e-9, case.lambda * factor + 1e-6];
        let samples = vec![case.samples, case.samples * factor];
        let problem = eigenmodes(case.values.clone(), case.squared.clone())
            .with("model", ridge())
            .with("noise", case.noise)
            .with("samples", samples.clone())
            .with("lambda", lambdas.clone());
        let grid = call("evaluate", problem);
        let errors = numbers(&grid, "testError");
        for (i, samples) in samples.iter().enumerate() {
            for (j, lambda) in lambdas.iter().enumerate() {
                let point = report(&Case { samples: *samples, lambda: *lambda, ..case.clone() });
                prop_assert!(relative(errors[2 * i + j], read(&point, "testError")) < 1e-10);
            }
        }
    }

    #[test]
    fn an_infinite_bag_is_one_fit_at_its_equivalent_ridge(case in case(), share in 0.1..1.0f64) {
        prop_assume!(case.lambda > 1e-9);
        let bag = eigenmodes(case.values.clone(), case.squared.clone())
            .with("noise", case.noise)
            .with("samples", case.samples)
            .with("bagSize", case.samples * share)
            .with("bags", 1e9)
            .with("lambda", case.lambda);
        let bag = call("bagging", bag);
        let whole = Case { lambda: read(&bag, "equivalentLambda"), ..case };
        let error = read(&report(&whole), "testError");
        prop_assert!(relative(read(&bag, "crossError"), error) < 1e-9);
    }

    #[test]
    fn no_ridge_beats_the_optimal_one(case in case(), factor in 0.001..1000.0f64) {
        let best = eigenmodes(case.values.clone(), case.squared.clone())
            .with("noise", case.noise)
            .with("samples", case.samples);
        let best = call("optimalRidge", best);
        let lambda = read(&best, "lambda").abs().max(1e-12) * factor;
        let other = report(&Case { lambda, ..case });
        prop_assert!(read(&best, "testError") <= read(&other, "testError") * (1.0 + 1e-10));
    }

    #[test]
    fn the_local_exponent_is_the_slope_of_the_curve(case in case()) {
        prop_assume!(case.lambda > 1e-9);
        let step = 1e-5;
        let at = |factor: f64| {
            let samples = case.samples * factor;
            read(&report(&Case { samples, ..case.clone() }), "excessError").ln()
        };
        let slope = (at(1.0 - step) - at(1.0 + step)) / ((1.0 + step) / (1.0 - step)).ln();
        let exponent = read(&report(&case), "localExponent");
        prop_assert!((slope - exponent).abs() < 1e-4 * (1.0 + exponent.abs()), "{} {}", slope, exponent);
    }
}
