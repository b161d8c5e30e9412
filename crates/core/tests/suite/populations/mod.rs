//! Populations: sums over modes.

mod compressed_power_law;
mod infinite_power_law;
mod listed_spectra;
mod panels;
