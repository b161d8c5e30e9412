//! Noisy and nonlinear features against experiment: every part of the variance by what two fits share.
//!
//! With new draws of features, of inputs or of label noise, the mean product of the errors of two fits
//! is the sum of the parts that depend on what they have in common: six pairs give six parts.

#![allow(clippy::unwrap_used, clippy::many_single_char_names, reason = "tests")]

mod support;

use ridgelaw::linalg::{Matrix, cholesky, dot, gram};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};
use support::{call, read};

const NOISE: f64 = 0.3;

/// Which fits a pair consists of, what it is, and the parts of the error that it shows.
const PAIRS: [(usize, usize, &str, &[&str]); 6] = [
    (
        0,
        0,
        "a fit with itself",
        &["bias", "features", "data", "featuresData", "noise", "featuresNoise"],
    ),
    (0, 1, "same features and inputs", &["bias", "features", "data", "featuresData"]),
    (0, 2, "same inputs and label noise", &["bias", "data", "noise"]),
    (1, 2, "same inputs", &["bias", "data"]),
    (0, 3, "same features", &["bias", "features"]),
    (0, 4, "nothing in common", &["bias"]),
];

/// Seeds of features, of inputs, and of label noise for the five fits that the pairs are made of.
const FITS: [(u64, u64, u64); 5] = [(0, 0, 0), (0, 0, 1), (1, 0, 0), (0, 1, 2), (1, 1, 3)];

fn normals(stream: &mut Stream, rows: usize, columns: usize) -> Matrix {
    let data = (0..rows * columns).map(|_| stream.normal()).collect();
    Matrix { data, rows, columns }
}

/// A Bᵀ.
fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let mut out = Matrix::zeros(a.rows, b.rows);
    for i in 0..a.rows {
        for j in 0..b.rows {
            out.row_mut(i)[j] = dot(a.row(i), b.row(j));
        }
    }
    out
}

/// (ZᵀZ + PλI)⁻¹Zᵀy.
fn ridge(z: &Matrix, y: &[f64], lambda: f64) -> Vec<f64> {
    let columns = z.transpose();
    let mut system = gram(&columns);
    (0..system.rows).for_each(|j| system.row_mut(j)[j] += z.rows as f64 * lambda);
    let data = (0..columns.rows).map(|j| dot(columns.row(j), y)).collect();
    let side = Matrix { data, rows: columns.rows, columns: 1 };
    cholesky(system).unwrap().solve(&side).data
}

fn eigenvalue(k: usize) -> f64 {
    ((k + 1) as f64).powf(-0.7)
}

fn weight(k: usize) -> f64 {
    (((k + 1) as f64).powf(-0.3) / 10.0).sqrt()
}

/// Inputs, one a row.
fn inputs(
    stream: &mut Stream,
    rows: usize,
    dimension: usize,
    eigenvalue: fn(usize) -> f64,
) -> Matrix {
    let mut x = normals(stream, rows, dimension);
    for i in 0..rows {
        (0..dimension).for_each(|k| x.row_mut(i)[k] *= eigenvalue(k).sqrt());
    }
    x
}

fn labels(x: &Matrix, noise: &mut Stream) -> Vec<f64> {
    (0..x.rows)
        .map(|i| {
            (0..x.columns).map(|k| x.at(i, k) * weight(k)).sum::<f64>()
                + NOISE.sqrt() * noise.normal()
        })
        .collect()
}

fn population(dimension: usize, eigenvalue: fn(usize) -> f64) -> Record {
    let list = |f: &dyn Fn(usize) -> f64| (0..dimension).map(f).collect::<Vec<f64>>();
    let spectrum = Record::new().with("kind", "eigenvalues").with("values", list(&eigenvalue));
    let squared = list(&|k| weight(k) * weight(k));
    let target = Record::new().with("kind", "coefficients").with("squared", squared);
    Record::new()
        .with("spectrum", Value::from(spectrum))
        .with("target", Value::from(target))
        .with("noise", NOISE)
}

/// Mean, standard error, and by how many of them theory is off.
fn score(trials: &[f64], theory: f64) -> (f64, f64) {
    let n = trials.len() as f64;
    let mean = trials.iter().sum::<f64>() / n;
    let variance = trials.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, (mean - theory) / (variance / n).sqrt())
}

/// Agreement within 3.5 standard errors.
fn agree(what: &str, trials: &[f64], theory: f64) {
    let (mean, z) = score(trials, theory);
    println!("{what}: {mean:.5}, theory {theory:.5}, z = {z:.2}");
    assert!(z.abs() < 3.5, "{what}: {mean} where theory says {theory}, z = {z}");
}

fn expected(report: &Value, parts: &[&str]) -> f64 {
    let path =
        |part: &&str| if *part == "bias" { "bias".into() } else { format!("variance.{part}") };
    parts.iter().map(|part| read(report, &path(part))).sum()
}

