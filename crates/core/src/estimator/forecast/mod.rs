//! The learning curve beyond the data at hand.
//!
//! (P, λ) enters the bias of ridge regression through κ alone, so that n samples at a smaller
//! ridge show the bias of more samples: extrapolation in P becomes interpolation in κ. Near the
//! edge of what n samples resolve it is joined by a power law in P, and both are held against
//! the data at hand by forecasting n from parts of them.

mod blend;
mod ceiling;
mod class_error;
mod collapse;
mod curve;
mod interpolate;
mod interval;
mod learning_curve;
mod of_sums;
mod optimal;
mod power_law;
mod settings;
mod subsets;
mod universality;

pub use blend::Forecaster;
pub use ceiling::{Basis, Ceiling};
pub use class_error::ClassError;
pub use interval::Point;
pub use learning_curve::{LearningCurve, Ridge};
pub use subsets::partitions;
pub use universality::{Universality, Verdict};
