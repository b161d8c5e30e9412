//! Free sums and products against drawn matrices.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::elements::{
    density_at, moments_of, product, semicircle, spectrum, structured, sum, white,
};
use crate::support::{call, numbers};
use ridgelaw::linalg::{Matrix, eigh, eigvalsh, multiply};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

/// Q B Qᵀ for Haar Q: eigenvectors of a Gaussian symmetric matrix.
fn turned(values: &[f64], stream: &mut Stream) -> Matrix {
    let n = values.len();
    let mut gauss = Matrix::zeros(n, n);
    for i in 0..n {
        for j in 0..=i {
            let x = stream.normal() * if i == j { 2f64.sqrt() } else { 1.0 };
            gauss.row_mut(i)[j] = x;
            gauss.row_mut(j)[i] = x;
        }
    }
    let q = eigh(gauss).unwrap().vectors;
    let mut right = q.transpose();
    for (i, value) in values.iter().enumerate() {
        right.row_mut(i).iter_mut().for_each(|x| *x *= value);
    }
    multiply(&q, &right)
}

/// A + Q B Qᵀ, whose free sum is that of [`two_spectra`].
fn turned_sum(n: usize, stream: &mut Stream) -> Matrix {
    let levels = |spread: [(f64, f64); 3]| -> Vec<f64> {
        spread
            .iter()
            .flat_map(|(at, share)| vec![*at; (share * n as f64).round() as usize])
            .collect()
    };
    let a = levels([(3.0, 0.2), (1.0, 0.5), (0.0, 0.3)]);
    let b = levels([(2.0, 0.3), (0.5, 0.4), (0.1, 0.3)]);
    let mut matrix = turned(&b, stream);
    for (i, value) in a.iter().enumerate() {
        matrix.row_mut(i)[i] += value;
    }
    matrix
}

fn two_spectra() -> Value {
    sum(vec![
        spectrum(&[3.0, 1.0, 0.0], &[20.0, 50.0, 30.0]),
        spectrum(&[2.0, 0.5, 0.1], &[30.0, 40.0, 30.0]),
    ])
}

/// Mean and squared standard error from a sum and that of squares.
fn mean([one, two]: [f64; 2], trials: usize) -> [f64; 2] {
    let count = trials as f64;
    let mean = one / count;
    [mean, (two / count - mean * mean) / (count - 1.0)]
}

/// Mean and squared standard error of the shares of eigenvalues below each place.
fn drawn(
    draw: impl Fn(&mut Stream) -> Matrix,
    trials: usize,
    places: &[f64],
    seed: u64,
) -> Vec<[f64; 2]> {
    let mut stream = Stream::new(seed, 1);
    let mut sums = vec![[0.0; 2]; places.len()];
    for _ in 0..trials {
        let matrix = draw(&mut stream);
        let n = matrix.rows;
        let found = eigvalsh(matrix).unwrap();
        for (sum, place) in sums.iter_mut().zip(places) {
            let share = found.iter().filter(|x| *x <= place).count() as f64 / n as f64;
            *sum = [sum[0] + share, sum[1] + share * share];
        }
    }
    sums.into_iter().map(|sums| mean(sums, trials)).collect()
}

#[test]
fn eigenvalues_of_drawn_matrices_follow_the_density() {
    // Shares differ from the limit by 1/D for orthogonal matrices: two sizes cancel that.
    let places = [0.5, 0.9, 1.25, 2.0, 2.5, 4.0];
    follows(&two_spectra(), &places, [40, 80], turned_sum);
}

/// Whether shares of eigenvalues of drawn matrices of two sizes, free of what falls as 1/D, are those of the density.
fn follows(
    element: &Value,
    places: &[f64],
    sizes: [usize; 2],
    draw: impl Fn(usize, &mut Stream) -> Matrix,
) {
    let expected = numbers(&density_at(element, places), "cdf");
    let small = drawn(|stream| draw(sizes[0], stream), 400, places, 5);
    let large = drawn(|stream| draw(sizes[1], stream), 150, places, 6);
    for i in 0..places.len() {
        let found = 2.0 * large[i][0] - small[i][0];
        let error = (4.0 * large[i][1] + small[i][1]).sqrt();
        let z = (found - expected[i]) / error;
        assert!(z.abs() < 4.0 && error < 2e-3, "{}: z = {z}, ± {error}", places[i]);
    }
}

