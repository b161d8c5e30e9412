//! Theory against experiment: each formula once by brute force, with a z-score.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::problems::{eigenmodes, gaussian_features, ridge};
use crate::support::trials::agree;
use crate::support::{call, encode, matrix, read};
use ridgelaw::linalg::{Matrix, cholesky, dot};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

const DIMENSION: usize = 120;
const NOISE: f64 = 0.3;
const TRIALS: u64 = 120;

fn eigenvalue(k: usize) -> f64 {
    ((k + 1) as f64).powf(-0.7)
}

fn squared(k: usize) -> f64 {
    ((k + 1) as f64).powf(-0.3) / 10.0
}

fn test_eigenvalue(k: usize) -> f64 {
    0.2 + 1.0 / (1.0 + k as f64)
}

fn population() -> Record {
    let list = |f: &dyn Fn(usize) -> f64| (0..DIMENSION).map(f).collect::<Vec<f64>>();
    eigenmodes(list(&eigenvalue), list(&squared)).with("noise", NOISE)
}

fn theory(samples: usize, lambda: f64) -> Value {
    let test: Vec<f64> = (0..DIMENSION).map(test_eigenvalue).collect();
    let problem = population()
        .with("model", ridge())
        .with("samples", samples)
        .with("lambda", lambda)
        .with("testSpectrum", test);
    call("evaluate", problem)
}

struct Draw {
    x: Matrix,
    y: Vec<f64>,
}

fn draw(samples: usize, seed: u64) -> Draw {
    let mut stream = Stream::new(7, seed);
    let mut x = Matrix::zeros(samples, DIMENSION);
    let mut y = Vec::with_capacity(samples);
    for i in 0..samples {
        for k in 0..DIMENSION {
            x.row_mut(i)[k] = eigenvalue(k).sqrt() * stream.normal();
        }
        let signal: f64 = (0..DIMENSION).map(|k| x.at(i, k) * squared(k).sqrt()).sum();
        y.push(signal + NOISE.sqrt() * stream.normal());
    }
    Draw { x, y }
}

/// (XᵀX + PλI)⁻¹Xᵀy for the rows in `rows`.
fn fit(data: &Draw, rows: std::ops::Range<usize>, lambda: f64) -> Vec<f64> {
    let n = rows.len() as f64;
    let mut system = Matrix::zeros(DIMENSION, DIMENSION);
    let mut side = Matrix::zeros(DIMENSION, 1);
    for i in rows {
        let x = data.x.row(i);
        for k in 0..DIMENSION {
            ridgelaw::linalg::axpy(x[k], x, system.row_mut(k));
            side.data[k] += x[k] * data.y[i];
        }
    }
    for k in 0..DIMENSION {
        system.row_mut(k)[k] += n * lambda;
    }
    cholesky(system).unwrap().solve(&side).data
}

/// Σ_k s_k (w − w̄)_k (v − w̄)_k.
fn risk(w: &[f64], v: &[f64], variance: impl Fn(usize) -> f64) -> f64 {
    let error = |w: &[f64], k: usize| w[k] - squared(k).sqrt();
    (0..DIMENSION).map(|k| variance(k) * error(w, k) * error(v, k)).sum()
}

