//! Features with noise of their own against experiment.

#![allow(clippy::unwrap_used, clippy::many_single_char_names, reason = "tests")]

use crate::support::pairs::{
    FITS, PAIRS, expected, inputs, labels, normals, population, product, ridge, weight,
};
use crate::support::trials::agree;
use crate::support::{call, read};
use ridgelaw::linalg::dot;
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

/// Trials of each setting.
const TRIALS: u64 = 100;

fn eigenvalue(k: usize) -> f64 {
    ((k + 1) as f64).powf(-0.7)
}

struct Noisy {
    dimension: usize,
    width: usize,
    samples: usize,
    lambda: f64,
    scale: f64,
    noise: f64,
}

/// A fit on noisy features: w = √c F v, and v itself.
struct Fitted {
    w: Vec<f64>,
    v: Vec<f64>,
    residual: f64,
}

impl Noisy {
    fn theory(&self) -> Value {
        let model = Record::new()
            .with("kind", "noisyFeatures")
            .with("width", self.width)
            .with("signalScale", self.scale)
            .with("noiseVariance", self.noise);
        let test: Vec<f64> = (0..self.dimension).map(test_eigenvalue).collect();
        let problem = population(self.dimension, eigenvalue)
            .with("model", Value::from(model))
            .with("samples", self.samples)
            .with("lambda", self.lambda)
            .with("testSpectrum", test);
        call("evaluate", problem)
    }

    fn fit(&self, trial: u64, (features, data, labelled): (u64, u64, u64)) -> Fitted {
        let stream = |kind: u64, seed: u64| Stream::new(1000 * kind + seed, trial);
        let x = inputs(&mut stream(1, data), self.samples, self.dimension, eigenvalue);
        let y = labels(&x, &mut stream(2, labelled));
        let mut f = normals(&mut stream(3, features), self.width, self.dimension);
        f.data.iter_mut().for_each(|x| *x *= (self.scale / self.width as f64).sqrt());
        let mut z = product(&x, &f);
        let mut own = stream(4, 10 * features + data);
        z.data.iter_mut().for_each(|z| *z += self.noise.sqrt() * own.normal());
        let v = ridge(&z, &y, self.lambda);
        let columns = f.transpose();
        let w = (0..self.dimension).map(|k| dot(columns.row(k), &v)).collect();
        let residual = |i: usize| (dot(z.row(i), &v) - y[i]).powi(2);
        let residual = (0..self.samples).map(residual).sum::<f64>() / self.samples as f64;
        Fitted { w, v, residual }
    }

    /// The mean product of two errors: features that are shared bring their noise along.
    fn risk(&self, a: &Fitted, b: &Fitted, same: bool, spectrum: fn(usize) -> f64) -> f64 {
        let own = if same { self.noise * dot(&a.v, &b.v) } else { 0.0 };
        let error = |w: &[f64], k: usize| w[k] - weight(k);
        own + (0..self.dimension)
            .map(|k| spectrum(k) * error(&a.w, k) * error(&b.w, k))
            .sum::<f64>()
    }
}

fn test_eigenvalue(k: usize) -> f64 {
    0.2 + 1.0 / (1.0 + k as f64)
}

#[test]
fn every_part_of_the_error_of_noisy_features_is_as_theory_says() {
    let settings = [
        Noisy { dimension: 100, width: 70, samples: 120, lambda: 0.02, scale: 1.0, noise: 0.05 },
        Noisy { dimension: 100, width: 150, samples: 90, lambda: 0.003, scale: 2.0, noise: 0.02 },
        Noisy { dimension: 60, width: 120, samples: 200, lambda: 1e-6, scale: 0.5, noise: 0.1 },
    ];
    for setting in settings {
        let report = setting.theory();
        let fits: Vec<Vec<Fitted>> = (0..TRIALS)
            .map(|trial| FITS.iter().map(|seeds| setting.fit(trial, *seeds)).collect())
            .collect();
        for (a, b, what, parts) in PAIRS {
            let same = FITS[a].0 == FITS[b].0;
            let trials: Vec<f64> = fits
                .iter()
                .map(|fits| setting.risk(&fits[a], &fits[b], same, eigenvalue))
                .collect();
            agree(&format!("N = {}: {what}", setting.width), &trials, expected(&report, parts));
        }
        let residuals: Vec<f64> = fits.iter().map(|fits| fits[0].residual).collect();
        agree("training error", &residuals, read(&report, "trainError"));
        let shifted: Vec<f64> = fits
            .iter()
            .map(|fits| setting.risk(&fits[0], &fits[0], true, test_eigenvalue))
            .collect();
        agree("shifted error", &shifted, read(&report, "outOfDistributionError"));
    }
}
