//! The minimum of a function of one number between two bounds.

/// The best of `points` equidistant points, refined between its neighbours by `steps` golden sections.
pub(super) fn minimise(
    (low, high): (f64, f64),
    points: usize,
    steps: usize,
    f: impl Fn(f64) -> f64,
) -> f64 {
    let width = (high - low) / (points - 1) as f64;
    let at = |i: usize| low + width * i as f64;
    let values: Vec<f64> = (0..points).map(|i| f(at(i))).collect();
    let best = (0..points).min_by(|i, j| values[*i].total_cmp(&values[*j])).unwrap_or(0);
    let (mut low, mut high) = (at(best.saturating_sub(1)), at((best + 1).min(points - 1)));
    let ratio = 0.5 * (f64::sqrt(5.0) - 1.0);
    let (mut x, mut y) = (high - ratio * (high - low), low + ratio * (high - low));
    let (mut left, mut right) = (f(x), f(y));
    for _ in 0..steps {
        if left <= right {
            (high, y, right) = (y, x, left);
            x = high - ratio * (high - low);
            left = f(x);
        } else {
            (low, x, left) = (x, y, right);
            y = low + ratio * (high - low);
            right = f(y);
        }
    }
    let inside = if left <= right { (x, left) } else { (y, right) };
    if values[best] <= inside.1 { at(best) } else { inside.0 }
}

#[cfg(test)]
mod tests {
    use super::minimise;

    #[test]
    fn finds_minima_inside_and_at_the_ends() {
        let parabola = minimise((-3.0, 5.0), 9, 60, |x| (x - 0.7) * (x - 0.7));
        assert!((parabola - 0.7).abs() < 1e-7);
        assert!((minimise((-3.0, 5.0), 9, 60, |x| x) + 3.0).abs() < 1e-12);
        assert!((minimise((-3.0, 5.0), 9, 60, |x| -x) - 5.0).abs() < 1e-12);
    }
}
