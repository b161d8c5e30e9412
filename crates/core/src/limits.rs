//! What a call may ask for: memory, and the range of numbers.

use crate::error::{Error, Result};

/// The most memory a call may need, in megabytes.
pub const LIMIT_MB: u64 = 3_000;

/// The largest number of real data must be zero or between the inverse of this and this, so that
/// fourth powers, which standard errors need, stay inside the range of doubles.
pub const LARGEST_DATUM: f64 = 1e70;

/// Eigenvalues and variances must not exceed this; below its inverse they count as zero.
pub const LARGEST_EIGENVALUE: f64 = 1e290;

/// Samples must not be fewer: beyond, their products with variances leave the range of doubles.
pub const LEAST_SAMPLES: f64 = 1e-100;

/// A product of counts in 64 bits: on a 32-bit machine `usize` would wrap around.
pub fn doubles(factors: &[usize]) -> u64 {
    factors.iter().fold(1, |product, factor| (*factor as u64).saturating_mul(product))
}

/// Refuses work on more than 3 GB of doubles, before it starts.
///
/// # Errors
/// `TooLarge`, with the estimate.
pub fn check_fits(argument: &str, doubles: u64) -> Result<()> {
    let needed_mb = doubles.saturating_mul(8) >> 20;
    if needed_mb > LIMIT_MB {
        return Err(Error::TooLarge { argument: argument.into(), needed_mb, limit_mb: LIMIT_MB });
    }
    Ok(())
}

/// Refuses a count above what a call may ask for.
///
/// # Errors
/// `OutOfRange`.
pub fn check_count(argument: &str, count: usize, most: usize) -> Result<()> {
    if count <= most {
        return Ok(());
    }
    Err(Error::out_of_range(argument, format!("at most {most}"), count as f64))
}

/// Refuses data whose largest number is out of range.
///
/// # Errors
/// `OutOfRange`.
pub fn check_range(argument: &str, data: &[f64]) -> Result<()> {
    let largest = data.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    if largest > LARGEST_DATUM || (largest > 0.0 && largest < 1.0 / LARGEST_DATUM) {
        let condition =
            format!("scaled to between {:e} and {LARGEST_DATUM:e}", 1.0 / LARGEST_DATUM);
        return Err(Error::out_of_range(argument, condition, largest));
    }
    Ok(())
}

/// Refuses a largest eigenvalue that is out of range.
///
/// # Errors
/// `OutOfRange`.
pub fn check_scale(argument: &str, scale: f64) -> Result<()> {
    if scale > LARGEST_EIGENVALUE || scale <= 1.0 / LARGEST_EIGENVALUE {
        let least = 1.0 / LARGEST_EIGENVALUE;
        let condition = format!("between {least:e} and {LARGEST_EIGENVALUE:e}");
        return Err(Error::out_of_range(argument, condition, scale));
    }
    Ok(())
}

/// Refuses a ridge for real data that is negative or as good as infinite.
///
/// # Errors
/// `OutOfRange`.
pub fn check_ridge(argument: &str, lambda: f64) -> Result<()> {
    if lambda < 0.0 {
        return Err(Error::out_of_range(argument, "zero or more on real data", lambda));
    }
    if lambda > LARGEST_RIDGE {
        return Err(Error::out_of_range(argument, format!("at most {LARGEST_RIDGE:e}"), lambda));
    }
    Ok(())
}

/// Beyond this a ridge on real data is as good as infinite.
const LARGEST_RIDGE: f64 = 1e150;
