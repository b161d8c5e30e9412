//! From data: the ridge path, exact leave-one-out, GCV and the renormalized ridge of a sample.

mod centring;
mod data;
mod decomposition;
mod fit;
pub mod forecast;
mod kernel;
mod noise;
mod ordinary;
mod path;
mod predict;
mod select;
mod train;

pub use data::{Data, read_matrix, repeated_samples};
pub use decomposition::Decomposition;
pub use fit::{Fit, FitOptions, LambdaChoice, fit};
pub use kernel::Kernel;
pub use noise::noise;
pub use path::{Estimates, estimates};
pub use predict::{Predictor, encode};
pub use select::{Criterion, default_grid};
pub use train::train;
