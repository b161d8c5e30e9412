//! Ridge regression in closed form.

mod local_exponents;
mod problem_lists;
mod properties;
mod ridge;
mod source_capacity;
