//! Hermite coefficients and kernels of activations against closed forms.

#![allow(clippy::unwrap_used, reason = "tests")]

use ridgelaw::activation::{Activation, Hermite, Kernel};
use std::f64::consts::PI;

fn close(found: f64, expected: f64, scale: f64, what: &str) {
    let error = (found - expected).abs() / scale;
    assert!(error < 1e-12, "{what}: {found} where {expected} is right, off by {error:.1e}");
}

fn kernel(activation: Activation, scale: f64, correlation: f64) -> ridgelaw::error::Result<f64> {
    Ok(Kernel::of(activation, scale)?.at(correlation)?.0)
}

/// The other tests compare with a size; these compare relatively.
fn equal(found: f64, expected: f64, what: &str) {
    close(found, expected, expected.abs(), what);
}

const SCALES: [f64; 7] = [1e-6, 1e-3, 0.3, 1.0, 2.5, 30.0, 1e4];

#[test]
fn relu_erf_and_sign_have_their_closed_forms() {
    for s in SCALES {
        let relu = Hermite::of(Activation::Relu, s, 6).unwrap();
        equal(relu.coefficients[0], s / (2.0 * PI).sqrt(), "relu μ0");
        equal(relu.coefficients[1], s / 2.0, "relu μ1");
        equal(relu.coefficients[2], s / (2.0 * PI.sqrt()), "relu μ2");
        assert!(relu.coefficients[3].abs() <= 0.0 && relu.coefficients[5].abs() <= 0.0);
        equal(relu.nonlinear, s * s * (0.25 - 0.5 / PI), "relu μ*²");
        equal(relu.second_moment, 0.5 * s * s, "relu E φ²");

        let erf = Hermite::of(Activation::Erf, s, 3).unwrap();
        let line = 2.0 * s / (PI * (1.0 + 2.0 * s * s)).sqrt();
        equal(erf.coefficients[1], line, "erf μ1");
        // The arcsine less its first term by its series, where that is small.
        let x = 2.0 * s * s / (1.0 + 2.0 * s * s);
        let square = 2.0 / PI * x.asin();
        equal(erf.second_moment, square, "erf E φ²");
        let rest = if x > 0.1 { x.asin() - x } else { asin_less_line(x) };
        equal(erf.nonlinear, 2.0 / PI * rest, "erf μ*²");

        let sign = Hermite::of(Activation::Sign, s, 3).unwrap();
        equal(sign.coefficients[1], (2.0 / PI).sqrt(), "sign μ1");
        equal(sign.nonlinear, 1.0 - 2.0 / PI, "sign μ*²");
        let step = Hermite::of(Activation::Step, s, 3).unwrap();
        equal(step.coefficients[0], 0.5, "step μ0");
        equal(step.coefficients[3], -0.5 / (3.0 * PI).sqrt(), "step μ3");

        let quadratic = Hermite::of(Activation::Quadratic, s, 4).unwrap();
        equal(quadratic.coefficients[0], s * s, "quadratic μ0");
        equal(quadratic.coefficients[2], 2f64.sqrt() * s * s, "quadratic μ2");
        equal(quadratic.nonlinear, 2.0 * s.powi(4), "quadratic μ*²");
        assert!(quadratic.coefficients[1].abs() <= 0.0);

        let linear = Hermite::of(Activation::Linear, s, 2).unwrap();
        equal(linear.coefficients[1], s, "linear μ1");
        assert!(linear.nonlinear.abs() <= 0.0);
    }
}

fn asin_less_line(x: f64) -> f64 {
    let (mut term, mut total) = (x, 0.0);
    for n in 1..40 {
        let n = f64::from(n);
        term *= x * x * (2.0 * n - 1.0) / (2.0 * n);
        total += term / (2.0 * n + 1.0);
    }
    total
}

