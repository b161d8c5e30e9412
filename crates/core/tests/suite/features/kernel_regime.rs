//! Kernels at P ~ D^ℓ: the limit of a kernel with all its degrees, and regressions on the sphere.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, read, relative};
use ridgelaw::linalg::{Matrix, dot, eigh, multiply};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

const COEFFICIENTS: [f64; 4] = [0.4, 0.7, 0.5, 0.3];
const TARGET: [f64; 4] = [0.2, 1.0, 0.6, 0.3];

fn regime(dimension: f64, samples: f64, lambda: f64) -> Value {
    let options = Record::new()
        .with("coefficients", COEFFICIENTS.to_vec())
        .with("secondMoment", 1.1)
        .with("target", TARGET.to_vec())
        .with("dimension", dimension)
        .with("samples", samples)
        .with("lambda", lambda)
        .with("noise", 0.05);
    call("kernelRegime", options)
}

/// Ridge with a block of D^k/k! modes for each degree, and one of very many for what is beyond.
fn all_degrees(dimension: f64, samples: f64, lambda: f64) -> Value {
    let mut size = 1.0;
    let (mut values, mut counts, mut squared) = (Vec::new(), Vec::new(), Vec::new());
    for k in 0..4 {
        size *= if k > 0 { dimension / f64::from(k) } else { 1.0 };
        let square = COEFFICIENTS[k as usize] * COEFFICIENTS[k as usize];
        values.push(square / size);
        counts.push(size);
        squared.push(TARGET[k as usize] / square);
    }
    let rest = 1.1 - COEFFICIENTS.iter().map(|mu| mu * mu).sum::<f64>();
    let many = size * dimension;
    values.push(rest / many);
    counts.push(many);
    squared.push(0.0);
    let problem = Record::new()
        .with("model", Record::new().with("kind", "ridge"))
        .with(
            "spectrum",
            Record::new()
                .with("kind", "eigenvalues")
                .with("values", values)
                .with("multiplicities", counts),
        )
        .with("target", Record::new().with("kind", "coefficients").with("squared", squared))
        .with("noise", 0.05)
        .with("samples", samples)
        .with("lambda", lambda);
    call("evaluate", problem)
}

#[test]
fn the_regime_is_the_limit_of_all_degrees() {
    for degree in [1, 2] {
        let errors = [1e3, 1e5].map(|dimension: f64| {
            let block = if degree == 1 { dimension } else { dimension * dimension / 2.0 };
            let (samples, lambda) = (1.5 * block, 0.1 / block);
            let limit = regime(dimension, samples, lambda);
            assert!(relative(read(&limit, "degree"), f64::from(degree)) < 1e-15);
            assert!(relative(read(&limit, "ratio"), 1.5) < 1e-12);
            let whole = all_degrees(dimension, samples, lambda);
            let test = relative(read(&limit, "testError"), read(&whole, "testError"));
            let train = relative(read(&limit, "trainError"), read(&whole, "trainError"));
            let excess = read(&limit, "testError") - read(&limit, "excessError");
            assert!(relative(excess, 0.05) < 1e-9);
            test.max(train)
        });
        assert!(errors[0] < 0.02 && errors[1] < 0.02 * errors[0], "{degree}: {errors:?}");
    }
}

#[test]
fn what_the_kernel_does_not_have_is_noise() {
    let options = |coefficients: [f64; 3]| {
        Record::new()
            .with("coefficients", coefficients.to_vec())
            .with("target", vec![0.0, 2.0, 1.0])
            .with("dimension", 100.0)
            .with("samples", 5000.0)
            .with("noise", 0.5)
    };
    let even = call("kernelRegime", options([0.5, 0.0, 0.5]));
    assert!(relative(read(&even, "effectiveNoise"), 2.5) < 1e-15);
    let odd = call("kernelRegime", options([0.5, 0.5, 0.0]));
    assert!(relative(read(&odd, "testError"), 1.5) < 1e-15);
    assert!(odd.get("problem").is_none());
    let bad = options([0.5, 0.5, 0.5]).with("secondMoment", 0.1);
    let error = ridgelaw::verbs::call("kernelRegime", bad.into()).unwrap_err();
    assert_eq!(error.argument(), "secondMoment");
}

