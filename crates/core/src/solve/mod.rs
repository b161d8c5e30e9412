//! The renormalized ridge κ.

mod edge;
mod features;
mod kappa;
mod newton;
mod noisy;

pub use edge::{Edge, edge};
pub use features::{Chain, solve_features};
pub use kappa::{Solution, solve};
pub use noisy::{Meeting, Noisy, solve_noisy};
