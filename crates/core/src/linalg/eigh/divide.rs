//! Divide and conquer on tridiagonal matrices: two halves and a matrix of rank one between them
//! (Cuppen, 1981; Gu and Eisenstat, 1995).

use super::ql::{Rotated, ql};
use super::secular::Secular;
use crate::linalg::Matrix;
use crate::linalg::matrix::length;
use crate::linalg::product::{Block, BlockMut, Part, add_product};
use crate::order::ascending;

/// Up to this size halves are not worth their overhead.
const LEAF: usize = 32;

/// Columns of eigenvectors that are renewed together, at least and at most; between them an eighth of all. A
/// copy of them is most of the memory it takes beside the eigenvectors.
const SLAB: [usize; 2] = [64, 256];

/// Rows that are renewed together.
const STRIP: usize = 96;

/// Parts of a pair closer than this, in units of ε and of the largest number, decouple.
const DEFLATION: f64 = 4.0 * f64::EPSILON;

/// Eigenvalues in `d`, in no order, and in row k of `vectors`, which comes as zeros, the eigenvector of
/// d[k]. Numbers of order one; `None` where the iteration on a small part does not converge.
pub(super) fn divide(d: &mut [f64], e: &mut [f64], vectors: &mut Matrix) -> Option<()> {
    solve(d, e, vectors, 0..d.len())
}

type Range = core::ops::Range<usize>;

fn solve(d: &mut [f64], e: &mut [f64], vectors: &mut Matrix, range: Range) -> Option<()> {
    let (low, high) = (range.start, range.end);
    if high - low <= LEAF {
        (low..high).for_each(|k| vectors.row_mut(k)[k] = 1.0);
        let beside = &mut e[low..high.saturating_sub(1).max(low)];
        return ql(&mut d[low..high], beside, &mut Corner { vectors, range });
    }
    let middle = low + (high - low) / 2;
    let coupling = e[middle - 1];
    d[middle - 1] -= coupling.abs();
    d[middle] -= coupling.abs();
    solve(d, e, vectors, low..middle)?;
    solve(d, e, vectors, middle..high)?;
    if coupling.abs() > 0.0 {
        Merge { vectors, low, middle, high }.run(d, coupling);
    }
    Some(())
}

/// Rows and columns of one part.
struct Corner<'a> {
    vectors: &'a mut Matrix,
    range: Range,
}

impl Rotated for Corner<'_> {
    fn rotate(&mut self, k: usize, c: f64, s: f64) {
        let row = self.range.start + k;
        rotate(self.vectors, (row, row + 1), self.range.clone(), (c, -s));
    }
}

/// Rows (x, y) become (c x + s y, c y − s x).
fn rotate(vectors: &mut Matrix, (i, j): (usize, usize), columns: Range, (c, s): (f64, f64)) {
    let n = vectors.columns;
    let (first, second) = (i.min(j), i.max(j));
    let (before, after) = vectors.data.split_at_mut(second * n);
    let x = &mut before[first * n..][columns.clone()];
    let y = &mut after[columns];
    let (c, s) = if i < j { (c, s) } else { (c, -s) };
    for (x, y) in x.iter_mut().zip(y) {
        (*x, *y) = (c * *x + s * *y, c * *y - s * *x);
    }
}

/// Which halves of the columns an eigenvector fills.
const FIRST: u8 = 1;
const SECOND: u8 = 2;

struct Merge<'a> {
    vectors: &'a mut Matrix,
    low: usize,
    middle: usize,
    high: usize,
}

/// What is left to solve once all that decouples is set aside.
struct Coupled {
    /// Rows, their d ascending.
    rows: Vec<usize>,
    z: Vec<f64>,
    /// Which halves each fills.
    reach: Vec<u8>,
}

