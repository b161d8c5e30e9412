//! Correlated samples against experiment: each formula once by brute force, with a z-score.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::problems::{eigenmodes, ridge};
use crate::support::trials::{agree, score};
use crate::support::{call, encode, read};
use ridgelaw::linalg::{Matrix, axpy, cholesky, dot};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

const DIMENSION: usize = 120;
const NOISE: f64 = 0.4;
const TRIALS: u64 = 80;
const LENGTH: f64 = 6.0;

fn eigenvalue(k: usize) -> f64 {
    ((k + 1) as f64).powf(-0.5)
}

fn squared(k: usize) -> f64 {
    ((k + 1) as f64).powf(-0.4) / 12.0
}

fn problem(samples: usize, lambda: f64, noise: &str) -> Record {
    let list = |f: &dyn Fn(usize) -> f64| (0..DIMENSION).map(f).collect::<Vec<f64>>();
    eigenmodes(list(&eigenvalue), list(&squared))
        .with("model", ridge())
        .with("noise", NOISE)
        .with("samples", samples)
        .with("lambda", lambda)
        .with("sampleCorrelation", exponential())
        .with("noiseCorrelation", noise)
}

fn exponential() -> Value {
    Record::new().with("kind", "exponential").with("length", LENGTH).into()
}

struct Draw {
    x: Matrix,
    y: Vec<f64>,
}

/// Independent columns of an autoregression: exactly the exponential correlation.
fn series(stream: &mut Stream, samples: usize) -> Vec<f64> {
    let r = (-1.0 / LENGTH).exp();
    let fresh = (1.0 - r * r).sqrt();
    let mut now = stream.normal();
    let mut all = vec![now];
    for _ in 1..samples {
        now = r * now + fresh * stream.normal();
        all.push(now);
    }
    all
}

fn draw(samples: usize, matched: bool, seed: u64) -> Draw {
    let mut stream = Stream::new(23, seed);
    let mut x = Matrix::zeros(samples, DIMENSION);
    for k in 0..DIMENSION {
        for (i, value) in series(&mut stream, samples).into_iter().enumerate() {
            x.row_mut(i)[k] = eigenvalue(k).sqrt() * value;
        }
    }
    let noise = if matched {
        series(&mut stream, samples)
    } else {
        (0..samples).map(|_| stream.normal()).collect()
    };
    let signal = |i: usize| (0..DIMENSION).map(|k| x.at(i, k) * squared(k).sqrt()).sum::<f64>();
    let y = (0..samples).map(|i| signal(i) + NOISE.sqrt() * noise[i]).collect();
    Draw { x, y }
}

/// (XᵀX + TλI)⁻¹Xᵀy, with Tr Ŝ(Ŝ+λ)⁻¹.
fn fit(data: &Draw, lambda: f64) -> (Vec<f64>, f64) {
    let n = data.x.rows as f64;
    let mut system = ridgelaw::linalg::gram(&data.x.transpose());
    (0..DIMENSION).for_each(|k| system.row_mut(k)[k] += n * lambda);
    let mut sides = Matrix::zeros(DIMENSION, DIMENSION + 1);
    (0..DIMENSION).for_each(|k| sides.row_mut(k)[k] = n * lambda);
    for i in 0..data.x.rows {
        for k in 0..DIMENSION {
            sides.row_mut(k)[DIMENSION] += data.y[i] * data.x.at(i, k);
        }
    }
    let solved = cholesky(system).unwrap().solve(&sides);
    let rest: f64 = (0..DIMENSION).map(|k| solved.at(k, k)).sum();
    ((0..DIMENSION).map(|k| solved.at(k, DIMENSION)).collect(), DIMENSION as f64 - rest)
}

fn excess(w: &[f64]) -> f64 {
    (0..DIMENSION).map(|k| eigenvalue(k) * (w[k] - squared(k).sqrt()).powi(2)).sum()
}

fn residuals(data: &Draw, w: &[f64]) -> Vec<f64> {
    (0..data.x.rows).map(|i| data.y[i] - dot(data.x.row(i), w)).collect()
}

#[test]
fn resolutions_and_errors_are_what_theory_says() {
    for (samples, lambda, noise) in
        [(240, 0.02, "matched"), (240, 0.02, "white"), (90, 0.05, "matched"), (160, 0.01, "white")]
    {
        let test: Vec<f64> = (0..DIMENSION).map(|k| 1.0 / (1.0 + k as f64)).collect();
        let report = call("evaluate", problem(samples, lambda, noise).with("testSpectrum", test));
        let (mut risk, mut train, mut df, mut shifted) = (vec![], vec![], vec![], vec![]);
        for trial in 0..TRIALS {
            let data = draw(samples, noise == "matched", trial);
            let (w, resolved) = fit(&data, lambda);
            risk.push(excess(&w));
            let away = |k: usize| (w[k] - squared(k).sqrt()).powi(2) / (1.0 + k as f64);
            shifted.push((0..DIMENSION).map(away).sum());
            train.push(residuals(&data, &w).iter().map(|r| r * r).sum::<f64>() / samples as f64);
            df.push(resolved);
        }
        let name = |what: &str| format!("{what} at T = {samples}, λ = {lambda}, {noise} noise");
        agree(&name("excess error"), &risk, read(&report, "excessError"));
        agree(&name("training error"), &train, read(&report, "trainError"));
        agree(&name("shifted error"), &shifted, read(&report, "outOfDistributionError"));
        // Traces fluctuate so little that their correction of order 1/N shows: a relative bound.
        let mean = df.iter().sum::<f64>() / TRIALS as f64;
        assert!((mean / read(&report, "df1") - 1.0).abs() < 3e-3, "{mean}");
    }
}

