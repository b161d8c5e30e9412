//! Densities of free sums of two general elements: closed forms, free cumulants, an oracle.

#![allow(clippy::cast_possible_wrap, clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use std::f64::consts::PI;

use crate::support::cumulants::{cumulants, moments, own_moments, plus};
use crate::support::elements::{
    covariance, density, density_at, moment, projection, scaled, semicircle, spectrum, sum,
};
use crate::support::{call, fixture, list, number, numbers, read, relative};
use ridgelaw::wire::{Record, Value};
use serde_json::Value as Json;

/// Converged, with mass one and the moments that free cumulants add up to.
fn check(name: &str, element: &Value, terms: &[[f64; 4]], tolerance: f64) -> Value {
    let answer = density(element);
    assert_eq!(answer.get("status"), Some(&Value::from("Converged")), "{name}");
    let total = terms.iter().map(|own| cumulants(*own)).fold([0.0; 4], plus);
    let size = moments(total)[3].powf(0.25);
    assert!((moment(&answer, 0) - 1.0).abs() < tolerance, "{name}: {}", moment(&answer, 0));
    for (k, expected) in moments(total).into_iter().enumerate() {
        let error = (moment(&answer, k as i32 + 1) - expected).abs();
        assert!(error < tolerance * size.powi(k as i32 + 1), "{name} {}: {error:e}", k + 1);
    }
    answer
}

#[test]
fn two_symmetric_bernoulli_variables_give_the_arcsine_law() {
    let element = sum(vec![projection(100.0, 50.0, 1.0), projection(100.0, 50.0, 1.0)]);
    let answer = density(&element);
    assert_eq!(answer.get("status"), Some(&Value::from("Converged")));
    for part in list(&answer, "support") {
        assert_eq!([read(part, "low"), read(part, "high"), read(part, "mass")], [0.0, 2.0, 1.0]);
    }
    let places: Vec<f64> = (1..200).map(|i| 0.01 * f64::from(i)).collect();
    let found = density_at(&element, &places);
    for (i, x) in places.iter().enumerate() {
        let expected = 1.0 / (PI * (x * (2.0 - x)).sqrt());
        // In the middle the map is the identity, and the mean of both sides is taken.
        let tolerance = if (x - 1.0).abs() < 1e-9 { 1e-9 } else { 1e-12 };
        let error = relative(numbers(&found, "density")[i], expected);
        assert!(error < tolerance, "{x}: {error:e}");
        let share = 0.5 + (x - 1.0).asin() / PI;
        assert!((numbers(&found, "cdf")[i] - share).abs() < 1e-13, "{x}");
    }
    for (name, place) in [("low", 0.0), ("high", 2.0)] {
        assert_eq!(numbers(&density_at(&element, &[place]), "density").len(), 1, "{name}");
    }
    let options = Record::new().with("element", element).with("p", vec![0.1, 0.5, 0.9]);
    for (x, p) in numbers(&call("quantile", options), "x").iter().zip([0.1, 0.5, 0.9]) {
        assert!((x - (1.0 - (PI * p).cos())).abs() < 1e-13, "{p}: {x}");
    }
}

#[test]
fn two_projections_have_their_jacobi_law_and_atoms() {
    // P + cQ, ranks p and q: x solves a quadratic, and edges at 1 + c/2 ± … of the angles between the two ranges.
    for (p, q) in [(0.3, 0.8), (0.2, 0.3), (0.6, 0.7), (0.5, 0.5)] {
        let element =
            sum(vec![projection(100.0, 100.0 * p, 1.0), projection(100.0, 100.0 * q, 1.0)]);
        let answer = density(&element);
        let mass = |at: f64| -> f64 {
            let here = |atom: &&Value| (read(atom, "at") - at).abs() < 1e-14;
            list(&answer, "atoms").iter().filter(here).map(|atom| read(atom, "mass")).sum()
        };
        // Bercovici and Voiculescu: two atoms of masses m₁ + m₂ > 1 leave m₁ + m₂ − 1.
        for (place, expected) in [(0.0, 1.0 - p - q), (1.0, (p - q).abs()), (2.0, p + q - 1.0)] {
            assert!((mass(place) - expected.max(0.0)).abs() < 1e-13, "{p} {q} {place}");
        }
        // P + Q = 1 ± cos of the principal angles, whose squared cosines have edges λ± of P Q P.
        let root = 2.0 * (p * q * (1.0_f64 - p) * (1.0 - q)).sqrt();
        let edge = |sign: f64| (p + q - 2.0 * p * q + sign * root).clamp(0.0, 1.0);
        let cosines = [edge(1.0), edge(-1.0)].map(|s| {
            // λ of PQP at the edges: p + q − 2pq ± root.
            s.sqrt()
        });
        let parts = list(&answer, "support");
        let top = read(parts.last().unwrap(), "high");
        let most = 1.0 + cosines[0].max(cosines[1]);
        assert!((top - most).abs() < 1e-12, "{p} {q}: {top} {most}");
        assert!((read(&parts[0], "low") - (2.0 - most)).abs() < 1e-12, "{p} {q}");
    }
}

