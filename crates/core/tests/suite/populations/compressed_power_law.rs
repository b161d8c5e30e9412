//! Long power laws as few nodes: the sums and answers of the listed modes.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::nodes::{close, close_sums};
use ridgelaw::problem::{read_listed_modes, read_modes};
use ridgelaw::solve;
use ridgelaw::spectrum::Modes;
use ridgelaw::wire::{Fields, Record, Value};

/// The nodes, and the modes they stand for.
fn both(exponent: f64, target: &Record, modes: f64) -> [Modes; 2] {
    let population = || {
        let spectrum =
            Record::new().with("kind", "powerLaw").with("exponent", exponent).with("modes", modes);
        let population = Record::new()
            .with("spectrum", Value::from(spectrum))
            .with("target", Value::from(target.clone()));
        Fields::open("", population.into()).unwrap()
    };
    [read_modes(&mut population()).unwrap(), read_listed_modes(&mut population()).unwrap()]
}

fn law(source: f64) -> Record {
    Record::new().with("kind", "powerLaw").with("source", source)
}

const EXPONENTS: [f64; 7] = [0.0, 0.3, 0.9, 1.2, 2.0, 4.0, 9.0];

#[test]
fn sums_are_those_of_the_modes_for_any_kappa() {
    for exponent in EXPONENTS {
        for target in [law(0.1), law(0.7), law(3.0), Record::new().with("kind", "isotropic")] {
            let [nodes, modes] = both(exponent, &target, 30_000.0);
            assert!(nodes.listed() < 800, "{} nodes", nodes.listed());
            assert_eq!(nodes.rank(), modes.rank());
            close(nodes.trace(), modes.trace(), 1e-13, "trace");
            close(nodes.signal(), modes.signal(), 1e-13, "signal");
            let smallest = modes.smallest();
            let inside = (0..57).map(|i| 10f64.powf(-50.0 + f64::from(i)));
            let below = [0.0, -0.3, -0.9, -0.999].map(|share| share * smallest);
            for kappa in inside.chain(below) {
                let what = format!("at κ = {kappa:e}, α = {exponent}");
                close_sums(&nodes.sums(kappa), &modes.sums(kappa), 5e-13, &what);
            }
        }
    }
}

#[test]
fn kappa_is_that_of_the_modes_at_below_and_above_their_number() {
    for exponent in EXPONENTS {
        let [nodes, modes] = both(exponent, &law(0.4), 5_000.0);
        for samples in [1.0, 7.5, 300.0, 2_500.0, 4_998.5, 4_999.0, 5_000.0, 5_001.0, 1e6] {
            for lambda in [0.0, 1e-30, 1e-12, 1e-4, 1.0, 1e6] {
                let solved = |modes| solve::solve(modes, samples, lambda, None).unwrap();
                let (a, b) = (solved(&nodes), solved(&modes));
                let what = format!("α = {exponent}, P = {samples}, λ = {lambda:e}");
                close(a.kappa, b.kappa, 1e-11, &what);
                close(a.slack, b.slack, 1e-11, &what);
            }
            let (a, b) = (solve::edge(&nodes, samples), solve::edge(&modes, samples));
            close(a.kappa, b.kappa, 1e-9, &format!("edge at α = {exponent}, P = {samples}"));
        }
    }
}
