//! Renormalization.

pub mod coarse_grain;
pub mod data_collapse;
pub mod layers;
pub mod power_spectrum;
pub mod signal_flow;
mod simplex;
