//! A dense row-major matrix, and the vector loops that everything here is made of.

use super::product::{Block, BlockMut, Part, Zeros, add_product};

/// Row-major numbers with their shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// `rows × columns` numbers, row after row.
    pub data: Vec<f64>,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
}

impl Matrix {
    /// Zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { data: vec![0.0; rows * columns], rows, columns }
    }

    /// One row.
    pub fn row(&self, i: usize) -> &[f64] {
        &self.data[i * self.columns..(i + 1) * self.columns]
    }

    /// One row, to write to.
    pub fn row_mut(&mut self, i: usize) -> &mut [f64] {
        &mut self.data[i * self.columns..(i + 1) * self.columns]
    }

    /// The entry of row i and column j.
    pub fn at(&self, i: usize, j: usize) -> f64 {
        self.data[i * self.columns + j]
    }

    /// The transpose.
    #[must_use]
    pub fn transpose(&self) -> Self {
        let mut across = Self::zeros(self.columns, self.rows);
        for top in (0..self.rows).step_by(TILE) {
            let rows = top..self.rows.min(top + TILE);
            for left in (0..self.columns).step_by(TILE) {
                for j in left..self.columns.min(left + TILE) {
                    let to = &mut across.row_mut(j)[rows.clone()];
                    let column = self.data[top * self.columns + j..].iter().step_by(self.columns);
                    to.iter_mut().zip(column).for_each(|(to, x)| *to = *x);
                }
            }
        }
        across
    }

    /// The rows at `index`, in that order.
    #[must_use]
    pub fn select(&self, index: &[usize]) -> Self {
        let data = index.iter().flat_map(|i| self.row(*i)).copied().collect();
        Self { data, rows: index.len(), columns: self.columns }
    }

    /// The transpose in the same storage, entry by entry along the cycles of the permutation, with one bit
    /// an entry for where it has been.
    #[must_use]
    pub fn into_transpose(mut self) -> Self {
        let (rows, columns, length) = (self.rows, self.columns, self.data.len());
        let mut moved = vec![0_u64; length.div_ceil(64)];
        for start in 0..length {
            let (mut place, mut held) = (start, self.data[start]);
            while moved[place / 64] >> (place % 64) & 1 == 0 {
                moved[place / 64] |= 1 << (place % 64);
                place = place % columns * rows + place / columns;
                std::mem::swap(&mut held, &mut self.data[place]);
            }
        }
        Self { data: self.data, rows: columns, columns: rows }
    }

    /// Exchanges two rows.
    pub(super) fn swap_rows(&mut self, i: usize, j: usize) {
        if i != j {
            let (low, high) = self.data.split_at_mut(i.max(j) * self.columns);
            let first = i.min(j) * self.columns;
            low[first..first + self.columns].swap_with_slice(&mut high[..self.columns]);
        }
    }

    /// Puts row `order[i]` in place i, for a permutation.
    pub(super) fn permute_rows(&mut self, order: &[usize]) {
        let mut order = order.to_vec();
        for start in 0..order.len() {
            let mut from = order[start];
            // What stood there has been swapped away: follow it.
            while from < start {
                from = order[from];
            }
            self.swap_rows(start, from);
            order[start] = from;
        }
    }

    /// M A in place of A, for an M with no more rows than columns.
    pub(super) fn multiplied_by(mut self, m: &Self) -> Self {
        self.multiply_rows(0, m);
        self.data.truncate(m.rows * self.columns);
        self.rows = m.rows;
        self
    }

    /// The same for as many rows as M has columns, from `start` on.
    pub(super) fn multiply_rows(&mut self, start: usize, m: &Self) {
        for left in (0..self.columns).step_by(PANEL) {
            let columns = left..self.columns.min(left + PANEL);
            let mut product = Self::zeros(m.rows, columns.len());
            let panel = self.block().part(start..start + m.columns, columns.clone());
            add_product(&mut product.block_mut(), 1.0, m.block(), panel, Part::All);
            for i in 0..m.rows {
                self.row_mut(start + i)[columns.clone()].copy_from_slice(product.row(i));
            }
        }
    }

    /// Mean of each column.
    pub fn column_means(&self) -> Vec<f64> {
        let mut means = vec![0.0; self.columns];
        for i in 0..self.rows {
            axpy(1.0, self.row(i), &mut means);
        }
        means.iter_mut().for_each(|mean| *mean /= self.rows as f64);
        means
    }

    /// All of it, to read.
    pub fn block(&self) -> Block<'_> {
        let Self { data, rows, columns } = self;
        let zeros = Zeros::Unknown;
        Block { data, rows: *rows, columns: *columns, row_step: *columns, column_step: 1, zeros }
    }

    /// All of it, to add to.
    pub fn block_mut(&mut self) -> BlockMut<'_> {
        let Self { data, rows, columns } = self;
        BlockMut { data, rows: *rows, columns: *columns, step: *columns }
    }

    /// Copies what is below the diagonal to above it.
    pub(super) fn mirror_lower(&mut self) {
        let n = self.columns;
        below(n, |i, j| self.data[j * n + i] = self.data[i * n + j]);
    }

    /// Copies what is above the diagonal to below it.
    pub(super) fn mirror_upper(&mut self) {
        let n = self.columns;
        below(n, |i, j| self.data[i * n + j] = self.data[j * n + i]);
    }
}

