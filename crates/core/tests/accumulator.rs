//! Accumulated rows against the same rows fitted at once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use ridgelaw::linalg::Matrix;
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};
use support::{call, read, relative};

fn encode(m: &Matrix) -> Value {
    Record::new()
        .with("data", m.data.clone())
        .with("rows", m.rows)
        .with("columns", m.columns)
        .into()
}

fn numbers(answer: &Value, path: &str) -> Vec<f64> {
    match path.split('.').fold(answer, |value, name| value.get(name).unwrap()) {
        Value::Numbers(x) => x.clone(),
        other => panic!("{path} is {}", other.describe()),
    }
}

struct Shape {
    rows: usize,
    columns: usize,
    offset: f64,
    drift: f64,
    /// Ratio of the scales of neighbouring columns.
    scale: f64,
}

fn draw(shape: &Shape, seed: u64) -> (Matrix, Matrix) {
    let Shape { rows, columns, offset, drift, scale } = *shape;
    let mut stream = Stream::new(seed, 0);
    let (mut x, mut y) = (Matrix::zeros(rows, columns), Matrix::zeros(rows, 2));
    for i in 0..rows {
        for j in 0..columns {
            let z = stream.normal() + offset + drift * i as f64 / rows as f64;
            x.row_mut(i)[j] = z * scale.powf(j as f64);
        }
        let signal = x.at(i, 0) - x.at(i, columns - 1) / scale.powf((columns - 1) as f64);
        y.row_mut(i)[0] = signal + 0.3 * stream.normal() + 5.0;
        y.row_mut(i)[1] = x.at(i, 0) + stream.normal();
    }
    (x, y)
}

fn rows(m: &Matrix, from: usize, to: usize) -> Matrix {
    m.select(&(from..to).collect::<Vec<_>>())
}

fn accumulate(before: Option<Value>, frame: Option<&Value>, x: &Matrix, y: &Matrix) -> Value {
    let options = Record::new()
        .with("X", encode(x))
        .with("y", encode(y))
        .with_some("accumulator", before)
        .with_some("frame", frame.cloned());
    call("accumulate", options)
}

/// In pieces of `size` rows, one after another.
fn in_pieces(x: &Matrix, y: &Matrix, size: usize) -> Value {
    let mut accumulator = None;
    for from in (0..x.rows).step_by(size) {
        let to = (from + size).min(x.rows);
        accumulator = Some(accumulate(accumulator, None, &rows(x, from, to), &rows(y, from, to)));
    }
    accumulator.unwrap()
}

fn bits(accumulator: &Value) -> Vec<u64> {
    ["sums.high", "sums.low", "products.high", "products.low"]
        .iter()
        .flat_map(|path| numbers(accumulator, path))
        .map(f64::to_bits)
        .collect()
}

fn fit(accumulator: &Value, lambda: impl Into<Value>, intercept: bool) -> Value {
    let options = Record::new()
        .with("accumulator", accumulator.clone())
        .with("lambda", lambda)
        .with("intercept", intercept);
    call("fitAccumulated", options)
}

fn at_once(x: &Matrix, y: &Matrix, lambda: impl Into<Value>, intercept: bool) -> Value {
    let options = Record::new()
        .with("X", encode(x))
        .with("y", encode(y))
        .with("lambda", lambda)
        .with("intercept", intercept);
    call("fit", options)
}

/// The largest difference in units of the largest entry.
fn apart(found: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let scale = expected.iter().fold(f64::MIN_POSITIVE, |m, x| m.max(x.abs()));
    found.iter().zip(expected).map(|(a, b)| (a - b).abs() / scale).fold(0.0, f64::max)
}

