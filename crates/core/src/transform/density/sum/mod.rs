//! One spectrum plus what has an R-transform in closed form.

mod additive;
mod boundary;
mod noise;
pub(super) mod place;
mod support;

pub use additive::Additive;
pub use boundary::{Boundary, Image, Spot};
pub use noise::{Jump, Noise, Reference};
pub use support::{Interval, intervals};
