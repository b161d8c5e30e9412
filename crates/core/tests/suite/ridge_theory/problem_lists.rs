//! Long lists of problems in one call: more modes than are held at a time.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::problems::{power_law, ridge};
use crate::support::{call, read};
use ridgelaw::wire::{Record, Value};

/// Modes of each problem: as many as are listed one by one, with laws that come in turn.
const MODES: usize = 1_999;

/// So many problems hold more than two million modes.
const PROBLEMS: usize = 1_200;

fn problem(i: usize) -> Record {
    let exponent = [1.3, 1.5, 1.7][i % 3];
    power_law(exponent, 0.4, MODES)
        .with("model", ridge())
        .with("noise", 0.1)
        .with("samples", 20.0 + i as f64)
        .with("lambda", 0.01)
}

fn problems(last: Record) -> Record {
    let mut all: Vec<Value> = (1..PROBLEMS).map(|i| problem(i).into()).collect();
    all.push(last.into());
    Record::new().with("problems", all)
}

#[test]
fn each_is_answered_as_it_is_alone() {
    let Value::List(answers) = call("evaluate", problems(problem(0))) else { panic!("no list") };
    assert_eq!(answers.len(), PROBLEMS);
    for i in [0, 1, 2, 500, 1_100, PROBLEMS - 1] {
        let alone = call("evaluate", problem(i));
        let place = (i + PROBLEMS - 1) % PROBLEMS;
        assert_eq!(read(&answers[place], "testError"), read(&alone, "testError"), "problem {i}");
    }
}

#[test]
fn one_that_makes_no_sense_is_named_though_it_is_the_last() {
    let bad = problems(problem(0).with("ensemble", 5.0));
    let error = ridgelaw::verbs::call("evaluate", bad.into()).unwrap_err();
    assert_eq!(error.argument(), format!("problems[{}].ensemble", PROBLEMS - 1));
}
