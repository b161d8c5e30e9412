//! Every integration test, in one program that is linked once.

mod correlated_samples;
mod densities;
mod estimators;
mod features;
mod geometry;
mod linear_algebra;
mod populations;
mod ridge_theory;
mod scaling_laws;
mod simulation;
mod support;
