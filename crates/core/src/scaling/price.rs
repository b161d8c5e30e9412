//! What samples and width cost: a sum of powers, C = Σ a P^x N^y.

use super::optimum::Cost;
use crate::error::{Error, Result};

/// Newton steps for ln P: the function is convex, and the start beyond the root.
const STEPS: usize = 60;

/// One power a P^x N^y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// a > 0.
    pub coefficient: f64,
    /// x ≥ 0 and y ≥ 0.
    pub power: Cost,
}

/// A sum of powers that grows with P and with N.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    terms: Vec<Term>,
}

impl Price {
    /// Of terms of which one grows with P and one with N.
    ///
    /// # Errors
    /// `OutOfRange` where the cost does not grow with one of the two: as much of it as one likes could be had.
    pub fn new(terms: Vec<Term>) -> Result<Self> {
        let most =
            |pick: fn(&Cost) -> f64| terms.iter().map(|term| pick(&term.power)).fold(0.0, f64::max);
        let least = most(|power| power.samples).min(most(|power| power.width));
        if least > 0.0 {
            return Ok(Self { terms });
        }
        let condition = "of positive exponents of samples and of width to have an optimum";
        Err(Error::out_of_range("cost", condition, least))
    }

    /// What one sample and one feature cost.
    pub fn least(&self) -> f64 {
        self.terms.iter().map(|term| term.coefficient).sum()
    }

    /// What is due without a sample and without width.
    pub fn fixed(&self) -> f64 {
        let flat = |term: &&Term| term.power.samples <= 0.0 && term.power.width <= 0.0;
        self.terms.iter().filter(flat).map(|term| term.coefficient).sum()
    }

    /// ln C at ln P and ln N.
    pub fn ln(&self, at: [f64; 2]) -> f64 {
        self.value(at).0
    }

    /// ∂ ln C/∂ ln P and ∂ ln C/∂ ln N at ln P and ln N.
    pub fn slopes(&self, at: [f64; 2]) -> Cost {
        self.value(at).1
    }

    /// ln P from the budget left at ln N.
    pub fn samples(&self, ln_budget: f64, ln_width: f64) -> f64 {
        self.solve(ln_budget, |x| [x, ln_width], |power| power.samples)
    }

    /// ln N that leaves one sample.
    pub fn widest(&self, ln_budget: f64) -> f64 {
        self.solve(ln_budget, |x| [0.0, x], |power| power.width)
    }

    /// Where ln C meets the budget: each term alone sets an upper bound, from which Newton's method falls to the root.
    fn solve(
        &self,
        ln_budget: f64,
        at: impl Fn(f64) -> [f64; 2],
        of: impl Fn(&Cost) -> f64,
    ) -> f64 {
        let bound = |term: &Term| (ln_budget - term.ln(at(0.0))) / of(&term.power);
        let growing = self.terms.iter().filter(|term| of(&term.power) > 0.0);
        let mut x = growing.map(bound).fold(f64::INFINITY, f64::min);
        for _ in 0..STEPS {
            let (ln_cost, slopes) = self.value(at(x));
            let step = (ln_cost - ln_budget) / of(&slopes);
            x -= step;
            if step <= 1e-15 * x.abs() {
                break;
            }
        }
        x
    }

    /// ln C and its slopes.
    fn value(&self, at: [f64; 2]) -> (f64, Cost) {
        let logs: Vec<f64> = self.terms.iter().map(|term| term.ln(at)).collect();
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (mut sum, mut slopes) = (0.0, Cost { samples: 0.0, width: 0.0 });
        for (term, ln) in self.terms.iter().zip(&logs) {
            let share = libm::exp(ln - most);
            sum += share;
            slopes.samples += share * term.power.samples;
            slopes.width += share * term.power.width;
        }
        (most + libm::log(sum), Cost { samples: slopes.samples / sum, width: slopes.width / sum })
    }
}

impl Term {
    fn ln(&self, [ln_samples, ln_width]: [f64; 2]) -> f64 {
        let Cost { samples, width } = self.power;
        libm::log(self.coefficient) + samples * ln_samples + width * ln_width
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{Cost, Price, Term};

    fn term(coefficient: f64, samples: f64, width: f64) -> Term {
        Term { coefficient, power: Cost { samples, width } }
    }

    #[test]
    fn what_is_left_for_samples_uses_the_budget_up() {
        let price = Price::new(vec![
            term(6.0, 1.0, 1.0),
            term(1e4, 1.0, 0.0),
            term(0.3, 0.0, 2.0),
            term(5.0, 0.0, 0.0),
        ]);
        let price = price.unwrap();
        for budget in [1.01 * price.least(), 1e5, 1e9, 1e30] {
            let widest = price.widest(budget.ln());
            for share in [0.0, 0.3, 0.9, 0.999, 1.0] {
                let n = share * widest;
                let p = price.samples(budget.ln(), n);
                let (samples, width) = (p.exp(), n.exp());
                let cost = 6.0 * samples * width + 1e4 * samples + 0.3 * width * width + 5.0;
                assert!((cost / budget - 1.0).abs() < 1e-11, "{budget} {share}: {cost}");
                assert!(p > -1e-11);
            }
        }
    }

    #[test]
    fn a_cost_that_samples_or_width_do_not_raise_is_refused() {
        assert!(Price::new(vec![term(1.0, 1.0, 0.0)]).is_err());
        assert!(Price::new(vec![term(1.0, 0.0, 1.0), term(2.0, 0.0, 0.5)]).is_err());
        assert!(Price::new(vec![term(1.0, 0.0, 1.0), term(2.0, 0.5, 0.0)]).is_ok());
    }
}