#[test]
fn sums_of_two_spectra_have_the_moments_of_their_free_cumulants() {
    let (a, n) = ([3.0, 1.0, 0.0], [20.0, 50.0, 30.0]);
    let (b, m) = ([2.0, 0.5, 0.1], [30.0, 40.0, 30.0]);
    let one = own_moments(&a, &n);
    for c in [1.0, 0.3, 10.0, 1e-2, 1e-4, 1e-8, 1e-12, 1e6] {
        let element = sum(vec![spectrum(&a, &n), scaled(c, spectrum(&b, &m))]);
        let two = own_moments(&b.map(|x| c * x), &m);
        check(&format!("scale {c}"), &element, &[one, two], 1e-12);
    }
    let twice = sum(vec![spectrum(&b, &m), spectrum(&b, &m)]);
    check("twice", &twice, &[own_moments(&b, &m); 2], 1e-12);
    let decades = ([1e-6, 1e-3, 1.0], [30.0; 3]);
    let others = ([1e-5, 1e-2, 10.0], [30.0; 3]);
    let wide = sum(vec![spectrum(&decades.0, &decades.1), spectrum(&others.0, &others.1)]);
    let own = [own_moments(&decades.0, &decades.1), own_moments(&others.0, &others.1)];
    check("decades", &wide, &own, 1e-11);
}

#[test]
fn power_laws_add() {
    let law = |n: u32, a: f64| -> Vec<f64> { (1..=n).map(|k| f64::from(k).powf(-a)).collect() };
    for (n, a, b) in [(60, 1.2, 1.2), (60, 1.5, 0.7), (200, 1.1, 2.0)] {
        let ones = vec![1.0; n as usize];
        let element = sum(vec![spectrum(&law(n, a), &ones), spectrum(&law(n, b), &ones)]);
        let own = [own_moments(&law(n, a), &ones), own_moments(&law(n, b), &ones)];
        check(&format!("{n} {a} {b}"), &element, &own, 1e-11);
    }
    for rank in [10.0, 100.0] {
        let (values, ones) = (law(300, 1.2), vec![1.0; 300]);
        let element = sum(vec![spectrum(&values, &ones), projection(300.0, rank, 0.1)]);
        let other = own_moments(&[0.1, 0.0], &[rank, 300.0 - rank]);
        check(&format!("rank {rank}"), &element, &[own_moments(&values, &ones), other], 1e-11);
    }
}

#[test]
fn sample_covariances_add_to_others_and_to_more() {
    let sample = |values: &[f64], counts: &[f64], samples: f64| -> ([f64; 4], Value) {
        let element = covariance(values, counts, samples);
        let answer = density(&element);
        (std::array::from_fn(|k| moment(&answer, k as i32 + 1)), element)
    };
    let (one, a) = sample(&[3.0, 1.0], &[50.0, 50.0], 250.0);
    let (two, b) = sample(&[4.0, 0.25], &[50.0, 50.0], 60.0);
    let (hard, c) = sample(&[4.0, 0.25], &[50.0, 50.0], 100.0);
    let third = own_moments(&[2.0, 0.0], &[40.0, 60.0]);
    let p = || projection(100.0, 40.0, 2.0);
    check("a + p", &sum(vec![a.clone(), p()]), &[one, third], 1e-11);
    check("b + p", &sum(vec![b.clone(), p()]), &[two, third], 1e-11);
    check("a + b", &sum(vec![a.clone(), b.clone()]), &[one, two], 1e-11);
    check("b + b", &sum(vec![b.clone(), b.clone()]), &[two, two], 1e-11);
    check("hard", &sum(vec![c.clone(), c]), &[hard, hard], 1e-11);
    let noise = [0.0, 0.09, 0.0, 2.0 * 0.09 * 0.09];
    let three = sum(vec![a, b, semicircle(100.0, 0.0, 0.09)]);
    check("a + b + noise", &three, &[one, two, noise], 1e-11);
    let spectra = sum(vec![
        spectrum(&[3.0, 1.0], &[50.0, 50.0]),
        scaled(0.5, sum(vec![p(), projection(100.0, 70.0, 3.0)])),
    ]);
    let own = [
        own_moments(&[3.0, 1.0], &[50.0, 50.0]),
        own_moments(&[1.0, 0.0], &[40.0, 60.0]),
        own_moments(&[1.5, 0.0], &[70.0, 30.0]),
    ];
    check("three spectra", &spectra, &own, 1e-11);
}

