//! A whole simulation by the verbs that a caller has.

use super::{call, numbers, read};
use ridgelaw::wire::{Record, Value};

/// A problem's entries, to which a simulation's own are added.
pub type Problem<'a> = dyn Fn() -> Record + 'a;

fn texts(value: &Value) -> Vec<String> {
    let Value::List(items) = value else { panic!("a list of texts") };
    let text = |item: &Value| match item {
        Value::Text(text) => text.to_string(),
        _ => panic!("a text"),
    };
    items.iter().map(text).collect()
}

/// Mean and standard error of every quantity.
pub fn simulate(
    problem: &Problem,
    trials: usize,
    seed: f64,
    extra: &dyn Fn(Record) -> Record,
) -> Vec<(String, f64, f64)> {
    let options = || extra(problem().with("trials", trials).with("seed", seed));
    let plan = call("simulatePlan", options());
    let names = texts(plan.get("quantities").unwrap());
    let mut totals = vec![(0.0_f64, 0.0_f64, 0.0_f64); names.len()];
    for batch in 0..read(&plan, "batches") as usize {
        let sums = call("simulateBatch", options().with("batch", batch));
        let columns = ["count", "mean", "spread"].map(|name| numbers(&sums, name));
        for (k, total) in totals.iter_mut().enumerate() {
            let (count, mean, spread) = *total;
            let all = count + columns[0][k];
            // An infinity that every trial has stays one.
            let same = columns[1][k].to_bits() == mean.to_bits();
            let first = count.to_bits() == 0;
            let apart = if same { 0.0 } else { columns[1][k] - mean };
            *total = (
                all,
                if first { columns[1][k] } else { mean + apart * columns[0][k] / all },
                if first {
                    columns[2][k]
                } else {
                    spread + columns[2][k] + apart * apart * count * columns[0][k] / all
                },
            );
        }
    }
    let told = |(name, (count, mean, spread)): (String, (f64, f64, f64))| {
        (name, mean, (spread / (count * (count - 1.0))).sqrt())
    };
    names.into_iter().zip(totals).map(told).collect()
}