impl Merge<'_> {
    fn run(&mut self, d: &mut [f64], coupling: f64) {
        let rho = 2.0 * coupling.abs();
        let coupled = self.deflate(d, self.edge(coupling), rho);
        if coupled.rows.is_empty() {
            return;
        }
        let own = coupled.rows.iter().map(|row| d[*row]).collect();
        let secular = Secular::solve(own, coupled.z.clone(), rho);
        for (columns, half) in [(self.low..self.middle, FIRST), (self.middle..self.high, SECOND)] {
            let members: Vec<usize> =
                (0..coupled.rows.len()).filter(|k| coupled.reach[*k] & half != 0).collect();
            let width = (self.vectors.columns / 8).clamp(SLAB[0], SLAB[1]);
            for start in columns.clone().step_by(width) {
                let slab = start..(start + width).min(columns.end);
                self.renew(&secular, &coupled.rows, &members, slab);
            }
        }
        for (j, row) in coupled.rows.iter().enumerate() {
            d[*row] = secular.value(j);
        }
    }

    /// The vector that couples the halves, of unit length, in the basis of their eigenvectors.
    fn edge(&self, coupling: f64) -> Vec<f64> {
        let scale = core::f64::consts::FRAC_1_SQRT_2;
        let first =
            (self.low..self.middle).map(|row| scale * self.vectors.at(row, self.middle - 1));
        let scale = libm::copysign(scale, coupling);
        let second = (self.middle..self.high).map(|row| scale * self.vectors.at(row, self.middle));
        first.chain(second).collect()
    }

    /// Sets aside eigenvectors that do not couple, and rotates pairs of equal eigenvalues so that one
    /// of them does not.
    fn deflate(&mut self, d: &mut [f64], mut z: Vec<f64>, rho: f64) -> Coupled {
        let low = self.low;
        let mut order = ascending(d[low..self.high].iter().copied());
        order.iter_mut().for_each(|place| *place += low);
        let largest = order.iter().fold(0.0_f64, |m, i| m.max(d[*i].abs()).max(z[i - low].abs()));
        let tolerance = DEFLATION * largest;
        let mut reach: Vec<u8> =
            (low..self.high).map(|row| if row < self.middle { FIRST } else { SECOND }).collect();
        let mut rows: Vec<usize> = Vec::new();
        for row in order {
            if rho * z[row - low].abs() <= tolerance {
                continue;
            }
            if let Some(before) = rows.last().copied() {
                let (s, c) = (z[before - low], z[row - low]);
                let length = length(s, c);
                let (s, c) = (-s / length, c / length);
                let gap = d[row] - d[before];
                if (gap * c * s).abs() <= tolerance {
                    (z[row - low], z[before - low]) = (length, 0.0);
                    rotate(self.vectors, (before, row), low..self.high, (c, s));
                    let both = reach[before - low] | reach[row - low];
                    (reach[before - low], reach[row - low]) = (both, both);
                    (d[before], d[row]) =
                        (d[before] * c * c + d[row] * s * s, d[before] * s * s + d[row] * c * c);
                    rows.pop();
                }
            }
            rows.push(row);
        }
        let z = rows.iter().map(|row| z[row - low]).collect();
        let reach = rows.iter().map(|row| reach[row - low]).collect();
        Coupled { rows, z, reach }
    }

    /// Columns `slab` of the eigenvectors: those of the secular equation times what stands there.
    fn renew(&mut self, secular: &Secular, rows: &[usize], members: &[usize], slab: Range) {
        let n = self.vectors.columns;
        let (inner, width) = (members.len(), slab.len());
        let mut old = Vec::with_capacity(inner * width);
        for k in members {
            old.extend_from_slice(&self.vectors.row(rows[*k])[slab.clone()]);
        }
        let places = secular.members(members);
        let mut mix = vec![0.0; STRIP * inner];
        let mut new = vec![0.0; STRIP * width];
        for start in (0..rows.len()).step_by(STRIP) {
            let strip = start..(start + STRIP).min(rows.len());
            for (j, mix) in strip.clone().zip(mix.chunks_exact_mut(inner.max(1))) {
                secular.vector(j, &places, mix);
            }
            new.fill(0.0);
            let mut target =
                BlockMut { data: &mut new, rows: strip.len(), columns: width, step: width };
            let mix = Block { rows: strip.len(), ..Block::rows(&mix, inner) };
            add_product(&mut target, 1.0, mix, Block::rows(&old, width), Part::All);
            for (row, new) in rows[strip].iter().zip(new.chunks_exact(width)) {
                self.vectors.data[row * n..][slab.clone()].copy_from_slice(new);
            }
        }
    }
}
