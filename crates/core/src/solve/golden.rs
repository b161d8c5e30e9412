//! Golden sections about the minimum of a function of one number.

/// 1/golden ratio.
pub(super) const SECTION: f64 = 0.618_033_988_749_894_9;

/// Cuts (low, high) `steps` times about the least `level` of what `at` gives: the better of the two places inside
/// that are left, with what is there.
pub fn golden<T>(
    (mut low, mut high): (f64, f64),
    steps: usize,
    at: impl Fn(f64) -> T,
    level: impl Fn(&T) -> f64,
) -> (f64, T) {
    let inner = |low: f64, high: f64| {
        let cut = SECTION * (high - low);
        (high - cut, low + cut)
    };
    let visit = |x: f64| (x, at(x));
    let (x, y) = inner(low, high);
    let (mut left, mut right) = (visit(x), visit(y));
    for _ in 0..steps {
        if level(&left.1) <= level(&right.1) {
            (high, right) = (right.0, left);
            left = visit(inner(low, high).0);
        } else {
            (low, left) = (left.0, right);
            right = visit(inner(low, high).1);
        }
    }
    if level(&left.1) <= level(&right.1) { left } else { right }
}

/// The best of `points` equidistant points, refined between its neighbours by `steps` golden sections.
pub fn scanned_minimum(
    (low, high): (f64, f64),
    points: usize,
    steps: usize,
    f: impl Fn(f64) -> f64,
) -> f64 {
    let width = (high - low) / (points - 1) as f64;
    let at = |i: usize| low + width * i as f64;
    let values: Vec<f64> = (0..points).map(|i| f(at(i))).collect();
    let best = super::least(&values);
    let ends = (at(best.saturating_sub(1)), at((best + 1).min(points - 1)));
    let (inside, value) = golden(ends, steps, f, |value| *value);
    if values[best] <= value { at(best) } else { inside }
}

#[cfg(test)]
mod tests {
    use super::scanned_minimum;

    #[test]
    fn finds_minima_inside_and_at_the_ends() {
        let parabola = scanned_minimum((-3.0, 5.0), 9, 60, |x| (x - 0.7) * (x - 0.7));
        assert!((parabola - 0.7).abs() < 1e-7);
        assert!((scanned_minimum((-3.0, 5.0), 9, 60, |x| x) + 3.0).abs() < 1e-12);
        assert!((scanned_minimum((-3.0, 5.0), 9, 60, |x| -x) - 5.0).abs() < 1e-12);
    }
}
