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
        Self::along(vec![1.0 / libm::sqrt(n as f64); n])
    }

    /// The same for any unit vector whose first entry is positive.
    pub fn along(mut v: Vec<f64>) -> Self {
        // v ∝ 1/√n + e_1: a sum, so nothing cancels; then Q maps 1/√n to −e_1.
        v[0] += 1.0;
        let scale = libm::sqrt(2.0) / libm::sqrt(dot(&v, &v));
        v.iter_mut().for_each(|x| *x *= scale);
        Self { v }
    }

    /// Rows 2 … n of Q X.
    pub fn rows(&self, x: &Matrix) -> Matrix {
        let mut projected = vec![0.0; x.columns];
        for i in 0..x.rows {
            axpy(self.v[i], x.row(i), &mut projected);
        }
        let mut data = x.data[x.columns..].to_vec();
        for (i, row) in data.chunks_exact_mut(x.columns).enumerate() {
            axpy(-self.v[i + 1], &projected, row);
        }
        clear_constants(x, &mut data);
        Matrix { data, rows: x.rows - 1, columns: x.columns }
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
        data.shrink_to_fit();
        Matrix { data, rows: n - 1, columns: n - 1 }
    }

    /// Takes vectors of n − 1 entries, one a row, back to n entries: Q [0; u].
    pub fn restore(&self, vectors: &Matrix) -> Matrix {
        let n = self.v.len();
        let mut restored = Matrix::zeros(vectors.rows, n);
        for k in 0..vectors.rows {
            let overlap = dot(&self.v[1..], vectors.row(k));
            let row = restored.row_mut(k);
            row[1..].copy_from_slice(vectors.row(k));
            axpy(-overlap, &self.v, row);
        }
        restored
    }
}

/// What rounding leaves of a constant column is zero.
fn clear_constants(x: &Matrix, centred: &mut [f64]) {
    let d = x.columns;
    let (mut before, mut after) = (vec![0.0; d], vec![0.0; d]);
    let add = |sums: &mut [f64], row: &[f64]| {
        sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += x * x);
    };
    x.data.chunks_exact(d).for_each(|row| add(&mut before, row));
    centred.chunks_exact(d).for_each(|row| add(&mut after, row));
    let least = f64::EPSILON * x.rows as f64;
    for j in 0..d {
        if after[j] <= least * least * before[j] {
            centred.iter_mut().skip(j).step_by(d).for_each(|x| *x = 0.0);
        }
    }
}
