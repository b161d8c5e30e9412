//! Mode elimination, effective ranks, allocation and bottlenecks.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{eigenmodes, gaussian_features, power_law, ridge};
use crate::support::{call, numbers, read, relative};
use ridgelaw::wire::{Record, Value};

fn text(answer: &Value, name: &str) -> String {
    match answer.get(name) {
        Some(Value::Text(text)) => text.to_string(),
        other => panic!("{name} is {other:?}"),
    }
}

fn law(exponent: f64, source: f64, modes: impl Into<Value>, noise: f64) -> Record {
    power_law(exponent, source, modes).with("noise", noise)
}

#[test]
fn at_every_step_of_the_elimination_kappa_and_the_test_error_stay() {
    let values: Vec<f64> = (1..=300).map(|k| f64::from(k).powf(-1.3)).collect();
    let squared: Vec<f64> = (1..=300).map(|k| 1.0 + 0.5 * f64::from(k).sin()).collect();
    for (samples, lambda, noise) in [
        (50.0, 1e-3, 0.2),
        (50.0, 0.0, 0.0),
        (500.0, 1e-8, 0.1),
        (300.0, 1e-6, 0.3),
        (20.0, -1e-3, 0.1),
    ] {
        let problem = eigenmodes(values.clone(), squared.clone())
            .with("noise", noise)
            .with("samples", samples)
            .with("lambda", lambda)
            .with("steps", 25.0);
        let flow = call("modeElimination", problem);
        let [kept, lambdas, noises] = ["kept", "lambda", "noise"].map(|name| numbers(&flow, name));
        let (kappa, error) = (read(&flow, "kappa"), read(&flow, "testError"));
        assert!(kept.len() >= 20 && kept.windows(2).all(|pair| pair[1] < pair[0]));
        assert!(lambdas.windows(2).all(|pair| pair[1] >= pair[0]));
        assert!(noises.windows(2).all(|pair| pair[1] >= pair[0]));
        for (i, kept) in kept.iter().enumerate().filter(|(_, kept)| **kept > 0.0) {
            let n = *kept as usize;
            let left = eigenmodes(values[..n].to_vec(), squared[..n].to_vec())
                .with("noise", noises[i])
                .with("model", ridge())
                .with("samples", samples)
                .with("lambda", lambdas[i]);
            let report = call("evaluate", left);
            assert!(relative(read(&report, "kappa"), kappa) < 1e-11, "{samples} {lambda} {kept}");
            assert!(
                relative(read(&report, "testError"), error) < 1e-11,
                "{samples} {lambda} {kept}"
            );
            assert!(relative(numbers(&flow, "df1")[i], read(&report, "df1")) < 1e-11);
            assert!(relative(numbers(&flow, "gamma")[i], read(&report, "gamma")) < 1e-11);
        }
        // The end of the flow: no modes, λ = κ, the noise is the test error.
        let last = kept.len() - 1;
        assert_eq!(kept[last], 0.0);
        assert!(relative(lambdas[last], kappa) < 1e-12);
        assert!(relative(noises[last], error) < 1e-12);
    }
}

#[test]
fn an_infinite_spectrum_flows_to_kappa_too() {
    let problem = law(1.5, 0.4, "infinite", 0.1).with("samples", 1e3).with("lambda", 0.0);
    let flow = call("modeElimination", problem);
    let (lambdas, noises) = (numbers(&flow, "lambda"), numbers(&flow, "noise"));
    assert!(relative(lambdas[lambdas.len() - 1], read(&flow, "kappa")) < 1e-12);
    assert!(relative(noises[noises.len() - 1], read(&flow, "testError")) < 1e-12);
    assert_eq!(numbers(&flow, "kept")[0], f64::INFINITY);
}

#[test]
fn effective_ranks_of_a_spiked_spectrum_are_those_by_hand() {
    // 5 spikes of 1, then 4000 of 1e-3: r_5 = 4000, R_5 = 4000.
    let mut values = vec![1.0; 5];
    values.extend(vec![1e-3; 4000]);
    let squared = vec![0.1; 4005];
    let benign = |samples: f64, lambda: f64| {
        let problem = eigenmodes(values.clone(), squared.clone()).with("noise", 0.5);
        call("benignOverfitting", problem.with("samples", samples).with("lambda", lambda))
    };
    let answer = benign(100.0, 0.0);
    assert_eq!(read(&answer, "split"), 5.0);
    assert!(relative(read(&answer, "effectiveRank"), 4000.0) < 1e-12);
    assert!(relative(read(&answer, "squareRank"), 4000.0) < 1e-12);
    assert!(relative(read(&answer, "biasRatio"), 9.0 / 100.0) < 1e-12);
    assert!(relative(read(&answer, "criterion"), 0.05 + 0.025) < 1e-12);
    assert_eq!(text(&answer, "verdict"), "benign");
    // γ ≈ k*/P + P/R, κ ≈ tail/P.
    assert!(relative(read(&answer, "gamma"), 0.075) < 0.1);
    assert!(relative(read(&answer, "kappa"), read(&answer, "tailRidge")) < 0.05);
    assert_eq!(text(&benign(3_800.0, 0.0), "verdict"), "catastrophic");
    // With a ridge Pλ joins the tail: r_0 = (100·1 + 9)/1.
    let answer = benign(100.0, 1.0);
    assert_eq!(read(&answer, "split"), 0.0);
    assert!(relative(read(&answer, "effectiveRank"), 109.0) < 1e-12);
}

