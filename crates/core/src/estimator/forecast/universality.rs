//! Whether leave-one-out and GCV agree, as Gaussian universality has it.

use super::blend::Forecaster;
use super::settings::HEAVY_FROM;

/// Gaps below this are of no consequence.
const SMALL_GAP: f64 = 0.05;
/// Gaps from this up are.
const LARGE_GAP: f64 = 0.15;

/// The comparison at one ridge.
#[derive(Debug, Clone, Copy)]
pub struct Universality {
    /// The verdict.
    pub verdict: Verdict,
    /// ln(GCV/LOO).
    pub gap: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Whether few samples carry much of the error.
    pub heavy: bool,
}

/// What the gap means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The two agree.
    Holds,
    /// The data do not tell.
    Doubtful,
    /// They disagree by more than chance and more than matters.
    Fails,
}

impl Forecaster {
    /// Compares leave-one-out with GCV at one ridge.
    pub fn universality(&self, lambda: f64) -> Universality {
        let at = |column: &[f64]| self.full.at(column, lambda);
        let gap = libm::log(at(&self.full.gcv) / at(&self.full.loo));
        let standard_error = at(&self.full.gap_noise);
        let chance = gap.abs() / standard_error.max(1e-12);
        let verdict = if gap.abs() < SMALL_GAP || (gap.abs() < LARGE_GAP && chance < 2.0) {
            Verdict::Holds
        } else if gap.abs() >= LARGE_GAP && chance >= 3.0 {
            Verdict::Fails
        } else {
            Verdict::Doubtful
        };
        let heavy = at(&self.full.tail) > HEAVY_FROM;
        Universality { verdict, gap, standard_error, heavy }
    }
}
