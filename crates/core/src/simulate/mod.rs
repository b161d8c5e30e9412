//! Brute force: draws of features, data and noise, ridge solves, errors in closed form over the
//! population. Knows nothing of the theory that it is there to check.

mod conditional;
mod correlation;
mod data;
mod decomposition;
mod design;
mod draw;
mod experiment;
mod features;
mod fit;
mod learner;
mod moments;
mod nonlinear;
mod reduction;
mod replicate;
mod space;
mod streams;
mod teacher;

pub use draw::{Drawn, draw};
pub use experiment::{Batch, Experiment, read_trial, read_trials};
pub use moments::Moments;
