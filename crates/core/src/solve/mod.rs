//! The renormalized ridge κ.

mod edge;
mod features;
mod kappa;
mod newton;

pub use edge::{Edge, edge};
pub use features::{Chain, solve_features};
pub use kappa::{Solution, solve};
