//! Implicit QL on tridiagonal matrices: for small ones, and where no vectors are wanted.

use crate::linalg::matrix::length;

/// Steps an eigenvalue, on average, before the iteration gives up; it needs about two.
const MOST_STEPS: usize = 60;

/// Numbers of order one: couplings this small are rounding errors of rounding errors.
const FLOOR: f64 = f64::EPSILON * f64::EPSILON;

/// What a rotation (c, s) of rows k and k + 1 is told to.
pub(super) trait Rotated {
    /// Rows k and k + 1 become (c x_k − s x_{k+1}, s x_k + c x_{k+1}).
    fn rotate(&mut self, k: usize, c: f64, s: f64);
}

/// No vectors are wanted.
pub(super) struct Nothing;

impl Rotated for Nothing {
    fn rotate(&mut self, _: usize, _: f64, _: f64) {}
}

/// Replaces `d`, of order one, by the eigenvalues, in no order; `None` where the iteration does not converge.
/// `e` has one entry less and is used up. Wilkinson's shift.
pub(super) fn ql(d: &mut [f64], e: &mut [f64], rows: &mut impl Rotated) -> Option<()> {
    let n = d.len();
    let mut left = MOST_STEPS * n;
    for l in 0..n {
        loop {
            let negligible =
                |k: &usize| e[*k].abs() <= f64::EPSILON * (d[*k].abs() + d[*k + 1].abs()) + FLOOR;
            let end = (l..n - 1).find(negligible).unwrap_or(n - 1);
            if end == l {
                break;
            }
            left = left.checked_sub(1)?;
            chase(d, e, (l, end), rows);
        }
    }
    Some(())
}

/// One implicit QL step on rows l ..= end.
fn chase(d: &mut [f64], e: &mut [f64], (l, end): (usize, usize), rows: &mut impl Rotated) {
    let theta = (d[l + 1] - d[l]) / (2.0 * e[l]);
    let root = length(theta, 1.0);
    let mut g = d[end] - d[l] + e[l] / (theta + libm::copysign(root, theta));
    let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
    for i in (l..end).rev() {
        let (f, b) = (s * e[i], c * e[i]);
        let r = length(f, g);
        if i + 1 < end {
            e[i + 1] = r;
        }
        if r <= 0.0 {
            // It split: what has been rotated stands.
            d[i + 1] -= p;
            if end < e.len() {
                e[end] = 0.0;
            }
            return;
        }
        (s, c) = (f / r, g / r);
        let gap = d[i + 1] - p;
        let q = (d[i] - gap) * s + 2.0 * c * b;
        p = s * q;
        d[i + 1] = gap + p;
        g = c * q - b;
        rows.rotate(i, c, s);
    }
    d[l] -= p;
    e[l] = g;
    if end < e.len() {
        e[end] = 0.0;
    }
}
