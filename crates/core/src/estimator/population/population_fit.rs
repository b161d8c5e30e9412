//! An estimate of the population's spectrum: weights on a grid whose df curve is the one recovered.

use crate::estimator::SampleSpectrum;
use crate::linalg::{Design, Matrix, least_squares};

/// Places per decade of the grid of eigenvalues.
const PER_DECADE: f64 = 12.0;

/// Places of the curve that is fitted.
const CURVE: usize = 160;

/// No place of the curve counts for less.
const LEAST_WEIGHT: f64 = 1e-12;

/// Passes of the active set.
const MOST_PASSES: usize = 400;

/// A spectrum with the df curve of a sample.
#[derive(Debug, Clone)]
pub struct PopulationFit {
    /// Eigenvalues, largest first.
    pub values: Vec<f64>,
    /// How many directions share each; not whole numbers.
    pub counts: Vec<f64>,
    /// Root mean square of (1 − γ̂)(df − df̂)/(df̂₁ − df̂₂) over the curve, γ̂ = df̂₂/P.
    pub residual: f64,
    /// Below this the sample says nothing of single eigenvalues.
    pub resolution: f64,
}

/// Fits counts m ≥ 0 on a logarithmic grid of eigenvalues s so that Σ m s/(s+κ̂) = df̂(κ̂), by non-negative least
/// squares (Lawson and Hanson), each place of the curve weighted by (1 − γ̂)/(df̂₁ − df̂₂): what is recovered is
/// the less sure the closer γ̂ = df̂₂/P is to one.
pub fn population_fit(sample: &SampleSpectrum) -> PopulationFit {
    let (lowest, highest) = (lowest_ridge(sample), 30.0 * sample.largest());
    let step = libm::log(highest / lowest) / (CURVE - 1) as f64;
    let curve: Vec<_> =
        (0..CURVE).map(|i| sample.at(lowest * libm::exp(step * i as f64))).collect();
    let resolution = curve[0].kappa;
    let grid = grid(0.1 * resolution, 1.5 * sample.largest());
    let mut a = Matrix::zeros(CURVE, grid.len());
    let mut b = vec![0.0; CURVE];
    for (i, place) in curve.iter().enumerate() {
        let gap = (place.df1 - place.df2).max(1e-12 * place.df1);
        let weight = (1.0 - place.df2 / sample.samples).max(LEAST_WEIGHT) / gap;
        b[i] = place.df1 * weight;
        let row = a.row_mut(i);
        grid.iter().zip(row).for_each(|(s, entry)| *entry = s / (s + place.kappa) * weight);
    }
    let counts = non_negative(&a, &b);
    let error = residual(&a, &b, &counts);
    let residual = f64::sqrt(error.iter().map(|x| x * x).sum::<f64>() / CURVE as f64);
    let (values, counts) = levels(&grid, &counts);
    PopulationFit { values, counts, residual, resolution }
}

/// What fills neighbouring places of the grid lies between them: one level at their mean.
fn levels(grid: &[f64], counts: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let (mut values, mut sums) = (Vec::new(), Vec::new());
    let mut last = usize::MAX;
    for (i, (s, m)) in grid.iter().zip(counts).enumerate().filter(|(_, (_, m))| **m > 0.0) {
        match (values.last_mut(), sums.last_mut()) {
            (Some(value), Some(sum)) if last.wrapping_add(1) == i => {
                *value = (*value * *sum + s * m) / (*sum + m);
                *sum += m;
            }
            _ => {
                values.push(*s);
                sums.push(*m);
            }
        }
        last = i;
    }
    (values, sums)
}

/// A λ at which nearly all that the sample resolves is resolved.
fn lowest_ridge(sample: &SampleSpectrum) -> f64 {
    0.03 * sample.smallest()
}

fn grid(low: f64, high: f64) -> Vec<f64> {
    let steps = libm::ceil(libm::log10(high / low) * PER_DECADE).max(1.0);
    let factor = libm::log(high / low) / steps;
    (0..=steps as usize).rev().map(|i| low * libm::exp(factor * i as f64)).collect()
}

fn residual(a: &Matrix, b: &[f64], x: &[f64]) -> Vec<f64> {
    (0..a.rows).map(|i| b[i] - crate::linalg::dot(a.row(i), x)).collect()
}

/// Minimises |A x − b| over x ≥ 0.
fn non_negative(a: &Matrix, b: &[f64]) -> Vec<f64> {
    let columns = a.transpose();
    let mut x = vec![0.0; a.columns];
    let mut passive: Vec<usize> = Vec::new();
    let mut barred: Option<usize> = None;
    for _ in 0..MOST_PASSES {
        let error = residual(a, b, &x);
        let gain = |j: usize| {
            let column = columns.row(j);
            crate::linalg::dot(column, &error) / f64::sqrt(crate::linalg::dot(column, column))
        };
        let size = f64::sqrt(crate::linalg::dot(&error, &error));
        let free = (0..a.columns).filter(|j| !passive.contains(j) && barred != Some(*j));
        let best = free.max_by(|i, j| gain(*i).total_cmp(&gain(*j)));
        let Some(j) = best.filter(|j| gain(*j) > 1e-9 * size) else { break };
        passive.push(j);
        barred = if settle(&columns, b, &mut x, &mut passive) { None } else { Some(j) };
    }
    x
}

/// Solves on the passive set, and takes out what turns negative, until nothing does. False where the set's columns
/// are too close to dependent, and then without the last.
fn settle(columns: &Matrix, b: &[f64], x: &mut [f64], passive: &mut Vec<usize>) -> bool {
    loop {
        let Some(found) = solve(columns, b, passive) else {
            passive.pop();
            return false;
        };
        let shrink = |k: usize| {
            let old = x[passive[k]];
            if found[k] > 0.0 { 1.0 } else { old / (old - found[k]) }
        };
        let step = (0..passive.len()).map(shrink).fold(1.0, f64::min);
        for (k, j) in passive.iter().enumerate() {
            x[*j] += step * (found[k] - x[*j]);
        }
        if step >= 1.0 {
            return true;
        }
        let largest = passive.iter().fold(0.0_f64, |most, j| most.max(x[*j]));
        let gone = |j: &usize| x[*j] <= 1e-14 * largest;
        let out: Vec<usize> = passive.iter().copied().filter(gone).collect();
        out.iter().for_each(|j| x[*j] = 0.0);
        passive.retain(|j| !out.contains(j));
        if passive.is_empty() {
            return true;
        }
    }
}

fn solve(columns: &Matrix, b: &[f64], passive: &[usize]) -> Option<Vec<f64>> {
    let x = columns.select(passive).into_transpose();
    let design = Design { x: &x, used: (0..passive.len()).collect(), intercept: false };
    let target = Matrix { data: b.to_vec(), rows: b.len(), columns: 1 };
    least_squares(&design, &target).ok().map(|solution| solution.coefficients.data)
}
