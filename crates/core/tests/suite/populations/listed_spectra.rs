//! Long lists of eigenvalues as few nodes: the sums and answers of the listed modes.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::call;
use crate::support::nodes::{close, close_sums};
use ridgelaw::problem::read_modes;
use ridgelaw::rng::Stream;
use ridgelaw::solve;
use ridgelaw::spectrum::Modes;
use ridgelaw::wire::{Fields, Record, Value};

/// Eigenvalues, multiplicities and squared components.
struct Listed {
    name: &'static str,
    values: Vec<f64>,
    multiplicities: Option<Vec<f64>>,
    squared: Vec<f64>,
}

impl Listed {
    fn population(&self) -> Record {
        let multiplicities = self.multiplicities.clone();
        let spectrum = Record::new()
            .with("kind", "eigenvalues")
            .with("values", self.values.clone())
            .with_some("multiplicities", multiplicities);
        let target =
            Record::new().with("kind", "coefficients").with("squared", self.squared.clone());
        let record = Record::new().with("spectrum", Value::from(spectrum)).with("noise", 0.1);
        record.with("target", Value::from(target))
    }

    /// The modes, and the nodes that stand for them.
    fn both(&self) -> [Modes; 2] {
        let modes = read_modes(&mut Fields::open("", self.population().into()).unwrap()).unwrap();
        let nodes = modes.interpolated().unwrap();
        [modes, nodes]
    }
}

/// Spectra without a law: gaps, clusters, ends of octaves, many modes alike, targets on few modes.
fn spectra() -> Vec<Listed> {
    let mut stream = Stream::new(1, 0);
    let mut list = |count: usize, value: &dyn Fn(usize, f64) -> f64| -> Vec<f64> {
        (0..count).map(|i| value(i, stream.uniform())).collect()
    };
    let wild = list(6_000, &|_, u| 10f64.powf(-20.0 * u));
    let even = list(6_000, &|i, u| if i % 100 == 0 { 0.0 } else { u });
    let alike = list(6_000, &|_, _| 3.0);
    let ends = list(6_000, &|i, _| libm::ldexp(1.0, -i32::try_from(i % 40).unwrap()));
    let gap = list(6_000, &|i, u| if i < 1_500 { 1.0 + 1e-9 * u } else { 1e-12 * (1.0 + u) });
    let many = list(6_000, &|i, u| (1.0 + u) / (1.0 + i as f64));
    let targets = list(6_000, &|i, u| if i % 7 == 0 { 10f64.powf(20.0 * u) } else { 0.0 });
    let flat = vec![0.25; 6_000];
    let counts: Vec<f64> = (0..6_000).map(|i| 0.5 + f64::from(i % 5)).collect();
    let listed = |name, values, squared: &[f64], multiplicities| Listed {
        name,
        values,
        squared: squared.to_vec(),
        multiplicities,
    };
    vec![
        listed("wild", wild, &targets, None),
        listed("even", even, &targets, Some(counts.clone())),
        listed("alike", alike, &flat, None),
        listed("ends", ends, &targets, Some(counts)),
        listed("gap", gap, &flat, None),
        listed("many", many, &targets, None),
    ]
}

#[test]
fn sums_are_those_of_the_modes_over_twenty_eight_decades() {
    for spectrum in spectra() {
        let [modes, nodes] = spectrum.both();
        assert_eq!(nodes.rank(), modes.rank());
        close(nodes.trace(), modes.trace(), 1e-14, "trace");
        close(nodes.signal(), modes.signal(), 1e-14, "signal");
        for kappa in (-100..=12).map(|i| 10f64.powf(0.25 * f64::from(i))).chain([0.0]) {
            let what = format!("of {} at κ = {kappa:e}", spectrum.name);
            close_sums(&nodes.sums(kappa), &modes.sums(kappa), 2e-14, &what);
        }
    }
}

#[test]
fn kappa_and_its_slack_are_those_of_the_modes_wherever_the_samples_end() {
    for spectrum in spectra() {
        let [modes, nodes] = spectrum.both();
        let rank = modes.rank();
        for samples in
            [0.5, 7.0, 1_499.5, 1_500.0, 1_501.0, 0.5 * rank, rank - 1.0, rank, 2.0 * rank]
        {
            for lambda in [0.0, 1e-30, 1e-14, 1e-6, 1.0, 1e6] {
                let solved = |modes| solve::solve(modes, samples, lambda, None).unwrap();
                let (a, b) = (solved(&nodes), solved(&modes));
                let what = format!("{}, P = {samples}, λ = {lambda:e}", spectrum.name);
                close(a.kappa, b.kappa, 1e-13, &what);
                close(a.slack, b.slack, 1e-13, &what);
                let drift = |modes: &Modes| modes.slack_drift(b.kappa, &modes.split(samples));
                let size = modes.df1(b.kappa).min(samples) + samples - modes.rank().min(samples);
                close(drift(&nodes) / size + 1.0, drift(&modes) / size + 1.0, 1e-13, &what);
            }
        }
    }
}

#[test]
fn short_lists_laws_and_wide_gaps_stay_as_they_are() {
    let listed = |values: Vec<f64>| {
        let squared = vec![1.0; values.len()];
        let list = Listed { name: "", values, squared, multiplicities: None };
        read_modes(&mut Fields::open("", list.population().into()).unwrap()).unwrap()
    };
    assert!(listed(vec![1.0; 1_999]).interpolated().is_none());
    let nodes = listed(vec![1.0; 2_000]).interpolated().unwrap();
    assert!(nodes.interpolated().is_none());
    // Twenty in each octave: nothing to gain.
    let sparse = (0..4_000).map(|i| 2f64.powf(-0.05 * f64::from(i))).collect();
    assert!(listed(sparse).interpolated().is_none());
}

#[test]
fn a_grid_answers_as_its_points_do() {
    let layer = Value::from(Record::new().with("kind", "gaussian").with("width", 700.0));
    for spectrum in spectra() {
        for model in [
            Record::new().with("kind", "ridge"),
            Record::new().with("kind", "randomFeatures").with("layers", vec![layer.clone()]),
            Record::new()
                .with("kind", "noisyFeatures")
                .with("width", 90.0)
                .with("noiseVariance", 1e-3),
        ] {
            let problem = |samples: Value, lambda: Value| {
                let problem = spectrum.population().with("model", Value::from(model.clone()));
                call("evaluate", problem.with("samples", samples).with("lambda", lambda))
            };
            let (samples, lambda) = (vec![30.0, 1_500.0, 9_000.0], vec![1e-9, 1e-3]);
            let grid = problem(samples.clone().into(), lambda.clone().into());
            for (i, (p, l)) in
                samples.iter().flat_map(|p| lambda.iter().map(move |l| (*p, *l))).enumerate()
            {
                let point = problem(p.into(), l.into());
                for name in ["df1", "df2", "testError", "bias"] {
                    let found = crate::support::numbers(&grid, name)[i];
                    let expected = crate::support::read(&point, name);
                    close(
                        found,
                        expected,
                        1e-12,
                        &format!("{name} of {} at {p}, {l}", spectrum.name),
                    );
                }
            }
        }
    }
}
