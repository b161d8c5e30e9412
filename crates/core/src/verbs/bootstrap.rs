//! How often, and from which seed, a bootstrap draws.

use crate::error::{Error, Result};
use crate::limits::check_count;
use crate::wire::Fields;

/// More draws than this would take longer than anybody waits.
const MOST: usize = 20_000;

/// Reads `bootstrap` (a number of draws, two or more, zero for none) and `seed` (0).
pub fn read_bootstrap(fields: &mut Fields, default: usize) -> Result<(usize, u64)> {
    let draws = fields.count_or("bootstrap", 0, default)?;
    let seed = fields.count_or("seed", 0, 0)? as u64;
    let path = fields.path("bootstrap");
    if draws == 1 {
        let condition = "zero, or two or more: one draw has no spread";
        return Err(Error::out_of_range(&path, condition, 1.0));
    }
    check_count(&path, draws, MOST)?;
    Ok((draws, seed))
}
