//! Activation functions under Gaussian inputs: Hermite coefficients and kernels.

mod function;
mod hermite;
mod kernel;
mod named;
mod quadrature;
mod rule;
mod sampled;

pub use hermite::{HIGHEST_ORDER, Hermite};
pub use kernel::Kernel;
pub use named::Activation;
pub use sampled::{Sampled, Wanting};
