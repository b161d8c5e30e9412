//! One fit: many starts, one answer, and what is wrong with it.

use super::bfgs::{COARSE, FINE, Minimum, minimise};
use super::start::starts;
use super::{Frame, Huber, Law, Objective, Table};
use crate::order::sort_by_key;

/// A floor below this share of the least loss is none.
const NO_FLOOR: f64 = 1e-3;

/// Values this close (relative) are the same minimum.
const SAME: f64 = 1e-4;

/// Searches that are carried on to the last digit.
const FINISHED: usize = 3;

/// A fit better than a constant by less than this share of the objective is none.
const NO_BETTER: f64 = 1e-6;

/// How a fit came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FitStatus {
    /// All parameters are determined.
    Converged,
    /// The best floor is zero: E is zero, the other parameters are those of the law without it.
    OffsetAtZero,
    /// An exponent lies at one of its bounds, zero or ten: there is no such law in the data.
    ExponentAtBound,
    /// A constant explains the losses as well.
    Flat,
    /// The search stopped before it was done.
    ReducedAccuracy,
}

impl FitStatus {
    /// The name users see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Converged => "Converged",
            Self::OffsetAtZero => "OffsetAtZero",
            Self::ExponentAtBound => "ExponentAtBound",
            Self::Flat => "Flat",
            Self::ReducedAccuracy => "ReducedAccuracy",
        }
    }
}

/// A fitted law.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The law.
    pub law: Law,
    /// Where sizes are counted from.
    pub frame: Frame,
    /// Internal parameters.
    pub theta: Vec<f64>,
    /// Mean of Huber's function over δ.
    pub objective: f64,
    /// How it came out.
    pub status: FitStatus,
    /// Searches made, and how many of them ended here.
    pub searches: [usize; 2],
    inverse: Vec<f64>,
}

impl Fit {
    /// The parameters users see.
    pub fn natural(&self) -> Vec<f64> {
        self.law.natural(&self.theta, &self.frame)
    }

    /// ln of the loss at ln x = u.
    pub fn ln_loss(&self, u: [f64; 2]) -> f64 {
        self.law.slope(&self.theta, u, &self.frame).0
    }

    /// Fits again from here, on other weights or losses; sizes keep their frame.
    #[must_use]
    pub fn again(&self, table: &Table, huber: Huber) -> Self {
        let objective = Objective { law: self.law, table, frame: self.frame, huber };
        let minimum = minimise(&self.theta, Some(&self.inverse), COARSE, |t| objective.at(t));
        Self { theta: minimum.theta, objective: minimum.value, ..self.clone() }
    }
}

/// Fits a law from many starts.
pub fn fit(law: Law, table: &Table, huber: Huber) -> Fit {
    let objective = Objective::new(law, table, huber);
    let at = |theta: &[f64]| objective.at(theta);
    let mut found: Vec<Minimum> =
        starts(&objective).into_iter().map(|start| minimise(&start, None, COARSE, at)).collect();
    sort_by_key(&mut found, |minimum| minimum.value);
    let finished = |end: &Minimum| minimise(&end.theta, Some(&end.inverse), FINE, at);
    let best = found.iter().take(FINISHED).map(finished);
    let Some(best) = best.reduce(|x, y| if y.value < x.value { y } else { x }) else {
        return nothing(law, table, &objective);
    };
    let agreeing = found.iter().filter(|end| end.value <= best.value * (1.0 + SAME)).count();
    settle(law, table, &objective, best, [found.len(), agreeing.max(1)])
}

/// Looks at what is at a bound; a floor of next to nothing becomes none.
fn settle(
    law: Law,
    table: &Table,
    objective: &Objective,
    best: Minimum,
    searches: [usize; 2],
) -> Fit {
    let Minimum { mut theta, mut value, converged, mut inverse } = best;
    let mut status = if converged { FitStatus::Converged } else { FitStatus::ReducedAccuracy };
    let least = table.ln_loss.iter().fold(f64::INFINITY, |m, y| m.min(*y));
    if law.offset && theta[0] - least < libm::log(NO_FLOOR) {
        theta[0] = f64::NEG_INFINITY;
        let again = minimise(&theta, None, FINE, |theta| objective.at(theta));
        (theta, value, inverse) = (again.theta, again.value, again.inverse);
        status = FitStatus::OffsetAtZero;
    }
    let natural = law.natural(&theta, &objective.frame);
    if (0..natural.len()).any(|k| law.at_bound(k, natural[k])) {
        status = FitStatus::ExponentAtBound;
    }
    if value >= constant(table, objective.huber) * (1.0 - NO_BETTER) {
        status = FitStatus::Flat;
    }
    Fit { law, frame: objective.frame, theta, objective: value, status, searches, inverse }
}

/// What stands for no term at all, in logarithms.
const NO_TERM: f64 = 37.0;

/// No start could be completed: the table determines nothing but a constant.
fn nothing(law: Law, table: &Table, objective: &Objective) -> Fit {
    let mean = table.ln_loss.iter().sum::<f64>() / table.len() as f64;
    let mut natural = vec![1.0; law.names().len()];
    law.exponents().iter().for_each(|k| natural[*k] = 0.0);
    let mut theta = law.internal(&natural, &objective.frame);
    theta[0] = if law.offset { mean } else { f64::NEG_INFINITY };
    theta[1] = if law.offset { mean - NO_TERM } else { mean };
    if law.variables() == 2 {
        theta[3] = mean - NO_TERM;
    }
    let status = FitStatus::Flat;
    let n = theta.len();
    let inverse = vec![0.0; n * n];
    let value = objective.at(&theta).0;
    Fit { law, frame: objective.frame, theta, objective: value, status, searches: [0, 0], inverse }
}

/// The objective of the best constant.
pub fn constant(table: &Table, huber: Huber) -> f64 {
    let n = table.len() as f64;
    let at = |theta: &[f64]| {
        let terms = table.ln_loss.iter().zip(&table.weight).map(|(y, w)| {
            let (rho, psi) = huber.at(theta[0] - y);
            (w * rho, w * psi)
        });
        let (value, slope) = terms.fold((0.0, 0.0), |(v, s), (rho, psi)| (v + rho, s + psi));
        (value / n, vec![slope / n])
    };
    let mean = table.ln_loss.iter().sum::<f64>() / n;
    minimise(&[mean], None, FINE, at).value
}
