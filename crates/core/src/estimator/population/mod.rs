//! What a sample's eigenvalues say of the population: its degrees of freedom and its spectrum.

mod population_fit;
mod sample_spectrum;

pub use population_fit::{PopulationFit, population_fit};
pub use sample_spectrum::{Recovered, SampleSpectrum};
