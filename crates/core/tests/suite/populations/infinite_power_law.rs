//! Infinitely many power-law modes against sums of 22 digits, and against ever longer truncations.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{features, gaussian_features, power_law, ridge};
use crate::support::{call, fixture, number, read, relative};
use ridgelaw::error::Error;
use ridgelaw::problem::read_modes;
use ridgelaw::spectrum::Modes;
use ridgelaw::wire::{Fields, Record, Value};

fn modes(exponent: f64, source: f64) -> Modes {
    let population = power_law(exponent, source, "infinite");
    read_modes(&mut Fields::open("", population.into()).unwrap()).unwrap()
}

#[test]
fn sums_hold_to_1e_13_over_28_decades_of_kappa() {
    let file = fixture("infinite_power_law");
    let mut worst: f64 = 0.0;
    for row in file["rows"].as_array().unwrap() {
        let sums =
            modes(number(&row["exponent"]), number(&row["source"])).sums(number(&row["kappa"]));
        let found = [
            ("df1", sums.df1),
            ("df2", sums.df2),
            ("dfGap", sums.df_gap),
            ("bias", sums.bias),
            ("mixed", sums.mixed),
        ];
        for (name, found) in found {
            let error = relative(found, number(&row[name]));
            assert!(error < 1e-13, "{name} {error:.1e} in {row}");
            worst = worst.max(error);
        }
    }
    assert!(worst > 0.0);
}

#[test]
fn the_trace_is_the_zeta_function() {
    for (exponent, zeta) in [
        (2.0, std::f64::consts::PI.powi(2) / 6.0),
        (4.0, std::f64::consts::PI.powi(4) / 90.0),
        (1.001, 1_000.577_288_476_011_6),
        (40.0, 1.000_000_000_000_909_5),
    ] {
        let modes = modes(exponent, 0.3);
        assert!(relative(modes.trace(), zeta) < 2e-14, "{exponent} {}", modes.trace());
    }
    // Σ k^-(1+2αr) with 2αr = 1, 3.
    assert!(relative(modes(2.0, 0.25).signal(), std::f64::consts::PI.powi(2) / 6.0) < 1e-14);
    assert!(relative(modes(1.5, 1.0).signal(), std::f64::consts::PI.powi(4) / 90.0) < 1e-14);
}

fn at(population: Record, model: Value, samples: f64, lambda: f64) -> Value {
    let problem = population
        .with("model", model)
        .with("noise", 0.1)
        .with("samples", samples)
        .with("lambda", lambda);
    call("evaluate", problem)
}

/// Ridge, deep random features, features with noise.
fn model(i: usize) -> Value {
    match i {
        0 => ridge(),
        1 => gaussian_features(&[700.0, 60.0]),
        _ => Record::new()
            .with("kind", "noisyFeatures")
            .with("width", 90.0)
            .with("noiseVariance", 0.01)
            .into(),
    }
}

#[test]
fn truncations_approach_it_as_their_tails_vanish() {
    for (i, lambda) in [0.0, 1e-9, 1e-2].into_iter().flat_map(|l| [0, 1, 2].map(|i| (i, l))) {
        let endless = at(power_law(3.0, 0.7, "infinite"), model(i), 80.0, lambda);
        let error = |modes: f64| {
            let cut = at(power_law(3.0, 0.7, modes), model(i), 80.0, lambda);
            ["kappa", "testError", "bias", "df2"]
                .map(|name| relative(read(&cut, name), read(&endless, name)))
                .into_iter()
                .fold(0.0, f64::max)
        };
        // Σ_{k>K} k^-3 ~ K^-2/2 acts as a ridge.
        let (short, long) = (error(1e4), error(1e6));
        assert!(long < 2e-4 * short + 1e-12, "{i} {lambda}: {short:.1e} {long:.1e}");
        assert_eq!(endless.get("status"), Some(&Value::from("Converged")));
    }
}

#[test]
fn ridgeless_regression_follows_the_continuum_for_many_samples() {
    for exponent in [1.2, 2.0, 3.5] {
        let report = at(power_law(exponent, 0.4, "infinite"), model(0), 1e7, 0.0);
        // df1 = c1 κ^(-1/α) − 1/2 + O(κ): the sum starts at one.
        let constants = call("powerLawConstants", Record::new().with("exponent", exponent));
        let df1 = read(&constants, "df1") * read(&report, "kappa").powf(-1.0 / exponent) - 0.5;
        assert!(relative(df1, 1e7) < 1e-11, "{exponent} {df1}");
        let noise = read(&report, "variance.noise") / 0.1;
        assert!(relative(noise, exponent - 1.0) < 1e-6, "{exponent} {noise}");
    }
}

#[test]
fn what_infinitely_many_modes_exclude_is_refused_by_name() {
    let refused = |population: Record, model: Value| {
        let problem = population.with("model", model).with("samples", 10.0).with("lambda", 0.1);
        match ridgelaw::verbs::call("evaluate", problem.into()) {
            Err(error) => (error.code(), argument(&error)),
            Ok(answer) => panic!("{answer:?}"),
        }
    };
    let spectrum = |exponent: f64, modes: &str| {
        let law = Record::new().with("kind", "powerLaw").with("exponent", exponent);
        Record::new().with("spectrum", Value::from(law.with("modes", modes)))
    };
    let target = |kind: &str| Value::from(Record::new().with("kind", kind).with("source", 0.5));
    let law = || spectrum(1.5, "infinite").with("target", target("powerLaw"));
    let layer = Record::new().with("kind", "orthogonal").with("width", 5.0);
    let orthogonal = features(vec![layer.into()]);
    let relu = Record::new()
        .with("kind", "nonlinearFeatures")
        .with("width", 5.0)
        .with("activation", "relu")
        .into();
    for (population, model, expected) in [
        (spectrum(1.0, "infinite"), ridge(), ("OutOfRange", "spectrum.exponent")),
        (spectrum(1.5, "many"), ridge(), ("WrongType", "spectrum.modes")),
        (
            spectrum(1.5, "infinite").with("target", target("isotropic")),
            ridge(),
            ("Conflict", "target.kind"),
        ),
        (power_law(1.5, 0.0, "infinite"), ridge(), ("OutOfRange", "target.source")),
        (law().with("testSpectrum", vec![1.0]), ridge(), ("ShapeMismatch", "testSpectrum")),
        (law(), orthogonal, ("Conflict", "model.layers[0].kind")),
        (law(), relu, ("Conflict", "model.kind")),
    ] {
        assert_eq!(refused(population, model), (expected.0, expected.1.to_string()));
    }
}

fn argument(error: &Error) -> String {
    error.argument().to_string()
}

#[test]
fn a_ridge_beyond_the_last_node_says_so() {
    let report = at(power_law(23.0, 0.5, "infinite"), model(0), 1e10, 0.0);
    assert_eq!(report.get("status"), Some(&Value::from("ReducedAccuracy")));
}
