//! Gaps of free sums of two spectra that are about to close: those that a dense scan in 40 digits finds, and no others.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::elements::{density, density_at, spectrum, sum};
use crate::support::{fixture, list, number, numbers, read, relative};
use ridgelaw::wire::Value;
use serde_json::Value as Json;

fn column(problem: &Json, name: &str, term: usize) -> Vec<f64> {
    problem[name][term].as_array().unwrap().iter().map(number).collect()
}

/// What lies between pieces of the support and atoms.
fn gaps(answer: &Value) -> Vec<[f64; 2]> {
    let parts = list(answer, "support").iter().map(|part| [read(part, "low"), read(part, "high")]);
    let atoms = list(answer, "atoms").iter().map(|atom| [read(atom, "at"); 2]);
    let mut pieces: Vec<[f64; 2]> = parts.chain(atoms).collect();
    pieces.sort_by(|a, b| a[0].total_cmp(&b[0]));
    pieces.windows(2).map(|pair| [pair[0][1], pair[1][0]]).collect()
}

#[test]
fn narrow_gaps_are_found_and_end_where_they_do() {
    let all = fixture("free_gaps");
    for (i, problem) in all["problems"].as_array().unwrap().iter().enumerate() {
        let term =
            |k: usize| spectrum(&column(problem, "values", k), &column(problem, "counts", k));
        let element = sum(vec![term(0), term(1)]);
        let found = gaps(&density(&element));
        let ends = |gap: &Json| [number(&gap[0]), number(&gap[1])];
        let expected: Vec<[f64; 2]> =
            problem["gaps"].as_array().unwrap().iter().map(ends).collect();
        assert_eq!(found.len(), expected.len(), "{i}: {found:?} {expected:?}");
        for (found, expected) in found.iter().zip(&expected) {
            let middle = 0.5 * (expected[0] + expected[1]);
            assert!(relative(found[0], expected[0]) < 1e-10, "{i}: {found:?} {expected:?}");
            assert!(relative(found[1], expected[1]) < 1e-10, "{i}: {found:?} {expected:?}");
            assert!(numbers(&density_at(&element, &[middle]), "density")[0] <= 0.0, "{i}");
        }
    }
}
