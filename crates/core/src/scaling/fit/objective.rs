//! What a fit minimises: Huber's function of the residuals of the logarithms.

use super::{Frame, Law, MOST_PARAMETERS, Table};

/// ρ(r) = r²/2 up to δ and δ(|r| − δ/2) beyond; δ = ∞ is least squares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Huber(pub f64);

impl Huber {
    /// ρ and ρ' at r, both over δ, so that ρ ~ |r| for small δ.
    pub fn at(self, r: f64) -> (f64, f64) {
        if self.0.is_infinite() {
            return (0.5 * r * r, r);
        }
        if r.abs() <= self.0 {
            return (0.5 * r * (r / self.0), r / self.0);
        }
        (r.abs() - 0.5 * self.0, r.signum())
    }
}

/// The objective as a function of the internal parameters.
pub struct Objective<'a> {
    /// The law.
    pub law: Law,
    /// The runs.
    pub table: &'a Table,
    /// Where sizes are counted from.
    pub frame: Frame,
    /// The loss function.
    pub huber: Huber,
}

impl<'a> Objective<'a> {
    /// The objective of a table.
    pub fn new(law: Law, table: &'a Table, huber: Huber) -> Self {
        Self { law, table, frame: table.frame(), huber }
    }

    /// Mean over runs, and its gradient; a floor that is not free has none.
    pub fn at(&self, theta: &[f64]) -> (f64, Vec<f64>) {
        let mut sum = 0.0;
        let mut gradient = [0.0; MOST_PARAMETERS];
        for i in 0..self.table.len() {
            let (value, slope) = self.law.slope(theta, self.table.ln_size[i], &self.frame);
            let (rho, psi) = self.huber.at(value - self.table.ln_loss[i]);
            let weight = self.table.weight[i];
            sum += weight * rho;
            for k in 0..theta.len() {
                gradient[k] += weight * psi * slope[k];
            }
        }
        let n = self.table.len() as f64;
        let mut gradient: Vec<f64> = gradient[..theta.len()].iter().map(|g| g / n).collect();
        if !self.law.offset || theta[0] == f64::NEG_INFINITY {
            gradient[0] = 0.0;
        }
        (sum / n, gradient)
    }
}
