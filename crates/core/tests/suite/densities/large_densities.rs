//! Densities of many levels: two spectra of a thousand each, a million modes, a hundred thousand quantiles.

#![allow(clippy::cast_possible_wrap, clippy::unwrap_used, reason = "tests")]

use crate::support::elements::{density, moment, semicircle as wigner, sum};
use crate::support::{call, list, numbers, read, relative};
use ridgelaw::error::Error;
use ridgelaw::wire::{Record, Value};

fn spectrum(values: Vec<f64>) -> Value {
    Record::new().with("kind", "eigenvalues").with("values", values).into()
}

fn semicircle(dimension: usize, variance: f64) -> Value {
    wigner(dimension as f64, 0.0, variance)
}

fn power_law(n: usize, exponent: f64) -> Vec<f64> {
    (1..=n).map(|k| (k as f64).powf(-exponent)).collect()
}

fn equally_spaced(n: usize) -> Vec<f64> {
    (1..=n).map(|k| k as f64 / n as f64).collect()
}

/// Mean of a power of the levels.
fn mean(levels: &[f64], power: i32) -> f64 {
    levels.iter().map(|x| x.powi(power)).sum::<f64>() / levels.len() as f64
}

/// Mean, variance and third cumulant, which add under free sums as they do under others.
fn cumulants(levels: &[f64]) -> [f64; 3] {
    let m = mean(levels, 1);
    let central = |power: i32| levels.iter().map(|x| (x - m).powi(power)).sum::<f64>();
    [m, central(2) / levels.len() as f64, central(3) / levels.len() as f64]
}

fn check(name: &str, answer: &Value, [mean, variance, third]: [f64; 3]) {
    assert_eq!(answer.get("status"), Some(&Value::from("Converged")), "{name}");
    let expected =
        [1.0, mean, variance + mean * mean, third + 3.0 * mean * variance + mean * mean * mean];
    let size = expected[2].sqrt().max(expected[3].cbrt());
    for (k, expected) in expected.into_iter().enumerate() {
        // Mean and noise may differ by decades: errors are shares of what spreads most.
        let error = (moment(answer, k as i32) - expected).abs() / size.powi(k as i32);
        assert!(error < 3e-11, "{name} {k}: {error:e}");
    }
    assert!(list(answer, "support").iter().all(|part| read(part, "mass") > 0.0), "{name}");
}

fn plus(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|i| a[i] + b[i])
}

#[test]
fn two_spectra_of_a_thousand_levels_have_their_moments() {
    let n = 1000;
    let geometric: Vec<f64> = (1..=n).map(|k| 10f64.powf(-8.0 * k as f64 / n as f64)).collect();
    for (name, a, b) in [
        ("power laws", power_law(n, 1.2), power_law(n, 0.7)),
        ("equally spaced", equally_spaced(n), equally_spaced(n)),
        ("decades", geometric, power_law(n, 1.5)),
    ] {
        let expected = plus(cumulants(&a), cumulants(&b));
        check(name, &density(&sum(vec![spectrum(a), spectrum(b)])), expected);
    }
}

#[test]
fn little_perturbations_leave_one_part_around_each_level() {
    for n in [7, 20, 60] {
        let (a, small) = (equally_spaced(n), power_law(n, 1.2));
        let b: Vec<f64> = small.iter().map(|x| 1e-6 * x).collect();
        let expected = plus(cumulants(&a), cumulants(&b));
        let answer = density(&sum(vec![spectrum(a), spectrum(b)]));
        check("perturbed", &answer, expected);
        let parts = list(&answer, "support");
        assert_eq!(parts.len(), n);
        assert!(parts.iter().all(|part| relative(read(part, "mass"), 1.0 / n as f64) < 1e-12));
    }
}