/// A trace: theory leaves out a part of order 1/P, as large as the spread of one trial, which 120 trials
/// resolve (that it halves as P doubles is in simulate_random.rs).
fn near(what: &str, trials: &[f64], theory: f64) {
    let n = trials.len() as f64;
    let mean = trials.iter().sum::<f64>() / n;
    let spread = (trials.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    assert!(spread < 5e-3 * theory, "{what}: a spread of {spread} hides everything");
    let off = (mean - theory) / spread;
    assert!(off.abs() < 1.0, "{what}: {mean} where theory says {theory}, {off} spreads off");
}

#[test]
fn ridge_regression_behaves_as_theory_says() {
    for (samples, lambda) in [(160, 0.05), (80, 0.02), (80, 1e-9), (300, 1e-3)] {
        let report = theory(samples, lambda);
        let (mut excess, mut train, mut shifted) = (Vec::new(), Vec::new(), Vec::new());
        for trial in 0..TRIALS {
            let data = draw(samples, trial);
            let w = if lambda > 1e-6 || samples > DIMENSION {
                fit(&data, 0..samples, lambda)
            } else {
                dual_fit(&data, lambda)
            };
            excess.push(risk(&w, &w, eigenvalue));
            shifted.push(risk(&w, &w, test_eigenvalue));
            let residual = |i: usize| (dot(data.x.row(i), &w) - data.y[i]).powi(2);
            train.push((0..samples).map(residual).sum::<f64>() / samples as f64);
        }
        let at = |path: &str| read(&report, path);
        let name = |what: &str| format!("{what} at P = {samples}, λ = {lambda}");
        agree(&name("excess error"), &excess, at("excessError"));
        agree(&name("training error"), &train, at("trainError"));
        agree(&name("shifted error"), &shifted, at("outOfDistributionError"));
    }
}

/// Xᵀ(XXᵀ + PλI)⁻¹y: well conditioned for fewer rows than columns.
fn dual_fit(data: &Draw, lambda: f64) -> Vec<f64> {
    let n = data.x.rows;
    let mut gram = ridgelaw::linalg::gram(&data.x);
    (0..n).for_each(|i| gram.row_mut(i)[i] += n as f64 * lambda);
    let side = Matrix { data: data.y.clone(), rows: n, columns: 1 };
    let dual = cholesky(gram).unwrap().solve(&side).data;
    let mut w = vec![0.0; DIMENSION];
    (0..n).for_each(|i| ridgelaw::linalg::axpy(dual[i], data.x.row(i), &mut w));
    w
}

#[test]
fn two_fits_on_overlapping_samples_share_what_theory_says() {
    let cross = population()
        .with("samples", vec![120.0, 100.0])
        .with("lambda", vec![0.05, 0.1])
        .with("shared", 60.0);
    let expected = read(&call("crossRisk", cross), "risk") - NOISE;
    let trials: Vec<f64> = (0..TRIALS)
        .map(|trial| {
            let data = draw(160, trial);
            let (a, b) = (fit(&data, 0..120, 0.05), fit(&data, 60..160, 0.1));
            risk(&a, &b, eigenvalue)
        })
        .collect();
    agree("cross risk", &trials, expected);
}

#[test]
fn gcv_and_leave_one_out_estimate_the_test_error() {
    let (samples, lambda) = (160, 0.02);
    let expected = read(&theory(samples, lambda), "testError");
    let (mut gcv, mut loo, mut kappa) = (Vec::new(), Vec::new(), Vec::new());
    for trial in 0..TRIALS {
        let data = draw(samples, trial);
        let options = Record::new()
            .with("X", encode(&data.x))
            .with("y", matrix(data.y, 1))
            .with("lambda", lambda)
            .with("intercept", false);
        let fit = call("fit", options);
        gcv.push(read(&fit, "gcv"));
        loo.push(read(&fit, "looError"));
        kappa.push(read(&fit, "kappa"));
    }
    agree("GCV", &gcv, expected);
    agree("leave-one-out", &loo, expected);
    near("kappa", &kappa, read(&theory(samples, lambda), "kappa"));
}

/// Weights w = F v of random features F (D × N, variance 1/N) at ridge λ|v|².
fn features_fit(data: &Draw, features: &Matrix, lambda: f64) -> Vec<f64> {
    let (n, width) = (data.x.rows, features.columns);
    let mut seen = Matrix::zeros(n, width);
    for i in 0..n {
        for k in 0..DIMENSION {
            ridgelaw::linalg::axpy(data.x.at(i, k), features.row(k), seen.row_mut(i));
        }
    }
    let mut system = ridgelaw::linalg::gram(&seen.transpose());
    (0..width).for_each(|j| system.row_mut(j)[j] += n as f64 * lambda);
    let mut side = Matrix::zeros(width, 1);
    (0..n).for_each(|i| ridgelaw::linalg::axpy(data.y[i], seen.row(i), &mut side.data));
    let v = cholesky(system).unwrap().solve(&side).data;
    (0..DIMENSION).map(|k| dot(features.row(k), &v)).collect()
}

fn draw_features(width: usize, seed: u64) -> Matrix {
    let mut stream = Stream::new(11, seed);
    let scale = 1.0 / (width as f64).sqrt();
    let data = (0..DIMENSION * width).map(|_| scale * stream.normal()).collect();
    Matrix { data, rows: DIMENSION, columns: width }
}

#[test]
fn random_features_and_their_variances_behave_as_theory_says() {
    for (width, samples, lambda) in [(80, 140, 0.02), (160, 90, 0.005)] {
        let test: Vec<f64> = (0..DIMENSION).map(test_eigenvalue).collect();
        let problem = population()
            .with("model", gaussian_features(&[width as f64]))
            .with("samples", samples)
            .with("lambda", lambda)
            .with("testSpectrum", test);
        let report = call("evaluate", problem);
        let at = |path: &str| read(&report, path);
        let (mut excess, mut train, mut shifted) = (Vec::new(), Vec::new(), Vec::new());
        let (mut other_features, mut other_data) = (Vec::new(), Vec::new());
        for trial in 0..TRIALS {
            let (data, more) = (draw(samples, 2 * trial), draw(samples, 2 * trial + 1));
            let (f, g) = (draw_features(width, 2 * trial), draw_features(width, 2 * trial + 1));
            let w = features_fit(&data, &f, lambda);
            excess.push(risk(&w, &w, eigenvalue));
            shifted.push(risk(&w, &w, test_eigenvalue));
            other_features.push(risk(&w, &features_fit(&data, &g, lambda), eigenvalue));
            other_data.push(risk(&w, &features_fit(&more, &f, lambda), eigenvalue));
            let residual = |i: usize| (dot(data.x.row(i), &w) - data.y[i]).powi(2);
            train.push((0..samples).map(residual).sum::<f64>() / samples as f64);
        }
        let name = |what: &str| format!("{what} at N = {width}, P = {samples}");
        agree(&name("excess error"), &excess, at("excessError"));
        agree(&name("training error"), &train, at("trainError"));
        agree(&name("shifted error"), &shifted, at("outOfDistributionError"));
        let by_data = at("bias") + at("variance.data") + at("variance.noise");
        agree(&name("what two feature draws share"), &other_features, by_data);
        let by_features = at("bias") + at("variance.features");
        agree(&name("what two data draws share"), &other_data, by_features);
    }
}
