//! Grids of many points: sums from panels, and answers, are those of single points.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::nodes::{close, close_sums};
use crate::support::problems::RIDGE;
use crate::support::{call, numbers, read};
use ridgelaw::problem::read_modes;
use ridgelaw::rng::Stream;
use ridgelaw::spectrum::{Modes, Panels};
use ridgelaw::wire::{Fields, Record, Value};

/// Populations of all kinds, by name.
fn populations() -> Vec<(&'static str, Record)> {
    let mut stream = Stream::new(7, 0);
    let mut listed = |count: usize, value: &dyn Fn(f64) -> f64| {
        let values: Vec<f64> = (0..count).map(|_| value(stream.uniform())).collect();
        let squared: Vec<f64> = (0..count).map(|_| value(stream.uniform())).collect();
        let spectrum = Record::new().with("kind", "eigenvalues").with("values", values);
        let target = Record::new().with("kind", "coefficients").with("squared", squared);
        [Value::from(spectrum), Value::from(target)]
    };
    let target = || Value::from(Record::new().with("kind", "powerLaw").with("source", 0.4));
    let law = |exponent: f64, modes: f64| {
        let law = Record::new().with("kind", "powerLaw").with("exponent", exponent);
        [Value::from(law.with("modes", modes)), target()]
    };
    let isotropic = Record::new().with("kind", "isotropic").with("dimension", 40.0);
    let even = Value::from(Record::new().with("kind", "isotropic"));
    [
        ("one mode", listed(1, &|u| u)),
        ("forty decades", listed(300, &|u| 10f64.powf(20.0 - 40.0 * u))),
        ("a narrow one", listed(300, &|u| 1.0 + 1e-6 * u)),
        ("a long list", listed(5_000, &|u| 10f64.powf(-6.0 * u))),
        ("a law", law(1.5, 20_000.0)),
        ("a steep law", law(4.0, 300.0)),
        ("isotropic", [isotropic.into(), even]),
    ]
    .into_iter()
    .map(|(name, [spectrum, target])| {
        let record = Record::new().with("spectrum", spectrum).with("target", target);
        (name, record.with("noise", 0.1))
    })
    .collect()
}

fn modes(population: &Record) -> Modes {
    let modes = read_modes(&mut Fields::open("", population.clone().into()).unwrap()).unwrap();
    modes.interpolated().unwrap_or(modes)
}

#[test]
fn sums_on_panels_are_those_of_the_modes_over_sixty_decades() {
    for (name, population) in populations() {
        let modes = modes(&population);
        let mut panels = Panels::new(&modes);
        let ends = (-30..30).map(|e| 2f64.powi(e)).flat_map(|x| [x, 1.25 * x, x.next_down()]);
        for kappa in (-3_000..3_000).map(|i| 10f64.powf(0.01 * f64::from(i))).chain(ends) {
            let what = format!("of {name} at κ = {kappa:e}");
            close_sums(&panels.sums(kappa), &modes.sums(kappa), 5e-15, &what);
        }
    }
}

#[test]
fn panels_answer_at_the_ends_of_doubles() {
    let (_, population) = populations().swap_remove(0);
    let modes = modes(&population);
    let mut panels = Panels::new(&modes);
    for kappa in [0.0, 5e-324, 1e-310, f64::MIN_POSITIVE, 1e-300, 1e300, f64::MAX, f64::INFINITY] {
        close_sums(&panels.sums(kappa), &modes.sums(kappa), 1e-14, &format!("at κ = {kappa:e}"));
    }
}

#[test]
fn dense_grids_answer_as_their_points_do() {
    let lambda: Vec<f64> = [0.0, 1e-30]
        .into_iter()
        .chain((0..30).map(|i| 10f64.powf(-12.0 + 0.5 * f64::from(i))))
        .collect();
    for (name, population) in populations() {
        let rank = modes(&population).rank();
        let samples: Vec<f64> =
            (0..80).map(|i| rank * 10f64.powf(-1.5 + 0.025 * f64::from(i))).collect();
        let problem = |samples: Value, lambda: Value| {
            let model = Value::from(Record::new().with("kind", "ridge"));
            let problem = population.clone().with("model", model);
            call("evaluate", problem.with("samples", samples).with("lambda", lambda))
        };
        let grid = problem(samples.clone().into(), lambda.clone().into());
        for (i, p) in samples.iter().enumerate().step_by(3) {
            for (j, l) in lambda.iter().enumerate() {
                let point = problem((*p).into(), (*l).into());
                for quantity in RIDGE.into_iter().chain(["localExponent"]) {
                    let found = numbers(&grid, quantity)[i * lambda.len() + j];
                    let what = format!("{quantity} of {name} at P = {p}, λ = {l:e}");
                    let expected = read(&point, quantity);
                    // A slope of a logarithm: what it is small beside is one.
                    let shift = if quantity == "localExponent" { 1.0 } else { 0.0 };
                    if expected.is_finite() {
                        close(found + shift, expected + shift, 1e-12, &what);
                    } else {
                        assert_eq!(found, expected, "{what}");
                    }
                }
            }
        }
    }
}
