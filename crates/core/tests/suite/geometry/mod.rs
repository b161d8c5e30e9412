//! Intrinsic dimension.

mod dimension;
mod dimension_coverage;
