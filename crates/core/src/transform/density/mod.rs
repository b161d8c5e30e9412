//! Spectral densities: support, atoms, density, quantiles, edges.

mod atoms;
mod branch;
mod clusters;
mod curve;
mod free;
mod gauss;
mod law;
mod listed;
mod nodes;
mod quantiles;
mod semicircle;
mod sum;

pub use atoms::{Atom, atoms};
pub use curve::{Canonical, Curve};
pub use free::{Free, MOST_LEVELS, Place, View, levels};
pub use law::{Edge, Law, TRACY_WIDOM};
pub use nodes::Node;
pub use sum::{Additive, Boundary, Image, Interval, Jump, Noise, Spot};
