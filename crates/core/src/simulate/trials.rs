//! How many trials, and which.

use crate::error::{Error, Result};
use crate::wire::Fields;

/// The largest number of trials: their streams have numbers of 64 bits.
const MOST_TRIALS: u64 = 1 << 40;

/// Takes `trials`.
pub fn read_trials(fields: &mut Fields, default: u64) -> Result<u64> {
    let trials = fields.whole_or("trials", default)?;
    if trials == 0 || trials > MOST_TRIALS {
        let condition = format!("from 1 to {MOST_TRIALS}");
        return Err(Error::out_of_range(&fields.path("trials"), condition, trials as f64));
    }
    Ok(trials)
}

/// Takes `trial`, counted from zero.
pub fn read_trial(fields: &mut Fields) -> Result<u64> {
    let trial = fields.whole_or("trial", 0)?;
    if trial >= MOST_TRIALS {
        let condition = format!("below {MOST_TRIALS}");
        return Err(Error::out_of_range(&fields.path("trial"), condition, trial as f64));
    }
    Ok(trial)
}
