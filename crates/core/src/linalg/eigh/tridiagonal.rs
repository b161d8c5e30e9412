//! Symmetric matrices to tridiagonal ones by blocked Householder reflections, and the way back.

use crate::linalg::bundle::triangle;
use crate::linalg::matrix::{length, norm};
use crate::linalg::product::{Block, BlockMut, Part, Zeros, add_product};
use crate::linalg::{Matrix, axpy, axpy4, dot};

/// Reflections that are gathered before the rest of the matrix is told of them.
const PANEL: usize = 32;

/// Reflections that are applied together on the way back.
const BUNDLE: usize = 64;

/// Eigenvectors that they are applied to at a time.
const HEIGHT: usize = 192;

/// A = Q T Qᵀ with Q = H_0 H_1 ⋯, H_j = I − τ_j v_j v_jᵀ.
pub(super) struct Reduced {
    /// The diagonal of T.
    pub diagonal: Vec<f64>,
    /// T beside its diagonal, one entry shorter.
    pub beside: Vec<f64>,
    /// Row j holds v_j right of the diagonal.
    reflectors: Matrix,
    taus: Vec<f64>,
}

/// Reduces a symmetric matrix, of which the lower triangle is read.
pub(super) fn reduce(mut a: Matrix) -> Reduced {
    let n = a.rows;
    a.mirror_lower();
    let mut reduced = Reduced {
        diagonal: vec![0.0; n],
        beside: vec![0.0; n.saturating_sub(1)],
        reflectors: a,
        taus: vec![0.0; n.saturating_sub(1)],
    };
    let mut partners = Matrix::zeros(PANEL, n);
    for start in (0..n).step_by(PANEL) {
        let end = (start + PANEL).min(n);
        for j in start..end {
            reduced.reflect(j, start, &mut partners);
        }
        reduced.update(start, end, &partners);
    }
    reduced
}

impl Reduced {
    /// Row j up to date, its reflection, and the partner w = τ(A v − …) of that for the rest.
    fn reflect(&mut self, j: usize, start: usize, partners: &mut Matrix) {
        let n = self.reflectors.columns;
        let (before, rest) = self.reflectors.data.split_at_mut(j * n);
        let (row, below) = rest.split_at_mut(n);
        let panel = before[start * n..].chunks_exact(n).zip(partners.data.chunks_exact(n));
        let terms = panel.clone().flat_map(|(v, w)| [(-v[j], &w[j..]), (-w[j], &v[j..])]);
        add_all(terms, &mut row[j..]);
        self.diagonal[j] = row[j];
        if j + 1 == n {
            return;
        }
        let v = &mut row[j + 1..];
        let (tau, beside) = householder(v);
        (self.taus[j], self.beside[j]) = (tau, beside);
        let mut w = vec![0.0; v.len()];
        symmetric_times(&below[j + 1..], n, v, &mut w);
        let terms = panel.flat_map(|(earlier, partner)| {
            let (earlier, partner) = (&earlier[j + 1..], &partner[j + 1..]);
            [(-dot(partner, v), earlier), (-dot(earlier, v), partner)]
        });
        add_all(terms, &mut w);
        w.iter_mut().for_each(|w| *w *= tau);
        let half = 0.5 * tau * dot(&w, v);
        axpy(-half, v, &mut w);
        partners.row_mut(j - start)[j + 1..].copy_from_slice(&w);
    }

    /// A ← A − VᵀW − WᵀV for the rows and columns past a panel.
    fn update(&mut self, start: usize, end: usize, partners: &Matrix) {
        let n = self.reflectors.columns;
        if end == n {
            return;
        }
        let (before, rest) = self.reflectors.data.split_at_mut(end * n);
        let panel = before[start * n..].chunks_exact(n).zip(partners.data.chunks_exact(n));
        // One product of [V; W] and [W; V], so that the rest is gone through once.
        let [mut first, mut second] = [Vec::new(), Vec::new()];
        panel.clone().for_each(|(v, w)| {
            first.extend_from_slice(&v[end..]);
            second.extend_from_slice(&w[end..]);
        });
        panel.for_each(|(v, w)| {
            first.extend_from_slice(&w[end..]);
            second.extend_from_slice(&v[end..]);
        });
        let (first, second) = (Block::rows(&first, n - end), Block::rows(&second, n - end));
        let mut rest =
            BlockMut { data: &mut rest[end..], rows: n - end, columns: n - end, step: n };
        add_product(&mut rest, -1.0, first.transposed(), second, Part::Upper);
    }

    /// Rows of `vectors` are eigenvectors of T; makes them eigenvectors of A: E ← E Qᵀ.
    pub fn back(&self, vectors: &mut Matrix) {
        let count = self.taus.len();
        let starts: Vec<usize> = (0..count).step_by(BUNDLE).collect();
        for start in starts.into_iter().rev() {
            self.back_bundle(vectors, start, (start + BUNDLE).min(count));
        }
    }

