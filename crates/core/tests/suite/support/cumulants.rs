//! Moments and free cumulants, 1 … 4 of each.

/// Moments of shares at places.
pub fn own_moments(values: &[f64], counts: &[f64]) -> [f64; 4] {
    let total: f64 = counts.iter().sum();
    [1, 2, 3, 4].map(|k| values.iter().zip(counts).map(|(x, n)| n * x.powi(k)).sum::<f64>() / total)
}

/// Free cumulants from moments.
pub fn cumulants([m1, m2, m3, m4]: [f64; 4]) -> [f64; 4] {
    let k2 = m2 - m1 * m1;
    let k3 = m3 - 3.0 * k2 * m1 - m1.powi(3);
    let k4 = m4 - 4.0 * k3 * m1 - 2.0 * k2 * k2 - 6.0 * k2 * m1 * m1 - m1.powi(4);
    [m1, k2, k3, k4]
}

/// Moments from free cumulants.
pub fn moments([k1, k2, k3, k4]: [f64; 4]) -> [f64; 4] {
    [
        k1,
        k2 + k1 * k1,
        k3 + 3.0 * k2 * k1 + k1.powi(3),
        k4 + 4.0 * k3 * k1 + 2.0 * k2 * k2 + 6.0 * k2 * k1 * k1 + k1.powi(4),
    ]
}

/// What free terms add up to.
pub fn plus(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    std::array::from_fn(|i| a[i] + b[i])
}
