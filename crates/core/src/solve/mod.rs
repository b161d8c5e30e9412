//! The renormalized ridge κ.

mod correlated;
mod edge;
mod features;
mod golden;
mod kappa;
mod minimum;
mod neighbours;
mod noisy;

use crate::transform::newton;

pub use correlated::{Coupled, solve_correlated, solve_sample_side};
pub use edge::{Edge, edge};
pub use features::{Chain, solve_features};
pub use golden::{golden, scanned_minimum};
pub use kappa::{Solution, solve, solve_on_panels};
pub use minimum::{SCAN_STEP, least, polish, valley, valleys, whole_minimum};
pub use neighbours::Neighbours;
pub use noisy::{Meeting, Noisy, solve_noisy};
