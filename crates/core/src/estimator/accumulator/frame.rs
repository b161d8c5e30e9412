//! The point that columns are measured from, and the grid that their sums lie on.

use super::block;
use crate::error::{Error, Result};
use crate::estimator::Data;
use crate::linalg::Matrix;
use crate::wire::{Fields, Record, Value};

/// Binary digits that sums keep below the spread of a column.
const DIGITS: i32 = 60;

/// Set by the first rows and shared by all accumulators that are to merge to the same bits.
///
/// Inner products are taken of columns less `shift`. What a block of rows adds is rounded to a
/// multiple of 2⁻⁶⁰ of the columns' spreads, so that sums are exact and their order is of no
/// consequence. A column that does not vary in the first rows has no spread and is not rounded.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// One a column, features then targets.
    pub shift: Vec<f64>,
    /// Spread, a power of two; zero where unknown.
    pub spread: Vec<f64>,
}

impl Frame {
    /// Means and spreads of these rows.
    pub fn new(rows: &Matrix) -> Self {
        let shift = rows.column_means();
        let mut square = vec![0.0; rows.columns];
        for i in 0..rows.rows {
            for (j, x) in rows.row(i).iter().enumerate() {
                square[j] += (x - shift[j]) * (x - shift[j]);
            }
        }
        let spread = square.iter().map(|s| power_of_two(s / rows.rows as f64)).collect();
        Self { shift, spread }
    }

    /// Those of the first block.
    pub fn first(data: &Data) -> Self {
        Self::new(&block::joined(data, 0, block::ROWS.min(data.x.rows)))
    }

    /// Reads `{ shift, spread }` of `columns` numbers.
    pub fn read(fields: &mut Fields, columns: usize) -> Result<Self> {
        let mut frame = fields.object("frame")?;
        let shift = sized(&mut frame, "shift", columns)?;
        let spread = sized(&mut frame, "spread", columns)?;
        frame.finish()?;
        Ok(Self { shift, spread })
    }

    /// The object that [`Frame::read`] understands.
    pub fn describe(&self) -> Value {
        Record::new().with("shift", self.shift.clone()).with("spread", self.spread.clone()).into()
    }

    /// The least number that a sum over column i holds, zero where there is none.
    pub fn quantum(&self, i: usize) -> f64 {
        libm::scalbn(self.spread[i], -DIGITS)
    }

    /// The least number that a sum of products of columns i and j holds.
    pub fn product_quantum(&self, i: usize, j: usize) -> f64 {
        self.quantum(i) * self.spread[j]
    }
}

/// The power of two below √x.
fn power_of_two(x: f64) -> f64 {
    if x > 0.0 { libm::scalbn(1.0, libm::ilogb(f64::sqrt(x))) } else { 0.0 }
}

/// An array of just so many numbers.
pub(super) fn sized(fields: &mut Fields, name: &'static str, count: usize) -> Result<Vec<f64>> {
    let numbers = fields.numbers(name)?;
    if numbers.len() == count {
        return Ok(numbers);
    }
    let found = format!("{} numbers", numbers.len());
    Err(Error::shape(&fields.path(name), format!("{count} numbers"), found))
}

/// x as a multiple of a power of two (x where that is zero, or x so large that it is one already).
pub(super) fn round_to(x: f64, quantum: f64) -> f64 {
    let large = 4_503_599_627_370_496.0 * quantum;
    let magic = 1.5 * large;
    if x.abs() < large { (x + magic) - magic } else { x }
}
