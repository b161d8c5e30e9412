//! Rows that are accumulated in pieces, and fitted at once.

use super::{call, encode, numbers, read, relative};
use ridgelaw::linalg::Matrix;
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

pub struct Shape {
    pub rows: usize,
    pub columns: usize,
    pub offset: f64,
    pub drift: f64,
    /// Ratio of the scales of neighbouring columns.
    pub scale: f64,
}

pub fn draw(shape: &Shape, seed: u64) -> (Matrix, Matrix) {
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

pub fn rows(m: &Matrix, from: usize, to: usize) -> Matrix {
    m.select(&(from..to).collect::<Vec<_>>())
}

pub fn accumulate(before: Option<Value>, frame: Option<&Value>, x: &Matrix, y: &Matrix) -> Value {
    let options = Record::new()
        .with("X", encode(x))
        .with("y", encode(y))
        .with_some("accumulator", before)
        .with_some("frame", frame.cloned());
    call("accumulate", options)
}

/// In pieces of `size` rows, one after another.
pub fn in_pieces(x: &Matrix, y: &Matrix, size: usize) -> Value {
    let mut accumulator = None;
    for from in (0..x.rows).step_by(size) {
        let to = (from + size).min(x.rows);
        accumulator = Some(accumulate(accumulator, None, &rows(x, from, to), &rows(y, from, to)));
    }
    accumulator.unwrap()
}

pub fn bits(accumulator: &Value) -> Vec<u64> {
    ["sums.high", "sums.low", "products.high", "products.low"]
        .iter()
        .flat_map(|path| numbers(accumulator, path))
        .map(f64::to_bits)
        .collect()
}

pub fn fit(accumulator: &Value, lambda: impl Into<Value>, intercept: bool) -> Value {
    let options = Record::new()
        .with("accumulator", accumulator.clone())
        .with("lambda", lambda)
        .with("intercept", intercept);
    call("fitAccumulated", options)
}

pub fn at_once(x: &Matrix, y: &Matrix, lambda: impl Into<Value>, intercept: bool) -> Value {
    let options = Record::new()
        .with("X", encode(x))
        .with("y", encode(y))
        .with("lambda", lambda)
        .with("intercept", intercept);
    call("fit", options)
}

/// The largest difference in units of the largest entry.
pub fn apart(found: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let scale = expected.iter().fold(f64::MIN_POSITIVE, |m, x| m.max(x.abs()));
    found.iter().zip(expected).map(|(a, b)| (a - b).abs() / scale).fold(0.0, f64::max)
}

pub fn agree(streamed: &Value, whole: &Value, tolerance: f64, what: &str) {
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

pub const PLAIN: Shape = Shape { rows: 1300, columns: 6, offset: 1.0, drift: 0.0, scale: 1.0 };
