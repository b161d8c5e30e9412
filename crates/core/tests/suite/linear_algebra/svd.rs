//! Singular values and vectors of matrices that are known to be hard.

#![allow(clippy::unwrap_used, reason = "tests")]

use ridgelaw::linalg::{Matrix, Svd, dot, full_rank_svd, gram, multiply, svd};
use ridgelaw::rng::Stream;

fn from(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> f64) -> Matrix {
    let data = (0..rows * columns).map(|at| entry(at / columns, at % columns)).collect();
    Matrix { data, rows, columns }
}

fn random(rows: usize, columns: usize, seed: u64) -> Matrix {
    let mut stream = Stream::new(13, seed);
    let data = (0..rows * columns).map(|_| stream.normal()).collect();
    Matrix { data, rows, columns }
}

/// Orthonormal rows.
fn orthonormal(rows: usize, columns: usize, seed: u64) -> Matrix {
    svd(random(rows, columns, seed)).right
}

/// U diag(values) Vᵀ with random U and V.
fn with_values(rows: usize, columns: usize, values: &[f64]) -> Matrix {
    let (u, v) = (orthonormal(values.len(), rows, 1), orthonormal(values.len(), columns, 2));
    let scaled = from(values.len(), columns, |k, j| values[k] * v.at(k, j));
    multiply(&u.transpose(), &scaled)
}

fn norm(matrix: &Matrix) -> f64 {
    let largest = matrix.data.iter().fold(f64::MIN_POSITIVE, |most, x| most.max(x.abs()));
    let scaled: Vec<f64> = matrix.data.iter().map(|x| x / largest).collect();
    largest * dot(&scaled, &scaled).sqrt()
}

fn unit(i: usize, j: usize) -> f64 {
    f64::from(u8::from(i == j))
}

/// |rows rowsᵀ − I|.
fn off_orthogonal(rows: &Matrix) -> f64 {
    let products = gram(rows);
    norm(&from(rows.rows, rows.rows, |i, j| products.at(i, j) - unit(i, j)))
}

fn hard_matrices(n: usize, d: usize) -> Vec<(&'static str, Matrix)> {
    let k = n.min(d);
    let noise = random(n, d, 3);
    let graded: Vec<f64> = (0..k).map(|i| 10f64.powf(-18.0 * i as f64 / k as f64)).collect();
    let clustered: Vec<f64> = (0..k).map(|i| 1.0 + 1e-14 * i as f64).collect();
    let pairs: Vec<f64> = (0..k).map(|i| (1 + i / 2) as f64).collect();
    let deficient: Vec<f64> = (0..k.div_ceil(3)).map(|i| 1.0 + i as f64).collect();
    let laws: Vec<f64> = (0..k).map(|i| ((1 + i) as f64).powi(-3)).collect();
    let (s, c) = (0.1_f64.sin(), 0.1_f64.cos());
    vec![
        ("random", noise.clone()),
        ("zero", Matrix::zeros(n, d)),
        ("ones", from(n, d, |_, _| 1.0)),
        ("identity", from(n, d, unit)),
        ("Hilbert", from(n, d, |i, j| 1.0 / (i + j + 1) as f64)),
        (
            "Kahan",
            from(n, d, |i, j| {
                let side = 1 + usize::from(i < j) - usize::from(i > j);
                s.powf(i as f64) * [0.0, 1.0, -c][side]
            }),
        ),
        ("graded", with_values(n, d, &graded)),
        ("clustered", with_values(n, d, &clustered)),
        ("every value twice", with_values(n, d, &pairs)),
        ("rank deficient", with_values(n, d, &deficient)),
        ("power law", with_values(n, d, &laws)),
        ("repeated columns", from(n, d, |i, j| noise.at(i, j / 2))),
        ("constant column", from(n, d, |i, j| if j == 0 { 1.0 } else { noise.at(i, j) })),
        ("columns with a mean", from(n, d, |i, j| 2.6 + noise.at(i, j))),
        ("scaled columns", from(n, d, |i, j| noise.at(i, j) * 10f64.powf(-(j as f64) / 3.0))),
        ("scaled rows", from(n, d, |i, j| noise.at(i, j) * 10f64.powf(-(i as f64) / 3.0))),
        ("huge", from(n, d, |i, j| 1e300 * noise.at(i, j))),
        ("tiny", from(n, d, |i, j| 1e-300 * noise.at(i, j))),
    ]
}

