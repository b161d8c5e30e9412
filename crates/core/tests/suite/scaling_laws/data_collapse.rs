//! Critical exponents of exact scaling forms with normal errors: intervals hold them, also where curves are sparse.

use crate::support::call;
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};

/// Nineteen measurements at each of four sizes of y = L^ζ F((x − 0.7) L^(1/ν)), known to `error` of L^ζ.
fn curves(seed: u64, [nu, zeta, half, error]: [f64; 4], form: fn(f64) -> f64) -> Record {
    let mut stream = Stream::new(seed, 77);
    let mut columns = [vec![], vec![], vec![], vec![]];
    for size in [10.0, 20.0, 40.0, 80.0] {
        for i in 0..19 {
            let reach =
                half * libm::pow(10.0, -nu) * (0.5 + 0.5 * libm::pow(10.0 / size, nu)) / 9.0;
            let x = 0.7 + (f64::from(i) - 9.0) * reach;
            let scale = libm::pow(size, zeta);
            let y = scale * (form((x - 0.7) * libm::pow(size, nu)) + error * stream.normal());
            let row = [size, x, y, error * scale];
            columns.iter_mut().zip(row).for_each(|(column, each)| column.push(each));
        }
    }
    let [size, x, y, error] = columns;
    Record::new().with("size", size).with("x", x).with("y", y).with("error", error)
}

fn holds(answer: &Value, name: &str, truth: f64) -> bool {
    match answer.get(name).and_then(|part| part.get("interval")) {
        Some(Value::List(ends)) => {
            matches!(ends[..], [Value::Number(low), Value::Number(high)] if low <= truth && truth <= high)
        }
        other => panic!("{name} has the interval {other:?}"),
    }
}

/// The step's largest size has 2.5 of the step's widths between two measurements.
#[test]
fn intervals_hold_the_exponents_of_a_peak_and_of_a_sparse_step() {
    let step: fn(f64) -> f64 = |t| 1.5 - libm::tanh(t);
    let peak: fn(f64) -> f64 = |t| 1.0 / (1.0 + t * t);
    for (name, law, form) in
        [("step", [1.3, -0.2, 3.0, 0.01], step), ("peak", [0.5, 0.5, 6.0, 0.02], peak)]
    {
        let mut held = 0;
        for seed in 0..10 {
            let found = call("dataCollapse", curves(seed, law, form).with("bootstrap", 40.0));
            let truths = [("critical", 0.7), ("inverseNu", law[0]), ("zeta", law[1])];
            held += truths.iter().filter(|(name, truth)| holds(&found, name, *truth)).count();
        }
        println!("{name}: held {held} of 30");
        assert!(held >= 24, "{name}: {held} of 30");
    }
}