#[test]
fn a_test_point_that_follows_the_samples_is_easier() {
    let (samples, lambda, horizon) = (140, 0.05, 2.0);
    for noise in ["matched", "white"] {
        let test = Value::from(Record::new().with("horizon", horizon));
        let report =
            call("evaluate", problem(samples, lambda, noise).with("testCorrelation", test));
        let rho = (-2.0 * horizon / LENGTH).exp();
        let trials: Vec<f64> = (0..4 * TRIALS)
            .map(|trial| {
                let data = draw(samples, noise == "matched", trial);
                let (w, _) = fit(&data, lambda);
                // The mean over test points that follow: x = √ρ x_T + fresh, and so the matched noise.
                let last = samples - 1;
                let seen = if noise == "matched" {
                    residuals(&data, &w)[last]
                } else {
                    (0..DIMENSION)
                        .map(|k| data.x.at(last, k) * (squared(k).sqrt() - w[k]))
                        .sum::<f64>()
                };
                let own = if noise == "matched" { 1.0 - rho } else { 1.0 };
                rho * seen * seen + (1.0 - rho) * excess(&w) + own * NOISE
            })
            .collect();
        agree(&format!("forecast, {noise}"), &trials, read(&report, "correlatedTestError"));
    }
}

/// The answer of `corrGcv` for one draw.
fn estimate(data: &Draw, lambda: f64, correlation: Value, intercept: bool, white: bool) -> Value {
    let y = Matrix { data: data.y.clone(), rows: data.x.rows, columns: 1 };
    let options = Record::new()
        .with("X", encode(&data.x))
        .with("y", encode(&y))
        .with("lambda", lambda)
        .with("correlation", correlation)
        .with("intercept", intercept);
    let noise = Record::new().with("noiseCorrelation", "white").with("noise", NOISE);
    let Value::Map(extra) = Value::from(noise) else { panic!("no record") };
    let options =
        if white { extra.into_iter().fold(options, |o, (k, v)| o.with(&k, v)) } else { options };
    call("corrGcv", options)
}

/// The error on a new point of the fit with an intercept.
fn risk_with_intercept(data: &Draw, lambda: f64) -> f64 {
    let n = data.x.rows;
    let (means, level) = (data.x.column_means(), data.y.iter().sum::<f64>() / n as f64);
    let mut x = data.x.clone();
    (0..n).for_each(|i| axpy(-1.0, &means, x.row_mut(i)));
    let y = data.y.iter().map(|y| y - level).collect();
    let (w, _) = fit(&Draw { x, y }, lambda);
    let constant = level - dot(&means, &w);
    excess(&w) + constant * constant + NOISE
}

#[test]
fn corr_gcv_estimates_the_test_error_where_gcv_and_leave_one_out_fail() {
    let kind = Value::from(Record::new().with("kind", "exponential"));
    for (samples, intercept, white, fitted) in [
        (200, false, false, false),
        (90, false, false, false),
        (200, true, false, false),
        (101, true, true, false),
        (200, false, true, false),
        (200, true, false, true),
    ] {
        let lambda = 0.02;
        let (mut right, mut gcv, mut loo) = (vec![], vec![], vec![]);
        let mut kappa = 0.0;
        for trial in 0..TRIALS {
            let data = draw(samples, !white, trial);
            let truth = if intercept {
                risk_with_intercept(&data, lambda)
            } else {
                excess(&fit(&data, lambda).0) + NOISE
            };
            let used = if fitted { kind.clone() } else { exponential() };
            let answer = estimate(&data, lambda, used, intercept, white);
            right.push(read(&answer, "corrGcv") - truth);
            kappa += read(&answer, "kappa") / TRIALS as f64;
            gcv.push(read(&answer, "gcv") - truth);
            loo.push(read(&answer, "looError") - truth);
        }
        let name = format!("T = {samples}, intercept {intercept}, white {white}, fitted {fitted}");
        agree(&format!("CorrGCV − truth, {name}"), &right, 0.0);
        assert!(score(&format!("GCV − truth, {name}"), &gcv, 0.0) < -10.0);
        assert!(score(&format!("LOO − truth, {name}"), &loo, 0.0) < -10.0);
        let theory = read(&call("evaluate", problem(samples, lambda, "white")), "kappa");
        // κ̂ fluctuates little; what an intercept and finite size change is of order 1/T.
        assert!((kappa / theory - 1.0).abs() < 0.03, "{kappa} {theory}");
    }
}

#[test]
fn the_correlation_of_rows_is_found_with_the_error_that_is_stated() {
    let kind = Value::from(Record::new().with("kind", "exponential"));
    let (mut lengths, mut errors) = (vec![], vec![]);
    for trial in 0..TRIALS {
        let answer = estimate(&draw(150, true, trial), 0.1, kind.clone(), false, false);
        lengths.push(read(&answer, "correlation.length"));
        errors.push(read(&answer, "correlation.standardError"));
    }
    agree("fitted length", &lengths, LENGTH);
    let n = TRIALS as f64;
    let mean = lengths.iter().sum::<f64>() / n;
    let spread = (lengths.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    let stated = errors.iter().sum::<f64>() / n;
    println!("spread {spread}, stated {stated}");
    // A spread of 80 trials is known to 8 %.
    assert!((spread / stated - 1.0).abs() < 0.25);
}
