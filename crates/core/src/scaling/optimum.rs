//! The best ridge and the best split of a budget, as exponents.

use super::form::Form;
use super::law::Law;
use super::phase::diagram;
use super::region::{Regime, regime};

/// The best exponents: N ~ P^q, λ ~ P^-l.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimum {
    /// l; at or beyond the largest that matters, any larger does as well.
    pub lambda: f64,
    /// q.
    pub width: f64,
    /// What dominates there.
    pub regime: Regime,
    /// E ~ C^-compute with cost C = N^w P^s.
    pub compute: f64,
}

/// A budget C ~ P^samples N^width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// The exponent of P.
    pub samples: f64,
    /// The exponent of N.
    pub width: f64,
}

/// The best l at a given q: the exponent is piecewise linear in l, so a switch or an end is best.
pub fn tuned(law: &Law, q: f64) -> Optimum {
    let top = law.ridge_exponent() * 1.0_f64.min(q);
    let zero = |form: Form| {
        let constant = Form { lambda: 0.0, ..form }.at(0.0, q);
        (form.lambda.abs() > 0.0).then(|| -constant / form.lambda)
    };
    let switches = law.switches().into_iter().filter_map(zero).filter(|l| *l >= 0.0 && *l <= top);
    let points = [top, 0.0].into_iter().chain(switches).map(|l| (l, q));
    best(law, points, Cost { samples: 1.0, width: 0.0 })
}

/// The best (l, q) for a budget: e/(samples + width·q) is quasi-linear on each piece of the diagram,
/// so a corner is best.
pub fn compute_optimal(law: &Law, cost: Cost, ridgeless: bool) -> Optimum {
    let top = law.ridge_exponent();
    let l = if ridgeless { [top, 2.0 * top] } else { [0.0, 2.0 * top] };
    let corners = diagram(law, l, [0.0, widest(law)]);
    let candidates = corners.pieces.iter().flat_map(|piece| piece.polygon.iter());
    best(law, candidates.map(|corner| (corner[0], corner[1])), cost)
}

/// Beyond this q nothing is gained: the features' variance is below the bias.
fn widest(law: &Law) -> f64 {
    let most = 2.0 * law.capacity + 1.0;
    law.weights.iter().fold(2.0_f64, |widest, a| {
        widest.max(if *a < 1.0 { 1.0 + most / (2.0 * (1.0 - a)).min(1.0) } else { 2.0 })
    })
}

fn best(law: &Law, points: impl Iterator<Item = (f64, f64)>, cost: Cost) -> Optimum {
    let at = |(l, q): (f64, f64)| {
        let regime = regime(law, l, q);
        let size = cost.samples + if cost.width > 0.0 { cost.width * q } else { 0.0 };
        let compute = if size > 0.0 { regime.exponent / size } else { 0.0 };
        Optimum { lambda: l, width: q, regime, compute }
    };
    let first = at((law.ridge_exponent(), 1.0));
    let first = Optimum { compute: f64::NEG_INFINITY, ..first };
    points.map(at).fold(
        first,
        |best, next| {
            if next.compute > best.compute + 1e-12 { next } else { best }
        },
    )
}
