//! From data: the ridge path, exact leave-one-out, GCV and the renormalized ridge of a sample.

pub mod accumulator;
mod centring;
mod corr_gcv;
mod data;
mod decomposition;
mod fit;
pub mod forecast;
mod kernel;
mod lambda_choice;
mod noise;
mod ordinary;
mod path;
pub mod polynomial;
mod population_fit;
mod predict;
pub mod resample;
mod residuals;
mod row_correlation;
mod row_side;
mod sample_spectrum;
mod select;
mod train;
mod weights;

pub use corr_gcv::{
    Answer as CorrGcvAnswer, CorrGcv, CorrGcvOptions, Lambdas, RowNoise, Rows, corr_gcv,
};
pub use data::{Data, read_matrix, repeated_samples};
pub use decomposition::Decomposition;
pub use fit::{Fit, FitOptions, fit};
pub use kernel::Kernel;
pub use lambda_choice::LambdaChoice;
pub use noise::noise;
pub use path::{Estimates, estimates, estimates_along};
pub use population_fit::{PopulationFit, population_fit};
pub use predict::{Predictor, encode, encode_whole};
pub use row_correlation::{FittedCorrelation, fit_correlation};
pub use row_side::RowSide;
pub use sample_spectrum::{Recovered, SampleSpectrum};
pub use select::{Criterion, default_grid};
pub use train::train;
