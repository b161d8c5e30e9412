//! Dense linear algebra; the only folder that names a linear-algebra crate.

mod bundle;
mod cholesky;
mod double_double;
mod eigh;
mod gram;
mod least_squares;
mod matrix;
mod product;
mod qr;
mod svd;

pub use cholesky::{Cholesky, cholesky};
pub(crate) use double_double::DoubleDouble;
pub use eigh::{Eigen, eigh, eigvalsh, gauss_rule};
pub use gram::{gram, gram_of, multiply, multiply_blocks};
pub use least_squares::{Dependent, Design, LeastSquares, least_squares};
pub(crate) use matrix::reduce;
pub use matrix::{Matrix, axpy, axpy4, dot, squared_distance};
pub use product::{Block, BlockMut, Part, Zeros, add_product};
pub use svd::{Svd, full_rank_svd, svd};
