//! Gauss rules for sums over consecutive integers.

use crate::linalg::{Matrix, eigh};

/// Nodes of each rule.
pub(super) const NODES: usize = 16;

/// Σ f(x_i) over `count` points evenly spaced at the centres of equal cells of (−1, 1), as
/// `count` · Σ weight · f(node): exact for polynomials of degree 31, weights positive and of sum one.
///
/// An infinite count is the Gauss–Legendre rule. The points' orthogonal polynomials are the
/// discrete Chebyshev polynomials, x p_j = b_{j+1} p_{j+1} + b_j p_{j−1} with
/// b_j² = j² (1 − j²/count²)/(4j² − 1). `None` for fewer points than twice the nodes.
pub(super) fn rule(count: f64) -> Option<[(f64, f64); NODES]> {
    if count < (2 * NODES) as f64 {
        return None;
    }
    let coefficient = |j: usize| {
        let (j, share) = (j as f64, j as f64 / count);
        f64::sqrt(j * j * (1.0 - share * share) / (4.0 * j * j - 1.0))
    };
    let mut jacobi = Matrix::zeros(NODES, NODES);
    for j in 1..NODES {
        jacobi.row_mut(j)[j - 1] = coefficient(j);
        jacobi.row_mut(j - 1)[j] = coefficient(j);
    }
    let nodes = eigh(jacobi)?.values;
    Some(core::array::from_fn(|i| (nodes[i], 1.0 / christoffel(nodes[i], coefficient))))
}

/// Σ p_j(x)² over the orthonormal polynomials below degree `NODES`.
fn christoffel(x: f64, coefficient: impl Fn(usize) -> f64) -> f64 {
    let (mut before, mut value, mut sum) = (0.0, 1.0, 1.0);
    for j in 1..NODES {
        let down = if j > 1 { coefficient(j - 1) * before } else { 0.0 };
        (before, value) = (value, (x * value - down) / coefficient(j));
        sum += value * value;
    }
    sum
}
