//! Data larger than memory: inner products of columns, summed over rows and mergeable.

mod block;
mod compressed;
mod factor;
mod frame;
mod leave_one_out;
mod plain_table;
mod sums;

pub use compressed::Compressed;
pub use frame::Frame;
pub use leave_one_out::{Basis, LeaveOneOut};
pub use plain_table::{Cell, PlainTable, plain_table};
pub use sums::Accumulator;
