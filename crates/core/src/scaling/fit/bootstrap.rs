//! How far a fit could have come out otherwise.

use super::{Fit, Huber, Table};
use crate::rng::Stream;

/// What is drawn anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resampling {
    /// Whole runs, with replacement.
    Runs,
    /// Residuals, with replacement, added to the fit; they are widened by √(n/(n − p)), since a fit of p parameters
    /// narrows them, and by Student's quantile over the normal one.
    Residuals,
}

impl Resampling {
    /// The name users see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::Residuals => "residuals",
        }
    }

    /// Residuals for few runs, where a draw of runs can lack the sizes that determine the law.
    pub fn for_runs(count: usize) -> Self {
        if count < FEW { Self::Residuals } else { Self::Runs }
    }
}

/// Fewer runs than this are few.
const FEW: usize = 60;

/// The number of the bootstrap's random stream.
const STREAM: u64 = 0x6669_7473;

/// Internal parameters of fits to data drawn anew, one a draw.
pub fn bootstrap(
    fit: &Fit,
    table: &Table,
    huber: Huber,
    (draws, seed, how): (usize, u64, Resampling),
) -> Vec<Fit> {
    let mut stream = Stream::new(seed, STREAM);
    let residuals = table.residuals(fit.law, &fit.theta, &fit.frame);
    (0..draws)
        .map(|_| match how {
            Resampling::Runs => fit.again(&runs(table, &mut stream), huber),
            Resampling::Residuals => fit.again(&moved(fit, table, &residuals, &mut stream), huber),
        })
        .collect()
}

/// Weights by how often each run was drawn.
fn runs(table: &Table, stream: &mut Stream) -> Table {
    let n = table.len();
    let mut count = vec![0.0; n];
    (0..n).for_each(|_| count[stream.below(n)] += 1.0);
    let weight = table.weight.iter().zip(&count).map(|(w, c)| w * c).collect();
    Table { weight, ..table.clone() }
}

/// Losses of the fit with residuals of other runs. Where weights differ, residuals are scaled by their roots, as
/// weights that are inverse variances ask for.
fn moved(fit: &Fit, table: &Table, residuals: &[f64], stream: &mut Stream) -> Table {
    let n = table.len();
    let spare = n.saturating_sub(fit.law.free()).max(1);
    let wider = f64::sqrt(n as f64 / spare as f64) * student(spare as f64);
    let ln_loss = (0..n)
        .map(|i| {
            let j = stream.below(n);
            let scale = f64::sqrt(table.weight[j] / table.weight[i]);
            fit.ln_loss(table.ln_size[i]) - wider * scale * residuals[j]
        })
        .collect();
    Table { ln_loss, ..table.clone() }
}

/// The quantile 0.95 of Student's distribution over that of the normal one (Fisher's expansion, within 1 % from two
/// degrees of freedom up).
fn student(freedom: f64) -> f64 {
    let z = 1.644_853_626_951_472_7_f64;
    let (s, f) = (z * z, freedom);
    let first = (s + 1.0) / (4.0 * f);
    let second = (5.0 * s * s + 16.0 * s + 3.0) / (96.0 * f * f);
    let third = (3.0 * s * s * s + 19.0 * s * s + 17.0 * s - 15.0) / (384.0 * f * f * f);
    1.0 + first + second + third
}

/// The interval that holds nine tenths of these numbers, linear between order statistics.
pub fn interval(numbers: &[f64]) -> [f64; 2] {
    [quantile(numbers, 0.05), quantile(numbers, 0.95)]
}

/// A quantile, linear between order statistics.
pub fn quantile(numbers: &[f64], share: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let place = share * (sorted.len() - 1) as f64;
    let (below, part) = (libm::floor(place) as usize, place.fract());
    let above = (below + 1).min(sorted.len() - 1);
    if part > 0.0 { sorted[below] + part * (sorted[above] - sorted[below]) } else { sorted[below] }
}

/// Standard deviation.
pub fn standard_deviation(numbers: &[f64]) -> f64 {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|x| (x - mean) * (x - mean)).sum();
    f64::sqrt(squares / (n - 1.0).max(1.0))
}
