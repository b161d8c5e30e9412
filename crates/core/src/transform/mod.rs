//! Free probability: S-transforms, evaluated where they saturate without cancellation.

mod layer;
mod resolution;

pub use layer::{Factor, Layer};
pub use resolution::Resolved;
