//! Free probability: S-transforms, evaluated where they saturate without cancellation.

mod bend;
mod chord;
mod complex;
mod correlation;
pub mod density;
mod element;
pub mod equivalent;
mod factor;
mod free_sum;
mod layer;
mod levels;
pub(crate) mod newton;
mod read;
mod resolution;
mod sample_side;
mod spectral;
mod symbol;
mod term;

pub use bend::Bend;
pub use chord::Chord;
pub use correlation::{Szego, Traces};
pub use element::Element;
pub use factor::Factor;
pub use free_sum::{LeastResolution, Sum};
pub use layer::Layer;
use layer::positive;
pub use levels::{Levels, Resolution};
pub use resolution::Resolved;
pub use sample_side::{SampleSide, SampleSums};
pub use spectral::Spectral;
pub use symbol::{power_law_nodes, power_law_symbol};
pub use term::Term;