#[test]
fn levels_that_have_only_just_merged_keep_mass_and_moments() {
    let n = 3000;
    let levels = power_law(n, 1.2);
    let own = [mean(&levels, 1), mean(&levels, 2)];
    for variance in [1e-10, 1e-12] {
        let answer = density(&sum(vec![spectrum(levels.clone()), semicircle(n, variance)]));
        for (k, expected) in [1.0, own[0], own[1] + variance].into_iter().enumerate() {
            assert!(relative(moment(&answer, k as i32), expected) < 1e-11, "{variance} {k}");
        }
    }
}

#[test]
fn a_million_modes_take_seconds() {
    let n = 1_000_000;
    let levels = power_law(n, 1.2);
    let own = cumulants(&levels);
    let noisy = density(&sum(vec![spectrum(levels.clone()), semicircle(n, 0.01)]));
    check("noise", &noisy, plus(own, [0.0, 0.01, 0.0]));
    let samples = 0.3 * n as f64;
    let (m1, m2) = (mean(&levels, 1), mean(&levels, 2));
    let sample = Record::new().with("kind", "wishart").with("covariance", spectrum(levels));
    let answer = density(&sample.with("samples", samples).into());
    let second = m2 + m1 * m1 * n as f64 / samples;
    for (k, expected) in [1.0, m1, second].into_iter().enumerate() {
        assert!(relative(moment(&answer, k as i32), expected) < 1e-11, "{k}");
    }
}

#[test]
fn a_sweep_of_quantiles_finds_what_each_finds_alone() {
    let dimension = 60;
    let wishart = Record::new().with("kind", "wishart").with("dimension", 60.0);
    let elements: Vec<Value> = vec![
        sum(vec![spectrum(power_law(dimension, 1.2)), semicircle(dimension, 1e-3)]),
        sum(vec![spectrum(power_law(dimension, 1.2)), spectrum(equally_spaced(dimension))]),
        wishart.clone().with("samples", 20.0).into(),
        wishart.with("samples", 60.0).into(),
        semicircle(dimension, 2.0),
    ];
    let shares: Vec<f64> = (0..5000).map(|i| f64::from(i * 37 % 5000) / 4999.0).collect();
    for element in elements {
        let options = Record::new().with("element", element);
        let quantiles = |p: Vec<f64>| numbers(&call("quantile", options.clone().with("p", p)), "x");
        let all = quantiles(shares.clone());
        let size = all.iter().fold(0.0_f64, |most, x| x.abs().max(most));
        for i in (0..shares.len()).step_by(97) {
            let alone = quantiles(vec![shares[i]])[0];
            assert!((all[i] - alone).abs() < 1e-12 * size, "{}: {} {alone}", shares[i], all[i]);
        }
        let cdf = numbers(&call("densityAt", options.clone().with("x", all.clone())), "cdf");
        for i in 0..shares.len() {
            // Inside of an atom the share up to it is larger.
            assert!(cdf[i] >= shares[i] - 1e-11, "{} {}", shares[i], cdf[i]);
            assert!(all[i] <= 0.0 || cdf[i] <= shares[i] + 1e-11, "{} {}", shares[i], cdf[i]);
        }
    }
}

#[test]
fn what_would_take_minutes_is_refused_with_an_estimate() {
    let many = |n: usize| spectrum(equally_spaced(n));
    let element = sum(vec![many(1_000_000), many(1_000_000)]);
    let refused = ridgelaw::verbs::call("density", Record::new().with("element", element).into());
    let Err(Error::OutOfRange { argument, condition, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(argument, "element");
    assert!(condition.contains("500 seconds"), "{condition}");
}

#[test]
fn products_of_sums_have_no_density_and_say_so() {
    let one = || sum(vec![spectrum(equally_spaced(5)), spectrum(equally_spaced(5))]);
    let product = Record::new().with("kind", "product").with("factors", vec![one(), one()]);
    for verb in ["density", "densityAt", "quantile", "drawEigenvalues"] {
        let options = Record::new().with("element", Value::from(product.clone()));
        let refused = ridgelaw::verbs::call(verb, options.into());
        let Err(Error::Conflict { argument, reason }) = refused else { panic!("{refused:?}") };
        assert_eq!(argument, "element");
        assert!(reason.contains("no density"), "{reason}");
    }
}
