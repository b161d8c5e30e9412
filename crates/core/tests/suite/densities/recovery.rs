//! The population from a sample's eigenvalues.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, numbers};
use ridgelaw::linalg::{Matrix, eigvalsh, gram};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

fn sample(spectrum: &[f64], samples: usize, seed: u64) -> Vec<f64> {
    let mut stream = Stream::new(21, seed);
    let mut x = Matrix::zeros(samples, spectrum.len());
    for i in 0..samples {
        for k in 0..spectrum.len() {
            x.row_mut(i)[k] = (spectrum[k] / samples as f64).sqrt() * stream.normal();
        }
    }
    eigvalsh(if samples < spectrum.len() { gram(&x) } else { gram(&x.transpose()) }).unwrap()
}

fn recover(eigenvalues: &[f64], samples: usize) -> (Vec<f64>, Vec<f64>) {
    let options = Record::new().with("eigenvalues", eigenvalues.to_vec()).with("samples", samples);
    let fit = call("recoverSpectrum", options);
    let spectrum = fit.get("spectrum").unwrap();
    (numbers(spectrum, "values"), numbers(spectrum, "multiplicities"))
}

/// The number of eigenvalues above a place.
fn above(values: &[f64], counts: &[f64], place: f64) -> f64 {
    values.iter().zip(counts).filter(|(s, _)| **s > place).map(|(_, m)| m).sum()
}

#[test]
fn two_levels_are_found_with_their_numbers() {
    let spectrum: Vec<f64> = (0..200).map(|k| if k < 50 { 5.0 } else { 1.0 }).collect();
    for (samples, spread) in [(400, 3.0), (1000, 1.0)] {
        let mut larges = Vec::new();
        for seed in 0..16 {
            let (values, counts) = recover(&sample(&spectrum, samples, seed), samples);
            let large = above(&values, &counts, 2.2);
            let all: f64 = counts.iter().sum();
            assert!((all - 200.0).abs() < 0.5, "{samples} {seed}: {all}");
            let trace = |from: f64, to: f64| {
                let inside = |s: &f64| *s > from && *s <= to;
                let levels = values.iter().zip(&counts).filter(|(s, _)| inside(s));
                levels.map(|(s, m)| s * m).sum::<f64>()
            };
            assert!((trace(2.2, 1e9) / large - 5.0).abs() < 0.3);
            assert!((trace(0.0, 2.2) / (all - large) - 1.0).abs() < 0.06);
            larges.push(large);
        }
        let mean = larges.iter().sum::<f64>() / 16.0;
        let found = (larges.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 15.0).sqrt();
        println!("{samples} samples: {mean} ± {found}");
        assert!(found < spread, "{samples}: a spread of {found}");
        assert!((mean - 50.0).abs() < spread, "{samples}: {mean}");
    }
}

#[test]
fn a_power_law_is_found_as_far_as_the_sample_sees() {
    let spectrum: Vec<f64> = (1..=200).map(|k| f64::from(k).powf(-1.2)).collect();
    for samples in [100, 400, 1000] {
        for seed in 0..5 {
            let (values, counts) = recover(&sample(&spectrum, samples, seed), samples);
            let [found, truth] = [1, 0].map(|which| {
                let ones = vec![1.0; 200];
                let (values, counts) =
                    if which > 0 { (&values, &counts) } else { (&spectrum, &ones) };
                let df = |kappa: f64| -> f64 {
                    values.iter().zip(counts).map(|(s, m)| m * s / (s + kappa)).sum()
                };
                [0.02, 0.1, 0.5].map(df)
            });
            for (found, truth) in found.iter().zip(&truth) {
                assert!((found / truth - 1.0).abs() < 0.12, "{samples} {seed}: {found} {truth}");
            }
        }
    }
}

#[test]
fn the_recovered_curve_is_the_populations_within_its_error() {
    let spectrum: Vec<f64> = (1..=300).map(|k| f64::from(k).powf(-1.0)).collect();
    let truth = |kappa: f64| spectrum.iter().map(|s| s / (s + kappa)).sum::<f64>();
    let kappas = [0.02, 0.1, 1.0];
    let trials: Vec<Vec<f64>> = (0..60)
        .map(|seed| {
            let options = Record::new()
                .with("eigenvalues", sample(&spectrum, 150, 100 + seed))
                .with("samples", 150.0)
                .with("kappa", kappas.to_vec());
            numbers(&call("recoverDegreesOfFreedom", options), "df1")
        })
        .collect();
    for (i, kappa) in kappas.iter().enumerate() {
        let n = trials.len() as f64;
        let mean = trials.iter().map(|t| t[i]).sum::<f64>() / n;
        let variance = trials.iter().map(|t| (t[i] - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let z = (mean - truth(*kappa)) / (variance / n).sqrt();
        println!("{kappa}: {mean} of {}, z = {z:.2}", truth(*kappa));
        assert!(z.abs() < 3.5, "{kappa}: {mean}, z = {z}");
    }
}

#[test]
fn the_trace_is_that_of_the_sample_also_for_as_many_samples_as_directions() {
    for seed in 0..6 {
        let eigenvalues = sample(&[1.0; 202], 202, 200 + seed);
        let (values, counts) = recover(&eigenvalues, 202);
        let trace: f64 = values.iter().zip(&counts).map(|(s, m)| s * m).sum();
        let seen: f64 = eigenvalues.iter().sum();
        assert!((trace / seen - 1.0).abs() < 0.02, "{seed}: {trace} of {seen}");
    }
}

#[test]
fn what_the_sample_cannot_see_is_refused() {
    let eigenvalues = sample(&[1.0; 60], 40, 3);
    let options = |kappa: f64| -> Value {
        Record::new()
            .with("eigenvalues", eigenvalues.clone())
            .with("samples", 40.0)
            .with("kappa", kappa)
            .into()
    };
    let error = ridgelaw::verbs::call("recoverDegreesOfFreedom", options(1e-3)).unwrap_err();
    assert_eq!((error.code(), error.argument()), ("OutOfRange", "kappa"));
    assert!(ridgelaw::verbs::call("recoverDegreesOfFreedom", options(10.0)).is_ok());
}
