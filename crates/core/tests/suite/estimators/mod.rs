//! What is estimated from data.

mod accumulator;
mod accumulator_fits;
mod estimator;
mod forecast;
mod resample;
mod resample_draws;
mod resample_folds;
