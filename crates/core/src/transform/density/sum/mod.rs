//! One spectrum plus what has an R-transform in closed form.

mod additive;
mod boundary;
pub(super) mod place;
mod support;

pub use additive::{Additive, Jump};
pub use boundary::{Boundary, Image};
pub use support::{Interval, intervals};
