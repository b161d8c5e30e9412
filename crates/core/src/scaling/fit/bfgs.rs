//! Minimisation of a function of a few parameters with its gradient.

use crate::linalg::dot;

/// Iterations before the search settles for what it has.
const MOST_ITERATIONS: usize = 500;

/// Bisections of one line search.
const MOST_BISECTIONS: usize = 60;

/// Weak Wolfe conditions: least decrease, and least flattening.
const DECREASE: f64 = 1e-4;
const FLATTEN: f64 = 0.9;

/// How many iterations without gain end a search.
const IDLE: usize = 3;

/// The relative decrease below which an iteration has gained nothing: to the last digit,
pub const FINE: f64 = 1e-14;

/// and to choose among starts, or within a bootstrap.
pub const COARSE: f64 = 1e-7;

/// Where a search ended.
#[derive(Debug, Clone)]
pub struct Minimum {
    /// The parameters.
    pub theta: Vec<f64>,
    /// The value there.
    pub value: f64,
    /// Whether nothing more could be gained.
    pub converged: bool,
    /// The last approximation of the inverse Hessian.
    pub inverse: Vec<f64>,
}

/// BFGS with a line search that only brackets and bisects, which also serves functions whose gradient jumps
/// (Lewis and Overton, 2013). `inverse` is an inverse Hessian to start from, `gain` the relative
/// decrease that is still worth an iteration.
pub fn minimise(
    start: &[f64],
    inverse: Option<&[f64]>,
    gain: f64,
    f: impl Fn(&[f64]) -> (f64, Vec<f64>),
) -> Minimum {
    let n = start.len();
    let mut inverse = inverse.map_or_else(|| identity(n), <[f64]>::to_vec);
    let (mut theta, (mut value, mut gradient)) = (start.to_vec(), f(start));
    let (mut idle, mut restarted) = (0, false);
    for _ in 0..MOST_ITERATIONS {
        let direction: Vec<f64> =
            (0..n).map(|i| -dot(&inverse[i * n..(i + 1) * n], &gradient)).collect();
        let slope = dot(&direction, &gradient);
        let step = if slope < 0.0 { search(&theta, value, &direction, slope, &f) } else { None };
        let Some((next, next_value, next_gradient)) = step else {
            // Nothing lower along this direction: once more along the gradient itself, then done.
            if restarted {
                return Minimum { theta, value, converged: true, inverse };
            }
            restarted = true;
            inverse = identity(n);
            continue;
        };
        let s: Vec<f64> = next.iter().zip(&theta).map(|(x, y)| difference(*x, *y)).collect();
        let y: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(x, y)| x - y).collect();
        update(&mut inverse, &s, &y);
        idle = if value - next_value <= gain * value.abs() { idle + 1 } else { 0 };
        restarted = false;
        (theta, value, gradient) = (next, next_value, next_gradient);
        if idle >= IDLE || gradient.iter().all(|g| g.abs() <= f64::MIN_POSITIVE) {
            return Minimum { theta, value, converged: true, inverse };
        }
    }
    Minimum { theta, value, converged: false, inverse }
}

/// x − y; zero where both are the same infinity.
fn difference(x: f64, y: f64) -> f64 {
    if x.is_infinite() { 0.0 } else { x - y }
}

fn identity(n: usize) -> Vec<f64> {
    (0..n * n).map(|k| if k % (n + 1) == 0 { 1.0 } else { 0.0 }).collect()
}

type Found = (Vec<f64>, f64, Vec<f64>);

/// A step that meets the weak Wolfe conditions, or the best decrease on the way to one.
fn search(
    theta: &[f64],
    value: f64,
    direction: &[f64],
    slope: f64,
    f: &impl Fn(&[f64]) -> (f64, Vec<f64>),
) -> Option<Found> {
    let (mut low, mut high, mut t) = (0.0, f64::INFINITY, 1.0);
    let mut best: Option<Found> = None;
    for _ in 0..MOST_BISECTIONS {
        let next: Vec<f64> = theta.iter().zip(direction).map(|(x, d)| x + t * d).collect();
        let (found, gradient) = f(&next);
        let enough = found <= value + DECREASE * t * slope;
        if !enough || found.is_nan() {
            high = t;
        } else {
            let flat = dot(&gradient, direction) >= FLATTEN * slope;
            if best.as_ref().is_none_or(|(_, least, _)| found < *least) {
                best = Some((next, found, gradient));
            }
            if flat {
                return best;
            }
            low = t;
        }
        t = if high.is_infinite() { 2.0 * low } else { 0.5 * (low + high) };
        if high - low <= 1e-16 * low.max(1e-300) || t > 1e12 {
            break;
        }
    }
    best
}

/// H ← (I − s yᵀ/yᵀs) H (I − y sᵀ/yᵀs) + s sᵀ/yᵀs where the curvature yᵀs is positive.
fn update(inverse: &mut [f64], s: &[f64], y: &[f64]) {
    let n = s.len();
    let curvature = dot(s, y);
    if curvature.is_nan() || curvature <= 1e-300 {
        return;
    }
    let hy: Vec<f64> = (0..n).map(|i| dot(&inverse[i * n..(i + 1) * n], y)).collect();
    let scale = (1.0 + dot(y, &hy) / curvature) / curvature;
    for i in 0..n {
        for j in 0..n {
            inverse[i * n + j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FINE, minimise};

    #[test]
    fn the_valley_of_rosenbrock_and_a_kink() {
        let valley = |x: &[f64]| {
            let (a, b) = (1.0 - x[0], x[1] - x[0] * x[0]);
            (a * a + 100.0 * b * b, vec![-2.0 * a - 400.0 * x[0] * b, 200.0 * b])
        };
        let found = minimise(&[-1.2, 1.0], None, FINE, valley);
        assert!(found.converged && (found.theta[0] - 1.0).abs() < 1e-6);
        let kink = |x: &[f64]| {
            let value = (x[0] - 2.0).abs() + 3.0 * (x[1] + x[0]).abs();
            let (p, q) = ((x[0] - 2.0).signum(), 3.0 * (x[1] + x[0]).signum());
            (value, vec![p + q, q])
        };
        let found = minimise(&[0.3, 0.7], None, FINE, kink);
        assert!((found.theta[0] - 2.0).abs() < 1e-5 && found.value < 1e-5);
    }
}
