//! Budgets of laws: what N parameters and D samples cost, and the best split of it.

use super::allocation::{Cost, Split, Tradeoff};
use super::price::Price;

/// The bracket of ln N doubles its width at most so often.
const WIDENINGS: usize = 12;

/// Halvings of it.
const HALVINGS: usize = 200;

/// The step in ln C of difference quotients along a frontier.
const STEP: f64 = 1e-3;

/// One power, whose best split is known in closed form, or a sum of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Spend {
    /// c N^x D^y.
    Power(Cost),
    /// Σ a D^x N^y.
    Sum(Price),
}

impl Spend {
    /// ln C at ln N and ln D.
    pub fn ln(&self, [n, d]: [f64; 2]) -> f64 {
        match self {
            Self::Power(cost) => cost.ln([n, d]),
            Self::Sum(price) => price.ln([d, n]),
        }
    }

    /// ∂ ln C/∂ ln N and ∂ ln C/∂ ln D.
    pub fn slopes(&self, [n, d]: [f64; 2]) -> [f64; 2] {
        match self {
            Self::Power(cost) => [cost.parameters, cost.samples],
            Self::Sum(price) => {
                let slopes = price.slopes([d, n]);
                [slopes.width, slopes.samples]
            }
        }
    }

    /// The least cost: that of terms that neither N nor D raises.
    pub fn least(&self) -> f64 {
        match self {
            Self::Power(_) => 0.0,
            Self::Sum(price) => price.fixed(),
        }
    }

    /// The least loss that a budget buys.
    ///
    /// On the curve C(N, D) = C, which in logarithms is concave, the loss is convex: Lagrange's rule
    /// (∂L/∂ ln N)/(∂C/∂ ln N) = (∂L/∂ ln D)/(∂C/∂ ln D) has one root, which is bisected in ln N.
    pub fn split(&self, law: &Tradeoff, budget: f64) -> Split {
        let price = match self {
            Self::Power(cost) => return law.split(budget, cost),
            Self::Sum(price) => price,
        };
        let ln_budget = libm::log(budget);
        let samples = |n: f64| price.samples(ln_budget, n);
        let too_many = |n: f64| {
            let d = samples(n);
            let [x, y] = self.slopes([n, d]);
            let [of_n, of_d] = law.marginals([n, d]);
            // Not a number where N alone is beyond the budget.
            let excess = (of_d - libm::log(y)) - (of_n - libm::log(x));
            excess.is_nan() || excess > 0.0
        };
        let start = price.widest(ln_budget);
        let (mut low, mut high, mut step) = (start - 1.0, start, 1.0);
        for _ in 0..WIDENINGS {
            step *= 2.0;
            if too_many(low) {
                low -= step;
            }
            if !too_many(high) {
                high += step;
            }
        }
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if too_many(middle) { high = middle } else { low = middle }
        }
        let (n, d) = (low, samples(low));
        Split { parameters: libm::exp(n), samples: libm::exp(d), loss: law.loss([n, d]) }
    }

    /// N ∝ C^first, D ∝ C^second and the reducible loss ∝ C^-third; of a sum the local exponents at a budget, the third by
    /// Lagrange's rule.
    pub fn exponents(&self, law: &Tradeoff, budget: f64) -> [f64; 3] {
        if let Self::Power(cost) = self {
            return law.exponents(cost);
        }
        let [up, down] = [STEP, -STEP].map(|h| self.split(law, budget * libm::exp(h)));
        let slope = |x: f64, y: f64| libm::log(x / y) / (2.0 * STEP);
        let best = self.split(law, budget);
        let at = [libm::log(best.parameters), libm::log(best.samples)];
        let gain = law.reducible_exponents(at)[0] / self.slopes(at)[0];
        [slope(up.parameters, down.parameters), slope(up.samples, down.samples), gain]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::Spend;
    use crate::scaling::allocation::{Cost, Tradeoff};
    use crate::scaling::fit::{Kind, Law};
    use crate::scaling::optimum;
    use crate::scaling::price::{Price, Term};

    fn law(kind: Kind) -> Tradeoff {
        let law = Law { kind, offset: true };
        Tradeoff::new(law, &[1.8172, 482.01, 0.3478, 2085.43, 0.3658]).unwrap()
    }

    fn sum(terms: &[(f64, f64, f64)]) -> Spend {
        let term = |(coefficient, samples, width): &(f64, f64, f64)| Term {
            coefficient: *coefficient,
            power: optimum::Cost { samples: *samples, width: *width },
        };
        Spend::Sum(Price::new(terms.iter().map(term).collect()).unwrap())
    }

    #[test]
    fn one_term_is_the_closed_form() {
        let power = Spend::Power(Cost { coefficient: 6.0, parameters: 1.2, samples: 0.7 });
        let same = sum(&[(6.0, 0.7, 1.2)]);
        for kind in [Kind::Chinchilla, Kind::Kaplan] {
            for budget in [1e15, 1e21, 1e30] {
                let (a, b) = (power.split(&law(kind), budget), same.split(&law(kind), budget));
                assert!((a.parameters / b.parameters - 1.0).abs() < 1e-9);
                assert!((a.samples / b.samples - 1.0).abs() < 1e-9);
                let exponents = power.exponents(&law(kind), budget);
                for (x, y) in exponents.into_iter().zip(same.exponents(&law(kind), budget)) {
                    assert!((x - y).abs() < 1e-8, "{x} {y}");
                }
            }
        }
    }

    #[test]
    fn nothing_on_the_budget_of_a_sum_is_better_than_the_split() {
        // Training, tokens that are bought, parameters that are served, and a flat fee.
        let spend = sum(&[(6.0, 1.0, 1.0), (1e9, 1.0, 0.0), (2e12, 0.0, 1.0), (1e18, 0.0, 0.0)]);
        for kind in [Kind::Chinchilla, Kind::Kaplan] {
            let law = law(kind);
            for budget in [2e18, 1e20, 1e24] {
                let best = spend.split(&law, budget);
                let (n, d) = (best.parameters.ln(), best.samples.ln());
                assert!((spend.ln([n, d]) - budget.ln()).abs() < 1e-11, "{budget}");
                let Spend::Sum(price) = &spend else { panic!() };
                for step in [-0.3, -0.01, 0.01, 0.3] {
                    let other = [n + step, price.samples(budget.ln(), n + step)];
                    assert!(other[1].is_nan() || law.loss(other) > best.loss, "{budget} {step}");
                }
            }
        }
    }
}
