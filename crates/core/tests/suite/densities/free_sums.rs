//! Spectral densities of free sums: free cumulants, closed forms, drawn matrices.

#![allow(clippy::cast_possible_wrap, clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::cumulants::{cumulants, moments, own_moments, plus};
use crate::support::elements::{
    density, moment, scaled, semicircle, spectrum, structured, sum, white,
};
use crate::support::{call, list, numbers, read, relative};
use ridgelaw::wire::{Record, Value};

/// Free cumulants of Z Γ Zᵀ: Σ_γ (γ D/N)^n / D.
fn poisson(dimension: f64, weights: &[f64]) -> [f64; 4] {
    let size = dimension / weights.len() as f64;
    std::array::from_fn(|n| {
        weights.iter().map(|w| (w * size).powi(n as i32 + 1)).sum::<f64>() / dimension
    })
}

fn check(name: &str, element: &Value, cumulants: [f64; 4]) -> Value {
    let answer = density(element);
    assert_eq!(answer.get("status"), Some(&Value::from("Converged")), "{name}");
    // Odd moments may cancel: the error is that of the absolute moment.
    let moments = moments(cumulants);
    let size = moments[3].powf(0.25);
    for (k, expected) in (0..).zip([1.0].into_iter().chain(moments)) {
        let error = (moment(&answer, k) - expected).abs();
        assert!(error < 1e-11 * size.powi(k), "{name} {k}: {error:e}, {expected}");
    }
    answer
}

#[test]
fn sums_have_the_moments_of_their_free_cumulants() {
    let (values, counts) = ([3.0, 1.0, 0.0], [20.0, 50.0, 30.0]);
    let base = || spectrum(&values, &counts);
    let own = cumulants(own_moments(&values, &counts));
    for variance in [1e-6, 1e-3, 0.1, 2.0, 1e4] {
        let element = sum(vec![base(), semicircle(100.0, 0.5, variance)]);
        check(&format!("semicircle {variance}"), &element, plus(own, [0.5, variance, 0.0, 0.0]));
    }
    for samples in [10, 60, 100, 250, 20_000] {
        let weights = vec![1.0; samples];
        let element = sum(vec![base(), white(100.0, samples as f64)]);
        check(&format!("{samples} samples"), &element, plus(own, poisson(100.0, &weights)));
    }
    let weights: Vec<f64> = (1..=60).map(|k| 1.0 / f64::from(k)).collect();
    let all = sum(vec![base(), structured(100.0, &weights), semicircle(100.0, 0.0, 0.05)]);
    let expected = plus(plus(own, poisson(100.0, &weights)), [0.0, 0.05, 0.0, 0.0]);
    check("three terms", &all, expected);
}

#[test]
fn sums_of_wisharts_have_theirs() {
    let twice: Vec<f64> = vec![2.0; 80];
    let element = sum(vec![white(100.0, 30.0), scaled(2.0, white(100.0, 80.0))]);
    let ones = vec![1.0; 30];
    check("two", &element, plus(poisson(100.0, &ones), poisson(100.0, &twice)));
    let few = sum(vec![white(100.0, 30.0), white(100.0, 40.0)]);
    let forty = vec![1.0; 40];
    let answer = check("few", &few, plus(poisson(100.0, &ones), poisson(100.0, &forty)));
    assert!((read(&list(&answer, "atoms")[0], "mass") - 0.3).abs() < 1e-15);
    // Full rank exactly: a hard edge, next to which T = 1 leaves fewer digits.
    let hard = density(&sum(vec![white(100.0, 30.0), white(100.0, 70.0)]));
    let seventy = vec![1.0; 70];
    let expected = moments(plus(poisson(100.0, &ones), poisson(100.0, &seventy)));
    for (k, expected) in (0..).zip([1.0].into_iter().chain(expected)) {
        assert!(relative(moment(&hard, k), expected) < 1e-9, "hard {k}");
    }
    let weights: Vec<f64> = (0..40).map(|k| 10f64.powf(-f64::from(k) / 4.0)).collect();
    let wide = sum(vec![structured(50.0, &weights), white(50.0, 20.0)]);
    check("decades", &wide, plus(poisson(50.0, &weights), poisson(50.0, &[1.0; 20])));
}

#[test]
fn a_power_law_under_noise_has_its_moments() {
    let law: Vec<f64> = (1..=60).map(|k| f64::from(k).powf(-1.2)).collect();
    let ones = vec![1.0; 60];
    for variance in [1e-20, 1e-12, 1e-8, 1e-6, 1e-5, 1e-4, 0.01] {
        let element = sum(vec![spectrum(&law, &ones), semicircle(60.0, 0.0, variance)]);
        let expected = plus(cumulants(own_moments(&law, &ones)), [0.0, variance, 0.0, 0.0]);
        check(&format!("variance {variance}"), &element, expected);
    }
}

#[test]
fn two_point_masses_and_a_wigner_matrix() {
    // ½(δ_1 + δ_−1) shifted by 2, plus a semicircle: edges from T = 1, (u²+1)/(u²−1)² = 1/s².
    let base = spectrum(&[3.0, 1.0], &[50.0, 50.0]);
    for variance in [0.25, 4.0_f64] {
        let element = sum(vec![base.clone(), semicircle(100.0, 0.0, variance)]);
        let answer = density(&element);
        let square = (2.0 + variance + (variance * (variance + 8.0)).sqrt()) / 2.0;
        let top = square.sqrt() * (1.0 + variance / (square - 1.0));
        let edges: Vec<f64> = list(&answer, "edges").iter().map(|edge| read(edge, "at")).collect();
        assert!(relative(*edges.last().unwrap(), 2.0 + top) < 1e-14);
        assert!((edges[0] - (2.0 - top)).abs() < 1e-13);
        assert_eq!(edges.len(), if variance < 1.0 { 4 } else { 2 });
    }
}