    /// E ← E (I − VᵀTᵀV), the transpose of a product of reflections.
    fn back_bundle(&self, vectors: &mut Matrix, start: usize, end: usize) {
        let (n, k, m) = (vectors.columns, end - start, vectors.columns - start - 1);
        let mut v = Matrix::zeros(k, m);
        for j in start..end {
            v.row_mut(j - start)[j - start..].copy_from_slice(&self.reflectors.row(j)[j + 1..]);
        }
        let t = triangle(&v, &self.taus[start..end]);
        let (t, v) = (t.block().with(Zeros::Below), v.block().with(Zeros::Below));
        let mut turned = Matrix::zeros(k, m);
        add_product(&mut turned.block_mut(), 1.0, t.transposed(), v, Part::All);
        for rows in vectors.data.chunks_mut(HEIGHT * n) {
            let count = rows.len() / n;
            let mut overlaps = Matrix::zeros(count, k);
            let own = Block::rows(rows, n).part(0..count, start + 1..n);
            add_product(&mut overlaps.block_mut(), 1.0, own, v.transposed(), Part::All);
            let mut target =
                BlockMut { data: &mut rows[start + 1..], rows: count, columns: m, step: n };
            add_product(&mut target, -1.0, overlaps.block(), turned.block(), Part::All);
        }
    }
}

/// Turns x into v with v_0 = 1 and (I − τ v vᵀ)x = (β, 0, …); returns (τ, β).
fn householder(x: &mut [f64]) -> (f64, f64) {
    let first = x[0];
    let tail = norm(&x[1..]);
    if tail <= 0.0 {
        x[0] = 1.0;
        return (0.0, first);
    }
    let beta = -libm::copysign(length(first, tail), first);
    let shrink = 1.0 / (first - beta);
    x[1..].iter_mut().for_each(|x| *x *= shrink);
    x[0] = 1.0;
    ((beta - first) / beta, beta)
}

/// y += Σ α x, four terms in one pass.
fn add_all<'a>(terms: impl Iterator<Item = (f64, &'a [f64])>, y: &mut [f64]) {
    let terms: Vec<(f64, &[f64])> = terms.collect();
    let (fours, rest) = terms.as_chunks::<ROWS>();
    for four in fours {
        axpy4(four.map(|(alpha, _)| alpha), four.map(|(_, x)| x), y);
    }
    rest.iter().for_each(|(alpha, x)| axpy(*alpha, x, y));
}

/// Rows that go through memory together: y is read and written once for all of them.
const ROWS: usize = 4;

/// Columns that go through the loop before it branches.
const UNROLLED: usize = 8;

/// y += A x for a symmetric matrix of which rows from the diagonal on are read, once each.
fn symmetric_times(a: &[f64], step: usize, x: &[f64], y: &mut [f64]) {
    let n = x.len();
    let whole = n - n % ROWS;
    for i in (0..whole).step_by(ROWS) {
        corner(&a[i * step + i..], step, &x[i..i + ROWS], &mut y[i..i + ROWS]);
        let rows = core::array::from_fn(|r| &a[(i + r) * step + i + ROWS..(i + r) * step + n]);
        let weights = core::array::from_fn(|r| x[i + r]);
        let (head, tail) = y.split_at_mut(i + ROWS);
        let sums = strip(rows, weights, &x[i + ROWS..], tail);
        head[i..].iter_mut().zip(sums).for_each(|(y, sum)| *y += sum);
    }
    corner(a.get(whole * step + whole..).unwrap_or_default(), step, &x[whole..], &mut y[whole..]);
}

/// The same for the few rows and columns at the diagonal.
fn corner(a: &[f64], step: usize, x: &[f64], y: &mut [f64]) {
    for i in 0..x.len() {
        y[i] += a[i * step + i] * x[i];
        for j in i + 1..x.len() {
            y[i] += a[i * step + j] * x[j];
            y[j] += a[i * step + j] * x[i];
        }
    }
}

/// y += Σ_r w_r a_r, and the sums a_r · x: each number of the rows is read once.
fn strip(a: [&[f64]; ROWS], weights: [f64; ROWS], x: &[f64], y: &mut [f64]) -> [f64; ROWS] {
    let mut sums = [[0.0; 2]; ROWS];
    let (head, tail) = y.as_chunks_mut::<UNROLLED>();
    let (x, x_tail) = x.as_chunks::<UNROLLED>();
    let a = a.map(|a| a.as_chunks::<UNROLLED>());
    let [b, c, d, e] = a.map(|(head, _)| head);
    for (((((y, x), b), c), d), e) in head.iter_mut().zip(x).zip(b).zip(c).zip(d).zip(e) {
        for k in 0..UNROLLED {
            let column = [b[k], c[k], d[k], e[k]];
            for r in 0..ROWS {
                sums[r][k % 2] += column[r] * x[k];
            }
            y[k] += weighed(weights, column);
        }
    }
    for (k, y) in tail.iter_mut().enumerate() {
        let column = a.map(|(_, tail)| tail[k]);
        for r in 0..ROWS {
            sums[r][0] += column[r] * x_tail[k];
        }
        *y += weighed(weights, column);
    }
    sums.map(|[even, odd]| even + odd)
}

#[inline]
fn weighed(weights: [f64; ROWS], x: [f64; ROWS]) -> f64 {
    (weights[0] * x[0] + weights[1] * x[1]) + (weights[2] * x[2] + weights[3] * x[3])
}
