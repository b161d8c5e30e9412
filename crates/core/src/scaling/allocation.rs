//! How to split a budget between parameters and samples.

use super::fit::{Kind, Law};

/// What N parameters and D samples cost: c N^x D^y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// c.
    pub coefficient: f64,
    /// x.
    pub parameters: f64,
    /// y.
    pub samples: f64,
}

impl Cost {
    /// 6 N D: floating-point operations of training a transformer on D tokens (Kaplan et al., 2020).
    pub const TRAINING: Self = Self { coefficient: 6.0, parameters: 1.0, samples: 1.0 };

    /// The cost of N and D, in logarithms.
    pub fn ln(&self, [n, d]: [f64; 2]) -> f64 {
        libm::log(self.coefficient) + self.parameters * n + self.samples * d
    }
}

/// A law of two variables whose reducible part falls with P N^-a + Q D^-b.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tradeoff {
    kind: Kind,
    floor: f64,
    ln_p: f64,
    a: f64,
    ln_q: f64,
    b: f64,
    /// What the sum is raised to.
    power: f64,
}

/// The best split of one budget.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Parameters N.
    pub parameters: f64,
    /// Samples D.
    pub samples: f64,
    /// Loss there.
    pub loss: f64,
}

/// The parts of the loss at one (N, D).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// Loss.
    pub loss: f64,
    /// E.
    pub floor: f64,
    /// Share of the reducible loss that finite parameters cause.
    pub from_parameters: f64,
    /// Share of the reducible loss that finite samples cause.
    pub from_samples: f64,
    /// −∂ ln L/∂ ln N.
    pub parameter_exponent: f64,
    /// −∂ ln L/∂ ln D.
    pub sample_exponent: f64,
    /// Loss with twice the parameters.
    pub with_twice_parameters: f64,
    /// Loss with twice the samples.
    pub with_twice_samples: f64,
}

impl Tradeoff {
    /// Of a law with natural parameters E, A, α, B, β; `None` for laws of one variable, and where an exponent or a
    /// coefficient is zero or infinite, so that one of the two does not matter at all.
    pub fn new(law: Law, natural: &[f64]) -> Option<Self> {
        if law.variables() != 2 {
            return None;
        }
        let [floor, a, alpha, b, beta] = *natural else { return None };
        let fine = |x: f64| x > 0.0 && x.is_finite();
        if ![a, alpha, b, beta].into_iter().all(fine) {
            return None;
        }
        let (ln_a, ln_b) = (libm::log(a), libm::log(b));
        Some(match law.kind {
            Kind::Kaplan => Self {
                kind: law.kind,
                floor: 0.0,
                ln_p: ln_a / beta,
                a: alpha / beta,
                ln_q: ln_b / beta,
                b: 1.0,
                power: beta,
            },
            _ => Self {
                kind: law.kind,
                floor,
                ln_p: ln_a,
                a: alpha,
                ln_q: ln_b,
                b: beta,
                power: 1.0,
            },
        })
    }

    /// The two terms at ln N and ln D.
    fn terms(&self, [n, d]: [f64; 2]) -> [f64; 2] {
        [libm::exp(self.ln_p - self.a * n), libm::exp(self.ln_q - self.b * d)]
    }

    /// ln of −∂/∂ ln N and −∂/∂ ln D of the sum of the two terms, of which the loss is a rising function.
    pub fn marginals(&self, [n, d]: [f64; 2]) -> [f64; 2] {
        [libm::log(self.a) + self.ln_p - self.a * n, libm::log(self.b) + self.ln_q - self.b * d]
    }

    /// −∂ ln(L − E)/∂ ln N and −∂ ln(L − E)/∂ ln D.
    pub fn reducible_exponents(&self, at: [f64; 2]) -> [f64; 2] {
        let [p, q] = self.terms(at);
        [self.power * self.a * p / (p + q), self.power * self.b * q / (p + q)]
    }

    /// The loss at ln N and ln D.
    pub fn loss(&self, at: [f64; 2]) -> f64 {
        let [p, q] = self.terms(at);
        match self.kind {
            Kind::Kaplan => libm::pow(p + q, self.power),
            _ => self.floor + p + q,
        }
    }

    /// The least loss that a budget buys: a P N^-a/x = b Q D^-b/y on c N^x D^y = C, which is linear in ln N and ln D.
    pub fn split(&self, budget: f64, cost: &Cost) -> Split {
        let Cost { coefficient, parameters: x, samples: y } = *cost;
        let spend = libm::log(budget) - libm::log(coefficient);
        let balance = libm::log(self.a / self.b) + libm::log(y / x) + self.ln_p - self.ln_q;
        let n = (balance + self.b / y * spend) / (self.a + self.b * x / y);
        let d = (spend - x * n) / y;
        Split { parameters: libm::exp(n), samples: libm::exp(d), loss: self.loss([n, d]) }
    }

    /// Exponents of the frontier: N ∝ C^first, D ∝ C^second, and the reducible loss ∝ C^-third.
    pub fn exponents(&self, cost: &Cost) -> [f64; 3] {
        let sum = self.a * cost.samples + self.b * cost.parameters;
        [self.b / sum, self.a / sum, self.power * self.a * self.b / sum]
    }

    /// What the loss at ln N and ln D consists of.
    pub fn parts(&self, at: [f64; 2]) -> Parts {
        let [p, q] = self.terms(at);
        let loss = self.loss(at);
        let reducible = (loss - self.floor) / loss;
        let (of_p, of_q) = (p / (p + q), q / (p + q));
        let two = std::f64::consts::LN_2;
        Parts {
            loss,
            floor: self.floor,
            from_parameters: of_p,
            from_samples: of_q,
            parameter_exponent: reducible * of_p * self.a * self.power,
            sample_exponent: reducible * of_q * self.b * self.power,
            with_twice_parameters: self.loss([at[0] + two, at[1]]),
            with_twice_samples: self.loss([at[0], at[1] + two]),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{Cost, Tradeoff};
    use crate::scaling::fit::{Kind, Law};

    #[test]
    fn nothing_on_the_budget_is_better_than_the_split() {
        let cost = Cost { coefficient: 6.0, parameters: 1.2, samples: 0.7 };
        for kind in [Kind::Chinchilla, Kind::Kaplan] {
            let law = Law { kind, offset: true };
            let natural = [1.8172, 482.01, 0.3478, 2085.43, 0.3658];
            let tradeoff = Tradeoff::new(law, &natural).unwrap();
            let best = tradeoff.split(1e21, &cost);
            let (n, d) = (best.parameters.ln(), best.samples.ln());
            assert!((cost.ln([n, d]) - 1e21_f64.ln()).abs() < 1e-9);
            for step in [-0.1, -0.01, 0.01, 0.1] {
                let other = [n + step, d - step * cost.parameters / cost.samples];
                assert!(tradeoff.loss(other) > best.loss);
            }
            let more = tradeoff.split(1e22, &cost);
            let [of_n, of_d, of_loss] = tradeoff.exponents(&cost);
            let ten = 10.0_f64.ln();
            assert!(((more.parameters / best.parameters).ln() / ten - of_n).abs() < 1e-9);
            assert!(((more.samples / best.samples).ln() / ten - of_d).abs() < 1e-9);
            let floor = if kind == Kind::Chinchilla { 1.8172 } else { 0.0 };
            let ratio = (more.loss - floor) / (best.loss - floor);
            assert!((ratio.ln() / ten + of_loss).abs() < 1e-9);
        }
    }
}