#[test]
fn sine_and_cosine_have_their_closed_forms_to_any_order() {
    for s in [1e-5f64, 0.1, 0.7, 1.5, 6.0, 40.0] {
        let (sin, cos) = (
            Hermite::of(Activation::Sin, s, 40).unwrap(),
            Hermite::of(Activation::Cos, s, 40).unwrap(),
        );
        let mut size = (-0.5 * s * s).exp();
        for k in 0..=40 {
            let sign = if k % 4 < 2 { 1.0 } else { -1.0 };
            let (mine, other) = if k % 2 == 1 { (&sin, &cos) } else { (&cos, &sin) };
            close(mine.coefficients[k], sign * size, 1.0, "sin or cos");
            assert!(other.coefficients[k].abs() <= 0.0);
            size *= s / ((k + 1) as f64).sqrt();
        }
        let line = s * (-0.5 * s * s).exp();
        let square = -0.5 * (-2.0 * s * s).exp_m1();
        if s > 0.5 {
            equal(sin.nonlinear, square - line * line, "sin μ*²");
        }
        equal(sin.second_moment, square, "sin E φ²");
    }
}

#[test]
fn coefficients_of_relu_have_their_closed_form_up_to_order_200() {
    let relu = Hermite::of(Activation::Relu, 1.0, 200).unwrap();
    // μ_k = (−1)^{k/2−1} (k−3)!!/√(2π k!), from the one before by (k−1)/√((k+1)(k+2)).
    let mut expected = 1.0 / (2.0 * PI.sqrt());
    for k in (2..=200).step_by(2) {
        close(relu.coefficients[k], expected, expected.abs(), &format!("relu μ{k}"));
        let n = k as f64;
        expected *= -(n - 1.0) / ((n + 1.0) * (n + 2.0)).sqrt();
    }
}

#[test]
fn kernels_are_those_of_cho_and_saul_and_of_williams() {
    for s in [0.2, 1.0, 3.0] {
        for c in [-1.0, -1.0 + 1e-9, -0.9, -0.3, 0.0, 1e-8, 0.5, 0.99, 1.0 - 1e-9, 1.0f64] {
            let angle = c.acos();
            let relu = s * s / (2.0 * PI) * ((1.0 - c * c).sqrt() + (PI - angle) * c);
            let found = kernel(Activation::Relu, s, c).unwrap();
            close(found, relu, 0.5 * s * s, &format!("relu at {c}"));
            let step = (PI - angle) / (2.0 * PI);
            let found = kernel(Activation::Step, s, c).unwrap();
            close(found, step, 0.5, &format!("step at {c}"));
            let erf = 2.0 / PI * (2.0 * s * s * c / (1.0 + 2.0 * s * s)).asin();
            let found = kernel(Activation::Erf, s, c).unwrap();
            close(found, erf, 1.0, &format!("erf at {c}"));
            let sine = 0.5 * ((-s * s * (1.0 - c)).exp() - (-s * s * (1.0 + c)).exp());
            close(kernel(Activation::Sin, s, c).unwrap(), sine, 1.0, "sin");
            close(kernel(Activation::Linear, s, c).unwrap(), s * s * c, s * s, "linear");
            let quadratic = s.powi(4) * (1.0 + 2.0 * c * c);
            close(kernel(Activation::Quadratic, s, c).unwrap(), quadratic, s.powi(4), "quadratic");
        }
    }
}

#[test]
fn series_and_integral_meet_for_functions_too_sharp_for_the_series() {
    // At a large scale tanh and sigmoid become sign and step; the integral takes over.
    for c in [-0.999, -0.5, 0.3, 0.99f64] {
        let (tanh, sign) = (kernel(Activation::Tanh, 1e9, c), kernel(Activation::Sign, 1.0, c));
        close(tanh.unwrap(), sign.unwrap(), 1e4, "tanh as sign");
        let expected = 2.0 / PI * c.asin();
        close(kernel(Activation::Sign, 1.0, c).unwrap(), expected, 1.0, "sign");
        let erf = 2.0 / PI * (c * 1800.0 / 1801.0).asin();
        close(kernel(Activation::Erf, 30.0, c).unwrap(), erf, 1.0, "erf");
    }
}

#[test]
fn the_kernel_is_the_series_of_the_coefficients() {
    for (_, activation) in Activation::NAMES {
        let hermite = Hermite::of(activation, 1.3, 120).unwrap();
        for c in [-0.6f64, 0.2, 0.7] {
            let series: f64 =
                (0..=120).map(|k| hermite.coefficients[k].powi(2) * c.powf(k as f64)).sum();
            let found = kernel(activation, 1.3, c).unwrap();
            close(found, series, hermite.second_moment, &format!("{activation:?} at {c}"));
        }
    }
}
