//! Scaling laws, their fits and frames.

mod chinchilla_fits;
mod data_collapse;
mod frames;
mod frames_published;
mod scaling;
mod scaling_fits;
mod scaling_monte_carlo;
mod scaling_problems;
mod scaling_slopes;
