//! Least squares to full double precision: scaled QR, refined in twice the precision.

use super::double_double::DoubleDouble;
use super::{Matrix, dot};
use nalgebra::{DMatrix, DVector, QR};

/// Corrections before refinement must have settled.
const MOST_REFINEMENTS: usize = 60;

/// Each correction must be smaller than the one before by this factor, or the matrix is too
/// close to singular for the factorisation to see.
const LEAST_CONTRACTION: f64 = 0.3;

/// A solution and what is known of its error.
#[derive(Debug, Clone)]
pub struct LeastSquares {
    /// Coefficients, one a column of A.
    pub coefficients: Vec<f64>,
    /// b − A x, rounded only once.
    pub residual: Vec<f64>,
    /// How far the rounding of A and b to doubles may have moved each coefficient.
    pub uncertainty: Vec<f64>,
}

/// Minimises |A x − b| for A of full column rank; `None` where refinement does not contract,
/// which it does up to condition numbers (after scaling) of about 10¹⁵.
///
/// Columns are scaled to unit norm and factored by Householder reflections; the system
/// [I A; Aᵀ 0][r; x] = [b; 0] is then refined with residuals in twice the working precision
/// (Björck, 1967; Demmel, Hida, Riedy and Li, 2009), so the normal equations are never formed.
pub fn least_squares(a: &Matrix, b: &[f64]) -> Option<LeastSquares> {
    let system = Scaled::new(a)?;
    let (n, k) = (a.rows, a.columns);
    let (mut x, mut r) = (vec![DoubleDouble::default(); k], vec![DoubleDouble::default(); n]);
    let mut last = f64::INFINITY;
    for step in 0..MOST_REFINEMENTS {
        let (f, g) = system.defects(b, &x, &r);
        let (dx, dr) = system.correct(&f, &g)?;
        add(&mut x, &dx);
        add(&mut r, &dr);
        let size = ratio(&dx, &x);
        if size <= f64::EPSILON || (step > 0 && size <= 8.0 * f64::EPSILON && size >= 0.5 * last) {
            return system.finish(b, &x, &r);
        }
        if step > 0 && size > LEAST_CONTRACTION * last {
            return None;
        }
        last = size;
    }
    None
}

/// A with columns of unit norm, by columns, and its factors.
struct Scaled {
    columns: Matrix,
    scales: Vec<f64>,
    q: DMatrix<f64>,
    r: DMatrix<f64>,
}

impl Scaled {
    fn new(a: &Matrix) -> Option<Self> {
        let mut columns = a.transpose();
        let mut scales = Vec::with_capacity(a.columns);
        for j in 0..a.columns {
            let norm = libm::sqrt(dot(columns.row(j), columns.row(j)));
            if norm <= 0.0 || !norm.is_finite() {
                return None;
            }
            // A power of two scales without rounding.
            let scale = libm::exp2(-libm::floor(libm::log2(norm)));
            columns.row_mut(j).iter_mut().for_each(|x| *x *= scale);
            scales.push(scale);
        }
        let (q, r) = QR::new(columns.clone().into_transposed_dmatrix()).unpack();
        Some(Self { columns, scales, q, r })
    }

    /// b − r − A x and −Aᵀ r.
    fn defects(
        &self,
        b: &[f64],
        x: &[DoubleDouble],
        r: &[DoubleDouble],
    ) -> (DVector<f64>, DVector<f64>) {
        let mut f: Vec<DoubleDouble> = b
            .iter()
            .zip(r)
            .map(|(b, r)| DoubleDouble::new(*b).plus(-r.high).plus(-r.low))
            .collect();
        for (j, x) in x.iter().enumerate() {
            let minus = DoubleDouble { high: -x.high, low: -x.low };
            for (f, a) in f.iter_mut().zip(self.columns.row(j)) {
                *f = f.plus_product(*a, minus);
            }
        }
        let g = (0..x.len()).map(|j| {
            let terms = self.columns.row(j).iter().zip(r);
            let sum = terms.fold(DoubleDouble::default(), |sum, (a, r)| sum.plus_product(*a, *r));
            -(sum.high + sum.low)
        });
        let g = DVector::from_iterator(x.len(), g);
        (DVector::from_iterator(f.len(), f.iter().map(|f| f.high + f.low)), g)
    }

    /// Solves for the corrections of x and r with the factors at hand.
    fn correct(&self, f: &DVector<f64>, g: &DVector<f64>) -> Option<(DVector<f64>, DVector<f64>)> {
        let h = self.r.tr_solve_upper_triangular(g)?;
        let d = self.q.tr_mul(f);
        let dx = self.r.solve_upper_triangular(&(&d - &h))?;
        let dr = f + &self.q * (h - d);
        Some((dx, dr))
    }

    fn finish(&self, b: &[f64], x: &[DoubleDouble], r: &[DoubleDouble]) -> Option<LeastSquares> {
        let rescale = |(x, scale): (f64, &f64)| x * scale;
        let uncertainty = self.uncertainty(b, x)?;
        Some(LeastSquares {
            coefficients: x.iter().map(|x| x.high).zip(&self.scales).map(rescale).collect(),
            residual: r.iter().map(|r| r.high).collect(),
            uncertainty: uncertainty.into_iter().zip(&self.scales).map(rescale).collect(),
        })
    }

    /// ε |A⁺ w| in the 2-norm along each row of A⁺, with w_i = |b_i| + Σ_j |a_ij x_j|: independent
    /// rounding errors of half an ulp and more in every number of the data.
    fn uncertainty(&self, b: &[f64], x: &[DoubleDouble]) -> Option<Vec<f64>> {
        let mut weight: Vec<f64> = b.iter().map(|b| b.abs()).collect();
        for (j, x) in x.iter().enumerate() {
            let terms = self.columns.row(j).iter().map(|a| (a * x.high).abs());
            weight.iter_mut().zip(terms).for_each(|(w, term)| *w += term);
        }
        let inverse = self.r.solve_upper_triangular(&self.q.transpose())?;
        let row = |j: usize| inverse.row(j).iter().zip(&weight).map(|(p, w)| p * w * p * w).sum();
        Some((0..x.len()).map(|j| f64::EPSILON * libm::sqrt(row(j))).collect())
    }
}

fn add(x: &mut [DoubleDouble], dx: &DVector<f64>) {
    for (x, dx) in x.iter_mut().zip(dx.iter()) {
        *x = x.plus(*dx);
    }
}

/// The largest correction relative to the entry it corrects; entries that are nearly zero beside
/// the largest count as 10⁻⁸ of it.
fn ratio(dx: &DVector<f64>, x: &[DoubleDouble]) -> f64 {
    let largest = x.iter().fold(0.0_f64, |m, x| m.max(x.high.abs()));
    if largest <= 0.0 {
        return 0.0;
    }
    let relative = |(dx, x): (&f64, &DoubleDouble)| dx.abs() / x.high.abs().max(1e-8 * largest);
    dx.iter().zip(x).map(relative).fold(0.0, f64::max)
}
