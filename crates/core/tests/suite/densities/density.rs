//! Spectral densities: reference cases, closed forms, masses and moments.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::elements::{density, moment, product, sample, spectrum, white};
use crate::support::{call, cases, list, number, numbers, read, relative};
use ridgelaw::wire::{Record, Value};

fn reference(id: &str) -> (Value, serde_json::Value) {
    let case = cases(id).remove(0);
    let column = |name: &str| -> Vec<f64> {
        case["inputs"][name].as_array().unwrap().iter().map(number).collect()
    };
    let samples = number(&case["inputs"]["P"]);
    (sample(spectrum(&column("eigs"), &column("mult")), samples), case["outputs"].clone())
}

#[test]
fn edges_of_the_reference_cases() {
    for id in ["a07", "a08"] {
        let (element, outputs) = reference(id);
        let answer = density(&element);
        let edges: Vec<f64> = list(&answer, "edges").iter().map(|edge| read(edge, "at")).collect();
        assert_eq!(edges.len(), outputs.as_object().unwrap().len());
        for (i, edge) in edges.iter().enumerate() {
            let error = relative(*edge, number(&outputs[format!("edge{i}")]));
            assert!(error < 1e-13, "{id} edge {i}: {error:e}");
        }
    }
}

#[test]
fn densities_of_the_reference_case() {
    let (element, outputs) = reference("a09");
    let options = Record::new().with("element", element).with("x", vec![1.0, 0.01]);
    let answer = call("densityAt", options);
    for (i, name) in ["rho_1", "rho_0p01"].iter().enumerate() {
        // The reference counts per Gram eigenvalue, P = 300 of D = 400.
        let found = numbers(&answer, "density")[i] * 400.0 / 300.0;
        let error = relative(found, number(&outputs[*name]));
        assert!(error < 1e-13, "{name}: {error:e}");
    }
}

#[test]
fn white_wishart_is_marchenko_pastur() {
    for (dimension, samples) in [(100.0, 400.0), (400.0, 100.0), (100.0, 100.0), (100.0, 101.0)] {
        let q: f64 = dimension / samples;
        let b = (1.0 + q.sqrt()).powi(2);
        let a = (1.0 - q).powi(2) / b;
        let answer = density(&white(dimension, samples));
        let (x, found) = (numbers(&answer, "x"), numbers(&answer, "density"));
        assert!(x.len() > 30);
        for (x, found) in x.iter().zip(&found) {
            let exact = ((b - x) * (x - a)).sqrt() / (2.0 * std::f64::consts::PI * q * x);
            // Next to an edge the closed form itself loses digits.
            let slack = 1e-15 * (b / (b - x) + x.max(a) / (x - a).max(1e-30)).min(1e8);
            assert!(relative(*found, exact) < 1e-11 + slack, "{q} {x} {found} {exact}");
        }
        // Moments 1, 1+q, 1+3q+q².
        for (k, expected) in [(0, 1.0), (1, 1.0), (2, 1.0 + q), (3, 1.0 + 3.0 * q + q * q)] {
            let error = relative(moment(&answer, k), expected);
            assert!(error < 1e-12, "{q} {k}: {error:e}");
        }
    }
}

/// Moments 1 … 3 of M = Σ^{1/2} A Σ^{1/2} from free cumulants of a white Wishart: Σ_π products of traces.
fn sample_moments(values: &[f64], counts: &[f64], samples: f64) -> [f64; 3] {
    let dimension: f64 = counts.iter().sum();
    let t = |k: i32| values.iter().zip(counts).map(|(s, m)| m * s.powi(k)).sum::<f64>();
    let (t1, t2, t3) = (t(1), t(2), t(3));
    [
        t1 / dimension,
        (t2 + t1 * t1 / samples) / dimension,
        (t3 + 3.0 * t1 * t2 / samples + t1 * t1 * t1 / (samples * samples)) / dimension,
    ]
}

#[test]
fn structured_samples_have_their_mass_and_moments() {
    let decades: Vec<f64> = (0..201).map(|i| 10f64.powf(f64::from(i) / 10.0 - 20.0)).collect();
    let ones = vec![1.0; 201];
    let law: Vec<f64> = (1..=500).map(|k| f64::from(k).powf(-1.2)).collect();
    let cases: [(&[f64], &[f64], f64); 9] = [
        (&[20.0, 1.0], &[20.0, 180.0], 1000.0),
        (&[2.0, 0.5, 0.05], &[200.0, 100.0, 100.0], 300.0),
        (&[2.0, 0.5, 0.05], &[200.0, 100.0, 100.0], 400.0),
        (&[1e10, 1.0, 1e-10], &[3.0, 50.0, 1000.0], 60.0),
        (&decades, &ones, 120.0),
        (&decades, &ones, 201.0),
        (&decades, &ones, 20000.0),
        (&law, &vec![1.0; 500], 200.0),
        (&[3.0, 1.0, 0.0], &[10.0, 20.0, 70.0], 60.0),
    ];
    for (values, counts, samples) in cases {
        let answer = density(&sample(spectrum(values, counts), samples));
        assert_eq!(answer.get("status"), Some(&Value::from("Converged")));
        let expected = sample_moments(values, counts, samples);
        let errors: Vec<f64> = (0..=3)
            .map(|k| {
                relative(moment(&answer, k), if k == 0 { 1.0 } else { expected[k as usize - 1] })
            })
            .collect();
        assert!(errors.iter().all(|error| *error < 1e-10), "P = {samples}: {errors:?}");
    }
}