#[test]
fn power_laws_are_tempered_and_their_effective_ranks_follow_the_integral() {
    for exponent in [1.2, 2.0, 3.0] {
        let samples = 1e5;
        let problem = law(exponent, 0.5, "infinite", 0.1).with("samples", samples);
        let answer = call("benignOverfitting", problem);
        // r_k ~ k/(α−1), R_k ~ k (2α−1)/(α−1)².
        let split = read(&answer, "split");
        assert!(relative(split, (exponent - 1.0) * samples) < 1e-3, "{exponent} {split}");
        assert_eq!(split.fract(), 0.0);
        let square = split * (2.0 * exponent - 1.0) / (exponent - 1.0).powi(2);
        assert!(relative(read(&answer, "squareRank"), square) < 1e-3);
        assert!(relative(read(&answer, "noiseFactor"), exponent - 1.0) < 1e-4);
        assert_eq!(text(&answer, "verdict"), "tempered");
        // A long truncation says the same.
        let cut = law(exponent, 0.5, 3e6, 0.1).with("samples", 1e3).with("lambda", 1e-3);
        let endless = law(exponent, 0.5, "infinite", 0.1).with("samples", 1e3).with("lambda", 1e-3);
        let (cut, endless) = (call("benignOverfitting", cut), call("benignOverfitting", endless));
        if exponent > 1.5 {
            assert_eq!(read(&cut, "split"), read(&endless, "split"));
            assert!(relative(read(&cut, "squareRank"), read(&endless, "squareRank")) < 1e-4);
        }
    }
}

#[test]
fn no_other_split_of_the_budget_does_better() {
    for (source, noise, lambda) in
        [(0.3, 0.1, Value::from("optimal")), (0.8, 0.0, 0.0.into()), (0.8, 0.05, 1e-4.into())]
    {
        let budget = 1e6;
        let problem = law(1.5, source, "infinite", noise).with("budget", budget);
        let best = call("computeOptimal", problem.with("lambda", lambda));
        let [samples, width, error] =
            ["samples", "width", "excessError"].map(|name| read(&best, name));
        assert!(relative(samples * width, budget) < 1e-12);
        for factor in [0.25, 0.5, 0.8, 1.25, 2.0, 4.0] {
            for ridge in [0.0, 0.5, 1.0, 2.0] {
                // With a given ridge only the split is free.
                let ridge = if noise > 0.0 && source < 0.5 { ridge } else { 1.0 };
                let other = law(1.5, source, "infinite", noise)
                    .with("model", gaussian_features(&[(width * factor).round()]))
                    .with("samples", budget / (width * factor).round())
                    .with("lambda", read(&best, "lambda") * ridge);
                let other = read(&call("evaluate", other), "excessError");
                assert!(other > error * (1.0 - 1e-9), "{source} {factor} {ridge} {other} {error}");
            }
        }
    }
}

#[test]
fn the_frontier_has_the_closed_exponents_and_its_own_slope() {
    for (exponent, source) in [(1.5_f64, 0.3_f64), (1.5, 0.8), (1.2, 1.2)] {
        let m = source.min(1.0);
        let window = exponent * (2.0 * m - 1.0);
        let expected =
            if source < 0.5 { exponent * source } else { 2.0 * exponent * m / (2.0 + window) };
        let problem = law(exponent, source, "infinite", 0.0).with("lambda", 0.0);
        let found = call("computeOptimal", problem.with("budget", vec![1e13, 1.01e13, 1e14]));
        let errors = numbers(&found, "excessError");
        let slope = (errors[0] / errors[2]).log10();
        assert!((slope - expected).abs() < 0.03, "{exponent} {source} {slope} {expected}");
        // Lagrange's multiplier is the slope of the frontier.
        let near = (errors[0] / errors[1]).ln() / 1.01_f64.ln();
        let local = numbers(&found, "computeExponent");
        let middle = 0.5 * (local[0] + local[1]);
        assert!((near - middle).abs() < 1e-5, "{exponent} {source} {near} {middle}");
    }
}

#[test]
fn the_bottleneck_is_what_is_scarce() {
    let at = |width: f64, samples: f64, lambda: f64, noise: f64| {
        let problem = law(1.5, 0.4, "infinite", noise).with("model", gaussian_features(&[width]));
        call("bottleneck", problem.with("samples", samples).with("lambda", lambda))
    };
    for (name, width, samples, lambda, noise) in [
        ("width", 50.0, 1e5, 1e-9, 0.0),
        ("samples", 1e5, 50.0, 1e-9, 0.0),
        ("ridge", 1e4, 1e4, 1.0, 0.0),
        ("noise", 1e4, 1e3, 1e-6, 10.0),
    ] {
        let answer = at(width, samples, lambda, noise);
        assert_eq!(text(&answer, "bottleneck"), name, "{answer:?}");
        let Some(without) = answer.get("without") else { panic!("no answer") };
        for name in ["samples", "width", "ridge", "noise"] {
            assert!(
                read(without, name) <= read(&answer, "excessError") * (1.0 + 1e-9)
                    || name == "width"
            );
        }
    }
    // Infinitely wide layers are ridge regression.
    let answer = at(300.0, 1e3, 1e-4, 0.1);
    let problem = law(1.5, 0.4, "infinite", 0.1).with("model", ridge());
    let wide = call("evaluate", problem.with("samples", 1e3).with("lambda", 1e-4));
    let Some(without) = answer.get("without") else { panic!("no answer") };
    assert!(relative(read(without, "width"), read(&wide, "excessError")) < 1e-12);
    let best = law(1.5, 0.4, "infinite", 0.1).with("samples", 1e3);
    let best = read(&call("optimalRidge", best), "excessError");
    let plain = law(1.5, 0.4, "infinite", 0.1).with("model", ridge());
    let plain = call("bottleneck", plain.with("samples", 1e3).with("lambda", 1e-4));
    let Some(without) = plain.get("without") else { panic!("no answer") };
    assert!(relative(read(without, "ridge"), best) < 1e-9);
}
