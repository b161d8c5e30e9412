//! Activation functions under Gaussian inputs: Hermite coefficients and kernels.

mod function;
mod hermite;
mod kernel;
mod named;
mod quadrature;

pub use hermite::{HIGHEST_ORDER, Hermite, Sampled};
pub use kernel::kernel;
pub use named::Activation;
