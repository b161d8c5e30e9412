//! The dimension of the manifold that data lie on, and what it says of exponents.

mod bounds;
mod estimate;
mod sketch;
mod tree;

pub use bounds::{Bound, bounds};
pub use estimate::{
    Correlation, Dimension, correlation, maximum_likelihood, two_nearest, without_copies,
};
pub use sketch::Sketch;
pub use tree::{Neighbour, Tree};
