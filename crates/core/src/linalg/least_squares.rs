//! Least squares to full double precision: scaled QR, refined in twice the precision.

use super::double_double::DoubleDouble;
use super::qr::Qr;
use super::{Matrix, dot};

/// Corrections before refinement must have settled.
const MOST_REFINEMENTS: usize = 60;

/// Each correction must be smaller than the one before by this factor, or the matrix is too
/// close to singular for the factorisation to see.
const LEAST_CONTRACTION: f64 = 0.3;

/// Solutions and what is known of their errors, one row a column of the design, one column a target.
#[derive(Debug, Clone)]
pub struct LeastSquares {
    /// Coefficients.
    pub coefficients: Matrix,
    /// How far the rounding of the design and the targets to doubles may have moved each coefficient.
    pub uncertainty: Matrix,
}

/// The columns of a matrix that count, with a column of ones before them where there is an intercept.
#[derive(Debug)]
pub struct Design<'a> {
    /// The matrix.
    pub x: &'a Matrix,
    /// Its columns that count.
    pub used: Vec<usize>,
    /// Whether a column of ones stands first.
    pub intercept: bool,
}

impl Design<'_> {
    /// How many columns.
    pub fn width(&self) -> usize {
        self.used.len() + usize::from(self.intercept)
    }

    /// Where column j stands in the matrix; nothing for the column of ones.
    fn place(&self, j: usize) -> Option<usize> {
        if self.intercept { j.checked_sub(1).map(|j| self.used[j]) } else { Some(self.used[j]) }
    }

    /// The columns, one a row.
    fn columns(&self) -> Matrix {
        let mut columns = Matrix::zeros(self.width(), self.x.rows);
        for j in 0..self.width() {
            let place = self.place(j);
            for (i, to) in columns.row_mut(j).iter_mut().enumerate() {
                *to = place.map_or(1.0, |place| self.x.at(i, place));
            }
        }
        columns
    }
}

/// A column of which the others leave nothing: its place in the matrix, or nothing for the column of ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependent(pub Option<usize>);

/// Minimises |A W − B| for A of full column rank; [`Dependent`] where refinement does not contract,
/// which it does up to condition numbers (after scaling) of about 10¹⁵.
///
/// Columns are scaled to unit norm and factored by Householder reflections; the system
/// [I A; Aᵀ 0][r; x] = [b; 0] is then refined with residuals in twice the working precision
/// (Björck, 1967; Demmel, Hida, Riedy and Li, 2009), so the normal equations are never formed. Beside the
/// design there is one matrix of its size, the factor.
pub fn least_squares(design: &Design, targets: &Matrix) -> Result<LeastSquares, Dependent> {
    let system = Scaled::new(design)?;
    let columns = targets.transpose();
    let solutions: Option<Vec<Vec<DoubleDouble>>> =
        (0..columns.rows).map(|t| system.solve(columns.row(t))).collect::<Option<_>>();
    let solutions = solutions.ok_or_else(|| system.least())?;
    Ok(system.finish(&columns, &solutions))
}

/// A design with columns of unit norm, and its factors. Columns stand in the order of the factors' pivots.
struct Scaled<'a> {
    x: &'a Matrix,
    /// Each column's place in the design and in the matrix, and its scale.
    columns: Vec<(usize, Option<usize>, f64)>,
    factors: Qr,
}

impl<'a> Scaled<'a> {
    fn new(design: &Design<'a>) -> Result<Self, Dependent> {
        let mut columns = design.columns();
        let mut scales = Vec::with_capacity(columns.rows);
        for j in 0..columns.rows {
            let norm = f64::sqrt(dot(columns.row(j), columns.row(j)));
            if norm <= 0.0 || !norm.is_finite() {
                return Err(Dependent(design.place(j)));
            }
            // A power of two scales without rounding.
            let scale = libm::exp2(-libm::floor(libm::log2(norm)));
            columns.row_mut(j).iter_mut().for_each(|x| *x *= scale);
            scales.push(scale);
        }
        let factors = Qr::pivoted(columns);
        let columns = factors.order.iter().map(|j| (*j, design.place(*j), scales[*j])).collect();
        let system = Self { x: design.x, columns, factors };
        if system.factors.is_singular() { Err(system.least()) } else { Ok(system) }
    }

    /// The last pivot: the column that is nearest to a combination of the others.
    fn least(&self) -> Dependent {
        Dependent(self.columns.last().and_then(|(_, place, _)| *place))
    }

    /// The entries of row i.
    fn row(&self, i: usize) -> impl Iterator<Item = f64> {
        let row = self.x.row(i);
        self.columns.iter().map(|(_, place, scale)| scale * place.map_or(1.0, |place| row[place]))
    }

