//! An unpenalised intercept, by a reflection instead of a subtraction.

use crate::linalg::{Matrix, axpy, dot};

/// The Householder reflection Q that maps the constant vector 1/√n to the first unit vector.
///
/// Rows 2 … n of QX are n − 1 rows with the same inner products as X with its means removed, so
/// that an intercept leaves a problem of n − 1 full-rank rows and no artificial zero mode.
#[derive(Debug, Clone)]
pub struct Reflection {
    /// Q = I − v vᵀ.
    v: Vec<f64>,
}

impl Reflection {
    /// For n ≥ 2 samples.
    pub fn new(n: usize) -> Self {
        Self::along(vec![1.0 / f64::sqrt(n as f64); n])
    }

    /// The same for any unit vector whose first entry is positive.
    pub fn along(mut v: Vec<f64>) -> Self {
        // v ∝ 1/√n + e_1: a sum, so nothing cancels; then Q maps 1/√n to −e_1.
        v[0] += 1.0;
        let scale = f64::sqrt(2.0) / f64::sqrt(dot(&v, &v));
        v.iter_mut().for_each(|x| *x *= scale);
        Self { v }
    }

    /// Rows 2 … n of Q X, in place of X.
    pub fn rows(&self, mut x: Matrix) -> Matrix {
        let d = x.columns;
        let mut projected = vec![0.0; d];
        for i in 0..x.rows {
            axpy(self.v[i], x.row(i), &mut projected);
        }
        let before = squares(&x);
        x.data.drain(..d);
        x.rows -= 1;
        for (row, v) in x.data.chunks_exact_mut(d).zip(&self.v[1..]) {
            axpy(-v, &projected, row);
        }
        clear_constants(&before, &mut x);
        x
    }

    /// The lower right (n−1) × (n−1) block of Q K Q, in place of K.
    pub fn block(&self, k: Matrix) -> Matrix {
        let n = k.rows;
        let v = &self.v;
        let kv: Vec<f64> = (0..n).map(|i| dot(k.row(i), v)).collect();
        let half = 0.5 * dot(&kv, v);
        // Q K Q = K − v wᵀ − w vᵀ with w = K v − (vᵀKv/2) v.
        let w: Vec<f64> = kv.iter().zip(v).map(|(kv, v)| kv - half * v).collect();
        let mut data = k.data;
        for i in 1..n {
            for j in 1..n {
                let update = v[i] * w[j] + w[i] * v[j];
                data[(i - 1) * (n - 1) + j - 1] = data[i * n + j] - update;
            }
        }
        data.truncate((n - 1) * (n - 1));
        Matrix { data, rows: n - 1, columns: n - 1 }
    }

    /// Takes vectors of n − 1 entries, one a row, back to n entries, in place: Q [0; u].
    pub fn restore(&self, vectors: Matrix) -> Matrix {
        let (n, rows) = (self.v.len(), vectors.rows);
        let mut data = vectors.data;
        data.reserve_exact(rows);
        data.resize(rows * n, 0.0);
        for k in (0..rows).rev() {
            data.copy_within(k * (n - 1)..(k + 1) * (n - 1), k * n + 1);
            data[k * n] = 0.0;
            let row = &mut data[k * n..(k + 1) * n];
            axpy(-dot(&self.v, row), &self.v, row);
        }
        Matrix { data, rows, columns: n }
    }
}

/// Σ x² of each column.
fn squares(x: &Matrix) -> Vec<f64> {
    let mut sums = vec![0.0; x.columns];
    for row in x.data.chunks_exact(x.columns) {
        sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += x * x);
    }
    sums
}

/// What rounding leaves of a constant column is zero.
fn clear_constants(before: &[f64], centred: &mut Matrix) {
    let (d, after) = (centred.columns, squares(centred));
    let least = f64::EPSILON * (centred.rows + 1) as f64;
    for (j, (before, after)) in before.iter().zip(&after).enumerate() {
        if *after <= least * least * before {
            centred.data.iter_mut().skip(j).step_by(d).for_each(|x| *x = 0.0);
        }
    }
}
