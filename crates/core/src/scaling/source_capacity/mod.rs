//! Capacity α and source r of real data: which power laws its spectrum and its target follow.

mod capacity;
mod sample;
mod source;

pub use capacity::{Exponent, Twin, capacity};
pub use sample::{Observed, SampleModes};
pub use source::{Basis, Source, source};
