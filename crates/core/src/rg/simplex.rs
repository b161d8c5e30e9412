//! Minimisation of a function without its gradient.

use crate::order::sort_by_key;

/// Steps before the search settles for what it has.
const MOST_STEPS: usize = 600;

/// Relative spread of the values at which it is done.
const SPREAD: f64 = 1e-10;

/// Nelder and Mead's simplex (1965) from `start` with first edges `edge`; entries of zero edge stay where they are.
pub fn simplex(start: &[f64], edge: &[f64], f: impl Fn(&[f64]) -> f64) -> (Vec<f64>, f64) {
    let free: Vec<usize> = (0..start.len()).filter(|k| edge[*k] != 0.0).collect();
    let mut corners = vec![(start.to_vec(), f(start))];
    for k in &free {
        let mut corner = start.to_vec();
        corner[*k] += edge[*k];
        let value = f(&corner);
        corners.push((corner, value));
    }
    for _ in 0..MOST_STEPS {
        sort_by_key(&mut corners, |corner| corner.1);
        let (best, worst) = (corners[0].1, corners[corners.len() - 1].1);
        if free.is_empty() || worst - best <= SPREAD * best.abs() {
            break;
        }
        step(&mut corners, &f);
    }
    sort_by_key(&mut corners, |corner| corner.1);
    corners.swap_remove(0)
}

type Corner = (Vec<f64>, f64);

/// Reflects the worst corner, goes further, or draws back; else shrinks towards the best.
fn step(corners: &mut [Corner], f: &impl Fn(&[f64]) -> f64) {
    let last = corners.len() - 1;
    let n = corners[0].0.len();
    let centre: Vec<f64> = (0..n)
        .map(|k| corners[..last].iter().map(|corner| corner.0[k]).sum::<f64>() / last as f64)
        .collect();
    let along = |t: f64| -> Corner {
        let point: Vec<f64> =
            (0..n).map(|k| centre[k] + t * (corners[last].0[k] - centre[k])).collect();
        let value = f(&point);
        (point, value)
    };
    let reflected = along(-1.0);
    let next = if reflected.1 < corners[0].1 {
        let further = along(-2.0);
        if further.1 < reflected.1 { further } else { reflected }
    } else if reflected.1 < corners[last - 1].1 {
        reflected
    } else {
        let inside = along(if reflected.1 < corners[last].1 { -0.5 } else { 0.5 });
        if inside.1 >= corners[last].1.min(reflected.1) {
            return shrink(corners, f);
        }
        inside
    };
    corners[last] = next;
}

fn shrink(corners: &mut [Corner], f: &impl Fn(&[f64]) -> f64) {
    let best = corners[0].0.clone();
    for (point, value) in &mut corners[1..] {
        for (x, b) in point.iter_mut().zip(&best) {
            *x = 0.5 * (*x + b);
        }
        *value = f(point);
    }
}

#[cfg(test)]
mod tests {
    use super::simplex;

    #[test]
    fn a_valley_with_one_entry_held() {
        let f =
            |x: &[f64]| (x[0] - 1.0) * (x[0] - 1.0) + 10.0 * (x[1] - x[0]).powi(2) + x[2] * x[2];
        let (found, _) = simplex(&[4.0, -3.0, 2.0], &[1.0, 1.0, 0.0], f);
        assert!((found[0] - 1.0).abs() < 1e-4 && (found[1] - 1.0).abs() < 1e-4);
        assert!((found[2] - 2.0).abs() < 1e-15);
    }
}
