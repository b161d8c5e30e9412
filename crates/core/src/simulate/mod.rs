//! Brute force: draws of features, data and noise, ridge solves, errors in closed form over the
//! population. Knows nothing of the theory that it is there to check.

mod data;
mod draw;
mod experiment;
mod learner;
mod moments;
mod replicate;
mod streams;
mod trials;

pub use draw::{Drawn, draw};
pub use experiment::{Batch, Experiment};
pub use moments::Moments;
pub use trials::{read_trial, read_trials};
