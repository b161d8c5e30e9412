//! Free probability: S-transforms, evaluated where they saturate without cancellation.

mod correlation;
mod layer;
mod resolution;
mod sample_side;
mod symbol;

pub use correlation::{Szego, Traces};
pub use layer::{Bend, Factor, Layer};
pub use resolution::Resolved;
pub use sample_side::{SampleSide, SampleSums};
pub use symbol::{power_law_nodes, power_law_symbol};
