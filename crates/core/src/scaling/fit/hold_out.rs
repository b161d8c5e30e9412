//! A fit judged by runs larger than all that it saw.

use super::{Fit, Huber, Law, Table, fit};
use crate::order::ascending;

/// How the largest runs came out beside a fit to the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HoldOut {
    /// Runs held out.
    pub runs: usize,
    /// Mean of ln(predicted/observed).
    pub bias: f64,
    /// Root mean square of ln(predicted/observed).
    pub error: f64,
    /// Root mean square of the residuals of the runs that were fitted.
    pub residual: f64,
}

/// Holds out the `share` of runs with the largest product of sizes; `None` where too few runs are left to fit.
pub fn hold_out(law: Law, table: &Table, huber: Huber, share: f64) -> Option<HoldOut> {
    let (seen, held) = split(table, share)?;
    if seen.distinct() <= law.free() || !determines(law, &seen) {
        return None;
    }
    let found = fit(law, &seen, huber);
    let [of_held, of_seen] = [&held, &seen].map(|part| residuals(&found, part));
    let root = |r: &[f64]| f64::sqrt(r.iter().map(|r| r * r).sum::<f64>() / r.len() as f64);
    Some(HoldOut {
        runs: held.len(),
        bias: of_held.iter().sum::<f64>() / of_held.len() as f64,
        error: root(&of_held),
        residual: root(&of_seen),
    })
}

/// Whether each variable takes enough values for an exponent of its own.
pub fn determines(law: Law, table: &Table) -> bool {
    (0..law.variables()).all(|variable| table.distinct_in(variable) >= 2)
}

fn residuals(fit: &Fit, table: &Table) -> Vec<f64> {
    table.residuals(fit.law, &fit.theta, &fit.frame)
}

fn split(table: &Table, share: f64) -> Option<(Table, Table)> {
    let n = table.len();
    let held = libm::round(share * n as f64) as usize;
    if held == 0 || held >= n {
        return None;
    }
    let order = ascending(table.ln_size.iter().map(|size| size[0] + size[1]));
    let (seen, held) = order.split_at(n - held);
    Some((table.select(seen), table.select(held)))
}
