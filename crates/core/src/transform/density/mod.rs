//! Spectral densities: support, atoms, density, quantiles, edges.

mod additive;
mod boundary;
mod branch;
mod canonical;
mod curve;
mod gauss;
mod law;
mod nodes;
mod sum_law;
mod sum_support;
mod support;

pub use additive::{Additive, Jump};
pub use boundary::{Boundary, Image};
pub use canonical::Canonical;
pub use curve::Curve;
pub use law::{Atom, Edge, Law, TRACY_WIDOM};
pub use nodes::Node;
pub use sum_support::Interval;
