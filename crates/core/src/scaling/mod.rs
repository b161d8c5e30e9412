//! Scaling laws.

pub mod allocation;
pub mod dimension;
pub mod fit;
pub mod power_law_sums;
pub mod source_capacity;