struct Noisy {
    dimension: usize,
    width: usize,
    samples: usize,
    lambda: f64,
    scale: f64,
    noise: f64,
}

/// A fit on noisy features: w = √c F v, and v itself.
struct Fitted {
    w: Vec<f64>,
    v: Vec<f64>,
    residual: f64,
}

impl Noisy {
    fn theory(&self) -> Value {
        let model = Record::new()
            .with("kind", "noisyFeatures")
            .with("width", self.width)
            .with("signalScale", self.scale)
            .with("noiseVariance", self.noise);
        let test: Vec<f64> = (0..self.dimension).map(test_eigenvalue).collect();
        let problem = population(self.dimension, eigenvalue)
            .with("model", Value::from(model))
            .with("samples", self.samples)
            .with("lambda", self.lambda)
            .with("testSpectrum", test);
        call("evaluate", problem)
    }

    fn fit(&self, trial: u64, (features, data, labelled): (u64, u64, u64)) -> Fitted {
        let stream = |kind: u64, seed: u64| Stream::new(1000 * kind + seed, trial);
        let x = inputs(&mut stream(1, data), self.samples, self.dimension, eigenvalue);
        let y = labels(&x, &mut stream(2, labelled));
        let mut f = normals(&mut stream(3, features), self.width, self.dimension);
        f.data.iter_mut().for_each(|x| *x *= (self.scale / self.width as f64).sqrt());
        let mut z = product(&x, &f);
        let mut own = stream(4, 10 * features + data);
        z.data.iter_mut().for_each(|z| *z += self.noise.sqrt() * own.normal());
        let v = ridge(&z, &y, self.lambda);
        let columns = f.transpose();
        let w = (0..self.dimension).map(|k| dot(columns.row(k), &v)).collect();
        let residual = |i: usize| (dot(z.row(i), &v) - y[i]).powi(2);
        let residual = (0..self.samples).map(residual).sum::<f64>() / self.samples as f64;
        Fitted { w, v, residual }
    }

    /// The mean product of two errors: features that are shared bring their noise along.
    fn risk(&self, a: &Fitted, b: &Fitted, same: bool, spectrum: fn(usize) -> f64) -> f64 {
        let own = if same { self.noise * dot(&a.v, &b.v) } else { 0.0 };
        let error = |w: &[f64], k: usize| w[k] - weight(k);
        own + (0..self.dimension)
            .map(|k| spectrum(k) * error(&a.w, k) * error(&b.w, k))
            .sum::<f64>()
    }
}

fn test_eigenvalue(k: usize) -> f64 {
    0.2 + 1.0 / (1.0 + k as f64)
}

#[test]
fn every_part_of_the_error_of_noisy_features_is_as_theory_says() {
    let settings = [
        Noisy { dimension: 100, width: 70, samples: 120, lambda: 0.02, scale: 1.0, noise: 0.05 },
        Noisy { dimension: 100, width: 150, samples: 90, lambda: 0.003, scale: 2.0, noise: 0.02 },
        Noisy { dimension: 60, width: 120, samples: 200, lambda: 1e-6, scale: 0.5, noise: 0.1 },
    ];
    for setting in settings {
        let report = setting.theory();
        let fits: Vec<Vec<Fitted>> = (0..TRIALS)
            .map(|trial| FITS.iter().map(|seeds| setting.fit(trial, *seeds)).collect())
            .collect();
        for (a, b, what, parts) in PAIRS {
            let same = FITS[a].0 == FITS[b].0;
            let trials: Vec<f64> = fits
                .iter()
                .map(|fits| setting.risk(&fits[a], &fits[b], same, eigenvalue))
                .collect();
            agree(&format!("N = {}: {what}", setting.width), &trials, expected(&report, parts));
        }
        let residuals: Vec<f64> = fits.iter().map(|fits| fits[0].residual).collect();
        agree("training error", &residuals, read(&report, "trainError"));
        let shifted: Vec<f64> = fits
            .iter()
            .map(|fits| setting.risk(&fits[0], &fits[0], true, test_eigenvalue))
            .collect();
        agree("shifted error", &shifted, read(&report, "outOfDistributionError"));
    }
}

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

/// Trials of each setting.
const TRIALS: u64 = 100;
const NONLINEAR_TRIALS: u64 = 30;

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
        match call("hermite", options).get("coefficients") {
            Some(Value::Numbers(coefficients)) => coefficients[0],
            _ => panic!("no coefficients"),
        }
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
        let fits: Vec<Vec<(Vec<f64>, f64)>> = (0..NONLINEAR_TRIALS)
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
    let matrix = |data: &[f64], columns: usize| -> Value {
        Record::new()
            .with("data", data.to_vec())
            .with("rows", z.rows)
            .with("columns", columns)
            .into()
    };
    let options = Record::new()
        .with("X", matrix(&z.data, z.columns))
        .with("y", matrix(y, 1))
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
    let fits: Vec<Value> = (0..NONLINEAR_TRIALS)
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
