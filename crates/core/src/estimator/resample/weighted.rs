//! Fits of rows with whole-number weights, as drawing with replacement makes them.

use super::whole::Function;
use super::{Prepared, Study};
use crate::error::{Error, Result};
use crate::estimator::fit::weights::constants;
use crate::estimator::{Decomposition, Kernel};
use crate::limits::{check_fits, doubles};
use crate::linalg::{Matrix, axpy, cholesky, dot, gram};

/// Prepared for one ridge and any weights.
pub struct Weighted<'a> {
    study: &'a Study,
    decomposition: &'a Decomposition,
    gram: Option<&'a Matrix>,
    lambda: f64,
    /// √(s/(s+λ)) u_i: rows whose weighted inner products stay near the unit matrix, whatever
    /// the scales of the features.
    rows: Matrix,
    means: Vec<f64>,
}

impl<'a> Weighted<'a> {
    /// For the ridge of the study.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn new(study: &'a Study, prepared: &'a Prepared) -> Result<Self> {
        let missing = || Error::Missing { argument: "prepared.decomposition".into() };
        let decomposition = prepared.decomposition.as_ref().ok_or_else(missing)?;
        let lambda = prepared.lambda.ok_or_else(missing)?;
        let (n, rank) = (decomposition.samples, decomposition.eigenvalues.len());
        check_fits("X", doubles(&[4, n, rank.max(study.data.x.columns)]))?;
        let mut rows = decomposition.vectors.clone();
        for (k, s) in decomposition.eigenvalues.iter().enumerate() {
            let share = f64::sqrt(s / (s + lambda));
            rows.row_mut(k).iter_mut().for_each(|u| *u *= share);
        }
        let means = if study.intercept {
            study.data.x.column_means()
        } else {
            vec![0.0; study.data.x.columns]
        };
        let gram = prepared.gram.as_ref();
        Ok(Self { study, decomposition, gram, lambda, rows: rows.transpose(), means })
    }

    /// Fits the rows with these weights, on the smaller side: the function and its values at all rows.
    ///
    /// # Errors
    /// `IllConditioned` where they do not determine the fit.
    pub fn fit(&self, weights: &[f64]) -> Result<(Function, Matrix)> {
        let drawn: Vec<usize> = (0..weights.len()).filter(|i| weights[*i] > 0.0).collect();
        let total: f64 = weights.iter().sum();
        match self.gram {
            Some(gram) => self.dual(gram, weights, &drawn, total),
            None => self.primal(weights, &drawn, total),
        }
        .ok_or_else(|| Error::IllConditioned {
            argument: "lambda".into(),
            reason: "the rows of a draw do not determine its fit; use a larger lambda".into(),
        })
    }

    /// (Tᵀ W T + diag(a)) φ = Tᵀ W y with weighted means removed.
    fn primal(&self, weights: &[f64], drawn: &[usize], total: f64) -> Option<(Function, Matrix)> {
        let (rank, y) = (self.rows.columns, &self.study.data.y);
        let (mut centre, mut mean) = (vec![0.0; rank], vec![0.0; y.columns]);
        if self.study.intercept {
            for i in drawn {
                axpy(weights[*i] / total, self.rows.row(*i), &mut centre);
                axpy(weights[*i] / total, y.row(*i), &mut mean);
            }
        }
        let mut scaled = Matrix::zeros(drawn.len(), rank);
        let mut right = Matrix::zeros(rank, y.columns);
        for (place, i) in drawn.iter().enumerate() {
            let root = f64::sqrt(weights[*i]);
            let row = scaled.row_mut(place);
            for (k, x) in row.iter_mut().enumerate() {
                *x = root * (self.rows.at(*i, k) - centre[k]);
            }
            for (k, x) in row.iter().enumerate() {
                for (t, m) in mean.iter().enumerate() {
                    right.data[k * y.columns + t] += root * x * (y.at(*i, t) - m);
                }
            }
        }
        let mut system = gram(&scaled.transpose());
        let n = self.decomposition.samples as f64;
        for (k, s) in self.decomposition.eigenvalues.iter().enumerate() {
            // The ridge of `total` rows against that of all.
            system.data[k * rank + k] += (total / n) * self.lambda / (s + self.lambda);
        }
        let solved = well_posed(system)?.solve(&right);
        Some(self.primal_function(&solved, &centre, &mean))
    }

    fn primal_function(&self, phi: &Matrix, centre: &[f64], mean: &[f64]) -> (Function, Matrix) {
        let (n, t) = (self.rows.rows, phi.columns);
        let columns = phi.transpose();
        let mut values = Matrix::zeros(n, t);
        for i in 0..n {
            let row: Vec<f64> = self.rows.row(i).iter().zip(centre).map(|(x, c)| x - c).collect();
            for k in 0..t {
                values.row_mut(i)[k] = mean[k] + dot(&row, columns.row(k));
            }
        }
        let mut weights = Matrix::zeros(self.means.len(), t);
        // The weighted mean of the features less their mean, as coordinates of the right vectors.
        let mut shift = vec![0.0; self.means.len()];
        let samples = self.decomposition.samples as f64;
        if let Some(right) = &self.decomposition.right {
            for (k, s) in self.decomposition.eigenvalues.iter().enumerate() {
                let root = f64::sqrt(samples * (s + self.lambda));
                for (j, v) in right.row(k).iter().enumerate() {
                    axpy(v / root, phi.row(k), weights.row_mut(j));
                    shift[j] += v * root * centre[k];
                }
            }
        }
        let mut intercept = mean.to_vec();
        for (j, (a, b)) in self.means.iter().zip(&shift).enumerate() {
            axpy(-(a + b), weights.row(j), &mut intercept);
        }
        if !self.study.intercept {
            intercept.iter_mut().for_each(|b| *b = 0.0);
        }
        (Function { weights, intercept }, values)
    }

    /// (K + Nλ W⁻¹) α = y − b over the rows drawn.
    fn dual(
        &self,
        kernel: &Matrix,
        weights: &[f64],
        drawn: &[usize],
        total: f64,
    ) -> Option<(Function, Matrix)> {
        let (n, t, m) = (kernel.rows, self.study.data.y.columns, drawn.len());
        let data = drawn.iter().flat_map(|i| drawn.iter().map(|j| kernel.at(*i, *j))).collect();
        let mut system = Matrix { data, rows: m, columns: m };
        let mut sides = Matrix::zeros(m, t + 1);
        for (place, i) in drawn.iter().enumerate() {
            system.data[place * m + place] += total * self.lambda / weights[*i];
            sides.row_mut(place)[..t].copy_from_slice(self.study.data.y.row(*i));
            sides.row_mut(place)[t] = 1.0;
        }
        let solved = well_posed(system)?.solve(&sides);
        let sum = |k: usize| (0..m).map(|i| solved.at(i, k)).sum::<f64>();
        let ones = sum(t);
        let constant = |k: usize| if self.study.intercept { sum(k) / ones } else { 0.0 };
        let intercept: Vec<f64> = (0..t).map(constant).collect();
        let mut dual = Matrix::zeros(n, t);
        for (place, i) in drawn.iter().enumerate() {
            for k in 0..t {
                dual.row_mut(*i)[k] = solved.at(place, k) - intercept[k] * solved.at(place, t);
            }
        }
        let columns = dual.transpose();
        let mut values = Matrix::zeros(n, t);
        for i in 0..n {
            for k in 0..t {
                values.row_mut(i)[k] = intercept[k] + dot(kernel.row(i), columns.row(k));
            }
        }
        if self.study.kernel != Kernel::Linear {
            return Some((Function { weights: dual, intercept }, values));
        }
        let weights = self.coefficients(&dual);
        let intercept = constants(&intercept, &self.means, &weights);
        Some((Function { weights, intercept }, values))
    }

    /// w = (X − x̄)ᵀ α.
    fn coefficients(&self, dual: &Matrix) -> Matrix {
        let x = &self.study.data.x;
        let mut weights = Matrix::zeros(x.columns, dual.columns);
        for i in 0..x.rows {
            for j in 0..x.columns {
                axpy(x.at(i, j) - self.means[j], dual.row(i), weights.row_mut(j));
            }
        }
        weights
    }
}

/// A factorisation whose pivots say that it has digits left.
fn well_posed(system: Matrix) -> Option<crate::linalg::Cholesky> {
    let n = system.rows;
    let diagonal: Vec<f64> = (0..n).map(|i| system.at(i, i)).collect();
    let factor = cholesky(system)?;
    let kept = |(pivot, whole): (&f64, &f64)| *pivot > 1e-13 * whole;
    factor.pivots().iter().zip(&diagonal).all(kept).then_some(factor)
}
