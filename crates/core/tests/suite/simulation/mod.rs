//! Monte Carlo.

mod monte_carlo;
mod simulate;
mod simulate_large;
mod simulate_random;
