//! Accumulated rows against the same rows fitted at once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::support::accumulated::{
    PLAIN, Shape, agree, apart, at_once, draw, fit, in_pieces, rows,
};
use crate::support::{call, encode, numbers, read, relative};
use ridgelaw::linalg::Matrix;
use ridgelaw::wire::{Record, Value};

#[test]
fn the_fit_is_that_of_all_rows_at_once() {
    let shapes = [
        ("plain", PLAIN),
        ("few rows", Shape { rows: 40, ..PLAIN }),
        ("more columns than rows", Shape { rows: 9, columns: 14, ..PLAIN }),
        ("far off centre", Shape { offset: 1e7, ..PLAIN }),
        ("drifting", Shape { drift: 1e4, ..PLAIN }),
        ("scales apart", Shape { scale: 1e-3, ..PLAIN }),
        ("all at once", Shape { offset: 1e6, drift: 1e3, scale: 1e-2, ..PLAIN }),
    ];
    for (what, shape) in shapes {
        let (x, y) = draw(&shape, 1);
        let accumulator = in_pieces(&x, &y, 512);
        for lambda in [1e-3, 10.0] {
            let (streamed, whole) =
                (fit(&accumulator, lambda, true), at_once(&x, &y, lambda, true));
            agree(&streamed, &whole, 1e-8, &format!("{what} {lambda}"));
            let predict = |fit: &Value| {
                let model = fit.get("model").unwrap().clone();
                numbers(
                    &call("predict", Record::new().with("model", model).with("X", encode(&x))),
                    "data",
                )
            };
            assert!(apart(&predict(&streamed), &predict(&whole)) < 1e-8, "{what} {lambda}");
        }
        if shape.offset > 1.0 || shape.drift > 0.0 {
            // Without an intercept such columns are all but parallel.
            continue;
        }
        let (streamed, whole) = (fit(&accumulator, 0.1, false), at_once(&x, &y, 0.1, false));
        agree(&streamed, &whole, 1e-8, &format!("{what} without intercept"));
    }
}

#[test]
fn columns_a_million_times_off_centre_lose_no_digit() {
    let (x, y) = draw(&PLAIN, 2);
    let far = |m: &Matrix| Matrix { data: m.data.iter().map(|v| v + 1_048_576.0).collect(), ..*m };
    // Rounded to the grid that the offset leaves, so that both hold the same deviations.
    let near = |m: &Matrix| Matrix { data: m.data.iter().map(|v| v - 1_048_576.0).collect(), ..*m };
    let shifted = far(&x);
    let back = near(&shifted);
    let (a, b) = (in_pieces(&shifted, &y, 512), in_pieces(&back, &y, 512));
    let (a, b) = (fit(&a, 1e-6, true), fit(&b, 1e-6, true));
    let path = "model.coefficients.data";
    let error = apart(&numbers(&a, path), &numbers(&b, path));
    println!("{error:.1e}");
    assert!(error < 1e-14, "{error:.1e}");
}

#[test]
fn a_second_pass_gives_exact_leave_one_out() {
    for intercept in [true, false] {
        let (x, y) = draw(&Shape { rows: 1100, columns: 9, ..PLAIN }, 7);
        let lambdas = vec![1e-6, 1e-2, 3.0];
        let fitted = fit(&in_pieces(&x, &y, 512), lambdas.clone(), intercept);
        let basis = fitted.get("basis").unwrap();
        let mut sums = Vec::new();
        for from in (0..1100).step_by(512) {
            let to = (from + 512).min(1100);
            let options = Record::new()
                .with("basis", basis.clone())
                .with("X", encode(&rows(&x, from, to)))
                .with("y", encode(&rows(&y, from, to)))
                .with("lambda", lambdas.clone());
            sums.push(call("leaveOneOutRows", options));
        }
        let options = Record::new().with("sums", sums).with("samples", 1100.0);
        let report = call("leaveOneOutReport", options);
        let whole = at_once(&x, &y, lambdas, intercept);
        for name in ["trainError", "looError", "looStandardError"] {
            let expected = numbers(&whole, &format!("path.{name}"));
            let error = apart(&numbers(&report, name), &expected);
            assert!(error < 1e-11, "{name} {error:.1e}");
        }
    }
}

