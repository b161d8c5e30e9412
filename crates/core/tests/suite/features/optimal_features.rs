//! The best ridge and width of features: nothing on a fine scan is better, on long spectra and at divergences.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{blocks, eigenmodes, gaussian_features};
use crate::support::{call, numbers, read};
use ridgelaw::wire::{Record, Value};

const MODES: usize = 25_000;

/// σ_k = k^-1.3, w̄_k² = 1/k, listed.
fn population() -> Record {
    let values: Vec<f64> = (1..=MODES).map(|k| (k as f64).powf(-1.3)).collect();
    let squared: Vec<f64> = (1..=MODES).map(|k| 1.0 / k as f64).collect();
    eigenmodes(values, squared).with("noise", 0.1).with("samples", 300.0)
}

fn noisy(width: f64) -> Value {
    Record::new()
        .with("kind", "noisyFeatures")
        .with("width", width)
        .with("noiseVariance", 1e-4)
        .into()
}

fn error(width: f64, lambda: f64) -> f64 {
    let problem = population().with("model", noisy(width)).with("lambda", lambda);
    read(&call("evaluate", problem), "excessError")
}

#[test]
fn the_best_ridge_is_where_the_error_of_all_modes_is_flat() {
    let best = call("optimalRidge", population().with("model", noisy(500.0)));
    let lambda = read(&best, "lambda");
    assert_eq!(error(500.0, lambda), read(&best, "excessError"));
    // The vertex of a parabola through three points, in ln λ.
    let step = 0.03_f64;
    let [below, at, above] = [-step, 0.0, step].map(|s| error(500.0, lambda * s.exp()));
    let vertex = (below - above) / (below + above - 2.0 * at) * 0.5 * step;
    assert!(vertex.abs() < 2e-4, "{vertex:.1e}");
}

#[test]
fn no_width_near_the_best_is_better_on_all_modes() {
    let best = call("optimalWidth", population().with("model", noisy(1.0)).with("lambda", 1e-5));
    let (width, least) = (read(&best, "width"), read(&best, "excessError"));
    assert!(width.is_finite() && error(width, 1e-5) == least);
    for other in [1.0, 2.0, 9.0, 40.0, 150.0] {
        assert!(error(width - other, 1e-5) >= least && error(width + other, 1e-5) >= least);
    }
}

#[test]
fn fewer_samples_than_doubles_hold_products_of_are_refused() {
    for samples in [1e-101, 5e-324, 0.0, -1.0] {
        let population = eigenmodes(vec![2.0, 1.0], vec![1.0, 1.0]);
        let options = population.with("model", noisy(9.0)).with("samples", samples);
        let error = ridgelaw::verbs::call("optimalRidge", options.into()).unwrap_err();
        assert_eq!((error.code(), error.argument()), ("OutOfRange", "samples"));
    }
}

/// The least excess error over 40 decades of ridges, ten a decade.
fn scanned(problem: &Record) -> f64 {
    let lambda: Vec<f64> = (-300..=100).map(|k| 10_f64.powf(0.1 * f64::from(k))).collect();
    let report = call("evaluate", problem.clone().with("lambda", lambda));
    numbers(&report, "excessError").into_iter().fold(f64::INFINITY, f64::min)
}

#[test]
fn where_the_error_diverges_without_a_ridge_one_is_found() {
    let population =
        || blocks(vec![3.0, 0.4, 0.01], Some(vec![20.0, 5.0, 40.0]), vec![1.0, 0.2, 2.0]);
    let models: [(Value, f64); 5] = [
        (gaussian_features(&[30.0]), 30.0),
        (gaussian_features(&[65.0]), 65.0),
        (gaussian_features(&[400.0]), 65.0),
        (gaussian_features(&[50.0, 200.0, 50.0]), 50.0),
        (noisy(40.0), 40.0),
    ];
    for (i, (model, samples)) in models.into_iter().enumerate() {
        for noise in [1e-6, 0.1, 10.0] {
            let problem = population().with("model", model.clone()).with("samples", samples);
            let problem = problem.with("noise", noise);
            let report = call("evaluate", problem.clone().with("lambda", 0.0));
            assert!(read(&report, "excessError").is_infinite(), "{i} {noise}");
            let best = call("optimalRidge", problem.clone());
            assert_eq!(best.get("status"), Some(&Value::from("Converged")), "{i} {noise}");
            let (found, least) = (read(&best, "excessError"), scanned(&problem));
            assert!(found <= least * (1.0 + 1e-12), "{i} {noise}: {found} {least}");
        }
    }
}

#[test]
fn a_shallow_valley_is_seen_beside_the_plateau_of_no_ridge() {
    let population = blocks(vec![1.0, 0.3], Some(vec![20.0, 20.0]), vec![1.0, 0.5]);
    let problem = population.with("noise", 1e-6).with("samples", 490.0);
    let problem = problem.with("model", gaussian_features(&[49.0]));
    let best = call("optimalRidge", problem.clone());
    assert!(read(&best, "excessError") <= scanned(&problem) * (1.0 + 1e-9));
}
