//! Samples that are correlated.

mod correlated;
mod correlated_bottleneck;
mod correlated_exponents;
mod correlated_monte_carlo;
