//! Plain data in and out: what a problem or a report is before it has a type.
//!
//! A caller's object arrives as one [`Value`]; [`Fields`] takes it apart by name, checks every
//! number, and names the path of whatever does not fit.

mod fields;
mod numbers;
mod value;

pub use fields::Fields;
pub use value::{Record, Value};
