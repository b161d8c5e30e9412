//! From data: the ridge path, exact leave-one-out, GCV and the renormalized ridge of a sample.

pub mod accumulator;
mod centring;
mod correlated;
mod data;
mod decomposition;
mod fit;
pub mod forecast;
mod kernel;
mod path;
pub mod polynomial;
mod population;
mod predict;
pub mod resample;

pub use correlated::{
    Answer as CorrGcvAnswer, CorrGcv, CorrGcvOptions, FittedCorrelation, Lambdas, RowNoise,
    RowSide, Rows, corr_gcv, fit_correlation,
};
pub use data::{Data, read_matrix, repeated_samples};
pub use decomposition::Decomposition;
pub use fit::{Criterion, Fit, FitOptions, LambdaChoice, default_grid, fit, train};
pub use kernel::Kernel;
pub use path::{Estimates, estimates, estimates_along, noise};
pub use population::{PopulationFit, Recovered, SampleSpectrum, population_fit};
pub use predict::{Predictor, encode, encode_whole};
