//! Brute force: draws of features, data and noise, ridge solves, errors in closed form over the
//! population. Knows nothing of the theory that it is there to check.

mod conditional;
mod correlation;
mod crossing;
mod data;
mod decomposition;
mod design;
mod draw;
mod experiment;
mod features;
mod fit;
mod learner;
mod members;
mod moments;
mod nonlinear;
mod reduction;
mod replicate;
mod space;
mod streams;
mod teacher;
mod test_point;
mod trials;

pub use draw::{Drawn, draw};
pub use experiment::{Batch, Experiment};
pub use moments::Moments;
pub use trials::{read_trial, read_trials};
