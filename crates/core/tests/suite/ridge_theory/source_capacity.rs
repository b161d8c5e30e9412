//! Source and capacity: exact curves give them back, and intervals hold them on Gaussian data.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, matrix, read};
use ridgelaw::rng::Stream;
use ridgelaw::scaling::power_law_sums::sums;
use ridgelaw::scaling::source_capacity::{Observed, capacity};
use ridgelaw::wire::{Record, Value};

#[test]
fn exact_curves_give_the_capacity_back_whatever_the_window() {
    for alpha in [1.1, 1.5, 2.5] {
        for window in [[3.0, 12.0], [10.0, 100.0]] {
            let observed: Vec<Observed> = (0..24)
                .map(|i| {
                    let df1 = window[0] * libm::pow(window[1] / window[0], f64::from(i) / 23.0);
                    let kappa = libm::pow(df1, -alpha);
                    let df1 = sums(alpha, 0.5, kappa, f64::INFINITY).df1;
                    Observed { kappa: 3.0 * kappa, df1, target: 0.0, bias: 0.0 }
                })
                .collect();
            let (found, _) = capacity(&observed, f64::INFINITY).unwrap();
            println!("{alpha} {window:?} raw {} corrected {}", found.raw, found.value);
            assert!((found.value / alpha - 1.0).abs() < 2e-3, "{}", found.value);
        }
    }
}

/// White data show κ above all eigenvalues, where every spectrum looks like α = 1: nothing tells the exponent. One of a
/// power law that ends is found where the end is almost all that is seen.
#[test]
fn a_spectrum_that_ends_is_told_from_a_flat_one_or_not_at_all() {
    let curve = |alpha: f64, modes: i32| -> Vec<Observed> {
        let all: Vec<f64> = (1..=modes).map(|k| libm::pow(f64::from(k), -alpha)).collect();
        let df1 = |kappa: f64| all.iter().map(|s| s / (s + kappa)).sum::<f64>();
        let at = |wanted: f64| {
            let (mut low, mut high) = (1e-9_f64, 1e9_f64);
            for _ in 0..200 {
                let middle = (low * high).sqrt();
                if df1(middle) > wanted { low = middle } else { high = middle }
            }
            (low * high).sqrt()
        };
        (0..24)
            .map(|i| 10.0 * libm::pow(3.0, f64::from(i) / 23.0))
            .map(|df1| Observed { kappa: at(df1), df1, target: 0.0, bias: 0.0 })
            .collect()
    };
    for alpha in [0.5, 0.8, 1.0, 1.2, 2.0] {
        let (found, _) = capacity(&curve(alpha, 400), 400.0).unwrap();
        assert!((found.value / alpha - 1.0).abs() < 1e-3, "{}", found.value);
        assert_eq!(found.at_bound, alpha < 0.6);
        let [low, high] = found.interval;
        // The same error of the slope leaves far more open where the slope hardly answers.
        let width = libm::log(high / low);
        assert!(if alpha < 0.9 { width > 0.2 } else { width < 0.2 }, "{alpha} {low} {high}");
    }
    let (white, _) = capacity(&curve(0.0, 400), 400.0).unwrap();
    assert!(white.at_bound, "{}", white.value);
}

/// Gaussian data of a power law of `modes` modes, with a fixed target.
fn data(seed: u64, (n, modes): (usize, usize), (alpha, r, noise): (f64, f64, f64)) -> Record {
    let mut stream = Stream::new(seed, 4);
    let (mut x, mut y) = (Vec::with_capacity(n * modes), Vec::with_capacity(n));
    let scale: Vec<f64> = (1..=modes).map(|k| libm::pow(k as f64, -0.5 * alpha)).collect();
    let target: Vec<f64> =
        (1..=modes).map(|k| libm::pow(k as f64, -0.5 * (1.0 + 2.0 * alpha * r))).collect();
    for _ in 0..n {
        let mut label = f64::sqrt(noise) * stream.normal();
        for k in 0..modes {
            let z = stream.normal();
            x.push(scale[k] * z);
            label += target[k] * z;
        }
        y.push(label);
    }
    Record::new().with("X", matrix(x, modes)).with("y", matrix(y, 1)).with("intercept", false)
}

fn interval(answer: &Value, name: &str) -> [f64; 2] {
    let Some(Value::List(ends)) = answer.get(name).and_then(|part| part.get("interval")) else {
        return [f64::NAN; 2];
    };
    let number = |i: usize| if let Value::Number(x) = ends[i] { x } else { f64::NAN };
    [number(0), number(1)]
}

#[test]
fn intervals_hold_the_exponents_of_gaussian_data() {
    for (alpha, r, noise) in [(1.5, 0.3, 0.0), (1.3, 0.25, 0.05), (1.6, 0.7, 0.0)] {
        let (sets, mut held, mut mean) = (16, [0; 2], [0.0; 2]);
        let (mut square, mut width) = ([0.0; 2], [0.0; 2]);
        for seed in 0..sets {
            let options = data(seed, (150, 300), (alpha, r, noise));
            let options = options.with("noise", noise).with("bootstrap", 50.0);
            let answer = call("sourceCapacity", options);
            for (k, (name, truth)) in [("capacity", alpha), ("source", r)].iter().enumerate() {
                let [low, high] = interval(&answer, name);
                held[k] += usize::from(low <= *truth && *truth <= high);
                let found = read(&answer, &format!("{name}.exponent"));
                mean[k] += found / sets as f64;
                square[k] += (found - truth) * (found - truth) / sets as f64;
                width[k] += (high - low) / 3.29 / sets as f64;
            }
        }
        println!("α {alpha} r {r} noise {noise}: held {held:?} of {sets}, means {mean:?}");
        println!("errors {:?} said {width:?}", square.map(f64::sqrt));
        assert!((mean[0] / alpha - 1.0).abs() < 0.06 && (mean[1] - r).abs() < 0.08);
        for k in 0..2 {
            let error = square[k].sqrt();
            assert!(width[k] < 6.0 * error && error < 1.5 * width[k], "{k}: {error} {}", width[k]);
        }
        assert!(held[0] >= 12 && held[1] >= 12, "{held:?}");
    }
}
