//! The theories, one file each.

pub mod bagging;
pub mod optimal_ridge;
pub mod random_features;
pub mod ridge;
