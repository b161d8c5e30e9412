//! How the ridge of a fit is set: given, out of a list, or searched.

use crate::error::Result;
use crate::estimator::{
    Criterion, Decomposition, Estimates, default_grid, estimates, estimates_along,
};
use crate::limits::check_ridge;
use crate::wire::Fields;

/// How the ridge is set.
#[derive(Debug, Clone, PartialEq)]
pub enum LambdaChoice {
    /// Given.
    Value(f64),
    /// The best by leave-one-out out of a list.
    Path(Vec<f64>),
    /// The best by a criterion, found on a default grid and refined.
    Best(Criterion),
}

impl LambdaChoice {
    /// Reads `lambda` ("loo").
    pub(super) fn read(fields: &mut Fields) -> Result<Self> {
        if !fields.has("lambda") || fields.holds_text("lambda") {
            let expected = "a number, a list of numbers, \"loo\" or \"gcv\"";
            return Ok(match fields.word("lambda", &["loo", "gcv"], "loo", expected)? {
                "gcv" => Self::Best(Criterion::Gcv),
                _ => Self::Best(Criterion::LeaveOneOut),
            });
        }
        let (lambda, many) = fields.grid("lambda")?;
        let choice = if many { Self::Path(lambda) } else { Self::Value(lambda[0]) };
        choice.check(check_ridge)?;
        Ok(choice)
    }

    /// The least ridge that may come of it.
    pub fn least(&self) -> f64 {
        match self {
            Self::Value(lambda) => *lambda,
            Self::Path(grid) => grid.iter().copied().fold(f64::INFINITY, f64::min),
            Self::Best(_) => f64::INFINITY,
        }
    }

    /// Runs a check of every ridge that was given, by its path.
    ///
    /// # Errors
    /// What the check says.
    pub fn check(&self, check: impl Fn(&str, f64) -> Result<()>) -> Result<()> {
        match self {
            Self::Value(lambda) => check("lambda", *lambda),
            Self::Path(grid) => {
                let mut numbered = grid.iter().enumerate();
                numbered.try_for_each(|(i, lambda)| check(&format!("lambda[{i}]"), *lambda))
            }
            Self::Best(_) => Ok(()),
        }
    }

    /// Estimates along the path and at the chosen ridge; `listed` chooses out of a list.
    pub fn choose(
        &self,
        decomposition: &Decomposition,
        listed: Criterion,
    ) -> (Vec<Estimates>, Estimates) {
        match self {
            Self::Value(lambda) => {
                let chosen = estimates(decomposition, *lambda);
                (vec![chosen.clone()], chosen)
            }
            Self::Path(grid) => {
                let path = estimates_along(decomposition, grid);
                let chosen = path[listed.best(&path)].clone();
                (path, chosen)
            }
            Self::Best(criterion) => {
                let path = estimates_along(decomposition, &default_grid(decomposition));
                let chosen = criterion.refine(decomposition, &path);
                (path, chosen)
            }
        }
    }
}
