//! Spectral densities: support, atoms, density, quantiles, edges.

mod branch;
mod canonical;
mod curve;
mod gauss;
mod law;
mod nodes;
mod support;

pub use canonical::Canonical;
pub use curve::Curve;
pub use law::{Atom, Edge, Law, TRACY_WIDOM};
pub use nodes::Node;
