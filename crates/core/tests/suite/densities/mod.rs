//! Free probability: transforms, densities, sums.

mod density;
mod element_moments;
mod free_probability;
mod free_sums;
mod free_sums_gaps;
mod free_sums_monte_carlo;
mod free_sums_of_two;
mod hard_edges;
mod large_densities;
mod recovery;
mod sums_in_closed_form;