/// `dropped` is what was left out of the matrix on purpose, relative to it, `skew` what orthogonality may
/// lack on purpose.
fn check(name: &str, a: &Matrix, (dropped, skew): (f64, f64), found: &Svd) {
    let Svd { values, left, right, converged } = found;
    let label = format!("{name} {} × {}", a.rows, a.columns);
    assert!(*converged && values.is_sorted_by(|x, y| x >= y), "{label}");
    let scaled = from(values.len(), a.columns, |k, j| values[k] * right.at(k, j));
    let again = multiply(&left.transpose(), &scaled);
    let error = norm(&from(a.rows, a.columns, |i, j| again.at(i, j) - a.at(i, j)));
    let error = error / norm(a).max(f64::MIN_POSITIVE);
    let root = (values.len() as f64).sqrt();
    assert!(error < 2e-15 * root + 4e-15 + dropped, "{label}: backward {error}");
    for rows in [left, right] {
        let error = off_orthogonal(rows);
        assert!(error < 3e-14 * root + 4e-15 + skew, "{label}: orthogonal {error}");
    }
}

#[test]
fn singular_vectors_of_hard_matrices_are_orthogonal_and_give_the_matrix_back() {
    for (n, d) in [(1, 1), (3, 2), (33, 32), (40, 64), (97, 65), (64, 64), (300, 100)] {
        for (name, a) in hard_matrices(n, d) {
            check(name, &a, (0.0, 0.0), &svd(a.clone()));
        }
    }
}

#[test]
fn what_is_left_of_full_rank_gives_the_matrix_back() {
    for (n, d) in [(33, 32), (40, 64), (300, 100)] {
        for (name, a) in hard_matrices(n, d) {
            let found = full_rank_svd(a.clone());
            let expected = match name {
                "zero" => 0,
                "ones" => 1,
                "rank deficient" => n.min(d).div_ceil(3),
                "repeated columns" => n.min(d.div_ceil(2)),
                "Hilbert" | "Kahan" | "graded" | "scaled rows" => found.values.len(),
                _ => n.min(d),
            };
            assert_eq!(found.values.len(), expected, "{name} {n} × {d}");
            check(name, &a, (f64::EPSILON * n as f64, 1e-12), &found);
        }
    }
}

#[test]
fn scales_of_columns_cost_no_digits() {
    // A = L D with an L that is well conditioned and whose inverse is known: A⁻ᵀ too has columns of many scales.
    let n = 70;
    let alternating =
        |m: usize| 0.5f64.powf(m as f64) * if m.is_multiple_of(2) { 1.0 } else { -1.0 };
    let scale = |j: usize| 2f64.powf(-(((j * 29) % n) as f64));
    let a = from(n, n, |i, j| match i.wrapping_sub(j) {
        0 => scale(j),
        1 => 0.5 * scale(j),
        _ => 0.0,
    });
    let inverse = from(n, n, |j, i| if i < j { 0.0 } else { alternating(i - j) / scale(i) });
    let (values, inverses) = (svd(a).values, svd(inverse).values);
    for (i, sigma) in values.iter().enumerate() {
        let product = sigma * inverses[n - 1 - i];
        assert!((product - 1.0).abs() < 1e-13, "{i}: {product}");
    }
}

#[test]
fn lengths_of_orthogonal_columns_are_found_to_the_last_digits() {
    let (n, d) = (400, 40);
    let q = orthonormal(d, n, 5);
    let scale = |j: usize| 10f64.powf(-3.0 * ((j * 17) % d) as f64);
    let values = svd(from(n, d, |i, j| q.at(j, i) * scale(j))).values;
    for (i, sigma) in values.iter().enumerate() {
        let expected = 10f64.powf(-3.0 * i as f64);
        assert!((sigma / expected - 1.0).abs() < 2e-14, "{i}: {sigma}");
    }
}
