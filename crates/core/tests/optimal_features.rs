//! The best ridge and width of features on spectra so long that neighbours are merged for the scan.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

mod support;

use ridgelaw::wire::{Record, Value};
use support::problems::eigenmodes;
use support::{call, read};

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