    fn solve(&self, b: &[f64]) -> Option<Vec<DoubleDouble>> {
        let (n, k) = (self.x.rows, self.columns.len());
        let (mut x, mut r) = (vec![DoubleDouble::default(); k], vec![DoubleDouble::default(); n]);
        let mut last = f64::INFINITY;
        for step in 0..MOST_REFINEMENTS {
            let (dx, dr) = self.correct(self.defects(b, &x, &r));
            add(&mut x, &dx);
            add(&mut r, &dr);
            let size = ratio(&dx, &x);
            if size <= f64::EPSILON
                || (step > 0 && size <= 8.0 * f64::EPSILON && size >= 0.5 * last)
            {
                return Some(x);
            }
            if !size.is_finite() || (step > 0 && size > LEAST_CONTRACTION * last) {
                return None;
            }
            last = size;
        }
        None
    }

    /// b − r − A x and −Aᵀ r.
    fn defects(&self, b: &[f64], x: &[DoubleDouble], r: &[DoubleDouble]) -> (Vec<f64>, Vec<f64>) {
        let mut g = vec![DoubleDouble::default(); x.len()];
        let mut f = Vec::with_capacity(b.len());
        for (i, (b, r)) in b.iter().zip(r).enumerate() {
            let mut sum = DoubleDouble::new(*b).plus(-r.high).plus(-r.low);
            for ((a, x), g) in self.row(i).zip(x).zip(&mut g) {
                sum = sum.plus_product(a, DoubleDouble { high: -x.high, low: -x.low });
                *g = g.plus_product(a, *r);
            }
            f.push(sum.high + sum.low);
        }
        (f, g.iter().map(|g| -(g.high + g.low)).collect())
    }

    /// Solves for the corrections of x and r with the factors at hand.
    fn correct(&self, (mut f, mut g): (Vec<f64>, Vec<f64>)) -> (Vec<f64>, Vec<f64>) {
        let k = g.len();
        self.factors.solve_transposed(&mut g);
        self.factors.apply_transposed(&mut f);
        let mut x: Vec<f64> = f[..k].iter().zip(&g).map(|(d, h)| d - h).collect();
        self.factors.solve(&mut x);
        f[..k].copy_from_slice(&g);
        self.factors.apply(&mut f);
        (x, f)
    }

    /// Coefficients with their uncertainties, ε |A⁺ w| in the 2-norm along each row of A⁺, with
    /// w_i = |b_i| + Σ_j |a_ij x_j|: independent rounding errors of half an ulp and more in every number of
    /// the data.
    fn finish(self, targets: &Matrix, solutions: &[Vec<DoubleDouble>]) -> LeastSquares {
        let (k, t) = (self.columns.len(), targets.rows);
        let (mut coefficients, mut uncertainty) = (Matrix::zeros(k, t), Matrix::zeros(k, t));
        let weights: Vec<Vec<f64>> =
            (0..t).map(|j| self.weights(targets.row(j), &solutions[j])).collect();
        let inverse = self.factors.into_inverse();
        for (place, (column, _, scale)) in self.columns.iter().enumerate() {
            for j in 0..t {
                let to = column * t + j;
                coefficients.data[to] = scale * solutions[j][place].high;
                let terms = inverse.row(place).iter().zip(&weights[j]);
                let square: f64 = terms.map(|(p, w)| (p * w) * (p * w)).sum();
                uncertainty.data[to] = scale * f64::EPSILON * f64::sqrt(square);
            }
        }
        LeastSquares { coefficients, uncertainty }
    }

    fn weights(&self, b: &[f64], x: &[DoubleDouble]) -> Vec<f64> {
        let share = |i: usize| self.row(i).zip(x).map(|(a, x)| (a * x.high).abs()).sum::<f64>();
        b.iter().enumerate().map(|(i, b)| b.abs() + share(i)).collect()
    }
}

fn add(x: &mut [DoubleDouble], dx: &[f64]) {
    for (x, dx) in x.iter_mut().zip(dx) {
        *x = x.plus(*dx);
    }
}

/// The largest correction relative to the entry it corrects; entries that are nearly zero beside
/// the largest count as 10⁻⁸ of it.
fn ratio(dx: &[f64], x: &[DoubleDouble]) -> f64 {
    // Infinite, or not a number, where R is singular.
    if dx.iter().any(|dx| !dx.is_finite()) {
        return f64::INFINITY;
    }
    let largest = x.iter().fold(0.0_f64, |m, x| m.max(x.high.abs()));
    if largest <= 0.0 {
        return 0.0;
    }
    let relative = |(dx, x): (&f64, &DoubleDouble)| dx.abs() / x.high.abs().max(1e-8 * largest);
    dx.iter().zip(x).map(relative).fold(0.0, f64::max)
}
