//! Scaling laws: which term of the error dominates, with which exponent, and what follows for a budget.

mod benign;
mod budget;
mod elimination;
mod form;
mod frames;
mod law;
mod optimum;
mod phase;
mod polygon;
mod price;
mod region;
mod spend;
mod stages;

pub use benign::{Benign, benign};
pub use budget::{Allocation, Allocator, Ridge};
pub use elimination::{Elimination, Step, mode_elimination};
pub use form::Form;
pub use frames::{Chinchilla, FRAMES, Pair, chinchilla, compute_exponents};
pub use law::Law;
pub use optimum::{Cost, Optimum, compute_optimal, tuned};
pub use phase::{Boundary, Diagram, Piece, diagram};
pub use price::{Price, Term};
pub use region::{Part, Regime, Region, regime};
pub use spend::Spend;
pub use stages::{Resources, Stage, Vary, stages};
pub mod allocation;
pub mod dimension;
pub mod fit;
pub mod power_law_sums;
pub mod source_capacity;
