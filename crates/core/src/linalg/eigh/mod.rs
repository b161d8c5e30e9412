//! Eigenvalues and eigenvectors of symmetric matrices.

mod divide;
mod ql;
mod secular;
mod tridiagonal;

use super::Matrix;
use super::matrix::scale_by_power;
use crate::order::ascending;
use divide::divide;
use ql::{Nothing, Rotated, ql};
use tridiagonal::{Reduced, reduce};

/// A = V diag(values) Vᵀ.
#[derive(Debug, Clone)]
pub struct Eigen {
    /// Eigenvalues, ascending.
    pub values: Vec<f64>,
    /// Eigenvectors, one a row: row k belongs to `values[k]`.
    pub vectors: Matrix,
}

/// Decomposes a symmetric matrix of finite numbers, of which the lower triangle is read. Backward error a
/// few n·ε·|A|; `None` where the iteration does not converge.
///
/// Blocked Householder reduction, divide and conquer, blocked back-transformation; beside the matrix, which
/// is used up, and the eigenvectors it takes memory for a few hundred rows.
pub fn eigh(a: Matrix) -> Option<Eigen> {
    let n = a.rows;
    let mut reduced = Scaled::new(a);
    let mut vectors = Matrix::zeros(n, n);
    let Reduced { diagonal, beside, .. } = &mut reduced.tridiagonal;
    divide(diagonal, beside, &mut vectors)?;
    reduced.tridiagonal.back(&mut vectors);
    let mut values = reduced.values();
    sort_rows(&mut values, &mut vectors);
    Some(Eigen { values, vectors })
}

/// Eigenvalues alone, ascending; `None` where the iteration does not converge.
pub fn eigvalsh(a: Matrix) -> Option<Vec<f64>> {
    let mut reduced = Scaled::new(a);
    let Reduced { diagonal, beside, .. } = &mut reduced.tridiagonal;
    ql(diagonal, beside, &mut Nothing)?;
    let mut values = reduced.values();
    values.sort_unstable_by(f64::total_cmp);
    Some(values)
}

/// The first entries of eigenvectors.
struct Firsts(Vec<f64>);

impl Rotated for Firsts {
    fn rotate(&mut self, k: usize, c: f64, s: f64) {
        let (x, y) = (self.0[k], self.0[k + 1]);
        (self.0[k], self.0[k + 1]) = (c * x - s * y, s * x + c * y);
    }
}

/// Replaces the diagonal of a tridiagonal matrix of order one by its eigenvalues, in no order, and answers the first
/// entries of their vectors: nodes and roots of weights of a Gauss rule (Golub and Welsch, 1969).
pub fn gauss_rule(diagonal: &mut [f64], beside: &mut [f64]) -> Option<Vec<f64>> {
    let mut firsts = Firsts(vec![0.0; diagonal.len()]);
    firsts.0[0] = 1.0;
    ql(diagonal, beside, &mut firsts)?;
    Some(firsts.0)
}

/// A tridiagonal form whose largest number is about one, and the power of two that makes it so.
struct Scaled {
    tridiagonal: Reduced,
    exponent: i32,
}

impl Scaled {
    fn new(mut a: Matrix) -> Self {
        let largest = a.data.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        let exponent = if largest > 0.0 && largest.is_finite() { libm::ilogb(largest) } else { 0 };
        scale_by_power(&mut a.data, -exponent);
        Self { tridiagonal: reduce(a), exponent }
    }

    fn values(&self) -> Vec<f64> {
        let mut values = self.tridiagonal.diagonal.clone();
        scale_by_power(&mut values, self.exponent);
        values
    }
}

/// Sorts keys ascending and moves the rows along, in place.
fn sort_rows(values: &mut Vec<f64>, vectors: &mut Matrix) {
    let order = ascending(values.iter().copied());
    vectors.permute_rows(&order);
    *values = order.iter().map(|i| values[*i]).collect();
}
