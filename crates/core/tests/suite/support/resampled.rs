//! Data to draw again, all draws through the verbs, and each as a fit of its own.

use super::{call, encode, numbers, read};
use ridgelaw::linalg::Matrix;
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

/// Data with columns of scales 10³ apart, off centre.
pub fn data(n: usize, d: usize, t: usize, seed: u64) -> (Matrix, Matrix) {
    let mut stream = Stream::new(seed, 0);
    let mut x = Matrix::zeros(n, d);
    let mut y = Matrix::zeros(n, t);
    for i in 0..n {
        for j in 0..d {
            x.row_mut(i)[j] = [1.0, 1e-3, 30.0][j % 3] * (stream.normal() + 2.0);
        }
        for k in 0..t {
            y.row_mut(i)[k] = x.at(i, 0) * (k as f64 + 1.0) + 1.0 + 0.5 * stream.normal();
        }
    }
    (x, y)
}

#[derive(Clone, Debug)]
pub struct Setting {
    pub kernel: Value,
    pub intercept: bool,
    pub lambda: Value,
}

pub fn settings() -> Vec<Setting> {
    let rbf = Record::new().with("kind", "rbf").with("gamma", 1e-4);
    let kernels = [Value::Null, rbf.into()];
    kernels
        .into_iter()
        .flat_map(|kernel| {
            [true, false].map(|intercept| Setting {
                kernel: kernel.clone(),
                intercept,
                lambda: 0.02.into(),
            })
        })
        .collect()
}

pub fn options(x: &Matrix, y: &Matrix, setting: &Setting) -> Record {
    Record::new()
        .with("X", encode(x))
        .with("y", encode(y))
        .with("kernel", setting.kernel.clone())
        .with("intercept", setting.intercept)
        .with("lambda", setting.lambda.clone())
}

pub fn model_of(fit: &Value, x: &Matrix, setting: &Setting) -> Value {
    let mut model = fit.get("model").unwrap().clone();
    if let (Value::Map(entries), false) = (&mut model, setting.kernel == Value::Null) {
        entries.push(("X".into(), encode(x)));
    }
    model
}

/// Fits some rows, which may repeat, and predicts others.
pub fn refit(x: &Matrix, y: &Matrix, setting: &Setting, rows: &[usize], new: &Matrix) -> Matrix {
    let x = x.select(rows);
    let fit = call("fit", options(&x, &y.select(rows), setting));
    predict(model_of(&fit, &x, setting), new)
}

pub fn predict(model: Value, new: &Matrix) -> Matrix {
    let answer = call("predict", Record::new().with("model", model).with("X", encode(new)));
    let columns = read(&answer, "columns") as usize;
    Matrix { data: numbers(&answer, "data"), rows: new.rows, columns }
}

/// Prepares, runs in batches of `size` and reports.
pub fn resample(options: &dyn Fn() -> Record, size: usize) -> (Matrix, Value) {
    let prepared = call("resamplePrepare", options());
    let replicates = read(&prepared, "replicates") as usize;
    let shared = prepared.get("prepared").unwrap();
    let (mut data, mut columns) = (Vec::new(), 0);
    for from in (0..replicates).step_by(size) {
        let to = (from + size).min(replicates);
        let options = options().with("prepared", shared.clone()).with("from", from).with("to", to);
        let batch = call("resampleBatch", options);
        columns = read(&batch, "columns") as usize;
        data.extend(numbers(&batch, "data"));
    }
    let results = Matrix { data, rows: replicates, columns };
    let options = options().with("prepared", shared.clone()).with("results", encode(&results));
    (results, call("resampleReport", options))
}

pub fn close(found: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let scale = expected.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() <= tolerance * scale, "{what}: {a} instead of {b}");
    }
}

pub fn mean_square(y: &Matrix, f: &Matrix, rows: &[usize]) -> f64 {
    rows.iter()
        .enumerate()
        .map(|(place, i)| {
            y.row(*i).iter().zip(f.row(place)).map(|(y, f)| (y - f) * (y - f)).sum::<f64>()
        })
        .sum()
}

pub fn without(n: usize, rows: &[usize]) -> Vec<usize> {
    (0..n).filter(|i| !rows.contains(i)).collect()
}

/// Coefficients and constant (linear), then predictions, of a model that sees `rows`.
pub fn statistics(
    x: &Matrix,
    y: &Matrix,
    setting: &Setting,
    rows: &[usize],
    at: &Matrix,
) -> Vec<f64> {
    let part = x.select(rows);
    let fit = call("fit", options(&part, &y.select(rows), setting));
    let mut all = Vec::new();
    if setting.kernel == Value::Null {
        all.extend(numbers(&fit, "model.coefficients.data"));
        all.extend(numbers(&fit, "model.intercept"));
    }
    all.extend(predict(model_of(&fit, &part, setting), at).data);
    all
}
