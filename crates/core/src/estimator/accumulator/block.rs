//! What a block of rows adds.

use super::frame::round_to;
use super::sums::{Accumulator, diagonal, join};
use crate::estimator::Data;
use crate::linalg::{DoubleDouble, Matrix, Part, add_product};

/// Rows of a block: few enough for plain sums of products to lose nothing, enough for what
/// follows on each sum to cost little.
pub const ROWS: usize = 512;

/// Columns whose products are taken at a time.
const STRIP: usize = 96;

/// Features and targets of some rows side by side.
pub fn joined(data: &Data, start: usize, rows: usize) -> Matrix {
    let mut both = Matrix::zeros(rows, data.x.columns + data.y.columns);
    for i in 0..rows {
        join(data.x.row(start + i), data.y.row(start + i), &mut both, i);
    }
    both
}

/// Adds one block. Products are taken of deviations from the block's own means, so that a drift of
/// the data costs no digits; what the means add is a product of two numbers of twice the precision.
pub fn add(to: &mut Accumulator, block: &Matrix) {
    let Deviations { rows, rest, delta } = Deviations::new(to, block);
    let (m, count) = (rows.columns, DoubleDouble::new(rows.rows as f64));
    let scaled: Vec<DoubleDouble> = delta.iter().map(|d| d.times(count)).collect();
    for i in 0..m {
        let quantum = to.frame.quantum(i);
        to.sums.add(i, rounded(scaled[i].plus(rest[i]), quantum));
    }
    for start in (0..m).step_by(STRIP) {
        let strip = products(&rows, start, STRIP.min(m - start));
        for k in 0..strip.rows {
            let i = start + k;
            let row = diagonal(m, i);
            for j in i..m {
                let cross = rest[i] * delta[j].high + delta[i].high * rest[j];
                let within = strip.row(k)[j - start] + cross;
                let added = scaled[i].times(delta[j]).plus(within);
                let quantum = to.frame.product_quantum(i, j);
                to.products.add(row + j - i, rounded(added, quantum));
            }
        }
    }
    to.rows += rows.rows as f64;
}

/// Products of some columns with all from the first of them on, one row a column.
fn products(x: &Matrix, start: usize, count: usize) -> Matrix {
    let mut strip = Matrix::zeros(count, x.columns - start);
    let some = x.block().part(0..x.rows, start..start + count).transposed();
    let rest = x.block().part(0..x.rows, start..x.columns);
    add_product(&mut strip.block_mut(), 1.0, some, rest, Part::Upper);
    strip
}

fn rounded(x: DoubleDouble, quantum: f64) -> DoubleDouble {
    DoubleDouble { high: round_to(x.high, quantum), low: round_to(x.low, quantum) }
}

/// A block about its means.
struct Deviations {
    rows: Matrix,
    /// What rounding of the means leaves of their sums.
    rest: Vec<f64>,
    /// Means less the frame's shift.
    delta: Vec<DoubleDouble>,
}

impl Deviations {
    fn new(to: &Accumulator, block: &Matrix) -> Self {
        let means = block.column_means();
        let mut rows = block.clone();
        let mut rest = vec![0.0; rows.columns];
        for i in 0..rows.rows {
            for (j, x) in rows.row_mut(i).iter_mut().enumerate() {
                *x -= means[j];
                rest[j] += *x;
            }
        }
        let shift = &to.frame.shift;
        let delta =
            means.iter().zip(shift).map(|(m, s)| DoubleDouble::difference(*m, *s)).collect();
        Self { rows, rest, delta }
    }
}
