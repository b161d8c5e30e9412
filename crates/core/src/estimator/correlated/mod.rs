//! Correlated rows: their correlation, known or fitted, and the test error that it leaves.

mod corr_gcv;
mod row_correlation;
mod row_side;

pub use corr_gcv::{Answer, CorrGcv, CorrGcvOptions, Lambdas, RowNoise, Rows, corr_gcv};
pub use row_correlation::{FittedCorrelation, fit_correlation};
pub use row_side::RowSide;
