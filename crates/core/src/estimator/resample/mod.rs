//! Real data drawn again: cross-validation, learning curves, bootstrap, jackknife, permutations, bags.
//!
//! Every method is a number of replicates, each of which depends on the data, the seed and its own
//! index alone and answers one row of numbers; a report is a function of all rows in order. Hence
//! any division of the replicates over calls and workers gives the same bits.

mod bagging;
mod bootstrap;
mod jackknife;
mod k_fold;
mod learning_curve;
mod method;
mod permutation;
mod prepared;
mod statistics;
mod study;
mod subset;
mod weighted;
mod whole;

pub use method::Method;
pub use prepared::Prepared;
pub use study::Study;
