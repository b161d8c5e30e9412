//! Densities of free sums of two general elements: closed forms, free cumulants, an oracle, drawn matrices.

#![allow(clippy::cast_possible_wrap, clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

mod support;

use std::f64::consts::PI;

use ridgelaw::linalg::{Matrix, eigh, eigvalsh, multiply};
use ridgelaw::rng::Stream;
use ridgelaw::wire::{Record, Value};
use serde_json::Value as Json;
use support::{call, column, density, list, moment, number, read, relative};

fn spectrum(values: &[f64], counts: &[f64]) -> Value {
    Record::new()
        .with("kind", "eigenvalues")
        .with("values", values.to_vec())
        .with("multiplicities", counts.to_vec())
        .into()
}

fn projection(dimension: f64, rank: f64, scale: f64) -> Value {
    Record::new()
        .with("kind", "projection")
        .with("dimension", dimension)
        .with("rank", rank)
        .with("scale", scale)
        .into()
}

fn covariance(values: &[f64], counts: &[f64], samples: f64) -> Value {
    Record::new()
        .with("kind", "wishart")
        .with("covariance", spectrum(values, counts))
        .with("samples", samples)
        .into()
}

fn semicircle(dimension: f64, variance: f64) -> Value {
    Record::new()
        .with("kind", "semicircle")
        .with("dimension", dimension)
        .with("variance", variance)
        .into()
}

fn scaled(factor: f64, of: Value) -> Value {
    Record::new().with("kind", "scaled").with("factor", factor).with("of", of).into()
}

fn sum(terms: Vec<Value>) -> Value {
    Record::new().with("kind", "sum").with("terms", terms).into()
}

fn at(element: &Value, x: &[f64]) -> Value {
    let options = Record::new().with("element", element.clone()).with("x", x.to_vec());
    call("densityAt", options)
}

/// Free cumulants 1 … 4 of a distribution with moments 1 … 4.
fn cumulants([m1, m2, m3, m4]: [f64; 4]) -> [f64; 4] {
    let k2 = m2 - m1 * m1;
    let k3 = m3 - 3.0 * k2 * m1 - m1.powi(3);
    let k4 = m4 - 4.0 * k3 * m1 - 2.0 * k2 * k2 - 6.0 * k2 * m1 * m1 - m1.powi(4);
    [m1, k2, k3, k4]
}

/// Moments 1 … 4 from free cumulants.
fn moments([k1, k2, k3, k4]: [f64; 4]) -> [f64; 4] {
    [
        k1,
        k2 + k1 * k1,
        k3 + 3.0 * k2 * k1 + k1.powi(3),
        k4 + 4.0 * k3 * k1 + 2.0 * k2 * k2 + 6.0 * k2 * k1 * k1 + k1.powi(4),
    ]
}

fn own_moments(values: &[f64], counts: &[f64]) -> [f64; 4] {
    let total: f64 = counts.iter().sum();
    std::array::from_fn(|k| {
        let powers = values.iter().map(|x| x.powi(k as i32 + 1));
        powers.zip(counts).map(|(x, n)| n * x).sum::<f64>() / total
    })
}

