//! Permutations, bags, and what holds for every way of resampling.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::support::resampled::{
    Setting, close, data, mean_square, model_of, options, predict, refit, resample, settings,
    without,
};
use crate::support::{call, encode, numbers, read};
use ridgelaw::linalg::Matrix;
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

#[test]
fn a_permutation_is_a_fit_of_permuted_targets() {
    for (n, d) in [(20, 3), (12, 16)] {
        let (x, y) = data(n, d, 2, 15);
        let choices: [(Value, &str); 4] = [
            (0.02.into(), "looError"),
            (vec![1e-3, 0.1, 5.0].into(), "looError"),
            ("loo".into(), "looError"),
            ("gcv".into(), "gcv"),
        ];
        for (mut setting, (lambda, error)) in
            settings().into_iter().flat_map(|s| choices.clone().map(|c| (s.clone(), c)))
        {
            setting.lambda = lambda;
            let method =
                Value::from(Record::new().with("kind", "permutation").with("permutations", 4.0));
            let (results, report) = resample(
                &|| options(&x, &y, &setting).with("method", method.clone()).with("seed", 1.0),
                2,
            );
            for index in 0..5 {
                let order = match index {
                    0 => (0..n).collect(),
                    _ => Stream::new(1, index as u64).permutation(n),
                };
                let fit = call("fit", options(&x, &y.select(&order), &setting));
                // The path itself: a fit goes on to refine between its ridges.
                let path = numbers(&fit, &format!("path.{error}"));
                let least = path.into_iter().fold(f64::INFINITY, f64::min);
                close(&[results.at(index, 0)], &[least], 1e-9, &format!("{n} {d} {setting:?}"));
            }
            let p = read(&report, "pValue");
            assert!((0.2..=1.0).contains(&p), "{p}");
        }
    }
}

#[test]
fn a_bagged_model_is_the_mean_of_its_bags() {
    for (d, replacement) in [(4, true), (4, false), (35, true)] {
        let (x, y) = data(22, d, 2, 16);
        let (at, _) = data(5, d, 1, 17);
        for setting in settings() {
            let method = Record::new()
                .with("kind", "bagging")
                .with("bags", 6.0)
                .with("size", 15.0)
                .with("replacement", replacement);
            let method = Value::from(method);
            let (_, report) =
                resample(&|| options(&x, &y, &setting).with("method", method.clone()), 4);
            let mut mean = Matrix::zeros(5, 2);
            let mut left = Matrix::zeros(22, 2);
            let mut count = [0.0; 22];
            for index in 0..6 {
                let mut stream = Stream::new(0, index as u64);
                let rows: Vec<usize> = if replacement {
                    (0..15).map(|_| stream.below(22)).collect()
                } else {
                    stream.permutation(22)[..15].to_vec()
                };
                let f = refit(&x, &y, &setting, &rows, &at);
                mean.data.iter_mut().zip(&f.data).for_each(|(m, f)| *m += f / 6.0);
                let test = without(22, &rows);
                let f = refit(&x, &y, &setting, &rows, &x.select(&test));
                for (place, i) in test.iter().enumerate() {
                    count[*i] += 1.0;
                    (0..2).for_each(|k| left.row_mut(*i)[k] += f.at(place, k));
                }
            }
            let found = predict(model_of(&report, &x, &setting), &at);
            close(&found.data, &mean.data, 1e-8, &format!("{d} {:?}", setting.kernel));
            let seen: Vec<usize> = (0..22).filter(|i| count[*i] > 0.0).collect();
            let mut f = left.select(&seen);
            for (place, i) in seen.iter().enumerate() {
                f.row_mut(place).iter_mut().for_each(|f| *f /= count[*i]);
            }
            let error = mean_square(&y, &f, &seen) / seen.len() as f64;
            close(&[read(&report, "testError")], &[error], 1e-8, "left out");
        }
    }
}

#[test]
fn any_division_into_batches_gives_the_same_bits() {
    let (x, y) = data(20, 6, 1, 18);
    for kind in ["kFold", "learningCurve", "bootstrap", "jackknife", "permutation", "bagging"] {
        let mut method = Record::new().with("kind", kind);
        if kind == "learningCurve" {
            method = method.with("sizes", vec![5.0, 10.0]).with("repeats", 4.0);
        }
        if kind == "permutation" {
            method = method.with("permutations", 12.0);
        }
        if kind == "jackknife" {
            method = method.with("at", encode(&x));
        }
        if kind == "bootstrap" {
            method = method.with("replicates", 12.0);
        }
        let method = Value::from(method);
        for setting in settings() {
            let run = || options(&x, &y, &setting).with("method", method.clone());
            let (one, report) = resample(&run, 1);
            let (all, again) = resample(&run, 1000);
            assert!(
                one.data.iter().zip(&all.data).all(|(a, b)| a.to_bits() == b.to_bits()),
                "{kind}"
            );
            assert_eq!(report, again, "{kind}");
        }
    }
}

#[test]
fn p_values_are_uniform_where_targets_say_nothing() {
    // 400 data sets without signal, 19 orders each: each of the 20 values of p equally often.
    let setting = Setting { kernel: Value::Null, intercept: true, lambda: "gcv".into() };
    let method = Value::from(Record::new().with("kind", "permutation").with("permutations", 19.0));
    let mut counts = [0.0; 20];
    for seed in 0..400 {
        let mut stream = Stream::new(1000 + seed, 0);
        let (x, mut y) = data(12, 3, 1, 100 + seed);
        y.data.iter_mut().for_each(|y| *y = stream.normal());
        let run =
            || options(&x, &y, &setting).with("method", method.clone()).with("seed", seed as f64);
        let p = read(&resample(&run, 20).1, "pValue");
        counts[(p * 20.0).round() as usize - 1] += 1.0;
    }
    let chi2: f64 = counts.iter().map(|c| (c - 20.0) * (c - 20.0) / 20.0).sum();
    // χ² of 19 degrees of freedom: mean 19, standard deviation 6.2.
    let z = (chi2 - 19.0) / 38f64.sqrt();
    println!("chi2 {chi2} z {z}");
    assert!(z.abs() < 3.5, "{counts:?}");
}
