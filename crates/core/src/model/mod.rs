//! The theories, one file each.

pub mod bagging;
pub mod optimal_ridge;
pub mod ridge;
