//! Integrals under the standard normal weight by panels that halve until two rules agree.

use crate::error::{Error, Result};

/// Nodes of the Gauss–Legendre rule in a panel.
const NODES: usize = 16;

/// Newton steps for a node of the rule: quadratic convergence from a good start.
const NODE_STEPS: usize = 12;

/// Panels whose two rules differ by less than this part of the whole integral are done.
const TOLERANCE: f64 = 4e-15;

/// Beyond this many standard deviations the weight underflows.
const REACH: f64 = 38.0;

/// More panels than this are needed only by functions that oscillate without end.
const MOST_PANELS: usize = 4_000;

/// Rounds of halving: a jump is enclosed to the last digit after about fifty.
const MOST_ROUNDS: usize = 70;

/// A partition of the real line, as the ends of its panels.
#[derive(Debug, Clone, PartialEq)]
pub struct Panels {
    breaks: Vec<f64>,
}

/// A rule Σ weight f(node) ≈ E f(g), g ~ N(0, 1).
pub struct Rule {
    /// Where f is wanted.
    pub nodes: Vec<f64>,
    /// Weights, the normal density included.
    pub weights: Vec<f64>,
}

impl Panels {
    /// A first partition with a break at `kink`, where the function may bend.
    pub fn first(kink: f64) -> Self {
        let reach = [0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, REACH];
        let mut breaks: Vec<f64> = reach.iter().flat_map(|r| [-r, *r]).collect();
        if kink.abs() < REACH {
            breaks.push(kink);
        }
        breaks.sort_by(f64::total_cmp);
        breaks.dedup();
        Self { breaks }
    }

    /// The partition of given ends, as [`Panels::breaks`] tells them.
    pub fn from_breaks(breaks: Vec<f64>) -> Self {
        Self { breaks }
    }

    /// The ends of the panels, ascending.
    pub fn breaks(&self) -> &[f64] {
        &self.breaks
    }

    /// The coarse rule has one Gauss–Legendre rule a panel, the fine one two.
    pub fn rule(&self, fine: bool) -> Rule {
        let legendre = legendre();
        let mut rule = Rule { nodes: Vec::new(), weights: Vec::new() };
        for ends in self.breaks.windows(2) {
            let (low, high) = (ends[0], ends[1]);
            let middle = 0.5 * (low + high);
            if fine {
                rule.extend(&legendre, low, middle);
                rule.extend(&legendre, middle, high);
            } else {
                rule.extend(&legendre, low, high);
            }
        }
        rule
    }

    /// Halves the panels whose integrands differ between the rules; `coarse` and `fine` hold a row of
    /// integrands for each node. Returns whether none did.
    pub fn refine(&mut self, coarse: &[Vec<f64>], fine: &[Vec<f64>]) -> Result<bool> {
        let (coarse_rule, fine_rule) = (self.rule(false), self.rule(true));
        let whole = fine_rule.absolute(fine);
        let mut breaks = vec![self.breaks[0]];
        for (panel, ends) in self.breaks.windows(2).enumerate() {
            let (at, twice) = (panel * NODES, 2 * panel * NODES);
            let rough = coarse_rule.part(coarse, at..at + NODES);
            let better = fine_rule.part(fine, twice..twice + 2 * NODES);
            let differs =
                (0..whole.len()).any(|k| (rough[k] - better[k]).abs() > TOLERANCE * whole[k]);
            let middle = 0.5 * (ends[0] + ends[1]);
            if differs && middle > ends[0] && middle < ends[1] {
                breaks.push(middle);
            }
            breaks.push(ends[1]);
        }
        let done = breaks.len() == self.breaks.len();
        self.breaks = breaks;
        if self.breaks.len() > MOST_PANELS {
            return Err(Error::IllConditioned {
                argument: "activation".into(),
                reason: "it oscillates too fast at this scale to be integrated".into(),
            });
        }
        Ok(done)
    }
}

impl Rule {
    fn extend(&mut self, legendre: &[(f64, f64); NODES], low: f64, high: f64) {
        let (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
        for (x, w) in legendre {
            let g = middle + half * x;
            self.nodes.push(g);
            self.weights.push(w * half * density(g));
        }
    }

    /// Integrals of the columns over some nodes.
    fn part(&self, rows: &[Vec<f64>], range: core::ops::Range<usize>) -> Vec<f64> {
        let mut total = vec![0.0; rows[0].len()];
        for i in range {
            for (sum, x) in total.iter_mut().zip(&rows[i]) {
                *sum += self.weights[i] * x;
            }
        }
        total
    }

    /// Integrals of the absolute values of the columns.
    fn absolute(&self, rows: &[Vec<f64>]) -> Vec<f64> {
        let rows: Vec<Vec<f64>> =
            rows.iter().map(|row| row.iter().map(|x| x.abs()).collect()).collect();
        self.part(&rows, 0..self.nodes.len())
    }
}

/// The rule on which all integrands of `row(g)` agree to rounding error.
pub fn settle(mut panels: Panels, row: impl Fn(f64) -> Vec<f64>) -> Result<Rule> {
    let rows = |rule: &Rule| rule.nodes.iter().map(|g| row(*g)).collect::<Vec<_>>();
    for _ in 0..MOST_ROUNDS {
        if panels.refine(&rows(&panels.rule(false)), &rows(&panels.rule(true)))? {
            break;
        }
    }
    Ok(panels.rule(true))
}

/// exp(−g²/2)/√(2π).
fn density(g: f64) -> f64 {
    libm::exp(-0.5 * g * g)
        * (0.5 * core::f64::consts::FRAC_1_SQRT_2 * core::f64::consts::FRAC_2_SQRT_PI)
}

/// Nodes and weights on [−1, 1], by Newton on the Legendre polynomial.
fn legendre() -> [(f64, f64); NODES] {
    let n = NODES as f64;
    core::array::from_fn(|i| {
        let mut x = libm::cos(core::f64::consts::PI * (i as f64 + 0.75) / (n + 0.5));
        let mut slope = 1.0;
        for _ in 0..NODE_STEPS {
            let (mut before, mut value) = (1.0, x);
            for k in 2..=NODES {
                let k = k as f64;
                (before, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
            }
            slope = n * (x * value - before) / (x * x - 1.0);
            x -= value / slope;
        }
        (x, 2.0 / ((1.0 - x * x) * slope * slope))
    })
}
