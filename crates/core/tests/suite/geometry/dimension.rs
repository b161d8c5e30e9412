//! Intrinsic dimension: manifolds whose dimension is known, and how often intervals hold it.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, matrix, read};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

/// A flat torus of d angles in 2d columns, which has no boundary, turned into `columns` by random directions.
fn torus(seed: u64, n: usize, d: usize, columns: usize) -> Value {
    let mut stream = Stream::new(seed, 3);
    let turn: Vec<f64> = (0..2 * d * columns).map(|_| stream.normal()).collect();
    let mut data = Vec::with_capacity(n * columns);
    for _ in 0..n {
        let angles: Vec<f64> = (0..d).map(|_| std::f64::consts::TAU * stream.uniform()).collect();
        let flat: Vec<f64> = angles.iter().flat_map(|a| [libm::cos(*a), libm::sin(*a)]).collect();
        if columns == 2 * d {
            data.extend(flat);
        } else {
            data.extend(
                (0..columns)
                    .map(|j| (0..2 * d).map(|k| turn[k * columns + j] * flat[k]).sum::<f64>()),
            );
        }
    }
    matrix(data, columns)
}

fn ends(answer: &Value, name: &str) -> [f64; 2] {
    match answer.get(name).unwrap().get("interval").unwrap() {
        Value::List(items) => {
            let number = |i: usize| if let Value::Number(x) = items[i] { x } else { f64::NAN };
            [number(0), number(1)]
        }
        other => panic!("{}", other.describe()),
    }
}

const ESTIMATES: [&str; 3] = ["twoNearest", "maximumLikelihood", "correlation"];

#[test]
fn tori_of_known_dimension() {
    for (d, columns) in [(1, 2), (2, 4), (3, 100)] {
        let answer =
            call("intrinsicDimension", Record::new().with("points", torus(1, 3_000, d, columns)));
        for name in ESTIMATES {
            let found = read(&answer, &format!("{name}.dimension"));
            println!("{d} {columns} {name} {found} {:?}", ends(&answer, name));
            assert!((found / d as f64 - 1.0).abs() < 0.08, "{d} {name}: {found}");
        }
    }
}

#[test]
fn intervals_hold_the_dimension_of_a_torus() {
    let sets = 60;
    for d in [1, 2, 4] {
        let mut held = [0; 3];
        for seed in 0..sets {
            let points = torus(50 + seed, 1_000, d, 2 * d);
            let answer = call("intrinsicDimension", Record::new().with("points", points));
            for (k, name) in ESTIMATES.iter().enumerate() {
                let [low, high] = ends(&answer, name);
                held[k] += usize::from(low <= d as f64 && d as f64 <= high);
            }
        }
        println!("{d}: {held:?} of {sets}");
        assert!(held.iter().all(|held| *held >= 49), "{d}: {held:?}");
    }
}

#[test]
fn copies_change_nothing_and_lattices_are_refused() {
    let Value::Map(entries) = torus(2, 500, 2, 4) else { panic!() };
    let Some((_, Value::Numbers(data))) = entries.iter().find(|(name, _)| name == "data") else {
        panic!()
    };
    let once = call("intrinsicDimension", Record::new().with("points", matrix(data.clone(), 4)));
    let twice = [data.clone(), data.clone()].concat();
    let twice = call("intrinsicDimension", Record::new().with("points", matrix(twice, 4)));
    assert!((read(&twice, "copies") - 500.0).abs() < 0.5);
    for name in ESTIMATES {
        let path = format!("{name}.dimension");
        assert_eq!(read(&once, &path).to_bits(), read(&twice, &path).to_bits());
    }
    let lattice: Vec<f64> = (0..400).flat_map(|i| [f64::from(i % 20), f64::from(i / 20)]).collect();
    let options = Record::new().with("points", matrix(lattice, 2));
    let error = ridgelaw::verbs::call("intrinsicDimension", options.into()).unwrap_err();
    assert_eq!(error.code(), "Conflict");
}
