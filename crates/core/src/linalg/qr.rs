//! Householder QR in the storage of the matrix itself: with column pivoting, or block by block.

use super::bundle::Bundle;
use super::matrix::{length, norm};
use super::product::{BlockMut, Part, add_product};
use super::{Matrix, axpy, dot};

/// Reflections that are gathered before the rest of the columns is told of them.
const PANEL: usize = 32;

/// Columns of R that are multiplied at a time.
const STRIP: usize = 64;

/// Of numbers that are about one at most.
const LEAST_LENGTH: f64 = 1e-140;

/// Steps of inverse iteration that a condition number is estimated with.
const STEPS: usize = 4;

/// A P = Q R for A with at least as many rows as columns.
///
/// Columns of A lie one a row here. Row j keeps R's column j before place j and from there on the vector v_j
/// of the reflection I − v_j v_jᵀ, so that nothing is stored beside A but R's diagonal.
#[derive(Debug, Clone)]
pub(super) struct Qr {
    columns: Matrix,
    diagonal: Vec<f64>,
    /// The column of A that stands at each place.
    pub order: Vec<usize>,
}

impl Qr {
    /// Factors a matrix given with its columns one a row, in their order.
    pub fn new(columns: Matrix) -> Self {
        let (k, n) = (columns.rows, columns.columns);
        let order = (0..k).collect();
        let mut qr = Self { columns, diagonal: Vec::with_capacity(k), order };
        for start in (0..k).step_by(PANEL) {
            let end = k.min(start + PANEL);
            for j in start..end {
                let (head, tail) = qr.columns.data.split_at_mut((j + 1) * n);
                let v = &mut head[j * n + j..];
                qr.diagonal.push(reflector(v));
                let rest = tail.chunks_exact_mut(n).take(end - j - 1);
                rest.for_each(|row| reflect(v, &mut row[j..]));
            }
            let (bundle, rest) = Bundle::new(&mut qr.columns, start..end);
            bundle.apply(rest, false);
        }
        qr
    }

    /// The same, the longest of what is left of the columns next.
    pub fn pivoted(columns: Matrix) -> Self {
        let (k, n) = (columns.rows, columns.columns);
        let mut rest: Vec<Rest> = (0..k).map(|j| Rest::new(columns.row(j))).collect();
        let order = (0..k).collect();
        let mut qr = Self { columns, diagonal: Vec::with_capacity(k), order };
        for j in 0..k {
            let longer =
                |best: usize, l: usize| if rest[l].now > rest[best].now { l } else { best };
            let longest = (j..k).fold(j, longer);
            qr.columns.swap_rows(j, longest);
            qr.order.swap(j, longest);
            rest.swap(j, longest);
            let (head, tail) = qr.columns.data.split_at_mut((j + 1) * n);
            let v = &mut head[j * n + j..];
            qr.diagonal.push(reflector(v));
            for (row, rest) in tail.chunks_exact_mut(n).zip(&mut rest[j + 1..]) {
                reflect(v, &mut row[j..]);
                rest.shorten(row[j], &row[j + 1..]);
            }
        }
        qr
    }

    /// R, row-major.
    pub fn upper(&self) -> Matrix {
        let k = self.diagonal.len();
        let mut r = Matrix::zeros(k, k);
        for j in 0..k {
            r.data[j * k + j] = self.diagonal[j];
            for (i, x) in self.column(j).iter().enumerate() {
                r.data[i * k + j] = *x;
            }
        }
        r
    }

    /// R, its columns one a row.
    pub fn upper_columns(&self) -> Matrix {
        let k = self.diagonal.len();
        let mut columns = Matrix::zeros(k, k);
        for j in 0..k {
            columns.row_mut(j)[..j].copy_from_slice(self.column(j));
            columns.row_mut(j)[j] = self.diagonal[j];
        }
        columns
    }

    /// An estimate from below of how much R⁻¹ lengthens a vector, R's columns scaled to unit length.
    pub fn condition(&self) -> f64 {
        let lengths: Vec<f64> = (0..self.diagonal.len())
            .map(|j| length(norm(self.column(j)), self.diagonal[j]))
            .collect();
        let scale = |x: &mut [f64]| x.iter_mut().zip(&lengths).for_each(|(x, length)| *x *= length);
        // No eigenvector of what people factor.
        let mut x: Vec<f64> = (0..lengths.len()).map(|i| 1.0 + ((i * i) % 7) as f64).collect();
        let mut growth = 1.0;
        for _ in 0..STEPS {
            scale(&mut x);
            self.solve_transposed(&mut x);
            self.solve(&mut x);
            scale(&mut x);
            if !x.iter().all(|x| x.is_finite()) {
                return f64::INFINITY;
            }
            growth = norm(&x);
            x.iter_mut().for_each(|x| *x /= growth);
        }
        f64::sqrt(growth)
    }

