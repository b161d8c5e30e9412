//! Backward errors of the dense kernels on matrices that are known to be hard.

#![allow(clippy::unwrap_used, reason = "tests")]

use ridgelaw::linalg::{Eigen, Matrix, cholesky, dot, eigh, eigvalsh, gram, multiply};
use ridgelaw::rng::Stream;

fn from(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> f64) -> Matrix {
    let mut matrix = Matrix::zeros(rows, columns);
    for i in 0..rows {
        for j in 0..columns {
            matrix.data[i * columns + j] = entry(i, j);
        }
    }
    matrix
}

fn random(rows: usize, columns: usize, seed: u64) -> Matrix {
    let mut stream = Stream::new(11, seed);
    let mut matrix = Matrix::zeros(rows, columns);
    matrix.data.iter_mut().for_each(|x| *x = stream.normal());
    matrix
}

/// Q diag(values) Qᵀ with Q from the eigenvectors of a random matrix.
fn with_spectrum(values: &[f64], seed: u64) -> Matrix {
    let n = values.len();
    let noise = random(n, n, seed);
    let q = eigh(from(n, n, |i, j| noise.at(i, j) + noise.at(j, i))).unwrap().vectors;
    let scaled = from(n, n, |i, j| q.at(i, j) * values[i]);
    let product = multiply(&q.transpose(), &scaled);
    from(n, n, |i, j| product.at(i.max(j), i.min(j)))
}

fn largest(matrix: &Matrix) -> f64 {
    matrix.data.iter().fold(0.0_f64, |most, x| most.max(x.abs()))
}

fn norm(matrix: &Matrix) -> f64 {
    f64::sqrt(dot(&matrix.data, &matrix.data))
}

/// |A − VᵀΛV| / |A| and |VVᵀ − I|, both Frobenius.
fn errors(a: &Matrix, Eigen { values, vectors }: &Eigen) -> (f64, f64) {
    let n = a.rows;
    let scaled = from(n, n, |i, j| values[i] * vectors.at(i, j));
    let again = multiply(&vectors.transpose(), &scaled);
    let products = gram(vectors);
    let backward = norm(&from(n, n, |i, j| again.at(i, j) - a.at(i, j)));
    let orthogonal = norm(&from(n, n, |i, j| products.at(i, j) - f64::from(u8::from(i == j))));
    (backward / norm(a).max(f64::MIN_POSITIVE), orthogonal)
}

fn hard_matrices(n: usize) -> Vec<(&'static str, Matrix)> {
    let noise = random(n, n, 1);
    let graded: Vec<f64> = (0..n).map(|i| 10f64.powf(-16.0 * i as f64 / n as f64)).collect();
    let clustered: Vec<f64> = (0..n).map(|i| 1.0 + 1e-14 * i as f64).collect();
    let twice: Vec<f64> = (0..n).map(|i| (i / 2) as f64).collect();
    let deficient: Vec<f64> =
        (0..n).map(|i| if i < n / 3 { 1.0 + i as f64 } else { 0.0 }).collect();
    let middle = (n / 2) as f64;
    let near = |i: usize, j: usize| i.abs_diff(j) == 1;
    vec![
        ("random", from(n, n, |i, j| noise.at(i, j) + noise.at(j, i))),
        ("identity", from(n, n, |i, j| f64::from(u8::from(i == j)))),
        ("zero", Matrix::zeros(n, n)),
        ("ones", from(n, n, |_, _| 1.0)),
        ("Hilbert", from(n, n, |i, j| 1.0 / (i + j + 1) as f64)),
        (
            "Wilkinson",
            from(n, n, |i, j| {
                if i == j { (i as f64 - middle).abs() } else { f64::from(u8::from(near(i, j))) }
            }),
        ),
        (
            "second difference",
            from(n, n, |i, j| if i == j { 2.0 } else { -f64::from(u8::from(near(i, j))) }),
        ),
        ("graded", with_spectrum(&graded, 2)),
        ("clustered", with_spectrum(&clustered, 3)),
        ("every eigenvalue twice", with_spectrum(&twice, 4)),
        ("rank deficient", with_spectrum(&deficient, 5)),
        ("huge", from(n, n, |i, j| 1e290 * (noise.at(i, j) + noise.at(j, i)))),
        ("tiny", from(n, n, |i, j| 1e-290 * (noise.at(i, j) + noise.at(j, i)))),
        (
            "scaled rows",
            from(n, n, |i, j| {
                (noise.at(i, j) + noise.at(j, i)) * 10f64.powf(-((i + j) as f64) / 8.0)
            }),
        ),
    ]
}

