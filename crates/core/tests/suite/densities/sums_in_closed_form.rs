//! Sums whose transforms are known in closed form, over all κ.

use crate::support::elements::{projection, scaled, semicircle, spectrum, sum};
use crate::support::{call, read, relative};
use ridgelaw::wire::{Record, Value};

const D: f64 = 40.0;

fn at(element: &Value, name: &str, x: f64) -> Value {
    call("degreesOfFreedom", Record::new().with("element", element.clone()).with(name, x))
}

fn close(answer: &Value, name: &str, expected: f64, tolerance: f64, what: &str) {
    let found = read(answer, name);
    let error = relative(found, expected);
    assert!(error < tolerance, "{name} of {what}: {found} instead of {expected}, {error:.1e}");
}

/// Ridges over forty decades.
fn kappas() -> impl Iterator<Item = f64> {
    (-40..=40).map(|k| 10_f64.powf(0.5 * f64::from(k)))
}

#[test]
fn positive_semicircles_lie_on_the_branch_that_starts_at_zero() {
    for spread in [2.0, 2.001, 2.05, 2.5, 4.0, 30.0] {
        for shift in [0.0, 0.38, 7.0] {
            let (variance, mean) = (0.119, spread * 0.119_f64.sqrt());
            let isotropic = spectrum(&[shift], &[D]);
            let alone = semicircle(D, mean + shift, variance);
            let elements = [
                alone.clone(),
                scaled(2.0, semicircle(D, 0.5 * (mean + shift), 0.25 * variance)),
                sum(vec![semicircle(D, mean, variance), isotropic]),
                sum(vec![
                    semicircle(D, mean, 0.3 * variance),
                    semicircle(D, shift, 0.7 * variance),
                ]),
            ];
            for kappa in kappas() {
                let z = mean + shift + kappa;
                let y = 2.0 * D / (z + f64::sqrt(z * z - 4.0 * variance));
                let lost = variance * y * y / D;
                let df = y * (mean + shift) - lost;
                for (i, element) in elements.iter().enumerate() {
                    // A spectrum of zeros alone is none.
                    if i == 2 && shift <= 0.0 {
                        continue;
                    }
                    let what =
                        format!("{i} at κ = {kappa:e}, {spread} standard deviations, {shift}");
                    let answer = at(element, "kappa", kappa);
                    close(&answer, "df1", df, 1e-13, &what);
                    let weight = df - lost;
                    let df2 = (kappa * y * lost + df * weight) / (kappa * y + weight);
                    close(&answer, "df2", df2, 1e-11, &what);
                    if (i == 0 || i == 2) && df < D {
                        let back = at(element, "df", df);
                        let condition = 1.0 + df / (kappa * y);
                        close(&back, "kappa", kappa, 1e-13 * condition, &what);
                    }
                }
            }
        }
    }
}

#[test]
fn ranks_that_add_up_to_the_dimension_keep_their_digits_at_saturation() {
    let element = sum(vec![projection(D, 20.0, 1.0), projection(D, 20.0, 1.0)]);
    for kappa in kappas() {
        // The arcsine law: y = D/√(κ(κ + 2)).
        let what = format!("two projections at κ = {kappa:e}");
        let deficit = D * f64::sqrt(kappa / (kappa + 2.0));
        let df = D * 2.0 / (kappa + 2.0) / (1.0 + f64::sqrt(kappa / (kappa + 2.0)));
        close(&at(&element, "kappa", kappa), "df1", df, 1e-13, &what);
        close(&at(&element, "kappa", kappa), "deficit", deficit, 1e-13, &what);
        if deficit < 0.5 * D {
            close(&at(&element, "deficit", deficit), "kappa", kappa, 1e-12, &what);
        }
    }
}

#[test]
fn shifted_eigenvalues_keep_their_digits_at_any_ridge() {
    let counts = [20.0, 15.0, 5.0];
    let element = sum(vec![spectrum(&[3.0, 1.0, 0.5], &counts), spectrum(&[2.0], &[D])]);
    let exact = spectrum(&[5.0, 3.0, 2.5], &counts);
    for kappa in kappas().chain([1e100, 1e200]) {
        let (found, expected) = (at(&element, "kappa", kappa), at(&exact, "kappa", kappa));
        for name in ["df1", "df2", "gap"] {
            close(&found, name, read(&expected, name), 1e-13, &format!("a shift at κ = {kappa:e}"));
        }
    }
}