#[test]
fn products_of_white_wisharts_have_fuss_catalan_moments() {
    // L square factors: moments of order k are C((L+1)k, k)/(Lk+1).
    for (layers, expected) in
        [(1, [1.0, 2.0, 5.0, 14.0]), (2, [1.0, 3.0, 12.0, 55.0]), (3, [1.0, 4.0, 22.0, 140.0])]
    {
        let answer = density(&product(vec![white(100.0, 100.0); layers]));
        let errors: Vec<f64> = (0..=4)
            .map(|k| {
                relative(moment(&answer, k), if k == 0 { 1.0 } else { expected[k as usize - 1] })
            })
            .collect();
        assert!(errors.iter().all(|error| *error < 1e-12), "{layers} layers: {errors:?}");
        let top = read(&list(&answer, "support")[0], "high");
        // The edge (L+1)^{L+1}/L^L.
        let l = layers as f64;
        let edge = (l + 1.0).powf(l + 1.0) / l.powf(l);
        assert!(relative(top, edge) < 1e-13);
    }
}

#[test]
fn deep_samples_have_their_mass_and_mean() {
    let law: Vec<f64> = (1..=300).map(|k| f64::from(k).powf(-1.2)).collect();
    for widths in [
        vec![200.0, 150.0],
        vec![300.0, 300.0],
        vec![1000.0, 400.0, 350.0],
        vec![120.0, 120.0, 120.0],
        vec![40.0, 5000.0],
    ] {
        let population = spectrum(&law, &vec![1.0; 300]);
        let mut factors = vec![population];
        factors.extend(widths.iter().map(|n| white(300.0, *n)));
        let answer = density(&product(factors));
        let (t1, t2): (f64, f64) = (law.iter().sum(), law.iter().map(|s| s * s).sum());
        // Second moment: Tr Σ² + (Tr Σ)² Σ 1/n.
        let second = (t2 + t1 * t1 * widths.iter().map(|n| 1.0 / n).sum::<f64>()) / 300.0;
        let errors = [
            relative(moment(&answer, 0), 1.0),
            relative(moment(&answer, 1), t1 / 300.0),
            relative(moment(&answer, 2), second),
        ];
        assert!(errors.iter().all(|error| *error < 1e-11), "{widths:?}: {errors:?}");
    }
}

#[test]
fn points_quantiles_and_nodes_agree() {
    let elements = [
        sample(spectrum(&[20.0, 1.0], &[20.0, 180.0]), 1000.0),
        sample(spectrum(&[3.0, 1.0, 0.0], &[10.0, 20.0, 70.0]), 60.0),
        product(vec![spectrum(&[5.0, 1.0], &[30.0, 70.0]), white(100.0, 80.0), white(100.0, 80.0)]),
        Record::new().with("kind", "semicircle").with("dimension", 50.0).with("mean", 1.0).into(),
    ];
    for element in elements {
        let answer = density(&element);
        let (x, found, cdf) =
            (numbers(&answer, "x"), numbers(&answer, "density"), numbers(&answer, "cdf"));
        let at = |name: &str, values: Vec<f64>| {
            Record::new().with("element", element.clone()).with(name, values)
        };
        let there = call("densityAt", at("x", x.clone()));
        let back = numbers(&call("quantile", at("p", cdf.clone())), "x");
        let again = numbers(&there, "density");
        // An edge leaves as many digits as its distance has.
        let top = found.iter().fold(0.0_f64, |most, d| most.max(*d));
        for i in 0..x.len() {
            assert!((again[i] - found[i]).abs() < 1e-8 * top, "{} {} {}", x[i], again[i], found[i]);
            assert!((numbers(&there, "cdf")[i] - cdf[i]).abs() < 1e-13);
            assert!((back[i] - x[i]).abs() < 1e-6 * x[x.len() - 1], "{} {}", back[i], x[i]);
        }
        let outside: Vec<f64> = list(&answer, "support")
            .iter()
            .flat_map(|part| [read(part, "low") - 1e-9, read(part, "high") + 1e-9])
            .collect();
        assert!(numbers(&call("densityAt", at("x", outside)), "density").iter().all(|d| *d == 0.0));
    }
}

#[test]
fn bulks_narrower_than_doubles_can_tell_are_refused_at_once() {
    let refused = |element: Value| {
        let options = Record::new().with("element", element);
        let error = ridgelaw::verbs::call("density", options.into()).unwrap_err();
        assert_eq!((error.code(), error.argument()), ("OutOfRange", "element"));
    };
    for extreme in [1e-300, 5e-324, 1e300, 1.7e308] {
        refused(white(2.0, extreme));
        refused(white(extreme, 2.0));
        refused(sample(spectrum(&[2.0, 1.0], &[extreme, 4.0]), 20.0));
    }
    // Within the range every share is there.
    for samples in [8e-6, 8e6] {
        let answer = density(&white(2.0, samples));
        let mass: f64 = numbers(&answer, "weight").iter().sum();
        let atoms: f64 = list(&answer, "atoms").iter().map(|atom| read(atom, "mass")).sum();
        assert!((mass + atoms - 1.0).abs() < 1e-9, "{samples}: {mass} {atoms}");
    }
}
