//! Scaling exponents by brute force: the slopes of trained models against those of the exact formulas at the same sizes,
//! for ridge regression, shallow and deep random features, with what dominates the error named beside.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::simulated::simulate;
use crate::support::{call, read};
use ridgelaw::scaling::{Law, regime};
use ridgelaw::wire::{Record, Value};

const MODES: usize = 500;
/// Each size is twice the one before.
const SIZES: [f64; 3] = [1.0, 2.0, 4.0];
const SOURCE: f64 = 0.4;
const CAPACITY: f64 = 1.5;

/// λ = P^-l, every layer of 2 P^q features.
#[derive(Debug, Clone, Copy)]
struct Place {
    what: &'static str,
    layers: usize,
    noise: f64,
    l: f64,
    q: f64,
    /// The smallest size, and its trials: few features need larger ones, since the theory leaves out terms of 1/N.
    least: f64,
    trials: usize,
    /// The part of the error that dominates, and its least share at the largest size.
    part: &'static str,
    share: f64,
}

impl Place {
    fn problem(&self, samples: f64) -> Record {
        let kind = |name: &str| Record::new().with("kind", name);
        let width = (2.0 * samples.powf(self.q)).round();
        let layer = || Value::from(kind("gaussian").with("width", width));
        let layers: Vec<Value> = (0..self.layers).map(|_| layer()).collect();
        let model = match self.layers {
            0 => kind("ridge"),
            _ => kind("randomFeatures").with("layers", layers),
        };
        let spectrum = kind("powerLaw").with("exponent", CAPACITY).with("modes", MODES);
        Record::new()
            .with("spectrum", Value::from(spectrum))
            .with("target", Value::from(kind("powerLaw").with("source", SOURCE)))
            .with("model", Value::from(model))
            .with("noise", self.noise)
            .with("samples", samples)
            .with("lambda", samples.powf(-self.l))
    }

    /// The excess error in theory, and the share of the part that dominates.
    fn theory(&self, samples: f64) -> (f64, f64) {
        let report = call("evaluate", self.problem(samples));
        let excess = read(&report, "excessError");
        (excess, read(&report, self.part) / excess)
    }

    /// ln of the mean excess error of trained models, and its variance.
    fn measured(&self, samples: f64) -> (f64, f64) {
        let trials = (self.trials as f64 * self.least / samples) as usize;
        let report = simulate(&|| self.problem(samples), trials, 21.0, &|options| options);
        let (_, mean, error) = report.into_iter().find(|(name, ..)| name == "excessError").unwrap();
        (mean.ln(), (error / mean).powi(2))
    }

    /// The exponent in P as its asymptotic law has it.
    fn asymptotic(&self) -> f64 {
        let weights = vec![0.0; self.layers];
        let law = Law { capacity: CAPACITY, source: SOURCE, noisy: self.noise > 0.0, weights };
        regime(&law, self.l, if self.layers > 0 { self.q } else { f64::INFINITY }).exponent
    }
}

/// The exponent by least squares in the logarithms, and its variance where each has one.
fn slope(logs: [(f64, f64); 3]) -> (f64, f64) {
    let x = SIZES.map(f64::ln);
    let middle = x.iter().sum::<f64>() / 3.0;
    let spread: f64 = x.iter().map(|x| (x - middle) * (x - middle)).sum();
    let weights = x.map(|x| -(x - middle) / spread);
    let sum = |of: &dyn Fn(usize) -> f64| (0..3).map(of).sum::<f64>();
    (sum(&|i| weights[i] * logs[i].0), sum(&|i| weights[i] * weights[i] * logs[i].1))
}

fn place(
    what: &'static str,
    (least, trials): (f64, usize),
    layers: usize,
    [noise, l, q]: [f64; 3],
) -> Place {
    Place { what, layers, noise, l, q, least, trials, part: "bias", share: 0.0 }
}

impl Place {
    fn dominated(self, part: &'static str, share: f64) -> Self {
        Self { part, share, ..self }
    }
}

fn check(place: Place) {
    let (found, variance) = slope(SIZES.map(|size| place.measured(size * place.least)));
    let exact = SIZES.map(|size| place.theory(size * place.least));
    let (expected, _) = slope(exact.map(|(error, _)| (error.ln(), 0.0)));
    let (error, share) = (variance.sqrt(), exact[2].1);
    let z = (found - expected) / error;
    println!(
        "{:34} {found:.3} ± {error:.3}, exact {expected:.3}, z {z:5.2}, asymptotic {:.3}, {} {share:.2}",
        place.what,
        place.asymptotic(),
        place.part
    );
    assert!(z.abs() < 3.5, "{}: {found} where theory says {expected}, z = {z}", place.what);
    assert!(error < 0.045, "{}: ± {error} tells no exponent", place.what);
    assert!(share >= place.share, "{}: {} is {share} of the error", place.what, place.part);
}

#[test]
fn ridge_regression_falls_with_the_slopes_of_its_exact_errors() {
    let endless = f64::INFINITY;
    let bias = place("ridge, the ridge limits", (24.0, 1_000), 0, [0.0, 0.4, endless]);
    check(bias.dominated("bias", 0.9));
    check(
        place("ridge, samples limit", (24.0, 1_000), 0, [0.0, 3.0, endless])
            .dominated("variance.data", 0.35),
    );
    let noise = place("ridge, noise", (24.0, 1_000), 0, [4.0, 0.7, endless]);
    check(noise.dominated("variance.noise", 0.7));
}

#[test]
fn shallow_random_features_do() {
    let width = place("features, width limits", (96.0, 160), 1, [0.0, 3.0, 0.7]);
    check(width.dominated("variance.features", 0.5));
    check(
        place("features, samples limit", (24.0, 150), 1, [0.0, 3.0, 1.4])
            .dominated("variance.data", 0.35),
    );
    let noise = place("features, noise", (24.0, 300), 1, [4.0, 0.7, 1.2]);
    check(noise.dominated("variance.noise", 0.5));
}

#[test]
fn deep_random_features_do() {
    let width = place("three layers, width limits", (96.0, 120), 3, [0.0, 3.0, 0.7]);
    check(width.dominated("variance.features", 0.5));
    let bias = place("three layers, the ridge limits", (24.0, 150), 3, [0.0, 0.4, 1.0]);
    check(bias.dominated("bias", 0.6));
    let noise = place("two layers, noise", (24.0, 240), 2, [4.0, 0.7, 1.1]);
    check(noise.dominated("variance.noise", 0.5));
}
