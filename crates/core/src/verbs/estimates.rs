//! What data say at a ridge and along a path of them, under the names that users see.

use crate::estimator::{Decomposition, Estimates};
use crate::wire::{Record, Value};

/// What the estimates were made from: sums over rows do not know what leaving one out would change.
#[derive(Clone, Copy, PartialEq)]
pub enum Known {
    FromRows,
    FromSums,
}

type Column = fn(&Estimates) -> f64;

const COLUMNS: [(&str, Known, Column); 11] = [
    ("lambda", Known::FromSums, |e| e.lambda),
    ("kappa", Known::FromSums, |e| e.kappa),
    ("sTransform", Known::FromSums, |e| e.s_transform),
    ("df1", Known::FromSums, |e| e.df1),
    ("df2", Known::FromSums, |e| e.df2),
    ("oneMinusGamma", Known::FromSums, |e| e.one_minus_gamma),
    ("trainError", Known::FromSums, |e| e.train_error),
    ("looError", Known::FromRows, |e| e.loo_error),
    ("looStandardError", Known::FromRows, |e| e.loo_standard_error),
    ("gcv", Known::FromSums, |e| e.gcv),
    ("tf1", Known::FromSums, |e| e.tf1),
];

impl Known {
    fn columns(self) -> impl Iterator<Item = (&'static str, Column)> {
        let known = move |needs: Known| self == Self::FromRows || needs == Self::FromSums;
        COLUMNS
            .into_iter()
            .filter(move |(_, needs, _)| known(*needs))
            .map(|(name, _, of)| (name, of))
    }

    /// At one ridge.
    pub fn at(self, estimates: &Estimates) -> Record {
        self.columns().fold(Record::new(), |record, (name, of)| record.with(name, of(estimates)))
    }

    /// Columns, an entry a ridge.
    pub fn along(self, path: &[Estimates]) -> Record {
        let column = |of: Column| path.iter().map(of).collect::<Vec<f64>>();
        self.columns().fold(Record::new(), |record, (name, of)| record.with(name, column(of)))
    }
}

/// Eigenvalues, and the share (u·y)²/P of the targets along each.
pub fn modes(decomposition: &Decomposition) -> Value {
    let n = decomposition.samples as f64;
    let power = decomposition.coefficients.data.iter().map(|c| c * c / n).collect::<Vec<f64>>();
    let eigenvalues = decomposition.eigenvalues.clone();
    Record::new().with("eigenvalues", eigenvalues).with("targetPower", power).into()
}
