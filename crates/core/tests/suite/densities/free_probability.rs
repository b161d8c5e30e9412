//! Free probability against drawn matrices: equivalents of resolvents, moments, counts and edges, each with a
//! z-score.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::trials::agree;
use crate::support::{call, numbers, read};
use ridgelaw::linalg::{Matrix, cholesky, dot, eigvalsh, gram};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

const DIMENSION: usize = 100;

fn eigenvalue(k: usize) -> f64 {
    ((k + 1) as f64).powf(-0.8)
}

fn spectrum() -> Value {
    let values: Vec<f64> = (0..DIMENSION).map(eigenvalue).collect();
    Record::new().with("kind", "eigenvalues").with("values", values).into()
}

fn white(samples: usize) -> Value {
    Record::new()
        .with("kind", "wishart")
        .with("dimension", DIMENSION)
        .with("samples", samples)
        .into()
}

fn product(factors: Vec<Value>) -> Value {
    Record::new().with("kind", "product").with("factors", factors).into()
}

/// rows × columns normal numbers of variance 1/columns.
fn normal(rows: usize, columns: usize, stream: &mut Stream) -> Matrix {
    let scale = 1.0 / (columns as f64).sqrt();
    let mut z = Matrix::zeros(rows, columns);
    z.data.iter_mut().for_each(|x| *x = scale * stream.normal());
    z
}

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    let transposed = b.transpose();
    let mut c = Matrix::zeros(a.rows, b.columns);
    for i in 0..a.rows {
        for j in 0..b.columns {
            c.row_mut(i)[j] = dot(a.row(i), transposed.row(j));
        }
    }
    c
}

/// Σ^{1/2} F for F = Z₁ Z₂ … of the widths.
fn features(widths: &[usize], seed: u64, eigenvalue: impl Fn(usize) -> f64) -> Matrix {
    let mut stream = Stream::new(11, seed);
    let mut f = normal(DIMENSION, widths[0], &mut stream);
    for pair in widths.windows(2) {
        f = times(&f, &normal(pair[0], pair[1], &mut stream));
    }
    for k in 0..DIMENSION {
        let scale = eigenvalue(k).sqrt();
        f.row_mut(k).iter_mut().for_each(|x| *x *= scale);
    }
    f
}

fn weight(k: usize) -> f64 {
    0.5 + ((7 * k) % 5) as f64
}

fn direction(k: usize) -> f64 {
    (1.0 + ((3 * k) % 4) as f64) / 20.0
}

/// λ(λ+M)⁻¹ v.
fn resolvent(m: &Matrix, lambda: f64) -> Vec<f64> {
    let mut system = m.clone();
    (0..DIMENSION).for_each(|k| system.row_mut(k)[k] += lambda);
    let data = (0..DIMENSION).map(|k| lambda * direction(k)).collect();
    cholesky(system).unwrap().solve(&Matrix { data, rows: DIMENSION, columns: 1 }).data
}

#[test]
fn resolvents_and_their_products_are_what_their_equivalents_say() {
    let middle: Vec<f64> = (0..DIMENSION).map(weight).collect();
    let squares: Vec<f64> = (0..DIMENSION).map(|k| direction(k).powi(2)).collect();
    for (widths, lambdas) in [
        (vec![140], [0.05, 0.05]),
        (vec![140], [0.02, 0.3]),
        (vec![120, 160], [0.03, 0.03]),
        (vec![120, 160], [0.01, 0.2]),
        (vec![60], [0.01, 0.1]),
    ] {
        let factor = product(widths.iter().map(|n| white(*n)).collect());
        let sandwich = || Record::new().with("spectrum", spectrum()).with("factor", factor.clone());
        let one = sandwich().with("lambda", lambdas[0]).with("weights", squares.clone());
        let two = sandwich()
            .with("lambda", lambdas.to_vec())
            .with("middle", middle.clone())
            .with("weights", squares.clone());
        let (one, two) = (call("onePoint", one), call("twoPoint", two));
        let (mut single, mut double) = (Vec::new(), Vec::new());
        for trial in 0..300 {
            let m = gram(&features(&widths, trial, eigenvalue));
            let [a, b] = lambdas.map(|lambda| resolvent(&m, lambda));
            single.push((0..DIMENSION).map(|k| direction(k) * a[k]).sum());
            double.push((0..DIMENSION).map(|k| a[k] * weight(k) * b[k]).sum());
        }
        agree(&format!("one point, widths {widths:?}"), &single, read(&one, "trace"));
        agree(&format!("two points, widths {widths:?}, {lambdas:?}"), &double, read(&two, "trace"));
    }
}

/// Two levels: no direction stands out by itself.
fn level(k: usize) -> f64 {
    if k < DIMENSION / 2 { 3.0 } else { 1.0 }
}

#[test]
fn eigenvalues_drawn_have_the_moments_counts_and_edges_of_the_density() {
    let half = DIMENSION as f64 / 2.0;
    let levels = || -> Value {
        Record::new()
            .with("kind", "eigenvalues")
            .with("values", vec![3.0, 1.0])
            .with("multiplicities", vec![half, half])
            .into()
    };
    for widths in [vec![300], vec![60], vec![150, 150]] {
        let mut factors = vec![levels()];
        factors.extend(widths.iter().map(|n| white(*n)));
        let element = product(factors);
        let density = call("density", Record::new().with("element", element.clone()));
        let Some(Value::List(edges)) = density.get("edges") else { panic!("no edges") };
        let top = edges.last().unwrap();
        let cut = 0.4 * read(top, "at");
        let options = Record::new().with("element", element).with("x", cut);
        let share = read(&call("densityAt", options), "cdf");
        let (mut square, mut count, mut largest) = (vec![], vec![], vec![]);
        for trial in 0..200 {
            let eigenvalues = eigvalsh(gram(&features(&widths, 1000 + trial, level))).unwrap();
            square.push(eigenvalues.iter().map(|x| x * x).sum::<f64>());
            count.push(eigenvalues.iter().filter(|x| **x <= cut).count() as f64);
            largest.push(*eigenvalues.last().unwrap());
        }
        let (x, weight) = (numbers(&density, "x"), numbers(&density, "weight"));
        let second: f64 = x.iter().zip(&weight).map(|(x, w)| w * x * x).sum();
        if let [samples] = widths[..] {
            // Real samples add Tr Σ²/P to what is left as D grows.
            let extra = 10.0 * half / samples as f64;
            agree(&format!("second moment, {widths:?}"), &square, second * 2.0 * half + extra);
        }
        agree(&format!("count, {widths:?}"), &count, share * 2.0 * half);
        agree(&format!("largest, {widths:?}"), &largest, read(top, "extremeMean"));
        println!("scale {} at {}", read(top, "scale"), read(top, "at"));
    }
}