#[test]
fn a_sum_of_one_kind_is_of_that_kind() {
    // Two semicircles, and two halves of the samples of one white Wishart matrix.
    let one = density(&semicircle(50.0, 0.5, 3.0));
    let two = density(&sum(vec![semicircle(50.0, 0.0, 1.0), semicircle(50.0, 0.5, 2.0)]));
    for name in ["x", "density"] {
        for (a, b) in numbers(&one, name).iter().zip(numbers(&two, name)) {
            assert!((a - b).abs() < 1e-13, "{name} {a} {b}");
        }
    }
    let whole = white(100.0, 250.0);
    let parts = sum(vec![scaled(0.4, white(100.0, 100.0)), scaled(0.6, white(100.0, 150.0))]);
    let places: Vec<f64> = (1..40).map(|i| 0.08 * f64::from(i)).collect();
    let at = |element: &Value| {
        let options = Record::new().with("element", element.clone()).with("x", places.clone());
        let found = call("densityAt", options);
        (numbers(&found, "density"), numbers(&found, "cdf"))
    };
    let (a, b) = (at(&whole), at(&parts));
    for i in 0..places.len() {
        assert!((a.0[i] - b.0[i]).abs() < 1e-11, "{} {} {}", places[i], a.0[i], b.0[i]);
        assert!((a.1[i] - b.1[i]).abs() < 1e-13);
    }
    let edges = |element: &Value| -> Vec<[f64; 2]> {
        let answer = density(element);
        list(&answer, "edges").iter().map(|e| [read(e, "at"), read(e, "scale")]).collect()
    };
    for (a, b) in edges(&whole).iter().zip(edges(&parts)) {
        assert!(relative(a[0], b[0]) < 1e-12 && relative(a[1], b[1]) < 1e-9, "{a:?} {b:?}");
    }
}

#[test]
fn corners_of_noise_are_smaller_noise() {
    let corner = |dimension: f64, of: Value| -> Value {
        Record::new().with("kind", "compressed").with("dimension", dimension).with("of", of).into()
    };
    let inner = sum(vec![white(100.0, 80.0), semicircle(100.0, 1.0, 0.4)]);
    let direct = sum(vec![white(50.0, 80.0), semicircle(50.0, 1.0, 0.2)]);
    let (a, b) = (density(&corner(50.0, inner)), density(&direct));
    for (a, b) in numbers(&a, "x").iter().zip(numbers(&b, "x")) {
        assert!((a - b).abs() < 1e-12, "{a} {b}");
    }
}

#[test]
fn points_quantiles_and_nodes_agree() {
    let elements = [
        sum(vec![spectrum(&[3.0, 1.0], &[50.0, 50.0]), semicircle(100.0, 0.0, 0.2)]),
        sum(vec![spectrum(&[3.0, 0.0], &[40.0, 60.0]), white(100.0, 30.0)]),
        sum(vec![white(100.0, 30.0), white(100.0, 40.0)]),
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
        let top = found.iter().fold(0.0_f64, |most, d| most.max(*d));
        for i in 0..x.len() {
            let again = numbers(&there, "density")[i];
            assert!((again - found[i]).abs() < 1e-7 * top, "{} {again} {}", x[i], found[i]);
            assert!((numbers(&there, "cdf")[i] - cdf[i]).abs() < 1e-12);
            assert!((back[i] - x[i]).abs() < 1e-6 * x[x.len() - 1], "{} {}", back[i], x[i]);
        }
        for atom in list(&answer, "atoms") {
            let place = read(atom, "at");
            let below = numbers(&call("densityAt", at("x", vec![place - 1e-9, place])), "cdf");
            assert!((below[1] - below[0] - read(atom, "mass")).abs() < 1e-12);
            let middle = 0.5 * (below[0] + below[1]);
            assert_eq!(numbers(&call("quantile", at("p", vec![middle])), "x")[0], place);
        }
    }
}

#[test]
fn levels_under_little_noise_are_semicircles_of_their_own() {
    // Far from one another: each is moved by v Σ' p/(a − b) and has the radius 2 √(p v), to a share v/(a − b)².
    let levels = [3.0, 1.0, 0.25, 1e-3];
    for variance in [1e-8, 1e-12, 1e-16, 1e-20_f64] {
        let element = sum(vec![spectrum(&levels, &[25.0; 4]), semicircle(100.0, 0.0, variance)]);
        let answer = density(&element);
        assert_eq!(answer.get("status"), Some(&Value::from("Converged")));
        let radius = 2.0 * (0.25 * variance).sqrt();
        for (part, a) in list(&answer, "support").iter().zip(levels.iter().rev()) {
            let others = levels.iter().filter(|b| *b != a).map(|b| 0.25 / (a - b));
            let centre = variance * others.sum::<f64>();
            let off = 1e2 * variance + f64::EPSILON * a / radius;
            for (name, side) in [("low", -1.0), ("high", 1.0)] {
                let found = (read(part, name) - a) - centre;
                assert!(
                    (found / (side * radius) - 1.0).abs() < 4.0 * off / a.min(1.0),
                    "{a} {name}"
                );
            }
            assert!((read(part, "mass") - 0.25).abs() < 1e-14);
        }
    }
}