/// Test errors without noise of regressions on the sphere, their mean and its squared standard error.
fn drawn(n: usize, trials: usize) -> [f64; 2] {
    let (samples, tests, lambda) = (3 * n / 2, 200, 0.1 / n as f64);
    let d = n as f64;
    let mut stream = Stream::new(n as u64, 3);
    let inputs = |rows: usize, stream: &mut Stream| {
        let mut x = Matrix::zeros(rows, n);
        for i in 0..rows {
            stream.fill_normal(x.row_mut(i), 1.0);
            let scale = (d / dot(x.row(i), x.row(i))).sqrt();
            x.row_mut(i).iter_mut().for_each(|x| *x *= scale);
        }
        x
    };
    // Harmonics of degrees 1 and 2 with unit power.
    let truth = |x: &[f64]| {
        TARGET[1].sqrt() * x[0] + TARGET[2].sqrt() * x[1] * x[2] * ((d + 2.0) / d).sqrt()
    };
    let square = |k: usize| COEFFICIENTS[k] * COEFFICIENTS[k];
    let kernel = |t: f64| {
        square(1) * t
            + square(2) * (d * t * t - 1.0) / (d - 1.0)
            + square(3) * ((d + 2.0) * t * t * t - 3.0 * t) / (d - 1.0)
    };
    let gram = |a: &Matrix, b: &Matrix| {
        let mut k = multiply(a, &b.transpose());
        for i in 0..k.rows {
            k.row_mut(i).iter_mut().for_each(|t| *t = kernel(*t / d));
        }
        k
    };
    let mut sums = [0.0; 2];
    for _ in 0..trials {
        let (x, new) = (inputs(samples, &mut stream), inputs(tests, &mut stream));
        let y: Vec<f64> =
            (0..samples).map(|i| truth(x.row(i)) + 0.05f64.sqrt() * stream.normal()).collect();
        let eigen = eigh(gram(&x, &x)).unwrap();
        let turned = eigen.vectors;
        let mut weights = vec![0.0; samples];
        for (i, value) in eigen.values.iter().enumerate() {
            let share = dot(turned.row(i), &y) / (value + lambda * samples as f64);
            turned.row(i).iter().zip(&mut weights).for_each(|(v, w)| *w += share * v);
        }
        let cross = gram(&new, &x);
        let errors = (0..tests).map(|i| (truth(new.row(i)) - dot(cross.row(i), &weights)).powi(2));
        let error = errors.sum::<f64>() / tests as f64;
        sums = [sums[0] + error, sums[1] + error * error];
    }
    let mean = sums[0] / trials as f64;
    [mean, (sums[1] / trials as f64 - mean * mean) / (trials as f64 - 1.0)]
}

#[test]
fn regressions_on_the_sphere_have_its_error() {
    let (small, large) = (drawn(40, 400), drawn(80, 250));
    let options = Record::new()
        .with("coefficients", vec![0.0, COEFFICIENTS[1], COEFFICIENTS[2], COEFFICIENTS[3]])
        .with("target", vec![0.0, TARGET[1], TARGET[2]])
        .with("dimension", 1e6)
        .with("samples", 1.5e6)
        .with("lambda", 1e-7)
        .with("noise", 0.05);
    let expected = read(&call("kernelRegime", options), "excessError");
    // Two sizes cancel corrections of 1/D.
    let found = 2.0 * large[0] - small[0];
    let error = (4.0 * large[1] + small[1]).sqrt();
    let z = (found - expected) / error;
    assert!(z.abs() < 4.0 && error < 0.03 * expected, "z = {z}: {found} ± {error}, {expected}");
}
