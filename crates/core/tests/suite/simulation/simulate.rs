//! Brute force against theory, quantity by quantity, and the experiment's own promises.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::simulated::{Problem, simulate};
use crate::support::{call, read};
use ridgelaw::wire::{Record, Value};

const SEED: f64 = 11.0;

fn eigenvalues(dimension: usize, exponent: f64) -> Record {
    let values: Vec<f64> = (1..=dimension).map(|k| libm::pow(k as f64, -exponent)).collect();
    let squared: Vec<f64> = (1..=dimension).map(|k| libm::pow(k as f64, -0.4) / 6.0).collect();
    let test: Vec<f64> = (1..=dimension).map(|k| 0.1 + 1.0 / (k as f64 + 2.0)).collect();
    let spectrum = Record::new().with("kind", "eigenvalues").with("values", values);
    let target = Record::new().with("kind", "coefficients").with("squared", squared);
    Record::new()
        .with("spectrum", Value::from(spectrum))
        .with("target", Value::from(target))
        .with("noise", 0.25)
        .with("testSpectrum", test)
}

/// Traces fluctuate by 1/P only, and so does what the theory leaves out of them: their standard errors resolve it.
const TRACES: [&str; 7] =
    ["kappa", "df1", "df2", "dfTotal", "gamma", "oneMinusGamma", "sTransform"];

/// Every error lies within `most` standard errors of theory, and every trace within 3 %.
fn agree(what: &str, problem: &Problem, trials: usize, most: f64) {
    let theory = call("evaluate", problem());
    for (name, mean, error) in simulate(problem, trials, SEED, &|options| options) {
        let expected = read(&theory, &name);
        let z = (mean - expected) / error;
        println!("{what:28} {name:24} {mean:12.6} ± {error:10.6}  {expected:12.6}  {z:6.2}");
        let close = mean.to_bits() == expected.to_bits() || (mean / expected - 1.0).abs() < 0.03;
        // Rounding of what is zero is no deviation.
        let same = mean.to_bits() == expected.to_bits() || (mean - expected).abs() < 1e-20;
        let holds = if TRACES.contains(&name.as_str()) { close } else { same || z.abs() < most };
        assert!(holds, "{what}, {name}: {mean} where theory says {expected}, z = {z}");
    }
}

fn model(kind: &str) -> Record {
    Record::new().with("kind", kind)
}

fn layer(kind: &str) -> Record {
    Record::new().with("kind", kind)
}

fn layers(layers: Vec<Record>) -> Record {
    let layers: Vec<Value> = layers.into_iter().map(Value::from).collect();
    model("randomFeatures").with("layers", layers)
}

fn at(problem: Record, model: Record, samples: usize, lambda: f64) -> Record {
    problem.with("model", Value::from(model)).with("samples", samples).with("lambda", lambda)
}

#[test]
fn ridge_regression_agrees_below_and_above_interpolation_and_without_a_ridge() {
    for (samples, lambda) in [(150, 0.03), (60, 0.02), (60, 0.0), (250, 0.0), (60, -0.001)] {
        let problem = move || at(eigenvalues(100, 0.6), model("ridge"), samples, lambda);
        agree(&format!("ridge {samples} {lambda}"), &problem, 600, 4.0);
    }
}

#[test]
fn linear_random_features_agree_for_every_layer() {
    let gaussian = |width: usize| layer("gaussian").with("width", width);
    let spread: Vec<f64> = (1..=70).map(|k| 2.0 / f64::sqrt(f64::from(k))).collect();
    let own: Vec<f64> = (1..=80).map(|k| 0.3 + 30.0 / (10.0 + f64::from(k))).collect();
    let structured = layer("gaussian").with("width", 70.0).with("weightSpectrum", spread);
    let orthogonal = || layer("orthogonal").with("width", 65.0);
    let empirical = layer("empirical").with("eigenvalues", own);
    let all: Vec<(&str, Record)> = vec![
        ("gaussian", layers(vec![gaussian(80)])),
        ("wide", layers(vec![gaussian(160)])),
        ("structured", layers(vec![structured])),
        ("orthogonal", layers(vec![orthogonal()])),
        ("empirical", layers(vec![empirical])),
        ("deep", layers(vec![gaussian(90), gaussian(70)])),
        ("mixed", layers(vec![gaussian(130), orthogonal(), gaussian(90)])),
    ];
    for (name, model) in &all {
        let model = Value::from(Record::new().with("model", clone(model)));
        let model = move || model.get("model").unwrap().clone();
        let problem = move || {
            eigenvalues(100, 0.6).with("model", model()).with("samples", 120.0).with("lambda", 0.01)
        };
        agree(name, &problem, 300, 4.2);
    }
}

fn clone(record: &Record) -> Value {
    Value::from(record.clone())
}

#[test]
fn noisy_features_agree() {
    for (width, samples) in [(80.0, 120), (130.0, 70)] {
        let problem = move || {
            let model = model("noisyFeatures")
                .with("width", width)
                .with("signalScale", 0.8)
                .with("noiseVariance", 0.004);
            at(eigenvalues(100, 0.6), model, samples, 0.01)
        };
        agree(&format!("noisy {width}"), &problem, 300, 4.0);
    }
}

