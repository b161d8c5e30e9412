//! Scaling laws.

pub mod allocation;
pub mod fit;