fn agree(streamed: &Value, whole: &Value, tolerance: f64, what: &str) {
    for name in ["kappa", "sTransform", "df1", "df2", "oneMinusGamma", "trainError", "gcv", "tf1"] {
        let error = relative(read(streamed, name), read(whole, name));
        assert!(error < tolerance, "{what}: {name} {error:.1e}");
    }
    let (found, expected) =
        (numbers(streamed, "modes.eigenvalues"), numbers(whole, "modes.eigenvalues"));
    // Directions too thin for products are not there.
    let absent = expected.len() - found.len();
    let error = apart(&[found, vec![0.0; absent]].concat(), &expected);
    assert!(error < tolerance, "{what}: eigenvalues {error:.1e}");
    let path = "model.coefficients.data";
    let error = apart(&numbers(streamed, path), &numbers(whole, path));
    assert!(error < tolerance, "{what}: {path} {error:.1e}");
}

const PLAIN: Shape = Shape { rows: 1300, columns: 6, offset: 1.0, drift: 0.0, scale: 1.0 };

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
fn any_chunking_gives_the_same_bits() {
    let (x, y) = draw(&Shape { rows: 2700, drift: 3.0, ..PLAIN }, 3);
    let one = bits(&in_pieces(&x, &y, 2700));
    for size in [512, 1024, 1536, 2560] {
        assert!(one == bits(&in_pieces(&x, &y, size)), "{size}");
    }
}

#[test]
fn merging_in_any_order_gives_the_same_bits_within_one_frame() {
    for shape in [
        Shape { rows: 6000, ..PLAIN },
        Shape { rows: 6000, offset: 1e5, drift: 40.0, scale: 1e-4, ..PLAIN },
    ] {
        let (x, y) = draw(&shape, 4);
        let whole = in_pieces(&x, &y, 6000);
        let frame = whole.get("frame").unwrap();
        let parts: Vec<Value> = (0..6000)
            .step_by(512)
            .map(|from| {
                let to = (from + 512).min(6000);
                accumulate(None, Some(frame), &rows(&x, from, to), &rows(&y, from, to))
            })
            .collect();
        for seed in 0..20 {
            let order = Stream::new(seed, 5).permutation(parts.len());
            let shuffled: Vec<Value> = order.iter().map(|i| parts[*i].clone()).collect();
            let (left, right) = shuffled.split_at(1 + seed as usize % 10);
            let merge = |list: &[Value]| {
                call("mergeAccumulators", Record::new().with("accumulators", list.to_vec()))
            };
            let merged = merge(&[merge(left), merge(right)]);
            assert!(bits(&merged) == bits(&whole), "order {seed}");
        }
    }
}

#[test]
fn merging_across_frames_agrees_to_rounding_error() {
    let (x, y) = draw(&Shape { rows: 3000, drift: 50.0, ..PLAIN }, 6);
    let halves = [(0, 1400), (1400, 3000)]
        .map(|(from, to)| accumulate(None, None, &rows(&x, from, to), &rows(&y, from, to)));
    let merged = call("mergeAccumulators", Record::new().with("accumulators", halves.to_vec()));
    let whole = in_pieces(&x, &y, 512);
    agree(&fit(&merged, 1e-3, true), &fit(&whole, 1e-3, true), 1e-11, "two frames");
    assert!(read(&merged, "rows").to_bits() == 3000f64.to_bits());
}

#[test]
fn a_second_pass_gives_exact_leave_one_out() {
    for intercept in [true, false] {
        let (x, y) = draw(&Shape { rows: 1100, columns: 9, ..PLAIN }, 7);
        let lambdas = vec![1e-6, 1e-2, 3.0];
        let fitted = fit(&in_pieces(&x, &y, 512), lambdas.clone(), intercept);
        let basis = fitted.get("basis").unwrap();
        let mut sums = None;
        for from in (0..1100).step_by(512) {
            let to = (from + 512).min(1100);
            let start = sums.is_none().then(|| lambdas.clone());
            let options = Record::new()
                .with("basis", basis.clone())
                .with("X", encode(&rows(&x, from, to)))
                .with("y", encode(&rows(&y, from, to)))
                .with_some("lambda", start)
                .with_some("sums", sums);
            sums = Some(call("leaveOneOutRows", options));
        }
        let options = Record::new().with("sums", sums.unwrap()).with("samples", 1100.0);
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
