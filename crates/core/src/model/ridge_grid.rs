//! Ridge regression on a whole grid of (P, λ): first guesses from neighbours, sums from panels.

use super::ridge::{Ensemble, Renormalized, ridge};
use crate::error::Result;
use crate::report::Point;
use crate::solve::{Neighbours, solve_on_panels};
use crate::spectrum::{Modes, Panels};

/// Where 1 − γ lies below this, P − df₁ would lose digits; sums on both sides of P lose none.
const CLEAR: f64 = 0.1;

/// Smaller grids have no use of panels.
const MANY: usize = 64;

/// Every λ at each P.
pub(super) fn grid(
    modes: &Modes,
    samples: &[f64],
    lambda: &[f64],
    ensemble: Ensemble,
) -> Result<Vec<Point>> {
    let mut near = Neighbours::new(lambda.len());
    let count = samples.len() * lambda.len();
    let mut panels = (count >= MANY).then(|| Panels::new(modes));
    let mut points = Vec::with_capacity(count);
    for samples in samples {
        for (j, lambda) in lambda.iter().enumerate() {
            let guess = near.guess(j, *samples, *lambda);
            let found = match (&mut panels, guess) {
                (Some(panels), Some(near)) => on_panels(panels, *samples, *lambda, near),
                _ => None,
            };
            let report = match found {
                Some(found) => found.report(modes, ensemble),
                None => ridge(modes, *samples, *lambda, ensemble, guess)?,
            };
            near.tell(j, *samples, *lambda, report.kappa);
            points.push(report.point());
        }
    }
    Ok(points)
}

/// κ and the sums there, near a κ at which panels are of use; `None` where they are not.
fn on_panels(panels: &mut Panels, samples: f64, lambda: f64, near: f64) -> Option<Renormalized> {
    if near <= lambda || !panels.is_worth(near) {
        return None;
    }
    let solution = solve_on_panels(panels, samples, lambda, near)?;
    let sums = panels.sums(solution.kappa);
    // d gap/d ln κ = Σ ab(a − b).
    let drift = samples * solution.slack - (2.0 * sums.df2_slope - sums.df_gap);
    let found = Renormalized { samples, solution, sums, drift };
    (found.open() >= CLEAR).then_some(found)
}
