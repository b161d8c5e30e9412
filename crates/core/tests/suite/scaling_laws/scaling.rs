//! Regimes and the phase diagram: limits, boundaries, and slopes of the exact formulas.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{gaussian_features, power_law};
use crate::support::{call, fixture, read};
use ridgelaw::scaling::{Boundary, Law, diagram, regime};

fn law(capacity: f64, source: f64, noisy: bool, weight: f64) -> Law {
    Law { capacity, source, noisy, weights: vec![weight] }
}

/// Laws that between them show every region.
fn laws() -> Vec<Law> {
    let mut laws = Vec::new();
    for (capacity, source) in [(1.2, 1.1), (1.5, 0.8), (1.5, 0.4), (1.8, 1.1), (3.0, 1.3)] {
        for weight in [0.0, 0.7, 1.0 / 1.3, 0.9, 1.5] {
            for noisy in [false, true] {
                laws.push(law(capacity, source, noisy, weight));
            }
        }
    }
    laws
}

/// Points a little to both sides of the middle of a boundary.
fn sides(boundary: &Boundary) -> [[f64; 2]; 2] {
    let [a, b] = boundary.ends;
    let middle = [0.5 * (a[0] + b[0]), 0.5 * (a[1] + b[1])];
    let length = (b[0] - a[0]).hypot(b[1] - a[1]);
    let normal = [(a[1] - b[1]) / length, (b[0] - a[0]) / length];
    [1e-6, -1e-6].map(|step| [0, 1].map(|k| middle[k] + step * normal[k]))
}

#[test]
fn each_side_of_each_boundary_lies_in_its_region() {
    let (mut seen, mut count) = (std::collections::BTreeSet::new(), 0);
    for law in laws() {
        let diagram = diagram(&law, [0.0, 4.0], [0.0, 4.0]);
        for boundary in &diagram.boundaries {
            let mut found = sides(boundary).map(|[l, q]| regime(&law, l, q).region.id);
            found.sort_unstable();
            assert_eq!(found, boundary.regions, "{law:?} {boundary:?}");
            seen.extend(found);
            count += 1;
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), (0..13).collect::<Vec<_>>());
    assert!(count > 300, "{count}");
}

#[test]
fn the_pieces_cover_the_window_once_and_agree_with_the_one_formula() {
    for law in laws() {
        let diagram = diagram(&law, [0.0, 2.0], [0.0, 3.0]);
        let area: f64 = diagram.pieces.iter().map(|piece| shoelace(&piece.polygon)).sum();
        assert!((area - 6.0).abs() < 1e-9, "{law:?} {area}");
        for piece in &diagram.pieces {
            let n = piece.polygon.len() as f64;
            let centre = [0, 1].map(|k| piece.polygon.iter().map(|c| c[k]).sum::<f64>() / n);
            let found = regime(&law, centre[0], centre[1]);
            assert_eq!(found.region.id, piece.region.id, "{law:?} {piece:?}");
            assert!((found.exponent - piece.form.at(centre[0], centre[1])).abs() < 1e-12);
        }
    }
}

fn shoelace(polygon: &[[f64; 2]]) -> f64 {
    let next = |i: usize| polygon[(i + 1) % polygon.len()];
    let cross = |i: usize| polygon[i][0] * next(i)[1] - next(i)[0] * polygon[i][1];
    0.5 * (0..polygon.len()).map(cross).sum::<f64>()
}

#[derive(Debug, Clone, Copy)]
struct Point {
    law: [f64; 3],
    noise: f64,
    l: f64,
    q: f64,
}

/// Points of test/oracle/phase_slopes.py with the slope it measured between P = 10⁸ and 10⁹.
fn measured() -> Vec<(Point, f64)> {
    let file = fixture("phase_slopes");
    let row = |row: &serde_json::Value| {
        let get = |name: &str| row[name].as_f64().unwrap();
        let law = ["exponent", "source", "weight"].map(get);
        (Point { law, noise: get("noise"), l: get("l"), q: get("q") }, get("slope"))
    };
    file["rows"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn exponents_are_the_slopes_of_an_independent_implementation_in_every_region() {
    let mut seen = std::collections::BTreeSet::new();
    for (point, slope) in measured() {
        let Point { law: [capacity, source, weight], noise, l, q } = point;
        let found = regime(&law(capacity, source, noise > 0.0, weight), l, q);
        assert!((found.exponent - slope).abs() < 0.03, "{point:?} {slope} {found:?}");
        seen.insert(found.region.id);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), (0..13).collect::<Vec<_>>());
}

/// The exact excess error of `layers` layers of width P^q with ridge P^-l and infinitely many modes.
fn exact(point: Point, layers: usize, samples: f64) -> f64 {
    let Point { law: [exponent, source, _], noise, l, q } = point;
    let widths = vec![samples.powf(q).round(); layers];
    let problem = power_law(exponent, source, "infinite")
        .with("model", gaussian_features(&widths))
        .with("noise", noise)
        .with("samples", samples)
        .with("lambda", samples.powf(-l));
    read(&call("evaluate", problem), "excessError")
}

#[test]
fn exponents_are_the_slopes_of_the_exact_formulas_shallow_and_deep() {
    for (point, measured) in measured().into_iter().filter(|(point, _)| point.law[2] == 0.0) {
        // Widths are whole numbers below 9e15.
        if 5.0 * point.q > 15.9 {
            continue;
        }
        let Point { law: [capacity, source, _], noise, l, q } = point;
        for layers in [1, 3] {
            let ends = [1e4, 1e5].map(|samples| exact(point, layers, samples).ln());
            let slope = (ends[0] - ends[1]) / 10f64.ln();
            let expected = regime(&law(capacity, source, noise > 0.0, 0.0), l, q).exponent;
            assert!((slope - expected).abs() < 0.08, "{layers} {point:?} {slope} {expected}");
        }
        let ends = [1e8, 1e9].map(|samples: f64| {
            if samples.powf(q) < 9e15 { exact(point, 1, samples).ln() } else { f64::NAN }
        });
        let slope = (ends[0] - ends[1]) / 10f64.ln();
        assert!(slope.is_nan() || (slope - measured).abs() < 2e-5, "{point:?} {slope} {measured}");
    }
}

use ridgelaw::scaling::{Cost, compute_optimal, tuned};

#[test]
fn the_best_ridge_and_the_best_split_are_those_of_the_literature() {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    for capacity in [1.2, 1.7, 3.0] {
        for source in [0.3_f64, 0.5, 0.8, 1.4] {
            let m = source.min(1.0);
            // Ridge regression with noise: λ ~ P^{-α/(1+2αm)}, E ~ P^{-2αm/(1+2αm)}.
            let ridge = Law { capacity, source, noisy: true, weights: vec![] };
            let best = tuned(&ridge, 1.0);
            let power = 2.0 * capacity * m;
            assert!(near(best.lambda, capacity / (1.0 + power)), "{best:?}");
            assert!(near(best.regime.exponent, power / (1.0 + power)));
            // Noiseless ridgeless random features with N P = C.
            let features = law(capacity, source, false, 0.0);
            let best = compute_optimal(&features, Cost { samples: 1.0, width: 1.0 }, true);
            let window = capacity * (2.0 * m - 1.0);
            let expected = if source <= 0.5 {
                (capacity * source, 1.0)
            } else if capacity < 2.0 {
                (power / (2.0 + window), 1.0 + window)
            } else {
                (capacity / 2.0, 1.0)
            };
            assert!(near(best.compute, expected.0), "{capacity} {source} {best:?}");
            assert!(near(best.width, expected.1), "{capacity} {source} {best:?}");
        }
    }
}
