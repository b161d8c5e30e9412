//! Renormalized ridge regression: learning curves, estimators and forecasts in closed form.

pub mod activation;
pub mod error;
pub mod estimator;
pub mod limits;
pub mod linalg;
pub mod model;
pub mod order;
pub mod problem;
pub mod report;
pub mod rg;
pub mod rng;
pub mod scaling;
pub mod simulate;
pub mod solve;
pub mod spectrum;
pub mod sum;
pub mod transform;
pub mod verbs;
pub mod wire;
