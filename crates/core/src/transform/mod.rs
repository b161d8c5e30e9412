//! Free probability: S-transforms, evaluated where they saturate without cancellation.

mod complex;
mod correlation;
pub mod density;
mod element;
mod layer;
pub(crate) mod newton;
mod spectral;

pub use correlation::{SampleSide, SampleSums, Szego, Traces, power_law_nodes, power_law_symbol};
pub use element::{
    Chord, Cumulants, Element, Factor, LeastResolution, Sum, Term, check_counts, check_levels,
    equivalent,
};
pub use layer::{Bend, Layer};
pub use spectral::{Levels, Resolution, Resolved, Spectral};
