//! Laws fitted to the losses of real runs.
//!
//! Residuals are those of ln L, the loss function is Huber's with a small δ (Hoffmann et al., 2022; Besiroglu et al.,
//! 2024), searches start from a grid of exponents with the best coefficients in closed form, and intervals come from a
//! bootstrap.

mod bfgs;
mod bootstrap;
mod bounded;
mod compare;
mod hold_out;
mod law;
mod objective;
mod search;
mod start;
mod table;

pub use bfgs::{Minimum, minimise};
pub use bootstrap::{Resampling, bootstrap, interval, quantile, standard_deviation};
pub use bounded::Bounded;
pub use compare::{Rival, akaike, akaike_of_constant, compare};
pub use hold_out::{HoldOut, determines, hold_out};
pub use law::{Frame, Kind, LARGEST_EXPONENT, Law, MOST_PARAMETERS, Slope};
pub use objective::{Huber, Objective};
pub use search::{Fit, FitStatus, fit};
pub use table::Table;
