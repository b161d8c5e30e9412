//! Moments of elements: those of their densities.

#![allow(clippy::cast_possible_wrap, clippy::unwrap_used, reason = "tests")]

use crate::support::elements::{
    covariance, density, moment, moments_of, product, projection, scaled, semicircle, spectrum,
    structured, sum, white,
};
use crate::support::relative;
use ridgelaw::wire::{Record, Value};

fn made(kind: &str, name: &str, of: Value) -> Record {
    Record::new().with("kind", kind).with(name, of)
}

#[test]
fn moments_are_those_of_densities() {
    let a = || spectrum(&[3.0, 1.0, 0.0], &[20.0, 50.0, 30.0]);
    let sample = || covariance(&[4.0, 0.25], &[50.0, 50.0], 60.0);
    let more = || covariance(&[4.0, 0.25], &[50.0, 50.0], 300.0);
    let weights: Vec<f64> = (1..=60).map(|k| 1.0 / f64::from(k)).collect();
    let structured = structured(100.0, &weights);
    let deep = product(vec![a(), white(100.0, 50.0), white(100.0, 130.0)]);
    let elements: Vec<(&str, Value)> = vec![
        ("spectrum", a()),
        ("projection", projection(100.0, 30.0, 2.0)),
        ("white", white(100.0, 70.0)),
        ("structured", structured.clone()),
        ("semicircle", semicircle(100.0, 0.0, 2.0)),
        ("sample", sample()),
        ("deep", deep),
        ("scaled", scaled(0.3, sample())),
        ("corner", made("compressed", "of", sample()).with("dimension", 40.0).into()),
        ("resized", made("resized", "of", sample()).with("dimension", 60.0).into()),
        ("resized up", made("resized", "of", sample()).with("dimension", 250.0).into()),
        ("sum", sum(vec![a(), more(), semicircle(100.0, 0.0, 0.1), structured])),
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
    let inverse: Value = made("inverse", "of", white(100.0, 400.0)).into();
    let found = moments_of(&inverse, 2.0);
    assert!(relative(found[0], 1.0 / 0.75) < 1e-10 && relative(found[1], 0.75f64.powi(-3)) < 1e-10);
    let hard: Value = made("inverse", "of", white(100.0, 100.0)).into();
    let options = Record::new().with("element", hard).with("order", 2.0);
    let refused = ridgelaw::verbs::call("moments", options.into());
    assert!(
        refused.is_err() || refused.is_ok_and(|a| a.get("status") != Some(&"Converged".into()))
    );
}
