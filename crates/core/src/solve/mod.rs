//! The renormalized ridge κ.

mod edge;
mod kappa;

pub use edge::{Edge, edge};
pub use kappa::{Solution, solve};
