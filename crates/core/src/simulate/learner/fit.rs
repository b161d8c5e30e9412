//! Ridge regression on one training set, for several ridges.

use crate::linalg::{Matrix, Zeros, cholesky, dot, gram_of};
use crate::simulate::data::{Data, Seen};
use crate::simulate::learner::features::combine;

/// The normal equations of the smaller of both sizes, without a ridge.
#[derive(Debug)]
pub struct System<'a> {
    /// Rows of what the model sees.
    seen: Matrix,
    data: &'a Data,
    /// Φᵀ y/P for the clean labels and the noise, or the labels over P themselves on the samples' side.
    sides: [Vec<f64>; 2],
    /// ΦᵀΦ/P or ΦΦᵀ/P.
    gram: Matrix,
    /// Whether it is the samples' side.
    dual: bool,
}

/// Fits of the clean labels and of the noise, which add up to the fit of both.
#[derive(Debug)]
pub struct Solution {
    /// v for either.
    pub coefficients: [Vec<f64>; 2],
    /// (1/P)|Φv − y|² of both together.
    pub train_error: f64,
}

/// What the eigenvalues ŝ of ΦΦᵀ/P say of the renormalized ridge, with a = λ/(ŝ + λ).
#[derive(Debug, Clone, Copy)]
pub struct Spectral {
    /// κ̂ = λ/mean(a).
    pub kappa: f64,
    /// Σ (1 − a).
    pub df1: f64,
    /// P (1 − mean(a)²/mean(a²)), which estimates df₂ of ridge regression.
    pub df2: f64,
    /// mean(a)²/mean(a²) = dλ/dκ̂.
    pub one_minus_gamma: f64,
    /// κ̂/λ.
    pub s_transform: f64,
}

impl<'a> System<'a> {
    /// Forms the smaller Gram matrix.
    pub fn new(seen: Seen, data: &'a Data) -> Self {
        let scale = 1.0 / data.samples as f64;
        let dual = seen.rows.rows <= seen.rows.columns;
        let block = if dual { seen.block() } else { seen.block().transposed() };
        let mut gram = gram_of(block);
        let seen = seen.rows;
        let labels = [&data.clean, &data.noise];
        let mut sides = if dual {
            labels.map(Clone::clone)
        } else {
            let side = |y: &Vec<f64>| {
                let mut side = vec![0.0; seen.columns];
                combine(y, &seen, &mut side);
                side
            };
            labels.map(side)
        };
        gram.data.iter_mut().for_each(|x| *x *= scale);
        sides.iter_mut().flatten().for_each(|x| *x *= scale);
        Self { seen, data, sides, gram, dual }
    }

    /// Solves at ridge λ; `None` where the system is not positive definite. With `spectral` it also counts degrees of
    /// freedom.
    pub fn solve(&self, lambda: f64, spectral: bool) -> Option<(Solution, Option<Spectral>)> {
        let n = self.gram.rows;
        let mut system = self.gram.clone();
        (0..n).for_each(|i| system.row_mut(i)[i] += lambda);
        let factor = cholesky(system)?;
        let mut sides = Matrix::zeros(n, 2);
        for (i, row) in sides.data.as_chunks_mut::<2>().0.iter_mut().enumerate() {
            *row = [self.sides[0][i], self.sides[1][i]];
        }
        let solved = factor.solve(&sides);
        let solved: [Vec<f64>; 2] =
            std::array::from_fn(|k| (0..n).map(|i| solved.at(i, k)).collect());
        let counts = spectral.then(|| self.count(&inverse(&factor.factor()), lambda));
        Some((self.finish(solved, lambda), counts))
    }

    fn finish(&self, solved: [Vec<f64>; 2], lambda: f64) -> Solution {
        let samples = self.data.samples as f64;
        let (coefficients, residual): (_, Vec<f64>) = if self.dual {
            let residual =
                solved[0].iter().zip(&solved[1]).map(|(s, n)| samples * lambda * (s + n));
            let residual = residual.collect();
            let primal = |dual: &Vec<f64>| {
                let mut v = vec![0.0; self.seen.columns];
                combine(dual, &self.seen, &mut v);
                v
            };
            ([primal(&solved[0]), primal(&solved[1])], residual)
        } else {
            let v: Vec<f64> = solved[0].iter().zip(&solved[1]).map(|(s, n)| s + n).collect();
            let label = |i: usize| self.data.clean[i] + self.data.noise[i];
            let residual = |i| label(i) - dot(self.seen.row(i), &v);
            (solved, (0..self.seen.rows).map(residual).collect())
        };
        Solution { coefficients, train_error: dot(&residual, &residual) / samples }
    }

    /// Traces of M⁻¹ and M⁻² for M = L Lᵀ of this ridge; samples beyond the system's size have a = 1.
    fn count(&self, inverse: &Matrix, lambda: f64) -> Spectral {
        let samples = self.data.samples as f64;
        let (n, rest) = (inverse.rows as f64, samples - inverse.rows as f64);
        let square = gram_of(inverse.block().with(Zeros::Above));
        let first = dot(&inverse.data, &inverse.data);
        let second = dot(&square.data, &square.data);
        let slack = (rest + lambda * first) / samples;
        let (kappa, one_minus_gamma) = if rest > 0.0 {
            let squares = (rest + lambda * lambda * second) / samples;
            (lambda / slack, slack * slack / squares)
        } else {
            (samples / first, first * first / (samples * second))
        };
        Spectral {
            kappa,
            df1: n - lambda * first,
            df2: samples * (1.0 - one_minus_gamma),
            one_minus_gamma,
            s_transform: 1.0 / slack,
        }
    }
}

/// L⁻¹ of a lower triangular matrix, row after row.
fn inverse(l: &Matrix) -> Matrix {
    let n = l.rows;
    let mut inverse = Matrix::zeros(n, n);
    for i in 0..n {
        let (above, rest) = inverse.data.split_at_mut(i * n);
        let row = &mut rest[..n];
        let pivot = -1.0 / l.at(i, i);
        let above = Rows { data: above, columns: n };
        above.combine(&l.row(i)[..i], row);
        row[..i].iter_mut().for_each(|x| *x *= pivot);
        row[i] = -pivot;
    }
    inverse
}

/// The rows that a triangular matrix has so far.
struct Rows<'a> {
    data: &'a [f64],
    columns: usize,
}

impl Rows<'_> {
    /// y += Σ_k x_k row_k, of which row k ends at column k.
    fn combine(&self, x: &[f64], y: &mut [f64]) {
        let row = |k: usize, end: usize| &self.data[k * self.columns..k * self.columns + end];
        let (fours, rest) = x.as_chunks::<4>();
        for (k, alpha) in fours.iter().enumerate() {
            let end = 4 * k + 4;
            let rows = std::array::from_fn(|l| row(4 * k + l, end));
            crate::linalg::axpy4(*alpha, rows, &mut y[..end]);
        }
        for (k, alpha) in rest.iter().enumerate() {
            let k = 4 * fours.len() + k;
            crate::linalg::axpy(*alpha, row(k, k + 1), &mut y[..=k]);
        }
    }
}
