//! The theories, one file each.

pub mod bagging;
mod correlated_exponents;
pub mod correlated_ridge;
pub mod correlated_test;
mod decomposition;
mod ensemble;
pub mod kernel_regime;
pub mod local_exponents;
pub mod noisy_features;
pub mod nonlinear_features;
pub mod optimal_ridge;
pub mod random_features;
pub mod ridge;
mod ridge_grid;
