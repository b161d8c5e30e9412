//! Nodes that stand for listed modes, beside them.

use super::relative;
use ridgelaw::spectrum::Sums;

/// Asserts that a number is another, relative to it.
pub fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    let error = if expected == 0.0 { found.abs() } else { relative(found, expected) };
    assert!(error < tolerance, "{what}: {found} instead of {expected}, {error:.1e}");
}

/// Asserts that all sums at one κ are others.
pub fn close_sums(a: &Sums, b: &Sums, tolerance: f64, what: &str) {
    for (name, x, y) in [
        ("df1", a.df1, b.df1),
        ("df2", a.df2, b.df2),
        ("gap", a.df_gap, b.df_gap),
        ("bias", a.bias, b.bias),
        ("mixed", a.mixed, b.mixed),
        ("bias slope", a.bias_slope, b.bias_slope),
        ("df2 slope", a.df2_slope, b.df2_slope),
    ] {
        close(x, y, tolerance, &format!("{name} {what}"));
    }
}
