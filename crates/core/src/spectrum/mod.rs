//! Populations: the eigenvalues of Σ, the target in its eigenbasis, the noise.

mod chebyshev;
mod correlation;
mod correlations;
mod counting;
mod discrete;
mod infinite;
mod input_weights;
mod isotropic;
mod modes;
mod nodes;
mod octaves;
mod panels;
mod population;
mod power_law;
mod split;
mod sums;
mod target;
mod toeplitz;

pub use correlation::{Correlation, STATIONARY, Stationary, positive, positive_within};
pub use correlations::{
    Correlations, NOISE, NoiseCorrelation, SAMPLE, TEST, TestCorrelation, whole,
};
pub use discrete::Discrete;
pub use infinite::{InfinitePowerLaw, zeta};
pub use isotropic::Isotropic;
pub use modes::Modes;
pub use panels::Panels;
pub use population::{Listed, Population, Spectrum, read_test_spectrum};
pub use power_law::{Continuum, PowerLaw};
pub use split::Split;
pub use sums::{Shifted, Sides, Sums};
pub use target::Target;
pub use toeplitz::{DENSE_SAMPLES, halves};
