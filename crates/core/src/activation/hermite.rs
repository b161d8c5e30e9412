//! Hermite coefficients of an activation: what of it acts as a line, and what as noise.

use super::function::Function;
use super::named::Activation;
use super::quadrature::{Panels, Rule, settle};
use crate::error::{Error, Result};
use crate::sum::sum_over;

/// Polynomials of higher order oscillate faster than the weight lets them be seen.
pub const HIGHEST_ORDER: usize = 200;

/// Coefficients of φ(s g), g ~ N(0, 1), in the orthonormal Hermite polynomials he_k = He_k/√k!.
#[derive(Debug, Clone, PartialEq)]
pub struct Hermite {
    /// μ_0 … μ_order, at least μ_0 and μ_1.
    pub coefficients: Vec<f64>,
    /// μ_*² = Σ_{k≥2} μ_k² = Var φ(s g) − μ_1², as a sum of squares.
    pub nonlinear: f64,
}

impl Hermite {
    /// Of a named activation: μ_k = E[φ(s g) he_k(g)].
    pub fn of(activation: Activation, scale: f64, order: usize) -> Result<Self> {
        let function = activation.split(scale);
        let remainder = |g: f64| (function.remainder)(scale * g);
        let rule = settle(Panels::first(0.0), |g| integrands(g, remainder(g), order))?;
        let values: Vec<f64> = rule.nodes.iter().map(|g| remainder(*g)).collect();
        let Function { offset, slope, .. } = function;
        Ok(Self::on(&rule, &values, order).plus_line(offset, slope * scale))
    }

    /// From the values of a function on a settled rule.
    fn on(rule: &Rule, values: &[f64], order: usize) -> Self {
        let coefficients: Vec<f64> = (0..=order.max(1))
            .map(|k| {
                let term = |i: usize| [rule.weights[i] * values[i] * polynomial(k, rule.nodes[i])];
                sum_over(0..values.len(), term)[0]
            })
            .collect();
        let nonlinear = sum_over(0..values.len(), |i| {
            let rest = values[i] - coefficients[0] - coefficients[1] * rule.nodes[i];
            [rule.weights[i] * rest * rest]
        })[0];
        Self { coefficients, nonlinear }
    }

    fn plus_line(mut self, offset: f64, slope: f64) -> Self {
        self.coefficients[0] += offset;
        self.coefficients[1] += slope;
        self
    }
}

/// A function that is known only by its values: asked for on panels that halve where it needs it.
#[derive(Debug, Clone)]
pub struct Sampled {
    panels: Panels,
    order: usize,
}

impl Sampled {
    /// Before any value is known.
    pub fn new(order: usize) -> Self {
        Self { panels: Panels::first(0.0), order }
    }

    /// Where an earlier round ended.
    pub fn resume(breaks: Vec<f64>, order: usize) -> Self {
        Self { panels: Panels::from_breaks(breaks), order }
    }

    /// The ends of the panels.
    pub fn breaks(&self) -> &[f64] {
        self.panels.breaks()
    }

    /// Where φ(s g) is wanted: nodes of the coarse rule, then of the fine one.
    pub fn nodes(&self) -> Vec<f64> {
        let mut nodes = self.panels.rule(false).nodes;
        nodes.extend(self.panels.rule(true).nodes);
        nodes
    }

    /// Takes the values at [`Sampled::nodes`]; either the coefficients, or finer panels to ask on.
    pub fn take(mut self, values: &[f64]) -> Result<core::result::Result<Hermite, Self>> {
        let nodes = self.nodes();
        if let Some(i) = values.iter().position(|value| !value.is_finite()) {
            let argument = format!("activation({})", nodes[i]);
            return Err(Error::NotFinite { argument, value: values[i] });
        }
        let rows: Vec<Vec<f64>> =
            nodes.iter().zip(values).map(|(g, value)| integrands(*g, *value, self.order)).collect();
        let (rule, first) = (self.panels.rule(true), nodes.len() / 3);
        if self.panels.refine(&rows[..first], &rows[first..])? {
            return Ok(Ok(Hermite::on(&rule, &values[first..], self.order)));
        }
        Ok(Err(self))
    }
}

/// The moments that must agree between two rules: φ², φ he_k.
fn integrands(g: f64, value: f64, order: usize) -> Vec<f64> {
    let mut row = vec![value * value];
    row.extend((0..=order.max(1)).map(|k| value * polynomial(k, g)));
    row
}

/// he_k(g), orthonormal under the standard normal weight.
fn polynomial(order: usize, g: f64) -> f64 {
    let (mut before, mut value) = (0.0, 1.0);
    for k in 0..order {
        let k = k as f64;
        (before, value) = (value, (g * value - libm::sqrt(k) * before) / libm::sqrt(k + 1.0));
    }
    value
}
