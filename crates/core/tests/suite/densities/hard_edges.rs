//! Hard edges of free sums, where two atoms have exactly all of the mass, and sums of many terms.

#![allow(clippy::cast_possible_wrap, clippy::unwrap_used, reason = "tests")]

use std::f64::consts::PI;

use crate::support::cumulants::{cumulants, moments, own_moments, plus};
use crate::support::elements::{
    covariance, density, density_at, moment, projection, scaled, spectrum, sum, white,
};
use crate::support::{numbers, relative};
use proptest::prelude::*;
use ridgelaw::wire::{Record, Value};

/// Converged, with the moments 0, 1, 2 to 1e-11.
fn check(element: &Value, [mean, second]: [f64; 2]) -> Result<(), TestCaseError> {
    let answer = density(element);
    prop_assert_eq!(answer.get("status"), Some(&Value::from("Converged")));
    for (k, expected) in [1.0, mean, second].into_iter().enumerate() {
        let error = (moment(&answer, k as i32) - expected).abs() / second.sqrt().powi(k as i32);
        prop_assert!(error < 1e-11, "{}: {:e}", k, error);
    }
    Ok(())
}

/// Mean and second moment of a sum from those of its terms.
fn added(terms: &[[f64; 2]]) -> [f64; 2] {
    let mean: f64 = terms.iter().map(|term| term[0]).sum();
    let variance: f64 = terms.iter().map(|term| term[1] - term[0] * term[0]).sum();
    [mean, variance + mean * mean]
}

/// Eigenvalues over six decades, the last one as often as fills the dimension.
fn filled(values: &[f64], dimension: f64) -> (Vec<f64>, Vec<f64>) {
    let values: Vec<f64> = values.iter().map(|e| 10f64.powf(*e)).collect();
    let mut counts = vec![1.0; values.len()];
    counts[0] = dimension - (values.len() as f64 - 1.0);
    (values, counts)
}

fn mean(values: &[f64], counts: &[f64], power: i32) -> f64 {
    let total: f64 = counts.iter().sum();
    values.iter().zip(counts).map(|(x, n)| n * x.powi(power)).sum::<f64>() / total
}

fn two([m1, m2, ..]: [f64; 4]) -> [f64; 2] {
    [m1, m2]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() })]

    #[test]
    fn half_of_all_eigenvalues_in_one_place_twice(exponents in prop::collection::vec(-7.0..1.0f64, 2..8)) {
        let (values, counts) = filled(&exponents, 2.0 * (exponents.len() as f64 - 1.0));
        let (m1, m2) = (mean(&values, &counts, 1), mean(&values, &counts, 2));
        let own = || spectrum(&values, &counts);
        check(&sum(vec![own(), own()]), added(&[[m1, m2]; 2]))?;
    }

    #[test]
    fn ranks_that_add_up_to_the_dimension(
        dimension in 12..60u32, share in 0.1..0.9f64, scale in -6.0..3.0f64,
        one in prop::collection::vec(-5.0..1.0f64, 1..9), two in prop::collection::vec(-5.0..1.0f64, 1..9),
    ) {
        let size = f64::from(dimension);
        let rank = (share * size).round();
        let (rest, scale) = (size - rank, 10f64.powf(scale));
        let wishart = |n: f64| [1.0, 1.0 + size / n];
        let [_, second] = wishart(rest);
        let scaled_moments = [scale, scale * scale * second];
        let both = sum(vec![white(size, rank), scaled(scale, white(size, rest))]);
        check(&both, added(&[wishart(rank), scaled_moments]))?;

        let (values, counts) = filled(&one, size);
        let sample = |values: &[f64], counts: &[f64], n: f64| {
            let m1 = mean(values, counts, 1);
            [m1, mean(values, counts, 2) + m1 * m1 * size / n]
        };
        let (others, their_counts) = filled(&two, size);
        let moments = [sample(&values, &counts, rank), sample(&others, &their_counts, rest)];
        let element = sum(vec![
            covariance(&values, &counts, rank),
            covariance(&others, &their_counts, rest),
        ]);
        check(&element, added(&moments))?;

        let (levels, numbers) = ([scale, 0.0], [rest, rank]);
        let own = [scale * rest / size, scale * scale * rest / size];
        check(&sum(vec![spectrum(&levels, &numbers), white(size, rank)]), added(&[own, wishart(rank)]))?;
    }
}

#[test]
fn the_arcsine_law_keeps_its_digits_at_its_edges_and_in_its_middle() {
    let half = || projection(100.0, 50.0, 1.0);
    let element = sum(vec![half(), half()]);
    let beside: Vec<f64> = (1..30).map(|k| 10f64.powi(-k)).collect();
    let middle: Vec<f64> = beside.iter().take(12).flat_map(|d| [1.0 - d, 1.0 + d]).collect();
    let found = density_at(&element, &beside);
    for (x, own) in beside.iter().zip(numbers(&found, "density")) {
        assert!(relative(own, 1.0 / (PI * (x * (2.0 - x)).sqrt())) < 1e-14, "{x}: {own}");
    }
    let found = density_at(&element, &middle);
    let places = middle.iter().zip(numbers(&found, "density")).zip(numbers(&found, "cdf"));
    for ((x, own), share) in places {
        assert!(relative(own, 1.0 / (PI * (x * (2.0 - x)).sqrt())) < 1e-14, "{x}: {own}");
        assert!((share - 0.5 - (x - 1.0).asin() / PI).abs() < 1e-14, "{x}: {share}");
    }
}

#[test]
fn sums_of_many_terms_have_the_moments_of_their_free_cumulants() {
    for n in [3_u32, 7, 20, 50] {
        let level = |k: u32| [3.0 + f64::from(k % 5), 0.5 * f64::from(k % 3)];
        let counts = |k: u32| [f64::from(2 + k % 6), f64::from(8 - k % 6)];
        let terms = (0..n).map(|k| spectrum(&level(k), &counts(k))).collect();
        let own = (0..n).map(|k| cumulants(own_moments(&level(k), &counts(k))));
        let total = own.reduce(plus).unwrap();
        check(&sum(terms), two(moments(total))).unwrap();
    }
}

#[test]
fn elements_within_too_many_others_are_refused_by_name() {
    let nested = |depth: u32| (0..depth).fold(white(5.0, 3.0), |of, _| scaled(2.0, of));
    let ask =
        |of: Value| ridgelaw::verbs::call("density", Record::new().with("element", of).into());
    assert!(ask(nested(12)).is_ok());
    let error = ask(nested(13)).unwrap_err();
    assert_eq!(error.code(), "OutOfRange");
    assert!(error.argument().starts_with("element.of.of"), "{error}");
    assert!(error.to_string().contains("within at most 12 others"), "{error}");
}