#[test]
fn eigenvectors_of_hard_matrices_are_orthogonal_and_give_the_matrix_back() {
    for n in [1, 2, 3, 31, 32, 33, 64, 97, 200] {
        for (name, a) in hard_matrices(n) {
            let eigen = eigh(a.clone()).unwrap();
            assert!(eigen.values.is_sorted(), "{name} {n}");
            let scale = largest(&a);
            let unit =
                if scale > 1e200 || (scale > 0.0 && scale < 1e-200) { 1.0 / scale } else { 1.0 };
            let a = from(n, n, |i, j| a.at(i, j) * unit);
            let scaled = Eigen { values: eigen.values.iter().map(|x| x * unit).collect(), ..eigen };
            let (backward, orthogonal) = errors(&a, &scaled);
            let root = f64::sqrt(n as f64);
            assert!(backward < 1e-15 * root + 4e-15, "{name} {n}: {backward}");
            assert!(orthogonal < 4e-15 * root + 4e-15, "{name} {n}: {orthogonal}");
        }
    }
}

#[test]
fn eigenvalues_alone_are_those_with_vectors() {
    for n in [1, 2, 40, 150] {
        for (name, a) in hard_matrices(n) {
            let (with, without) = (eigh(a.clone()).unwrap().values, eigvalsh(a.clone()).unwrap());
            let scale = with.iter().fold(f64::MIN_POSITIVE, |most, x| most.max(x.abs()));
            for (x, y) in with.iter().zip(&without) {
                assert!(
                    ((x - y) / scale).abs() < 3e-15 * f64::sqrt(n as f64),
                    "{name} {n}: {x} {y}"
                );
            }
        }
    }
}

#[test]
fn eigenvalues_of_the_second_difference_are_known() {
    let n = 301;
    let near = |i: usize, j: usize| i.abs_diff(j) == 1;
    let a = from(n, n, |i, j| if i == j { 2.0 } else { -f64::from(u8::from(near(i, j))) });
    for (k, value) in eigh(a).unwrap().values.iter().enumerate() {
        let angle = std::f64::consts::PI * (k + 1) as f64 / (2 * (n + 1)) as f64;
        assert!((value - 4.0 * libm::sin(angle).powi(2)).abs() < 4e-15, "{k}");
    }
}

#[test]
fn products_are_what_the_textbook_says_for_any_shape() {
    for (rows, inner, columns) in
        [(1, 1, 1), (9, 1, 9), (9, 5, 1), (3, 5, 2), (4, 4, 4), (97, 300, 130), (130, 7, 601)]
    {
        let (a, b) = (random(rows, inner, 1), random(inner, columns, 2));
        let (product, across) = (multiply(&a, &b), b.transpose());
        for i in 0..rows {
            for j in 0..columns {
                let expected = dot(a.row(i), across.row(j));
                assert!((product.at(i, j) - expected).abs() < 1e-13 * inner as f64);
            }
        }
        let squares = gram(&a);
        for i in 0..rows {
            for j in 0..rows {
                assert!((squares.at(i, j) - dot(a.row(i), a.row(j))).abs() < 1e-13 * inner as f64);
                assert_eq!(squares.at(i, j).to_bits(), squares.at(j, i).to_bits());
            }
        }
    }
}

#[test]
fn cholesky_factors_give_the_matrix_back_and_solve_it() {
    for n in [1, 2, 47, 48, 49, 130, 301] {
        let x = random(n, n + 5, 3);
        let a = gram(&x);
        let factor = cholesky(a.clone()).unwrap();
        let l = factor.clone().factor();
        let again = gram(&l);
        let error = norm(&from(n, n, |i, j| again.at(i, j) - a.at(i, j))) / norm(&a);
        assert!(error < 1e-15 * f64::sqrt(n as f64) + 1e-15, "{n}: {error}");
        let truth = random(n, 3, 4);
        let side = multiply(&a, &truth);
        let residual = multiply(&a, &factor.solve(&side));
        let error = norm(&from(n, 3, |i, j| residual.at(i, j) - side.at(i, j)));
        assert!(error < 1e-13 * norm(&side) * f64::sqrt(n as f64), "{n}: {error}");
    }
    assert!(cholesky(from(60, 60, |i, j| f64::from(u8::from(i == j)) - 0.02)).is_none());
    assert!(cholesky(Matrix::zeros(2, 2)).is_none());
}
