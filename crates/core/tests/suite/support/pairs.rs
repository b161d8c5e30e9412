//! Every part of the variance by what two fits on features share.
//!
//! With new draws of features, of inputs or of label noise, the mean product of the errors of two fits
//! is the sum of the parts that depend on what they have in common: six pairs give six parts.

use super::problems::eigenmodes;
use super::read;
use ridgelaw::linalg::{Matrix, cholesky, dot, gram};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

const NOISE: f64 = 0.3;

/// Which fits a pair consists of, what it is, and the parts of the error that it shows.
pub const PAIRS: [(usize, usize, &str, &[&str]); 6] = [
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
pub const FITS: [(u64, u64, u64); 5] = [(0, 0, 0), (0, 0, 1), (1, 0, 0), (0, 1, 2), (1, 1, 3)];

/// Standard normals.
pub fn normals(stream: &mut Stream, rows: usize, columns: usize) -> Matrix {
    let data = (0..rows * columns).map(|_| stream.normal()).collect();
    Matrix { data, rows, columns }
}

/// A Bᵀ.
pub fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let mut out = Matrix::zeros(a.rows, b.rows);
    for i in 0..a.rows {
        for j in 0..b.rows {
            out.row_mut(i)[j] = dot(a.row(i), b.row(j));
        }
    }
    out
}

/// (ZᵀZ + PλI)⁻¹Zᵀy.
pub fn ridge(z: &Matrix, y: &[f64], lambda: f64) -> Vec<f64> {
    let columns = z.transpose();
    let mut system = gram(&columns);
    (0..system.rows).for_each(|j| system.row_mut(j)[j] += z.rows as f64 * lambda);
    let data = (0..columns.rows).map(|j| dot(columns.row(j), y)).collect();
    let side = Matrix { data, rows: columns.rows, columns: 1 };
    cholesky(system).unwrap().solve(&side).data
}

/// Coefficients of the target.
pub fn weight(k: usize) -> f64 {
    (((k + 1) as f64).powf(-0.3) / 10.0).sqrt()
}

/// Inputs, one a row.
pub fn inputs(
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

/// The target on inputs, with noise.
pub fn labels(x: &Matrix, noise: &mut Stream) -> Vec<f64> {
    (0..x.rows)
        .map(|i| {
            (0..x.columns).map(|k| x.at(i, k) * weight(k)).sum::<f64>()
                + NOISE.sqrt() * noise.normal()
        })
        .collect()
}

/// The same as a problem.
pub fn population(dimension: usize, eigenvalue: fn(usize) -> f64) -> Record {
    let list = |f: &dyn Fn(usize) -> f64| (0..dimension).map(f).collect::<Vec<f64>>();
    eigenmodes(list(&eigenvalue), list(&|k| weight(k) * weight(k))).with("noise", NOISE)
}

/// The sum of parts in a report.
pub fn expected(report: &Value, parts: &[&str]) -> f64 {
    let path =
        |part: &&str| if *part == "bias" { "bias".into() } else { format!("variance.{part}") };
    parts.iter().map(|part| read(report, &path(part))).sum()
}
