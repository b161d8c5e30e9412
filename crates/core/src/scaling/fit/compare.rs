//! Which of several laws the data support, and whether they can tell.

use super::{Fit, Huber, Table};
use crate::scaling::fit::search::constant;

/// A difference of AICc below this is no evidence (Burnham and Anderson, 2002).
const NO_EVIDENCE: f64 = 4.0;

/// A difference of mean losses over its standard error below this could be chance: nine times in ten it would be.
const CHANCE: f64 = 1.645;

/// A law beside the best one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    /// AICc less that of the best.
    pub delta: f64,
    /// Mean difference of the runs' losses from the best law's, over its standard error (Vuong, 1989).
    pub z: f64,
    /// Whether the data cannot tell it from the best.
    pub open: bool,
}

/// AICc of n runs with k free parameters: the likelihood is Laplace's where Huber's δ lies below the residuals, and
/// normal for least squares. Its scale counts as a parameter.
fn criterion(objective: f64, n: usize, free: usize, huber: Huber) -> f64 {
    let k = free as f64 + 1.0;
    let spare = n as f64 - k - 1.0;
    let penalty = if spare > 0.0 { 2.0 * k * n as f64 / spare } else { f64::INFINITY };
    minus_twice_likelihood(objective, n, huber) + penalty
}

/// −2 ln of the likelihood at its best scale, but for a constant. Fits without residuals are as good as rounding allows.
fn minus_twice_likelihood(objective: f64, n: usize, huber: Huber) -> f64 {
    let factor = if huber.0.is_infinite() { 1.0 } else { 2.0 };
    factor * n as f64 * libm::log(objective.max(1e-30))
}

fn deviance(fit: &Fit, table: &Table, huber: Huber) -> f64 {
    minus_twice_likelihood(fit.objective, table.len(), huber)
}

/// AICc of a fit.
pub fn akaike(fit: &Fit, table: &Table, huber: Huber) -> f64 {
    criterion(fit.objective, table.len(), fit.law.free(), huber)
}

/// AICc of the best constant.
pub fn akaike_of_constant(table: &Table, huber: Huber) -> f64 {
    criterion(constant(table, huber), table.len(), 1, huber)
}

/// Each fit beside the best, which comes out with zeros; and the position of the best.
pub fn compare(fits: &[Fit], table: &Table, huber: Huber) -> (usize, Vec<Rival>) {
    let scores: Vec<f64> = fits.iter().map(|fit| akaike(fit, table, huber)).collect();
    let best = (0..fits.len()).fold(0, |b, i| if scores[i] < scores[b] { i } else { b });
    let losses = |fit: &Fit| -> Vec<f64> {
        let residuals = table.residuals(fit.law, &fit.theta, &fit.frame);
        residuals.iter().zip(&table.weight).map(|(r, w)| w * huber.at(*r).0).collect()
    };
    let reference = losses(&fits[best]);
    let rivals = (0..fits.len()).map(|i| {
        let delta = if i == best { 0.0 } else { scores[i] - scores[best] };
        let z = ratio(&losses(&fits[i]), &reference);
        // A law that fits as well and is behind for its parameters alone is not excluded by the data. Nested laws differ by
        // a parameter that is or is not needed, which needs no second test.
        let nested = fits[i].law.variables() == 1 || fits[i].law.kind == fits[best].law.kind;
        let gap = deviance(&fits[i], table, huber) - deviance(&fits[best], table, huber);
        let alike = delta < NO_EVIDENCE || gap < NO_EVIDENCE || (!nested && z.abs() < CHANCE);
        let open = i != best && alike;
        Rival { delta, z, open }
    });
    (best, rivals.collect())
}

/// Mean difference over its standard error; zero where there is none.
fn ratio(x: &[f64], y: &[f64]) -> f64 {
    let differences: Vec<f64> = x.iter().zip(y).map(|(x, y)| x - y).collect();
    let deviation = super::standard_deviation(&differences);
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    if deviation > 0.0 { mean * f64::sqrt(n) / deviation } else { 0.0 }
}