/// Goes through the entries (i, j) below the diagonal of a square matrix, tile by tile.
fn below(n: usize, mut each: impl FnMut(usize, usize)) {
    for top in (0..n).step_by(TILE) {
        for left in (0..=top).step_by(TILE) {
            for j in left..n.min(left + TILE) {
                (top.max(j + 1)..n.min(top + TILE)).for_each(|i| each(i, j));
            }
        }
    }
}

/// Rows and columns that are turned together: a few lines of the cache.
const TILE: usize = 16;

/// Columns that are multiplied at a time, beside which their product stands until it takes their place.
const PANEL: usize = 96;

/// Σ x y with eight accumulators, in a fixed order.
pub fn dot(x: &[f64], y: &[f64]) -> f64 {
    reduce(x, y, |a, b| a * b)
}

/// |x|, scaled only where squares would leave the range of doubles.
pub(super) fn norm(x: &[f64]) -> f64 {
    let squares = dot(x, x);
    if squares > 1e-280 && squares < 1e280 {
        return f64::sqrt(squares);
    }
    let largest = x.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    if largest <= 0.0 {
        return 0.0;
    }
    largest * f64::sqrt(x.iter().map(|v| (v / largest) * (v / largest)).sum())
}

/// √(x² + y²), by the careful routine only where squares would leave the range of doubles.
pub(super) fn length(x: f64, y: f64) -> f64 {
    let squares = x * x + y * y;
    if squares > 1e-280 && squares < 1e280 { f64::sqrt(squares) } else { libm::hypot(x, y) }
}

/// x ← 2^exponent x, without rounding but of numbers that leave the normal range.
pub(super) fn scale_by_power(x: &mut [f64], exponent: i32) {
    if exponent != 0 {
        // In two factors, neither of which leaves the range.
        let half = exponent / 2;
        let (first, second) = (libm::scalbn(1.0, half), libm::scalbn(1.0, exponent - half));
        x.iter_mut().for_each(|x| *x = *x * first * second);
    }
}

/// Σ (x − y)², never as |x|² + |y|² − 2xy.
pub fn squared_distance(x: &[f64], y: &[f64]) -> f64 {
    reduce(x, y, |a, b| (a - b) * (a - b))
}

/// Σ f(x, y) with eight accumulators, in a fixed order.
pub(crate) fn reduce(x: &[f64], y: &[f64], f: impl Fn(f64, f64) -> f64) -> f64 {
    let (mut head_x, mut head_y) = (x.chunks_exact(8), y.chunks_exact(8));
    let mut sums = [0.0; 8];
    for (a, b) in head_x.by_ref().zip(head_y.by_ref()) {
        for k in 0..8 {
            sums[k] += f(a[k], b[k]);
        }
    }
    let tail = head_x.remainder().iter().zip(head_y.remainder()).map(|(a, b)| f(*a, *b));
    let tail: f64 = tail.sum();
    let [a, b, c, d, e, f, g, h] = sums;
    ((a + c) + (e + g)) + ((b + d) + (f + h)) + tail
}

/// y += α₀x₀ + α₁x₁ + α₂x₂ + α₃x₃ in one pass: y is read and written once for four rows.
pub fn axpy4(alpha: [f64; 4], x: [&[f64]; 4], y: &mut [f64]) {
    let [a, b, c, d] = alpha;
    let n = y.len();
    let [p, q, r, s] = x.map(|x| &x[..n]);
    for i in 0..n {
        y[i] += (a * p[i] + b * q[i]) + (c * r[i] + d * s[i]);
    }
}

/// y += α x.
pub fn axpy(alpha: f64, x: &[f64], y: &mut [f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += alpha * x;
    }
}
