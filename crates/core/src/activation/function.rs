//! A function of one variable as a straight line and the rest.

/// f(x) = offset + slope x + remainder(x).
pub struct Function<F> {
    /// f without the line and the remainder.
    pub offset: f64,
    /// Slope of the line.
    pub slope: f64,
    /// Whether the remainder is odd; else it is even.
    pub odd: bool,
    /// What is left, accurate in itself.
    pub remainder: F,
}
