//! Where searches start: a grid of exponents, at each the best coefficients in closed form.

use super::{Kind, Law, Objective};
use crate::order::sort_by_key;

/// Exponents tried: from 0.02 to 5, evenly apart in their logarithms.
const EXPONENTS: usize = 14;
const LEAST_EXPONENT: f64 = 0.02;
const MOST_EXPONENT: f64 = 5.0;

/// Places of a break that are tried, and its width.
const BREAKS: usize = 5;
const WIDTH: f64 = 0.3;

/// Starts that are worth a search.
const BEST: usize = 10;

/// Internal parameters to start from, the most promising first.
pub fn starts(objective: &Objective) -> Vec<Vec<f64>> {
    let shapes = shapes(objective);
    let mut found: Vec<(f64, Vec<f64>)> = shapes
        .iter()
        .filter_map(|shape| complete(objective, shape))
        .map(|theta| (objective.at(&theta).0, theta))
        .filter(|(value, _)| value.is_finite())
        .collect();
    sort_by_key(&mut found, |start| start.0);
    found.truncate(BEST);
    found.into_iter().map(|(_, theta)| theta).collect()
}

/// What the coefficients are fitted for: natural parameters without E, A and B.
fn shapes(objective: &Objective) -> Vec<Vec<f64>> {
    let exponents: Vec<f64> = (0..EXPONENTS)
        .map(|i| {
            let share = i as f64 / (EXPONENTS - 1) as f64;
            LEAST_EXPONENT * libm::pow(MOST_EXPONENT / LEAST_EXPONENT, share)
        })
        .collect();
    let pairs = || exponents.iter().flat_map(|a| exponents.iter().map(|b| (*a, *b)));
    match objective.law.kind {
        Kind::PowerLaw => exponents.iter().map(|a| vec![*a]).collect(),
        Kind::Chinchilla | Kind::Kaplan => pairs().map(|(a, b)| vec![a, b]).collect(),
        Kind::Broken => pairs()
            .flat_map(|(a, b)| breaks(objective).into_iter().map(move |at| vec![a, b, at]))
            .collect(),
    }
}

/// Places of a break, as ln x.
fn breaks(objective: &Objective) -> Vec<f64> {
    let (low, high) = (objective.frame.low, objective.frame.high);
    let at = |i: usize| low + (high - low) * (i as f64 + 1.0) / (BREAKS + 1) as f64;
    (0..BREAKS).map(at).collect()
}

/// The best coefficients for a shape: the loss, or a power of it, is linear in them.
fn complete(objective: &Objective, shape: &[f64]) -> Option<Vec<f64>> {
    let Objective { law, frame, table, .. } = objective;
    let (power, columns) = basis(*law);
    let terms = |i: usize| {
        let u = table.ln_size[i];
        let (n, d) = (u[0] - frame.center[0], u[1] - frame.center[1]);
        term_logarithms(law.kind, shape, [n, d], u[0])
    };
    let power = if law.kind == Kind::Kaplan { 1.0 / shape[1] } else { power };
    // Losses are counted from their mean: those of any unit have weights of order one.
    let level = table.ln_loss.iter().sum::<f64>() / table.len() as f64;
    // Rows divided by what they are to sum up to: relative errors count.
    let rows: Vec<[f64; 3]> = (0..table.len())
        .map(|i| {
            let z = terms(i);
            let y = power * (table.ln_loss[i] - level);
            std::array::from_fn(|k| if columns[k] { libm::exp(z[k] - y) } else { 0.0 })
        })
        .collect();
    let coefficients = non_negative(&rows, &table.weight, columns)?;
    let smallest = (0..3).filter(|k| columns[*k]).fold(0.0_f64, |m, k| m.max(coefficients[k]));
    let ln = |k: usize| level + libm::log(coefficients[k].max(1e-6 * smallest)) / power;
    let floor = if law.offset { ln(0) } else { f64::NEG_INFINITY };
    let mut theta = law.internal(&natural(law.kind, shape), frame);
    theta[0] = floor;
    theta[1] = ln(1);
    if law.variables() == 2 {
        theta[3] = ln(2);
    }
    Some(theta)
}

