//! Constants of the forecast, each with what it does.
//!
//! Theory fixes the collapse itself; these say how far to trust it. They were set once on some
//! forty small data sets (tabular, digits, synthetic with outliers, duplicates and clusters) and
//! checked on others; `docs/forecast.md` gives the outcome.

/// The collapse is read off where df₁ is at most this share of n.
pub const WINDOW: f64 = 0.5;
/// Its continuation below is fitted on df₁/n from here up to the window's end.
pub const FIT_FROM: f64 = 0.2;
/// Relative noise of leave-one-out at which the slope of ln B below the window is halved: the more noise, the
/// more of a slope is chance.
pub const BIAS_SLOPE_NOISE: f64 = 0.07;
/// Decades of κ below the window at which the weights are given.
pub const KNOTS: [f64; 6] = [-1.0, -0.3, 0.2, 0.7, 1.2, 2.0];
/// Weight of the collapse by GCV beside that by leave-one-out, in logarithms.
pub const GCV_WEIGHT: [f64; 6] = [0.5, 0.5, 0.25, 0.1, 0.1, 0.0];
/// Inside the window GCV has its weight only as far as the worst fiftieth of the samples carries
/// more of the squared error than this share (Gaussian residuals: 0.14),
pub const HEAVY_FROM: f64 = 0.2;
/// and the whole of it from this share up.
pub const HEAVY_TO: f64 = 0.4;
/// Weight of the power law in P beside the collapse.
pub const POWER_LAW_WEIGHT: [f64; 6] = [0.0, 0.0, 0.05, 0.3, 0.4, 0.4];

/// Exponents of the power law in P: 0.02, 0.07, … .
pub const EXPONENT_FROM: f64 = 0.02;
/// Step of the exponents.
pub const EXPONENT_STEP: f64 = 0.05;
/// How many exponents.
pub const EXPONENTS: usize = 40;
/// How many floors, each a twentieth of the error at n.
pub const FLOORS: usize = 20;
/// Step of the floors.
pub const FLOOR_STEP: f64 = 0.05;
/// Weight of (ln c/c₀)² beside squared residuals.
pub const EXPONENT_PENALTY: f64 = 0.003;
/// c₀.
pub const EXPONENT_PRIOR: f64 = 0.4;

/// Standard errors of leave-one-out that the forecast of n itself may be off by; beyond, all forecasts
/// are moved by what remains.
pub const ANCHOR: f64 = 2.5;
/// A few large residuals make a small sample's mean too high on the way up: per unit of noise,
pub const TAIL_FACTOR: f64 = 0.5;
/// beyond this noise,
pub const TAIL_FROM: f64 = 0.1;
/// up to this much.
pub const TAIL_MOST: f64 = 0.3;

/// Interval: least half-width.
pub const LEAST_SPREAD: f64 = 0.02;
/// Interval: standard errors of leave-one-out.
pub const NOISE_SPREAD: f64 = 1.75;
/// Interval: disagreement of leave-one-out and GCV inside the window.
pub const GCV_SPREAD: f64 = 0.2;
/// Interval: distance below the window.
pub const BELOW_SPREAD: f64 = 0.1;
/// Interval: errors of the backtest.
pub const BACKTEST_SPREAD: f64 = 0.25;
/// Interval: disagreement of collapse and power law below the window.
pub const LAW_SPREAD: f64 = 0.4;
/// Interval: widening of the upper end for heavy tails.
pub const TAIL_SPREAD: f64 = 0.4;

/// A backtest off by more than this (in logarithms) widens the interval by all of it, on the side
/// where the truth was.
pub const SURPRISE: f64 = 0.5;
/// Below the window intervals widen by this share: what held nine times in ten inside did not there.
pub const EXTRAPOLATION_SPREAD: f64 = 0.15;
/// Decades of κ below the window beyond which nothing supports a forecast,
pub const UNSUPPORTED: f64 = 2.0;
/// and the interval widens by this much for each.
pub const UNSUPPORTED_SPREAD: f64 = 0.5;

/// Class error ∝ (squared error)^this.
pub const CLASS_EXPONENT: f64 = 1.3;
/// Weight of the class error at the same κ beside that at the same λ.
pub const CLASS_SAME_KAPPA: f64 = 0.6;
/// Weight of the power law in P on the class error itself.
pub const CLASS_LAW: f64 = 0.4;
/// Interval of the class error: least half-width.
pub const CLASS_LEAST_SPREAD: f64 = 0.06;
/// Interval of the class error: binomial standard errors.
pub const CLASS_NOISE_SPREAD: f64 = 1.8;
/// Interval of the class error: change of the squared error.
pub const CLASS_CHANGE_SPREAD: f64 = 0.25;
/// Interval of the class error: disagreement with the power law.
pub const CLASS_LAW_SPREAD: f64 = 0.4;

/// Ridge grid: points a decade.
pub const RIDGES_PER_DECADE: usize = 8;
/// Ridge grid: decades below the mean of the kernel's diagonal.
pub const DECADES_BELOW: i32 = 9;
/// Ridge grid: decades above it.
pub const DECADES_ABOVE: i32 = 1;
/// ln of the growth of P beyond which intervals grow no further.
pub const MOST_GROWTH: f64 = 4.158_883_083_359_672;
/// Smallest part of the data that is fitted on its own.
pub const LEAST_PART: usize = 12;
/// Partitions of each kind.
pub const REPETITIONS: usize = 2;
/// Decades of κ below the window at which a ridge can still be called the best.
pub const OPTIMAL_BELOW: f64 = 1.7;
/// How far (in ln κ) below the window the equation for κ is solved.
pub const DEEPEST: f64 = 30.0;
