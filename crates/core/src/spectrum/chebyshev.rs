//! Chebyshev polynomials at their points.

/// T_k(x_j) at the n Chebyshev points x_j, largest first: a row for each j, T_0 … T_{n−1} in it.
pub(super) fn rows(n: usize) -> Vec<f64> {
    let step = core::f64::consts::PI / (2 * n) as f64;
    // In whole turns of 4n steps, so that the angle keeps its digits.
    let angle = |j: usize, k: usize| step * ((k * (2 * j + 1)) % (4 * n)) as f64;
    (0..n * n).map(|i| libm::cos(angle(i / n, i % n))).collect()
}