    /// R Rᵀ, from a few of R's columns at a time.
    pub fn row_products(&self) -> Matrix {
        let k = self.diagonal.len();
        let mut products = Matrix::zeros(k, k);
        for start in (0..k).step_by(STRIP) {
            let end = k.min(start + STRIP);
            let mut strip = Matrix::zeros(end - start, end);
            for j in start..end {
                strip.row_mut(j - start)[..j].copy_from_slice(self.column(j));
                strip.row_mut(j - start)[j] = self.diagonal[j];
            }
            let mut corner = BlockMut { rows: end, columns: end, ..products.block_mut() };
            let strip = strip.block();
            add_product(&mut corner, 1.0, strip.transposed(), strip, Part::Lower);
        }
        products.mirror_lower();
        products
    }

    /// Columns whose part off the span of those before is more than rounding error of a matrix of this height.
    pub fn independent(&self, height: usize) -> Vec<usize> {
        let tolerance = f64::EPSILON * height as f64;
        let length = |j: usize| length(norm(self.column(j)), self.diagonal[j]);
        let counts = |j: &usize| self.diagonal[*j].abs() > tolerance * length(*j);
        (0..self.diagonal.len()).filter(counts).collect()
    }

    /// Whether the last of pivoted columns of about one length is a combination of the others to the last digit.
    pub fn is_singular(&self) -> bool {
        let ends = self.diagonal.first().zip(self.diagonal.last());
        ends.is_some_and(|(first, last)| last.abs() <= 2.0 * f64::EPSILON * first.abs())
    }

    /// R's column j above its diagonal.
    fn column(&self, j: usize) -> &[f64] {
        &self.columns.row(j)[..j]
    }

    fn reflector(&self, j: usize) -> &[f64] {
        &self.columns.row(j)[j..]
    }

    /// x ← Q x.
    pub fn apply(&self, x: &mut [f64]) {
        for j in (0..self.diagonal.len()).rev() {
            reflect(self.reflector(j), &mut x[j..]);
        }
    }

    /// x ← Qᵀ x.
    pub fn apply_transposed(&self, x: &mut [f64]) {
        for j in 0..self.diagonal.len() {
            reflect(self.reflector(j), &mut x[j..]);
        }
    }

    /// x ← R⁻¹ x, infinite where R is singular.
    pub fn solve(&self, x: &mut [f64]) {
        for j in (0..x.len()).rev() {
            x[j] /= self.diagonal[j];
            axpy(-x[j], self.column(j), &mut x[..j]);
        }
    }

    /// x ← R⁻ᵀ x.
    pub fn solve_transposed(&self, x: &mut [f64]) {
        for j in 0..x.len() {
            x[j] = (x[j] - dot(self.column(j), &x[..j])) / self.diagonal[j];
        }
    }

    /// The first columns of Q, as many as A has, one a row.
    pub fn into_basis(mut self) -> Matrix {
        let k = self.diagonal.len();
        let starts: Vec<usize> = (0..k).step_by(PANEL).collect();
        for start in starts.into_iter().rev() {
            let end = k.min(start + PANEL);
            let (bundle, rest) = Bundle::new(&mut self.columns, start..end);
            let width = bundle.width();
            rest.chunks_exact_mut(width).for_each(|row| row[start..end].fill(0.0));
            bundle.apply(rest, true);
            bundle.into_basis();
        }
        self.columns
    }

    /// The rows of R⁻¹Qᵀ.
    pub fn into_inverse(self) -> Matrix {
        let (k, n) = (self.columns.rows, self.columns.columns);
        let r = self.upper();
        let mut inverse = self.into_basis();
        for j in (0..k).rev() {
            let (head, tail) = inverse.data.split_at_mut((j + 1) * n);
            let row = &mut head[j * n..];
            for (l, solved) in (j + 1..k).zip(tail.chunks_exact(n)) {
                axpy(-r.at(j, l), solved, row);
            }
            row.iter_mut().for_each(|x| *x /= r.at(j, j));
        }
        inverse
    }
}

/// The squared length of what is left of a column, and when it was last measured.
#[derive(Clone, Copy)]
struct Rest {
    now: f64,
    measured: f64,
}

/// A squared length that fell to this share by subtractions is measured anew: half its digits are left.
const DIGITS_KEPT: f64 = 1.5e-8;

impl Rest {
    fn new(column: &[f64]) -> Self {
        let square = dot(column, column);
        Self { now: square, measured: square }
    }

    /// Takes off an entry; `rest` is what remains.
    fn shorten(&mut self, entry: f64, rest: &[f64]) {
        self.now -= entry * entry;
        if self.now <= DIGITS_KEPT * self.measured {
            *self = Self::new(rest);
        }
    }
}

/// Turns x into the v with |v|² = 2 whose reflection I − vvᵀ takes x to the first axis; returns where. The
/// sign is that without cancellation. What is so short that its square leaves the range of doubles is zeros.
pub(super) fn reflector(x: &mut [f64]) -> f64 {
    let length = f64::sqrt(dot(x, x));
    if length < LEAST_LENGTH {
        x.fill(0.0);
        return 0.0;
    }
    let end = if x[0] > 0.0 { -length } else { length };
    let scale = 1.0 / f64::sqrt(length * (length + x[0].abs()));
    x[0] -= end;
    x.iter_mut().for_each(|x| *x *= scale);
    end
}

/// x ← (I − vvᵀ) x.
pub(super) fn reflect(v: &[f64], x: &mut [f64]) {
    axpy(-dot(v, x), v, x);
}