#[test]
fn densities_agree_with_the_oracle() {
    let file = fixture("free_sums_of_two");
    let row = |json: &Json| json.as_array().unwrap().iter().map(number).collect::<Vec<_>>();
    let element = |json: &Json| match json[0].as_str().unwrap() {
        "projection" => projection(number(&json[1]), number(&json[2]), number(&json[3])),
        "covariance" => covariance(&row(&json[1]), &row(&json[2]), number(&json[3])),
        _ => spectrum(&row(&json[1]), &row(&json[2])),
    };
    let mut count = 0;
    for case in file["cases"].as_array().unwrap() {
        let terms = case["terms"].as_array().unwrap().iter().map(element).collect();
        let found = density_at(&sum(terms), &row(&case["x"]));
        for (found, expected) in numbers(&found, "density").iter().zip(row(&case["density"])) {
            assert!((found - expected).abs() < 1e-11 * expected.max(0.1), "{found} {expected}");
            count += 1;
        }
    }
    assert!(count >= 25);
}

#[test]
fn points_quantiles_and_nodes_agree() {
    let elements = [
        sum(vec![spectrum(&[3.0, 1.0, 0.0], &[20.0, 50.0, 30.0]), projection(100.0, 40.0, 2.0)]),
        sum(vec![projection(100.0, 30.0, 1.0), projection(100.0, 80.0, 1.0)]),
        sum(vec![covariance(&[3.0, 1.0], &[50.0, 50.0], 50.0), projection(100.0, 40.0, 2.0)]),
    ];
    for element in elements {
        let answer = density(&element);
        let (x, cdf) = (numbers(&answer, "x"), numbers(&answer, "cdf"));
        let there = density_at(&element, &x);
        let options = Record::new().with("element", element.clone()).with("p", cdf.clone());
        let back = numbers(&call("quantile", options), "x");
        for i in 0..x.len() {
            let error = (numbers(&there, "cdf")[i] - cdf[i]).abs();
            assert!(error < 1e-11, "{} {error:e} of {}", x[i], x[0]);
            assert!((back[i] - x[i]).abs() < 1e-6 * x[x.len() - 1], "{} {}", back[i], x[i]);
        }
        for atom in list(&answer, "atoms") {
            let place = read(atom, "at");
            let below = numbers(&density_at(&element, &[place - 1e-9, place]), "cdf");
            assert!((below[1] - below[0] - read(atom, "mass")).abs() < 1e-12);
        }
    }
}

#[test]
fn transforms_of_sums_that_go_below_zero_are_integrals_of_their_densities() {
    for first in [covariance(&[3.0, 1.0], &[50.0, 50.0], 250.0), projection(100.0, 40.0, 2.0)] {
        let element = sum(vec![first, semicircle(100.0, 0.0, 0.25)]);
        let answer = density(&element);
        let described = call("describeElement", Record::new().with("element", element.clone()));
        let least = read(&described, "leastKappa");
        let lowest = read(&list(&answer, "support")[0], "low");
        assert!((least.max(0.0) - (-lowest).max(0.0)).abs() < 1e-12, "{least} {lowest}");
        let (x, weight) = (numbers(&answer, "x"), numbers(&answer, "weight"));
        for lambda in [least + 0.5, least + 1.0, least + 30.0] {
            let options = Record::new().with("element", element.clone()).with("lambda", lambda);
            let found = read(&call("stieltjes", options), "value");
            let expected: f64 = x.iter().zip(&weight).map(|(x, w)| w / (x + lambda)).sum();
            assert!(relative(found, expected) < 1e-10, "{lambda}: {found} {expected}");
            // R(−g) = 1/g − z(g), and S = R at equal df.
            let options = Record::new().with("element", element.clone()).with("g", found);
            let r = call("rTransform", options);
            assert!((read(&r, "kappa") - lambda).abs() < 1e-10 * (1.0 + lambda));
            assert!((read(&r, "value") - (1.0 / found - lambda)).abs() < 1e-9 * (1.0 + lambda));
        }
    }
}