/// Converged, with mass one and the moments that free cumulants add up to.
fn check(name: &str, element: &Value, terms: &[[f64; 4]], tolerance: f64) -> Value {
    let answer = density(element);
    assert_eq!(answer.get("status"), Some(&Value::from("Converged")), "{name}");
    let all = terms.iter().map(|own| cumulants(*own));
    let total = all.fold([0.0; 4], |sum, own| std::array::from_fn(|i| sum[i] + own[i]));
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
    let found = at(&element, &places);
    for (i, x) in places.iter().enumerate() {
        let expected = 1.0 / (PI * (x * (2.0 - x)).sqrt());
        // In the middle the map is the identity, and the mean of both sides is taken.
        let tolerance = if (x - 1.0).abs() < 1e-9 { 1e-9 } else { 1e-12 };
        let error = relative(column(&found, "density")[i], expected);
        assert!(error < tolerance, "{x}: {error:e}");
        let share = 0.5 + (x - 1.0).asin() / PI;
        assert!((column(&found, "cdf")[i] - share).abs() < 1e-13, "{x}");
    }
    for (name, place) in [("low", 0.0), ("high", 2.0)] {
        assert_eq!(column(&at(&element, &[place]), "density").len(), 1, "{name}");
    }
    let options = Record::new().with("element", element).with("p", vec![0.1, 0.5, 0.9]);
    for (x, p) in column(&call("quantile", options), "x").iter().zip([0.1, 0.5, 0.9]) {
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
    let three = sum(vec![a, b, semicircle(100.0, 0.09)]);
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
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../test/fixtures/free_sums_of_two.json");
    let file: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let numbers = |json: &Json| json.as_array().unwrap().iter().map(number).collect::<Vec<_>>();
    let element = |json: &Json| match json[0].as_str().unwrap() {
        "projection" => projection(number(&json[1]), number(&json[2]), number(&json[3])),
        "covariance" => covariance(&numbers(&json[1]), &numbers(&json[2]), number(&json[3])),
        _ => spectrum(&numbers(&json[1]), &numbers(&json[2])),
    };
    let mut count = 0;
    for case in file["cases"].as_array().unwrap() {
        let terms = case["terms"].as_array().unwrap().iter().map(element).collect();
        let found = at(&sum(terms), &numbers(&case["x"]));
        for (found, expected) in column(&found, "density").iter().zip(numbers(&case["density"])) {
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
        let (x, cdf) = (column(&answer, "x"), column(&answer, "cdf"));
        let there = at(&element, &x);
        let options = Record::new().with("element", element.clone()).with("p", cdf.clone());
        let back = column(&call("quantile", options), "x");
        for i in 0..x.len() {
            let error = (column(&there, "cdf")[i] - cdf[i]).abs();
            assert!(error < 1e-11, "{} {error:e} of {}", x[i], x[0]);
            assert!((back[i] - x[i]).abs() < 1e-6 * x[x.len() - 1], "{} {}", back[i], x[i]);
        }
        for atom in list(&answer, "atoms") {
            let place = read(atom, "at");
            let below = column(&at(&element, &[place - 1e-9, place]), "cdf");
            assert!((below[1] - below[0] - read(atom, "mass")).abs() < 1e-12);
        }
    }
}

/// Q B Qᵀ for Haar Q: eigenvectors of a Gaussian symmetric matrix.
fn turned(values: &[f64], stream: &mut Stream) -> Matrix {
    let n = values.len();
    let mut gauss = Matrix::zeros(n, n);
    for i in 0..n {
        for j in 0..=i {
            let x = stream.normal() * if i == j { 2f64.sqrt() } else { 1.0 };
            gauss.row_mut(i)[j] = x;
            gauss.row_mut(j)[i] = x;
        }
    }
    let q = eigh(gauss).unwrap().vectors;
    let mut right = q.transpose();
    for (i, value) in values.iter().enumerate() {
        right.row_mut(i).iter_mut().for_each(|x| *x *= value);
    }
    multiply(&q, &right)
}

/// Mean and squared standard error of the shares of eigenvalues below each place.
fn drawn(n: usize, trials: usize, places: &[f64], seed: u64) -> Vec<[f64; 2]> {
    let levels = |spread: [(f64, f64); 3]| -> Vec<f64> {
        spread
            .iter()
            .flat_map(|(at, share)| vec![*at; (share * n as f64).round() as usize])
            .collect()
    };
    let a = levels([(3.0, 0.2), (1.0, 0.5), (0.0, 0.3)]);
    let b = levels([(2.0, 0.3), (0.5, 0.4), (0.1, 0.3)]);
    let mut stream = Stream::new(seed, 1);
    let mut sums = vec![[0.0; 2]; places.len()];
    for _ in 0..trials {
        let mut matrix = turned(&b, &mut stream);
        for (i, value) in a.iter().enumerate() {
            matrix.row_mut(i)[i] += value;
        }
        let found = eigvalsh(matrix).unwrap();
        for (sum, place) in sums.iter_mut().zip(places) {
            let share = found.iter().filter(|x| *x <= place).count() as f64 / n as f64;
            *sum = [sum[0] + share, sum[1] + share * share];
        }
    }
    let count = trials as f64;
    let each = |[one, two]: [f64; 2]| {
        let mean = one / count;
        [mean, (two / count - mean * mean) / (count - 1.0)]
    };
    sums.into_iter().map(each).collect()
}

#[test]
fn eigenvalues_of_drawn_matrices_follow_the_density() {
    // Shares differ from the limit by 1/D for orthogonal matrices: two sizes cancel that.
    let places = [0.5, 0.9, 1.25, 2.0, 2.5, 4.0];
    let element = sum(vec![
        spectrum(&[3.0, 1.0, 0.0], &[20.0, 50.0, 30.0]),
        spectrum(&[2.0, 0.5, 0.1], &[30.0, 40.0, 30.0]),
    ]);
    let expected = column(&at(&element, &places), "cdf");
    let (small, large) = (drawn(40, 400, &places, 5), drawn(80, 150, &places, 6));
    for i in 0..places.len() {
        let found = 2.0 * large[i][0] - small[i][0];
        let error = (4.0 * large[i][1] + small[i][1]).sqrt();
        let z = (found - expected[i]) / error;
        assert!(z.abs() < 4.0 && error < 2e-3, "{}: z = {z}, ± {error}", places[i]);
    }
}

#[test]
fn transforms_of_sums_that_go_below_zero_are_integrals_of_their_densities() {
    for first in [covariance(&[3.0, 1.0], &[50.0, 50.0], 250.0), projection(100.0, 40.0, 2.0)] {
        let element = sum(vec![first, semicircle(100.0, 0.25)]);
        let answer = density(&element);
        let described = call("describeElement", Record::new().with("element", element.clone()));
        let least = read(&described, "leastKappa");
        let lowest = read(&list(&answer, "support")[0], "low");
        assert!((least.max(0.0) - (-lowest).max(0.0)).abs() < 1e-12, "{least} {lowest}");
        let (x, weight) = (column(&answer, "x"), column(&answer, "weight"));
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

fn moments_of(element: &Value, order: f64) -> Vec<f64> {
    let options = Record::new().with("element", element.clone()).with("order", order);
    column(&call("moments", options), "moments")
}

fn made(kind: &str, name: &str, of: Value) -> Record {
    Record::new().with("kind", kind).with(name, of)
}

#[test]
fn moments_are_those_of_densities() {
    let a = || spectrum(&[3.0, 1.0, 0.0], &[20.0, 50.0, 30.0]);
    let sample = || covariance(&[4.0, 0.25], &[50.0, 50.0], 60.0);
    let more = || covariance(&[4.0, 0.25], &[50.0, 50.0], 300.0);
    let wishart = |samples: f64| -> Value {
        let record = Record::new().with("kind", "wishart").with("dimension", 100.0);
        record.with("samples", samples).into()
    };
    let weights: Vec<f64> = (1..=60).map(|k| 1.0 / f64::from(k)).collect();
    let structured: Value = Record::new()
        .with("kind", "wishart")
        .with("dimension", 100.0)
        .with("samples", 60.0)
        .with("weightSpectrum", weights)
        .into();
    let deep = Record::new()
        .with("kind", "product")
        .with("factors", vec![a(), wishart(50.0), wishart(130.0)]);
    let elements: Vec<(&str, Value)> = vec![
        ("spectrum", a()),
        ("projection", projection(100.0, 30.0, 2.0)),
        ("white", wishart(70.0)),
        ("structured", structured.clone()),
        ("semicircle", semicircle(100.0, 2.0)),
        ("sample", sample()),
        ("deep", deep.into()),
        ("scaled", scaled(0.3, sample())),
        ("corner", made("compressed", "of", sample()).with("dimension", 40.0).into()),
        ("resized", made("resized", "of", sample()).with("dimension", 60.0).into()),
        ("resized up", made("resized", "of", sample()).with("dimension", 250.0).into()),
        ("sum", sum(vec![a(), more(), semicircle(100.0, 0.1), structured])),
    ];
    for (name, element) in elements {
        let answer = density(&element);
        for (i, found) in moments_of(&element, 8.0).into_iter().enumerate() {
            let k = i as i32 + 1;
            let expected = moment(&answer, k);
            let size = moment(&answer, 8).powf(f64::from(k) / 8.0);
            assert!((found - expected).abs() < 1e-10 * size, "{name} {k}: {found} {expected}");
        }
    }
    // Of inverses by the density: tr W⁻¹ = 1/(1 − q), tr W⁻² = 1/(1 − q)³.
    let inverse: Value = made("inverse", "of", wishart(400.0)).into();
    let found = moments_of(&inverse, 2.0);
    assert!(relative(found[0], 1.0 / 0.75) < 1e-10 && relative(found[1], 0.75f64.powi(-3)) < 1e-10);
    let hard: Value = made("inverse", "of", wishart(100.0)).into();
    let options = Record::new().with("element", hard).with("order", 2.0);
    let refused = ridgelaw::verbs::call("moments", options.into());
    assert!(
        refused.is_err() || refused.is_ok_and(|a| a.get("status") != Some(&"Converged".into()))
    );
}

#[test]
fn moments_of_drawn_products_and_sums_follow() {
    // (A + Q B Qᵀ) and a white Wishart factor: two sizes cancel corrections of 1/D.
    let sizes = [(40, 600), (80, 300)].map(|(n, trials)| drawn_moments(n, trials));
    let inner = sum(vec![
        spectrum(&[3.0, 1.0, 0.0], &[20.0, 50.0, 30.0]),
        spectrum(&[2.0, 0.5, 0.1], &[30.0, 40.0, 30.0]),
    ]);
    let wishart: Value = Record::new()
        .with("kind", "wishart")
        .with("dimension", 100.0)
        .with("samples", 150.0)
        .into();
    let element: Value =
        Record::new().with("kind", "product").with("factors", vec![inner, wishart]).into();
    for (k, expected) in moments_of(&element, 3.0).into_iter().enumerate() {
        let [small, large] = [sizes[0][k], sizes[1][k]];
        let error = (4.0 * large[1] + small[1]).sqrt();
        let z = (2.0 * large[0] - small[0] - expected) / error;
        assert!(z.abs() < 4.0 && error < 0.02 * expected, "{}: z = {z}, ± {error}", k + 1);
    }
}

fn drawn_moments(n: usize, trials: usize) -> [[f64; 2]; 3] {
    let levels = |spread: [(f64, f64); 3]| -> Vec<f64> {
        spread
            .iter()
            .flat_map(|(at, share)| vec![*at; (share * n as f64).round() as usize])
            .collect()
    };
    let a = levels([(3.0, 0.2), (1.0, 0.5), (0.0, 0.3)]);
    let b = levels([(2.0, 0.3), (0.5, 0.4), (0.1, 0.3)]);
    let mut stream = Stream::new(n as u64, 2);
    let mut sums = [[0.0; 2]; 3];
    let samples = 3 * n / 2;
    for _ in 0..trials {
        let mut matrix = turned(&b, &mut stream);
        for (i, value) in a.iter().enumerate() {
            matrix.row_mut(i)[i] += value;
        }
        let mut gauss = Matrix::zeros(n, samples);
        for i in 0..n {
            stream.fill_normal(gauss.row_mut(i), (samples as f64).powf(-0.5));
        }
        let white = multiply(&gauss, &gauss.transpose());
        let one = multiply(&matrix, &white);
        let two = multiply(&one, &one);
        let three = multiply(&two, &one);
        for (sum, power) in sums.iter_mut().zip([&one, &two, &three]) {
            let trace = (0..n).map(|i| power.at(i, i)).sum::<f64>() / n as f64;
            *sum = [sum[0] + trace, sum[1] + trace * trace];
        }
    }
    let count = trials as f64;
    sums.map(|[one, two]| {
        let mean = one / count;
        [mean, (two / count - mean * mean) / (count - 1.0)]
    })
}
