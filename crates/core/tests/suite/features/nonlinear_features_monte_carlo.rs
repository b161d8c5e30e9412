//! Nonlinear features against experiment: real ones behave as their Gaussian equivalent.

#![allow(clippy::unwrap_used, clippy::many_single_char_names, reason = "tests")]

use crate::support::pairs::{
    FITS, PAIRS, expected, inputs, labels, normals, population, product, ridge, weight,
};
use crate::support::trials::agree;
use crate::support::{call, encode, matrix, numbers, read};
use ridgelaw::linalg::{Matrix, dot};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

/// Trials of each setting.
const TRIALS: u64 = 30;

/// Real nonlinear features φ(w·x)/√N less their mean.
struct Nonlinear {
    name: &'static str,
    activation: fn(f64) -> f64,
    dimension: usize,
    width: usize,
    samples: usize,
    lambda: f64,
}

/// Gently falling: the equivalence needs many directions of comparable weight.
fn mild(k: usize) -> f64 {
    if k.is_multiple_of(2) { 1.5 } else { 0.5 }
}

/// Test inputs of a trial.
const TESTED: usize = 300;

impl Nonlinear {
    fn theory(&self) -> Value {
        let model = Record::new()
            .with("kind", "nonlinearFeatures")
            .with("width", self.width)
            .with("activation", self.name);
        let problem = population(self.dimension, mild)
            .with("model", Value::from(model))
            .with("samples", self.samples)
            .with("lambda", self.lambda);
        call("evaluate", problem)
    }

    fn mean(&self) -> f64 {
        let options = Record::new().with("activation", self.name).with("scale", 1.0);
        numbers(&call("hermite", options), "coefficients")[0]
    }

    fn features(&self, x: &Matrix, w: &Matrix, mean: f64) -> Matrix {
        let mut z = product(x, w);
        let scale = 1.0 / (self.width as f64).sqrt();
        z.data.iter_mut().for_each(|z| *z = scale * ((self.activation)(*z) - mean));
        z
    }

    /// Errors on test inputs, and the mean squared residual.
    fn fit(
        &self,
        trial: u64,
        mean: f64,
        (features, data, labelled): (u64, u64, u64),
    ) -> (Vec<f64>, f64) {
        let stream = |kind: u64, seed: u64| Stream::new(1000 * kind + seed, trial);
        let x = inputs(&mut stream(1, data), self.samples, self.dimension, mild);
        let y = labels(&x, &mut stream(2, labelled));
        let mut w = normals(&mut stream(3, features), self.width, self.dimension);
        w.data.iter_mut().for_each(|w| *w /= (self.dimension as f64).sqrt());
        let z = self.features(&x, &w, mean);
        let v = ridge(&z, &y, self.lambda);
        let residual = |i: usize| (dot(z.row(i), &v) - y[i]).powi(2);
        let residual = (0..self.samples).map(residual).sum::<f64>() / self.samples as f64;
        let test = inputs(&mut stream(5, 0), TESTED, self.dimension, mild);
        let seen = self.features(&test, &w, mean);
        let target = |i: usize| (0..self.dimension).map(|k| test.at(i, k) * weight(k)).sum::<f64>();
        ((0..TESTED).map(|i| dot(seen.row(i), &v) - target(i)).collect(), residual)
    }
}

#[test]
fn real_nonlinear_features_behave_as_their_gaussian_equivalent() {
    let settings = [
        Nonlinear {
            name: "relu",
            activation: |x| x.max(0.0),
            dimension: 120,
            width: 100,
            samples: 150,
            lambda: 1e-4,
        },
        Nonlinear {
            name: "erf",
            activation: libm::erf,
            dimension: 120,
            width: 160,
            samples: 90,
            lambda: 1e-4,
        },
        Nonlinear {
            name: "tanh",
            activation: libm::tanh,
            dimension: 120,
            width: 120,
            samples: 180,
            lambda: 1e-3,
        },
    ];
    for setting in settings {
        let (report, mean) = (setting.theory(), setting.mean());
        let fits: Vec<Vec<(Vec<f64>, f64)>> = (0..TRIALS)
            .map(|trial| FITS.iter().map(|seeds| setting.fit(trial, mean, *seeds)).collect())
            .collect();
        for (a, b, what, parts) in PAIRS {
            let trials: Vec<f64> =
                fits.iter().map(|f| dot(&f[a].0, &f[b].0) / TESTED as f64).collect();
            agree(&format!("{}: {what}", setting.name), &trials, expected(&report, parts));
        }
        let residuals: Vec<f64> = fits.iter().map(|fits| fits[0].1).collect();
        agree("training error", &residuals, read(&report, "trainError"));
    }
}

/// What a fit on features says of the population: {gcv, looError, kappa, sTransform, df1}.
fn estimates(z: &Matrix, y: &[f64], lambda: f64, intercept: bool) -> Value {
    let options = Record::new()
        .with("X", encode(z))
        .with("y", matrix(y.to_vec(), 1))
        .with("lambda", lambda)
        .with("intercept", intercept);
    call("fit", options)
}

#[test]
fn gcv_on_real_features_finds_their_test_error_and_kappa_1() {
    let setting = Nonlinear {
        name: "relu",
        activation: |x| x.max(0.0),
        dimension: 120,
        width: 160,
        samples: 200,
        lambda: 1e-3,
    };
    let report = setting.theory();
    let fits: Vec<Value> = (0..TRIALS)
        .map(|trial| {
            let stream = |kind: u64| Stream::new(100 + kind, trial);
            let x = inputs(&mut stream(1), setting.samples, setting.dimension, mild);
            let y = labels(&x, &mut stream(2));
            let mut w = normals(&mut stream(3), setting.width, setting.dimension);
            w.data.iter_mut().for_each(|w| *w /= (setting.dimension as f64).sqrt());
            // Not centred: the intercept takes the mean, as it does in use.
            estimates(&setting.features(&x, &w, 0.0), &y, setting.lambda, true)
        })
        .collect();
    let of = |name: &str| fits.iter().map(|fit| read(fit, name)).collect::<Vec<f64>>();
    agree("GCV", &of("gcv"), read(&report, "testError"));
    agree("leave-one-out", &of("looError"), read(&report, "testError"));
    agree("training error", &of("trainError"), read(&report, "trainError"));
    agree("κ₁", &of("kappa"), read(&report, "kappa"));
    agree("S", &of("sTransform"), read(&report, "sTransform"));
    // It hardly fluctuates, so that the one direction which the intercept takes is seen: 1 in 76.
    let df = of("df1").iter().sum::<f64>() / fits.len() as f64;
    assert!((df / read(&report, "dfTotal") - 1.0).abs() < 0.02, "{df}");
}
