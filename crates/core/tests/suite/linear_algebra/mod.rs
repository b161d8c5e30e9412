//! Decompositions and products.

mod linalg;
mod svd;