/// A diagonal, Z Γ Zᵀ if `wishart`, and a Gaussian symmetric matrix of this variance.
fn noisy_diagonal(n: usize, (wishart, variance): (bool, f64), stream: &mut Stream) -> Matrix {
    let (levels, samples) = ([3.0, 1.0, 0.2, 0.0], 3 * n / 4);
    let mut z = Matrix::zeros(n, if wishart { samples } else { 0 });
    stream.fill_normal(&mut z.data, (samples as f64).powf(-0.5));
    let mut weighted = z.transpose();
    for i in (0..weighted.rows).filter(|i| i % 3 == 0) {
        weighted.row_mut(i).iter_mut().for_each(|x| *x *= 4.0);
    }
    let mut matrix = if wishart { multiply(&z, &weighted) } else { Matrix::zeros(n, n) };
    let scale = (variance / n as f64).sqrt();
    for i in 0..n {
        matrix.row_mut(i)[i] += levels[i % 4] + 2f64.sqrt() * scale * stream.normal();
        for j in 0..i {
            let x = scale * stream.normal();
            matrix.row_mut(i)[j] += x;
            matrix.row_mut(j)[i] += x;
        }
    }
    matrix
}

#[test]
fn eigenvalues_of_a_spectrum_with_semicircles_and_wisharts_follow_the_density() {
    let weights: Vec<f64> = (0..225).map(|i| if i < 75 { 4.0 } else { 1.0 }).collect();
    for (wishart, variance) in [(false, 0.3), (true, 0.0), (true, 0.3)] {
        let mut terms = vec![spectrum(&[3.0, 1.0, 0.2, 0.0], &[75.0; 4])];
        if wishart {
            terms.push(structured(300.0, &weights));
        }
        if variance > 0.0 {
            terms.push(semicircle(300.0, 0.0, variance));
        }
        let element = sum(terms);
        let options = Record::new().with("element", element.clone());
        let shares = vec![0.1, 0.3, 0.5, 0.7, 0.9];
        let places = numbers(&call("quantile", options.with("p", shares)), "x");
        let draw = |n: usize, stream: &mut Stream| noisy_diagonal(n, (wishart, variance), stream);
        follows(&element, &places, [48, 96], draw);
    }
}

#[test]
fn moments_of_drawn_products_and_sums_follow() {
    // (A + Q B Qᵀ) and a white Wishart factor: two sizes cancel corrections of 1/D.
    let sizes = [(40, 600), (80, 300)].map(|(n, trials)| drawn_moments(n, trials));
    let element = product(vec![two_spectra(), white(100.0, 150.0)]);
    for (k, expected) in moments_of(&element, 3.0).into_iter().enumerate() {
        let [small, large] = [sizes[0][k], sizes[1][k]];
        let error = (4.0 * large[1] + small[1]).sqrt();
        let z = (2.0 * large[0] - small[0] - expected) / error;
        assert!(z.abs() < 4.0 && error < 0.02 * expected, "{}: z = {z}, ± {error}", k + 1);
    }
}

fn drawn_moments(n: usize, trials: usize) -> [[f64; 2]; 3] {
    let mut stream = Stream::new(n as u64, 2);
    let mut sums = [[0.0; 2]; 3];
    let samples = 3 * n / 2;
    for _ in 0..trials {
        let matrix = turned_sum(n, &mut stream);
        let mut gauss = Matrix::zeros(n, samples);
        for i in 0..n {
            stream.fill_normal(gauss.row_mut(i), (samples as f64).powf(-0.5));
        }
        let white = multiply(&gauss, &gauss.transpose());
        let one = multiply(&matrix, &white);
        let two = multiply(&one, &one);
        let three = multiply(&two, &one);
        for (sum, power) in sums.iter_mut().zip([&one, &two, &three]) {
            let trace = (0..n).map(|i| power.at(i, i)).sum::<f64>() / n as f64;
            *sum = [sum[0] + trace, sum[1] + trace * trace];
        }
    }
    sums.map(|sums| mean(sums, trials))
}
