//! Cross-validation and learning curves against refits of every part, one by one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::support::resampled::{
    Setting, close, data, mean_square, options, refit, resample, settings, without,
};
use crate::support::{numbers, read};
use ridgelaw::linalg::Matrix;
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

#[test]
fn every_fold_is_predicted_as_a_model_of_the_others_predicts_it() {
    // Shared decomposition (many folds), a decomposition a fold (many rows), more columns than rows.
    for (n, d, folds) in [(24, 5, 8), (60, 3, 2), (20, 31, 5), (20, 15, 2)] {
        let (x, y) = data(n, d, 2, 3);
        for setting in settings() {
            let method =
                Record::new().with("kind", "kFold").with("folds", folds).with("repeats", 2.0);
            let method = Value::from(method);
            let (_, report) = resample(
                &|| options(&x, &y, &setting).with("method", method.clone()).with("seed", 5.0),
                3,
            );
            let (mut total, mut mean) = (0.0, Matrix::zeros(n, 2));
            for repeat in 0..2 {
                let order = Stream::new(5, repeat).permutation(n);
                for fold in 0..folds {
                    let test = &order[fold * n / folds..(fold + 1) * n / folds];
                    let rows = without(n, test);
                    let f = refit(&x, &y, &setting, &rows, &x.select(test));
                    total += mean_square(&y, &f, test);
                    for (place, i) in test.iter().enumerate() {
                        (0..2).for_each(|k| mean.row_mut(*i)[k] += 0.5 * f.at(place, k));
                    }
                }
            }
            let what = format!("{n} × {d}, {:?}", setting.kernel);
            close(&[read(&report, "testError")], &[total / (2 * n) as f64], 1e-9, &what);
            close(&numbers(&report, "predictions.data"), &mean.data, 1e-9, &what);
        }
    }
}

#[test]
fn a_path_is_cross_validated_as_each_of_its_ridges_is() {
    let (x, y) = data(30, 4, 1, 4);
    let lambdas = [1e-4, 0.1, 3.0];
    let method = Value::from(Record::new().with("kind", "kFold").with("folds", 6.0));
    let setting = Setting { kernel: Value::Null, intercept: true, lambda: lambdas.to_vec().into() };
    let run = |setting: &Setting| {
        resample(&|| options(&x, &y, setting).with("method", method.clone()), 6).1
    };
    let report = run(&setting);
    let errors = numbers(&report, "path.testError");
    for (lambda, error) in lambdas.iter().zip(&errors) {
        let one = run(&Setting { lambda: (*lambda).into(), ..setting.clone() });
        close(&[*error], &[read(&one, "testError")], 1e-12, "one ridge");
    }
    let best = errors.iter().copied().fold(f64::INFINITY, f64::min);
    close(&[read(&report, "testError")], &[best], 0.0, "best");
    assert!(read(&report, "lambdaOneStandardError") >= read(&report, "lambda"));
}

#[test]
fn a_part_is_tested_on_all_other_rows_with_a_ridge_of_its_own() {
    for d in [3, 40] {
        let (x, y) = data(30, d, 1, 6);
        for mut setting in settings() {
            setting.lambda = "loo".into();
            let method = Record::new()
                .with("kind", "learningCurve")
                .with("sizes", vec![8.0, 20.0])
                .with("repeats", 3.0);
            let method = Value::from(method);
            let (_, report) = resample(
                &|| options(&x, &y, &setting).with("method", method.clone()).with("seed", 9.0),
                4,
            );
            let found = numbers(&report, "testError");
            for (place, size) in [8, 20].into_iter().enumerate() {
                let mut total = 0.0;
                for repeat in 0..3 {
                    let mut rows = Stream::new(9, (place * 3 + repeat) as u64).permutation(30)
                        [..size]
                        .to_vec();
                    rows.sort_unstable();
                    let test = without(30, &rows);
                    let f = refit(&x, &y, &setting, &rows, &x.select(&test));
                    total += mean_square(&y, &f, &test) / test.len() as f64 / 3.0;
                }
                close(&[found[place]], &[total], 1e-6, &format!("{d} {:?} {size}", setting.kernel));
            }
        }
    }
}
