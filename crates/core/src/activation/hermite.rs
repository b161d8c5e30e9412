//! Hermite coefficients of an activation: what of it acts as a line, and what as noise.

use super::function::Function;
use super::named::Activation;
use super::quadrature::{Settled, Settling, settle};
use super::rule::Rule;
use super::sampled::{Sampled, Wanting};
use crate::error::{Error, Result};
use crate::sum::sum_over;

/// Polynomials of higher order oscillate faster than the weight lets them be seen.
pub const HIGHEST_ORDER: usize = 200;

/// A nonlinear part of less than this of φ's root mean square is rounding of φ's values.
const ROUNDING: f64 = 1e-14;

/// φ² beyond this many standard deviations must not matter, or it has no mean,
const FAR: f64 = 30.0;

/// which is more than this part of it.
const ENDED: f64 = 1e-12;

/// Coefficients of φ(s g), g ~ N(0, 1), in the orthonormal Hermite polynomials he_k = He_k/√k!.
#[derive(Debug, Clone, PartialEq)]
pub struct Hermite {
    /// μ_0 … μ_order, at least μ_0 and μ_1.
    pub coefficients: Vec<f64>,
    /// μ_*² = Σ_{k≥2} μ_k² = Var φ(s g) − μ_1², as a sum of squares.
    pub nonlinear: f64,
    /// E φ(s g)² = Σ μ_k².
    pub second_moment: f64,
}

impl Hermite {
    /// Of a named activation: μ_k = E[φ(s g) he_k(g)].
    ///
    /// # Errors
    /// `IllConditioned` where the scale makes it oscillate too fast.
    pub fn of(activation: Activation, scale: f64, order: usize) -> Result<Self> {
        let Function { offset, slope, odd, remainder } = activation.split(scale);
        let (order, remainder) = (order.max(1), |g: f64| remainder(scale * g));
        let half = settle(Settling::half_line(1.0 / scale), order + 2, |g, rows| {
            integrands(g, remainder(g), order, rows);
            Ok(())
        })?;
        // The remainder has a parity: its other half adds the same, or takes it away.
        let parity = |k: usize| if odd == (k % 2 == 1) { 2.0 } else { 0.0 };
        let coefficients = (0..=order).map(|k| parity(k) * half.integrals[k + 1]).collect();
        let mut found = Self { coefficients, nonlinear: 0.0, second_moment: 0.0 };
        found.nonlinear = 2.0 * found.beyond_line(&half.rule, remainder);
        found.coefficients[0] += offset;
        found.coefficients[1] += slope * scale;
        let [mean, line] = [found.coefficients[0], found.coefficients[1]];
        found.second_moment = mean * mean + line * line + found.nonlinear;
        Ok(found)
    }

    /// Of a function known by its values, or where more of them are wanted.
    ///
    /// # Errors
    /// `IllConditioned` for what oscillates without end or grows too fast to have a variance.
    pub fn of_sampled(sampled: &Sampled, order: usize) -> Result<Wanting<Self>> {
        let order = order.max(1);
        let row = |g: f64, value: f64, rows: &mut Vec<f64>| integrands(g, value, order, rows);
        let Settled { integrals, rule } = match sampled.settle(order + 2, row)? {
            Ok(settled) => settled,
            Err(wanted) => return Ok(Err(wanted)),
        };
        let value = |g: f64| sampled.at(g).unwrap_or(0.0);
        check_variance(&rule, value, integrals[0])?;
        let coefficients = integrals[1..].to_vec();
        let mut found = Self { coefficients, nonlinear: 0.0, second_moment: integrals[0] };
        found.nonlinear = found.beyond_line(&rule, value);
        found.drop_rounding();
        Ok(Ok(found))
    }

    /// E (φ − μ_0 − μ_1 g)².
    fn beyond_line(&self, rule: &Rule, value: impl Fn(f64) -> f64) -> f64 {
        let [mean, line] = [self.coefficients[0], self.coefficients[1]];
        sum_over(0..rule.nodes.len(), |i| {
            let rest = value(rule.nodes[i]) - mean - line * rule.nodes[i];
            [rule.weights[i] * rest * rest]
        })[0]
    }

    /// Values with rounding errors leave small numbers where there are none: a line is then no
    /// longer one, and an even function has a slope.
    fn drop_rounding(&mut self) {
        let least = ROUNDING * ROUNDING * self.second_moment;
        if self.nonlinear <= least {
            self.nonlinear = 0.0;
        }
        for coefficient in &mut self.coefficients {
            if *coefficient * *coefficient <= least {
                *coefficient = 0.0;
            }
        }
    }
}

/// Refuses φ whose square is not seen to end.
fn check_variance(rule: &Rule, value: impl Fn(f64) -> f64, square: f64) -> Result<()> {
    let [far] = sum_over(0..rule.nodes.len(), |i| {
        let (g, x) = (rule.nodes[i], value(rule.nodes[i]));
        [if g.abs() > FAR { rule.weights[i] * x * x } else { 0.0 }]
    });
    if square.is_finite() && far <= ENDED * square {
        return Ok(());
    }
    Err(Error::IllConditioned {
        argument: "activation".into(),
        reason: "it grows so fast that its variance is infinite at this scale".into(),
    })
}

/// The moments that must agree between two rules: φ², φ he_k.
fn integrands(g: f64, value: f64, order: usize, rows: &mut Vec<f64>) {
    rows.push(value * value);
    let mut polynomial = Polynomials::at(g);
    for _ in 0..=order {
        rows.push(value * polynomial.value);
        polynomial.raise();
    }
}

/// he_k(g), orthonormal under the standard normal weight, for rising k.
struct Polynomials {
    g: f64,
    order: f64,
    before: f64,
    value: f64,
}

impl Polynomials {
    fn at(g: f64) -> Self {
        Self { g, order: 0.0, before: 0.0, value: 1.0 }
    }

    /// √(k+1) he_{k+1} = g he_k − √k he_{k−1}.
    fn raise(&mut self) {
        let next = self.g * self.value - f64::sqrt(self.order) * self.before;
        self.order += 1.0;
        (self.before, self.value) = (self.value, next / f64::sqrt(self.order));
    }
}
