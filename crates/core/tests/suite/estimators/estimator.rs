//! Data-only estimators against the reference cases, brute force and invariances.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::{call, cases, number, read, relative};
use ridgelaw::wire::{Record, Value};

fn matrix(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> f64) -> Value {
    let data: Vec<f64> = (0..rows)
        .flat_map(|i| (0..columns).map(move |j| (i, j)))
        .map(|(i, j)| entry(i, j))
        .collect();
    Record::new().with("data", data).with("rows", rows).with("columns", columns).into()
}

fn case_data(rows: usize, columns: usize) -> Record {
    Record::new()
        .with(
            "X",
            matrix(rows, columns, |i, j| {
                let (i, j) = ((i + 1) as f64, (j + 1) as f64);
                (i * j).sin() / j
            }),
        )
        .with("y", matrix(rows, 1, |i, _| ((i + 1) as f64).cos()))
}

#[test]
fn every_reference_case_holds_in_primal_and_dual_form() {
    let names = [
        ("kappa_hat", "kappa"),
        ("S_hat", "sTransform"),
        ("df_hat", "df1"),
        ("E_tr", "trainError"),
        ("GCV", "gcv"),
        ("LOO", "looError"),
        ("tf_plus", "tf1"),
    ];
    // The polynomial kernel of degree one is the linear one, by its Gram matrix.
    let dual = Record::new().with("kind", "polynomial").with("degree", 1.0).with("offset", 0.0);
    let dual = Value::from(dual);
    for case in cases("c") {
        let input = |name: &str| number(&case["inputs"][name]);
        for kernel in [Value::Null, dual.clone()] {
            let options = case_data(input("P") as usize, input("D") as usize)
                .with("lambda", input("lam"))
                .with("intercept", false)
                .with("kernel", kernel.clone());
            let fit = call("fit", options);
            for (name, path) in names {
                let error = relative(read(&fit, path), number(&case["outputs"][name]));
                println!("{} {name} {kernel:?} {error:.1e}", case["id"]);
                assert!(error < 1e-10, "{} {name} {error}", case["id"]);
            }
        }
    }
}

#[test]
fn leave_one_out_is_what_leaving_one_out_gives() {
    let (n, d, lambda) = (13, 4, 0.03);
    let x = |i: usize, j: usize| ((i * i + 3 * j + 1) as f64).sin() + 0.2 * j as f64;
    let y = |i: usize, t: usize| ((2 * i + t) as f64).cos() + 1.0;
    let kernels = [
        Value::Null,
        Record::new().with("kind", "rbf").with("gamma", 0.3).into(),
        Record::new().with("kind", "arcCosine").with("layers", 2.0).with("tangent", true).into(),
    ];
    for kernel in kernels {
        for intercept in [true, false] {
            let options = |rows: Vec<usize>, lambda: f64| {
                let (r, s) = (rows.clone(), rows.clone());
                Record::new()
                    .with("X", matrix(rows.len(), d, move |i, j| x(r[i], j)))
                    .with("y", matrix(rows.len(), 2, move |i, t| y(s[i], t)))
                    .with("kernel", kernel.clone())
                    .with("intercept", intercept)
                    .with("lambda", lambda)
            };
            let whole = call("fit", options((0..n).collect(), lambda));
            let mut total = 0.0;
            for out in 0..n {
                let rows: Vec<usize> = (0..n).filter(|i| *i != out).collect();
                let m = rows.len() as f64;
                let fit = call("fit", options(rows.clone(), lambda * n as f64 / m));
                let mut model = fit.get("model").unwrap().clone();
                if let Value::Map(entries) = &mut model
                    && kernel != Value::Null
                {
                    entries.push(("X".into(), matrix(rows.len(), d, move |i, j| x(rows[i], j))));
                }
                let new = matrix(1, d, |_, j| x(out, j));
                let options = Record::new().with("model", model).with("X", new);
                let predicted = call("predict", options);
                let Some(Value::Numbers(f)) = predicted.get("data") else { panic!("no data") };
                total += (0..2).map(|t| (f[t] - y(out, t)).powi(2)).sum::<f64>();
            }
            let error = relative(read(&whole, "looError"), total / n as f64);
            assert!(error < 1e-10, "{kernel:?} {intercept} {error}");
        }
    }
}

#[test]
fn a_path_of_ridges_is_each_ridge_alone() {
    let shapes = [(9, 4, Value::Null), (70, 90, Value::Null), (70, 3, rbf(0.3))];
    for (rows, columns, kernel) in shapes {
        for targets in [1, 3] {
            let fit = |lambda: Value| {
                let y = matrix(rows, targets, |i, t| ((2 * i + t) as f64).cos() + 1.0);
                let x = matrix(rows, columns, |i, j| ((i * i + 3 * j + 1) as f64).sin());
                let options = Record::new().with("X", x).with("y", y);
                call("fit", options.with("kernel", kernel.clone()).with("lambda", lambda))
            };
            let ridges: Vec<f64> =
                (0..150).map(|i| 10_f64.powf(f64::from(i) / 25.0 - 5.0)).collect();
            let path = fit(ridges.clone().into());
            for name in ["trainError", "looError", "gcv", "kappa", "looStandardError"] {
                let Some(Value::Numbers(column)) = path.get("path").unwrap().get(name) else {
                    panic!("no {name}")
                };
                for i in [0, 40, 149] {
                    let error = relative(column[i], read(&fit(ridges[i].into()), name));
                    assert!(error < 1e-11, "{rows} {targets} {name}[{i}] {error}");
                }
            }
        }
    }
}

fn rbf(gamma: f64) -> Value {
    Record::new().with("kind", "rbf").with("gamma", gamma).into()
}
