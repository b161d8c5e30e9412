//! How a signal changes under repeated coarse-graining.

use super::coarse_grain::{Rule, coarse_grain};
use super::power_spectrum::{PowerSpectrum, power_spectrum};
use crate::linalg::Matrix;

/// One level of the flow.
#[derive(Debug, Clone)]
pub struct Level {
    /// The signal.
    pub signal: Matrix,
    /// Steps of the first signal that one step here is long.
    pub length: f64,
    /// Mean.
    pub mean: f64,
    /// Variance, noise included.
    pub variance: f64,
    /// Variance of the noise.
    pub noise: f64,
    /// Variance of what is not noise.
    pub signal_variance: f64,
    /// Correlation of neighbours; none for constant signals.
    pub correlation: Option<f64>,
    /// Spectrum, in cycles per step of the first signal.
    pub spectrum: PowerSpectrum,
}

impl Level {
    /// atanh of the neighbours' correlation: the nearest-neighbour coupling of a chain that has it, exactly so for one of
    /// ±1 (Ising), and tanh K' = (tanh K)^b under decimation by b. None for two entries or others that follow from their
    /// neighbours, whose coupling is without limit.
    pub fn coupling(&self) -> Option<f64> {
        self.correlation.filter(|rho| rho.abs() < 1.0).map(libm::atanh)
    }
}

/// The signal and `steps` coarse-grainings of it. With `clean`, the signal without noise, noise is what differs at each
/// level; without it, it is estimated from differences of neighbours.
pub fn flow(
    signal: Matrix,
    clean: Option<Matrix>,
    block: [usize; 2],
    rule: Rule,
    steps: usize,
) -> Vec<Level> {
    let (mut signal, mut clean) = (signal, clean);
    let step = block[0].max(block[1]) as f64;
    let mut levels = Vec::with_capacity(steps + 1);
    let mut length = 1.0;
    for _ in 0..steps {
        let next = coarse_grain(&signal, block, rule);
        let next_clean = clean.as_ref().map(|clean| coarse_grain(clean, block, rule));
        levels.push(level(signal, clean.as_ref(), length));
        (signal, clean, length) = (next, next_clean, length * step);
    }
    levels.push(level(signal, clean.as_ref(), length));
    levels
}

fn level(signal: Matrix, clean: Option<&Matrix>, length: f64) -> Level {
    let (mean, variance) = moments(&signal.data);
    let noise = match clean {
        Some(clean) => {
            let rest: Vec<f64> = signal.data.iter().zip(&clean.data).map(|(x, y)| x - y).collect();
            rest.iter().map(|x| x * x).sum::<f64>() / rest.len() as f64
        }
        None => white_noise(&signal).min(variance),
    };
    let signal_variance = match clean {
        Some(clean) => moments(&clean.data).1,
        None => variance - noise,
    };
    let correlation = neighbour_correlation(&signal, mean, variance);
    let mut spectrum = power_spectrum(&signal);
    spectrum.frequency.iter_mut().for_each(|f| *f /= length);
    spectrum.power.iter_mut().for_each(|s| *s *= length);
    Level { signal, length, mean, variance, noise, signal_variance, correlation, spectrum }
}

fn moments(x: &[f64]) -> (f64, f64) {
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    (mean, x.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n)
}

/// Mean product of neighbours along rows and columns over the variance.
fn neighbour_correlation(signal: &Matrix, mean: f64, variance: f64) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for i in 0..signal.rows {
        for j in 0..signal.columns {
            let here = signal.at(i, j) - mean;
            if j + 1 < signal.columns {
                sum += here * (signal.at(i, j + 1) - mean);
                count += 1.0;
            }
            if i + 1 < signal.rows {
                sum += here * (signal.at(i + 1, j) - mean);
                count += 1.0;
            }
        }
    }
    (variance > 0.0 && count > 0.0).then(|| sum / count / variance)
}

/// The variance of white noise on a signal that is linear from one step to the next: second differences over √6 (Gasser,
/// Sroka and Jennen-Steinmetz, 1986), in an image their product along both axes over 6 (Immerkær, 1996).
fn white_noise(signal: &Matrix) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    let bend =
        |i: usize, j: usize| signal.at(i, j) - 2.0 * signal.at(i, j + 1) + signal.at(i, j + 2);
    let image = signal.rows > 2;
    for i in 0..if image { signal.rows - 2 } else { signal.rows } {
        for j in 0..signal.columns.saturating_sub(2) {
            let difference =
                if image { bend(i, j) - 2.0 * bend(i + 1, j) + bend(i + 2, j) } else { bend(i, j) };
            sum += difference * difference / if image { 36.0 } else { 6.0 };
            count += 1.0;
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}
