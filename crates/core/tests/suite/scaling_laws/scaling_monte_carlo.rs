//! Scaling exponents by brute force: random features trained for real at two sizes.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::problems::{features, gaussian, power_law};
use crate::support::{call, read};
use ridgelaw::linalg::{Matrix, axpy, cholesky, dot, gram};
use ridgelaw::rng::Stream;
use ridgelaw::scaling::{Law, regime};

const MODES: usize = 1_000;
const SIZES: [f64; 2] = [16.0, 64.0];
const TRIALS: u64 = 80;

/// A point of the phase diagram: λ = P^-l, N = 2 P^q.
#[derive(Debug, Clone, Copy)]
struct Point {
    exponent: f64,
    source: f64,
    noise: f64,
    l: f64,
    q: f64,
}

impl Point {
    fn eigenvalue(&self, k: usize) -> f64 {
        ((k + 1) as f64).powf(-self.exponent)
    }

    fn coefficient(&self, k: usize) -> f64 {
        ((k + 1) as f64).powf(0.5 * (self.exponent - 1.0) - self.exponent * self.source)
    }

    fn lambda(&self, samples: f64) -> f64 {
        samples.powf(-self.l)
    }

    fn width(&self, samples: f64) -> usize {
        (2.0 * samples.powf(self.q)).round() as usize
    }

    fn theory(&self, samples: f64) -> f64 {
        let problem = power_law(self.exponent, self.source, MODES)
            .with("model", features(vec![gaussian(self.width(samples))]))
            .with("noise", self.noise)
            .with("samples", samples)
            .with("lambda", self.lambda(samples));
        read(&call("evaluate", problem), "excessError")
    }

    /// The excess error of one model with its own features, inputs and labels.
    fn trial(&self, samples: f64, seed: u64) -> f64 {
        let (rows, width) = (samples as usize, self.width(samples));
        let mut stream = Stream::new(11, seed);
        let mut x = Matrix::zeros(rows, MODES);
        let mut y = Matrix::zeros(rows, 1);
        for i in 0..rows {
            for k in 0..MODES {
                x.row_mut(i)[k] = self.eigenvalue(k).sqrt() * stream.normal();
            }
            let signal: f64 = (0..MODES).map(|k| x.at(i, k) * self.coefficient(k)).sum();
            y.data[i] = signal + self.noise.sqrt() * stream.normal();
        }
        let scale = 1.0 / (width as f64).sqrt();
        let mut weights = Matrix::zeros(MODES, width);
        weights.data.iter_mut().for_each(|w| *w = scale * stream.normal());
        let mut features = Matrix::zeros(rows, width);
        for i in 0..rows {
            (0..MODES).for_each(|k| axpy(x.at(i, k), weights.row(k), features.row_mut(i)));
        }
        let mut system = gram(&features);
        (0..rows).for_each(|i| system.row_mut(i)[i] += samples * self.lambda(samples));
        let dual = cholesky(system).unwrap().solve(&y).data;
        let mut readout = vec![0.0; width];
        (0..rows).for_each(|i| axpy(dual[i], features.row(i), &mut readout));
        let error = |k: usize| dot(weights.row(k), &readout) - self.coefficient(k);
        (0..MODES).map(|k| self.eigenvalue(k) * error(k) * error(k)).sum()
    }

    /// The mean of ln E's argument, and the variance of the logarithm of that mean.
    fn measured(&self, samples: f64) -> (f64, f64) {
        let trials: Vec<f64> = (0..TRIALS).map(|seed| self.trial(samples, seed)).collect();
        let n = trials.len() as f64;
        let mean = trials.iter().sum::<f64>() / n;
        let variance = trials.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
        (mean.ln(), variance / n / (mean * mean))
    }
}

#[test]
fn trained_models_fall_with_the_exponents_of_the_theory() {
    let points = [
        // Samples limit, the width limits, the ridge limits, noise stays.
        Point { exponent: 1.5, source: 0.4, noise: 0.0, l: 2.0, q: 1.3 },
        Point { exponent: 1.5, source: 0.4, noise: 0.0, l: 2.0, q: 0.5 },
        Point { exponent: 1.5, source: 0.5, noise: 0.0, l: 0.4, q: 1.1 },
        Point { exponent: 1.5, source: 0.8, noise: 4.0, l: 0.8, q: 1.1 },
    ];
    for point in points {
        let [small, large] = SIZES.map(|samples| point.measured(samples));
        let ratio = (SIZES[1] / SIZES[0]).ln();
        let slope = (small.0 - large.0) / ratio;
        let error = (small.1 + large.1).sqrt() / ratio;
        let theory = (point.theory(SIZES[0]) / point.theory(SIZES[1])).ln() / ratio;
        let Point { exponent: capacity, source, noise, l, q } = point;
        let law = Law { capacity, source, noisy: noise > 0.0, weights: vec![0.0] };
        let asymptotic = regime(&law, l, q).exponent;
        let z = (slope - theory) / error;
        println!(
            "{point:?}: {slope:.3} ± {error:.3}, finite {theory:.3}, asymptotic {asymptotic:.3}"
        );
        assert!(z.abs() < 3.5, "{point:?}: {slope} where theory says {theory}, z = {z}");
        assert!(error < 0.08, "{point:?}: {error}");
        // Sizes this small are still on their way to the asymptotic exponent.
        assert!((slope - asymptotic).abs() < 0.25, "{point:?}: {slope} {asymptotic}");
    }
}