#[test]
fn no_ridge_is_refused_where_products_do_not_carry_it() {
    let (x, y) = draw(&PLAIN, 8);
    let plain = in_pieces(&x, &y, 512);
    agree(&fit(&plain, 0.0, true), &at_once(&x, &y, 0.0, true), 1e-10, "well conditioned");
    let refused = |x: &Matrix, lambda: f64| {
        let options =
            Record::new().with("accumulator", in_pieces(x, &y, 512)).with("lambda", lambda);
        ridgelaw::verbs::call("fitAccumulated", options.into())
    };
    for distance in [0.0, 1e-8] {
        // The last column is nearly that before: more nearly than squares can tell.
        let mut near = x.clone();
        for i in 0..x.rows {
            near.row_mut(i)[5] = near.at(i, 4) + distance * x.at(i, 5);
        }
        let error = refused(&near, 0.0).unwrap_err();
        assert_eq!((error.code(), error.argument()), ("IllConditioned", "lambda"));
        assert!(error.to_string().contains("3e6"), "{error}");
        let answer = refused(&near, 1e-3).unwrap();
        agree(&answer, &at_once(&near, &y, 1e-3, true), 1e-8, "with a ridge");
    }
    // A column half determined by the others is carried.
    let mut half = x.clone();
    for i in 0..x.rows {
        half.row_mut(i)[5] = half.at(i, 4) + 1e-4 * x.at(i, 5);
    }
    let answer = refused(&half, 0.0).unwrap();
    agree(&answer, &at_once(&half, &y, 0.0, true), 1e-6, "half");
}

#[test]
fn constant_and_sparse_columns_are_what_they_are() {
    let (mut x, y) = draw(&PLAIN, 9);
    for i in 0..x.rows {
        x.row_mut(i)[2] = 7.3;
        x.row_mut(i)[3] = if i == 900 || i == 1200 { 1.0 } else { 0.0 };
    }
    let accumulator = in_pieces(&x, &y, 512);
    let (streamed, whole) = (fit(&accumulator, 1e-4, true), at_once(&x, &y, 1e-4, true));
    agree(&streamed, &whole, 1e-10, "constant");
    assert!(numbers(&streamed, "model.coefficients.data")[4].abs() <= 0.0);
    let gcv = fit(&accumulator, "gcv", true);
    let same = at_once(&x, &y, "gcv", true);
    let error = relative(read(&gcv, "lambda"), read(&same, "lambda"));
    assert!(error < 1e-4, "{error}");
}

#[test]
fn the_forecast_by_gcv_is_near_that_of_the_rows() {
    let (x, y) = draw(&Shape { rows: 400, columns: 30, ..PLAIN }, 10);
    let at = vec![400.0, 1000.0, 4000.0];
    for lambda in [Value::from(0.01), Value::from("optimal")] {
        let options = Record::new()
            .with("accumulator", in_pieces(&x, &y, 512))
            .with("at", at.clone())
            .with("lambda", lambda.clone());
        let streamed = call("forecastAccumulated", options);
        let options = Record::new()
            .with("X", encode(&x))
            .with("y", encode(&y))
            .with("at", at.clone())
            .with("lambda", lambda);
        let whole = call("forecast", options);
        let errors = |answer: &Value| match answer.get("forecast") {
            Some(Value::List(points)) => {
                points.iter().map(|point| read(point, "testError")).collect::<Vec<f64>>()
            }
            _ => panic!("no forecast"),
        };
        // Gaussian data: GCV and leave-one-out differ by their noise.
        for (a, b) in errors(&streamed).iter().zip(errors(&whole)) {
            assert!((a / b - 1.0).abs() < 0.06, "{a} {b}");
        }
        assert!(streamed.get("universality").is_none() && streamed.get("backtest").is_none());
        assert!(streamed.get("now").unwrap().get("looError").is_none());
    }
}