/// Which of E, A and B a law has.
fn basis(law: Law) -> (f64, [bool; 3]) {
    (1.0, [law.offset, true, law.variables() == 2])
}

/// Natural parameters with coefficients of one.
fn natural(kind: Kind, shape: &[f64]) -> Vec<f64> {
    match kind {
        Kind::PowerLaw => vec![1.0, 1.0, shape[0]],
        Kind::Chinchilla | Kind::Kaplan => vec![1.0, 1.0, shape[0], 1.0, shape[1]],
        Kind::Broken => vec![1.0, 1.0, shape[0], shape[1], libm::exp(shape[2]), WIDTH],
    }
}

/// Logarithms of what E, A and B multiply, after the power that makes a law linear.
fn term_logarithms(kind: Kind, shape: &[f64], [n, d]: [f64; 2], u: f64) -> [f64; 3] {
    match kind {
        Kind::PowerLaw => [0.0, -shape[0] * n, 0.0],
        Kind::Chinchilla => [0.0, -shape[0] * n, -shape[1] * d],
        Kind::Kaplan => [0.0, -shape[0] * n / shape[1], -d],
        Kind::Broken => {
            let x = (u - shape[2]) / WIDTH;
            let bend = WIDTH * (x.max(0.0) + libm::log1p(libm::exp(-x.abs())));
            [0.0, -shape[0] * n - (shape[1] - shape[0]) * bend, 0.0]
        }
    }
}

/// Weighted least squares of rows · c = 1 with c ≥ 0: the best of all subsets of columns.
fn non_negative(rows: &[[f64; 3]], weight: &[f64], columns: [bool; 3]) -> Option<[f64; 3]> {
    let mut products = [[0.0; 3]; 3];
    let mut right = [0.0; 3];
    for (row, w) in rows.iter().zip(weight) {
        for i in 0..3 {
            right[i] += w * row[i];
            for j in 0..3 {
                products[i][j] += w * row[i] * row[j];
            }
        }
    }
    let mut best: Option<(f64, [f64; 3])> = None;
    for subset in 1..8_usize {
        let chosen: Vec<usize> = (0..3).filter(|k| subset >> k & 1 == 1).collect();
        if chosen.iter().any(|k| !columns[*k]) {
            continue;
        }
        let Some(c) = solve(&products, &right, &chosen) else { continue };
        let gain: f64 = (0..3).map(|k| c[k] * right[k]).sum();
        if c.iter().all(|c| *c >= 0.0) && best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, c));
        }
    }
    best.map(|(_, c)| c)
}

/// The normal equations of some columns by elimination, scaled to a unit diagonal.
fn solve(products: &[[f64; 3]; 3], right: &[f64; 3], chosen: &[usize]) -> Option<[f64; 3]> {
    let k = chosen.len();
    let scale: Vec<f64> = chosen.iter().map(|i| 1.0 / f64::sqrt(products[*i][*i])).collect();
    let entry = |i: usize, j: usize| products[chosen[i]][chosen[j]] * scale[i] * scale[j];
    let mut a: Vec<Vec<f64>> = (0..k).map(|i| (0..k).map(|j| entry(i, j)).collect()).collect();
    let mut b: Vec<f64> = (0..k).map(|i| right[chosen[i]] * scale[i]).collect();
    for p in 0..k {
        if a[p][p].is_nan() || a[p][p] <= 1e-12 {
            return None;
        }
        for i in p + 1..k {
            let factor = a[i][p] / a[p][p];
            for j in p..k {
                a[i][j] -= factor * a[p][j];
            }
            b[i] -= factor * b[p];
        }
    }
    let mut solution = [0.0; 3];
    for i in (0..k).rev() {
        let known: f64 = (i + 1..k).map(|j| a[i][j] * solution[chosen[j]] / scale[j]).sum();
        solution[chosen[i]] = scale[i] * (b[i] - known) / a[i][i];
    }
    Some(solution)
}
