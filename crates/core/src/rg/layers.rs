//! The layers of a network, by the spectra of their activations.

use crate::linalg::{Matrix, eigvalsh, gram};
use crate::scaling::source_capacity::{Exponent, Observed, SampleModes, capacity};

/// Ridges of the flow, in units of the layer's variance per direction: from large to small.
const RIDGES: usize = 25;
const LARGEST: f64 = 1e2;
const SMALLEST: f64 = 1e-6;

/// Eigenvalues below this share of the largest are rounding.
const ROUNDING: f64 = 1e-14;

/// One layer.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Samples and width.
    pub shape: [usize; 2],
    /// Eigenvalues of the sample covariance, descending, zeros left out.
    pub eigenvalues: Vec<f64>,
    /// (Σ s)²/Σ s².
    pub participation_ratio: f64,
    /// exp of the entropy of s/Σ s.
    pub effective_dimension: f64,
    /// Σ s over the largest.
    pub stable_rank: f64,
    /// α of the window, where there is one and the window shows it.
    pub exponent: Option<Exponent>,
    /// The window in degrees of freedom.
    pub window: [f64; 2],
    /// Ridges λ over Σ s, and what the layer makes of them.
    pub ridge: Vec<f64>,
    /// κ̂ and df̂₁ at these ridges, κ̂ over Σ s.
    pub flow: Vec<Observed>,
}

/// Describes activations, samples as rows; centred first, which costs one degree of freedom. `None` where all samples
/// are the same.
pub fn layer(activations: &Matrix, window: Option<[f64; 2]>) -> Option<Layer> {
    let (n, width) = (activations.rows, activations.columns);
    let eigenvalues = spectrum(activations)?;
    let (sum, squares) = eigenvalues.iter().fold((0.0, 0.0), |(s, q), e| (s + e, q + e * e));
    if eigenvalues.is_empty() || sum <= 0.0 {
        return None;
    }
    let entropy: f64 = eigenvalues.iter().map(|e| e / sum).map(|p| -p * libm::log(p)).sum();
    let largest = eigenvalues[0];
    let outside = (n - 1 - eigenvalues.len().min(n - 1)) as f64;
    let modes =
        SampleModes { eigenvalues, power: vec![], outside: (outside, 0.0), samples: n as f64 };
    let window = window.unwrap_or_else(|| modes.default_window());
    let ridge: Vec<f64> = (0..RIDGES)
        .map(|i| LARGEST * libm::pow(SMALLEST / LARGEST, i as f64 / (RIDGES - 1) as f64))
        .collect();
    let flow = ridge.iter().map(|relative| {
        let seen = modes.at(relative * sum);
        Observed { kappa: seen.kappa / sum, ..seen }
    });
    let flow = flow.collect();
    let exponent = (window[1] >= 2.0 * window[0] && window[0] >= 1.0).then(|| {
        let observed: Vec<Observed> = modes.ridges(window).iter().map(|l| modes.at(*l)).collect();
        capacity(&observed, width as f64)
    });
    Some(Layer {
        shape: [n, width],
        participation_ratio: sum * sum / squares,
        effective_dimension: libm::exp(entropy),
        stable_rank: sum / largest,
        exponent: exponent.flatten().map(|(exponent, _)| exponent).filter(|found| !found.at_bound),
        window,
        ridge,
        flow,
        eigenvalues: modes.eigenvalues,
    })
}

/// Eigenvalues of the covariance of centred rows, descending, by the smaller of the two Gram matrices; `None`
/// where the iteration does not converge.
fn spectrum(activations: &Matrix) -> Option<Vec<f64>> {
    let means = activations.column_means();
    let mut centred = activations.clone();
    for i in 0..centred.rows {
        centred.row_mut(i).iter_mut().zip(&means).for_each(|(x, mean)| *x -= mean);
    }
    let n = centred.rows as f64;
    let smaller = if centred.columns < centred.rows { centred.transpose() } else { centred };
    let values = eigvalsh(gram(&smaller))?;
    let largest = values.last().copied().unwrap_or(0.0);
    let kept = values.iter().rev().filter(|s| **s > ROUNDING * largest).map(|s| s / n);
    Some(kept.collect())
}
