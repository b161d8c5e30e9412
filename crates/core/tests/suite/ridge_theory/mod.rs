//! Ridge regression in closed form.

mod local_exponents;
mod properties;
mod ridge;
mod source_capacity;