#[test]
fn ensembles_agree_over_features_data_and_both() {
    for over in ["features", "data", "both"] {
        let problem = move || {
            let model = layers(vec![layer("gaussian").with("width", 50.0)]);
            let ensemble = Record::new().with("size", 3.0).with("over", over);
            at(eigenvalues(80, 0.5), model, 70, 0.01).with("ensemble", Value::from(ensemble))
        };
        agree(over, &problem, 160, 4.0);
    }
    let ridge = || {
        let ensemble = Record::new().with("size", 2.0).with("over", "data");
        at(eigenvalues(80, 0.5), model("ridge"), 90, 0.01).with("ensemble", Value::from(ensemble))
    };
    agree("two ridge fits", &ridge, 300, 4.0);
}

#[test]
fn nonlinear_features_agree_with_their_gaussian_equivalent() {
    for activation in ["relu", "tanh", "erf", "cos"] {
        let problem = move || {
            let model =
                model("nonlinearFeatures").with("width", 140.0).with("activation", activation);
            let spectrum = Record::new().with("kind", "isotropic").with("dimension", 160.0);
            let target = Record::new().with("kind", "isotropic").with("squaredNorm", 1.0);
            Record::new()
                .with("spectrum", Value::from(spectrum))
                .with("target", Value::from(target))
                .with("noise", 0.2)
                .with("model", Value::from(model))
                .with("samples", 200.0)
                .with("lambda", 0.01)
        };
        agree(activation, &problem, 60, 4.0);
    }
}

#[test]
fn shortcuts_have_the_law_of_whole_draws() {
    let problem = || {
        let wide = layers(vec![layer("gaussian").with("width", 90.0)]);
        at(eigenvalues(60, 0.6), wide, 100, 0.01)
    };
    let short = simulate(&problem, 400, SEED, &|options| options);
    let whole = simulate(&problem, 400, SEED, &|options| {
        let design = Record::new().with("kind", "gaussian").with("bartlett", false);
        options.with("design", Value::from(design))
    });
    for ((name, a, error_a), (_, b, error_b)) in short.into_iter().zip(whole) {
        let z = (a - b) / (error_a * error_a + error_b * error_b).sqrt();
        println!("{name:24} {a:12.6} {b:12.6} {z:6.2}");
        assert!(z.abs() < 4.0, "{name}: {a} or {b}, z = {z}");
    }
}

#[test]
fn errors_are_universal_for_independent_entries_but_not_for_elliptical_rows() {
    let problem = || at(eigenvalues(100, 0.6), model("ridge"), 150, 0.03);
    let expected = read(&call("evaluate", problem()), "testError");
    let z = |design: &'static str| {
        let found = simulate(&problem, 400, SEED, &|options| options.with("design", design));
        let (_, mean, error) = found.into_iter().find(|(name, ..)| name == "testError").unwrap();
        println!("{design}: {mean} ± {error}, theory {expected}");
        (mean - expected) / error
    };
    assert!(z("rademacher").abs() < 4.0);
    assert!(z("studentT").abs() < 4.0);
    assert!(z("elliptical") > 10.0);
}

#[test]
fn weighted_inputs_agree() {
    let problem = || {
        let weights: Vec<f64> = (1..=90).map(|k| 0.2 + 20.0 / (10.0 + f64::from(k))).collect();
        let features = layers(vec![layer("gaussian").with("width", 70.0)]);
        at(eigenvalues(90, 0.5), features.with("inputWeightSpectrum", weights), 110, 0.01)
    };
    agree("weighted inputs", &problem, 200, 4.0);
}

#[test]
fn correlated_samples_agree_with_matched_white_and_other_noise() {
    let series = || Record::new().with("kind", "exponential").with("length", 3.0);
    let correlated = || {
        at(eigenvalues(80, 0.5), model("ridge"), 120, 0.02)
            .with("sampleCorrelation", Value::from(series()))
    };
    agree("matched noise", &correlated, 400, 4.0);
    let white = || correlated().with("noiseCorrelation", "white");
    agree("white noise", &white, 400, 4.0);
    let other = || {
        let neighbours = Record::new().with("kind", "nearestNeighbour").with("strength", 1.0);
        correlated().with("noiseCorrelation", Value::from(neighbours))
    };
    agree("other noise", &other, 400, 4.0);
    let spread = || {
        let values: Vec<f64> = (0..60).map(|k| 0.1 + f64::from(k) / 33.0).collect();
        let own = Record::new().with("kind", "eigenvalues").with("values", values);
        at(eigenvalues(80, 0.5), model("ridge"), 60, 0.02)
            .with("sampleCorrelation", Value::from(own))
            .with("noiseCorrelation", "white")
    };
    agree("eigenvalues of K", &spread, 400, 4.0);
}

#[test]
fn points_that_are_correlated_with_the_samples_agree() {
    let series = || Record::new().with("kind", "exponential").with("length", 3.0);
    let at_point = |point: Record| {
        at(eigenvalues(80, 0.5), model("ridge"), 120, 0.02)
            .with("sampleCorrelation", Value::from(series()))
            .with("testCorrelation", Value::from(point))
    };
    let ahead = || at_point(Record::new().with("horizon", 2.0));
    agree("two steps ahead", &ahead, 400, 4.0);
    agree("with white noise", &|| ahead().with("noiseCorrelation", "white"), 400, 4.0);
    // Like sample 60, and noise besides.
    let beside = |i: u32| 0.6 * libm::exp(-f64::from(i.abs_diff(60)) / 3.0);
    let near = || at_point(Record::new().with("vector", (0..120).map(beside).collect::<Vec<_>>()));
    agree("beside a sample", &near, 400, 4.0);
    let sure = at_point(Record::new().with("vector", vec![0.9; 120])).with("trials", 2.0);
    let error = ridgelaw::verbs::call("simulatePlan", sure.into()).unwrap_err();
    assert!(error.to_string().contains("testCorrelation"), "{error}");
}
