//! Sums over rows: plain data that grows with the columns alone.

use super::frame::sized;
use super::{Frame, block};
use crate::error::{Error, Result};
use crate::estimator::Data;
use crate::limits::{check_fits, doubles};
use crate::linalg::{DoubleDouble, Matrix};
use crate::wire::{Fields, Record, Value};

/// Sums kept as unevaluated sums of two doubles.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Doubled {
    pub high: Vec<f64>,
    pub low: Vec<f64>,
}

impl Doubled {
    pub fn zeros(count: usize) -> Self {
        Self { high: vec![0.0; count], low: vec![0.0; count] }
    }

    pub fn at(&self, i: usize) -> DoubleDouble {
        DoubleDouble { high: self.high[i], low: self.low[i] }
    }

    pub fn add(&mut self, i: usize, x: DoubleDouble) {
        let DoubleDouble { high, low } = self.at(i).sum(x);
        (self.high[i], self.low[i]) = (high, low);
    }

    fn read(fields: &mut Fields, name: &'static str, count: usize) -> Result<Self> {
        let mut part = fields.object(name)?;
        let (high, low) = (sized(&mut part, "high", count)?, sized(&mut part, "low", count)?);
        part.finish()?;
        Ok(Self { high, low })
    }

    fn describe(self) -> Value {
        Record::new().with("high", self.high).with("low", self.low).into()
    }
}

/// Σ z and Σ z zᵀ over the rows z = (x, y) less the frame's shift, to twice the working precision.
#[derive(Debug, Clone, PartialEq)]
pub struct Accumulator {
    /// Features.
    pub columns: usize,
    /// Targets.
    pub targets: usize,
    /// Rows.
    pub rows: f64,
    /// Shift and grid.
    pub frame: Frame,
    pub(super) sums: Doubled,
    /// Row after row of the upper triangle.
    pub(super) products: Doubled,
}

/// Place of the diagonal entry of row i in a packed upper triangle of m rows.
pub(super) fn diagonal(m: usize, i: usize) -> usize {
    i * m - i * (i.max(1) - 1) / 2
}

impl Accumulator {
    /// Nothing yet.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn new(columns: usize, targets: usize, frame: Frame) -> Result<Self> {
        let m = columns + targets;
        check_columns(m)?;
        let products = Doubled::zeros(m * (m + 1) / 2);
        Ok(Self { columns, targets, rows: 0.0, frame, sums: Doubled::zeros(m), products })
    }

    /// Adds rows, in blocks of `block::ROWS` from the first.
    pub fn add(&mut self, data: &Data) {
        for start in (0..data.x.rows).step_by(block::ROWS) {
            let rows = block::ROWS.min(data.x.rows - start);
            block::add(self, &block::joined(data, start, rows));
        }
    }

    /// The sums of both. The same bits in any order where both have the same frame; else to about
    /// 2⁻¹⁰⁰ of the largest terms.
    ///
    /// # Errors
    /// `ShapeMismatch` where columns differ.
    pub fn merge(&mut self, other: Self) -> Result<()> {
        if (self.columns, self.targets) != (other.columns, other.targets) {
            let expected = format!("{} columns and {} targets", self.columns, self.targets);
            let found = format!("{} columns and {} targets", other.columns, other.targets);
            return Err(Error::shape("accumulators", expected, found));
        }
        let other = if other.frame == self.frame { other } else { other.moved(&self.frame) };
        for i in 0..other.sums.high.len() {
            self.sums.add(i, other.sums.at(i));
        }
        for i in 0..other.products.high.len() {
            self.products.add(i, other.products.at(i));
        }
        self.rows += other.rows;
        Ok(())
    }

    /// The same sums from another shift: z + δ for z.
    fn moved(mut self, frame: &Frame) -> Self {
        let m = self.frame.shift.len();
        let delta: Vec<DoubleDouble> =
            (0..m).map(|i| DoubleDouble::difference(self.frame.shift[i], frame.shift[i])).collect();
        let n = DoubleDouble::new(self.rows);
        for i in 0..m {
            for j in i..m {
                let both = delta[i].times(self.sums.at(j)).sum(delta[j].times(self.sums.at(i)));
                let added = both.sum(n.times(delta[i].times(delta[j])));
                self.products.add(diagonal(m, i) + j - i, added);
            }
        }
        (0..m).for_each(|i| self.sums.add(i, n.times(delta[i])));
        self.frame = frame.clone();
        self
    }

    /// Mean of column i.
    pub(super) fn mean(&self, i: usize) -> f64 {
        DoubleDouble::new(self.frame.shift[i]).sum(self.sums.at(i).over(self.rows)).high
    }

    /// Inner product of columns i ≤ j, of deviations from their means or of the numbers themselves.
    pub(super) fn inner(&self, i: usize, j: usize, centred: bool) -> f64 {
        let product = self.products.at(diagonal(self.frame.shift.len(), i) + j - i);
        let (a, b) = (self.sums.at(i), self.sums.at(j));
        if centred {
            let means = a.times(b.over(self.rows));
            return product.sum(DoubleDouble { high: -means.high, low: -means.low }).high;
        }
        let (p, q) = (self.frame.shift[i], self.frame.shift[j]);
        let (p, q) = (DoubleDouble::new(p), DoubleDouble::new(q));
        let shifts = p.times(q).times(DoubleDouble::new(self.rows));
        product.sum(p.times(b)).sum(q.times(a)).sum(shifts).high
    }

    /// As plain data.
    pub fn describe(self) -> Record {
        Record::new()
            .with("columns", self.columns)
            .with("targets", self.targets)
            .with("rows", self.rows)
            .with("frame", self.frame.describe())
            .with("sums", self.sums.describe())
            .with("products", self.products.describe())
    }

    /// What [`Accumulator::describe`] wrote.
    pub fn read(mut fields: Fields) -> Result<Self> {
        let columns = fields.count("columns", 1)?;
        let targets = fields.count("targets", 1)?;
        let rows = fields.count("rows", 0)? as f64;
        let m = columns.saturating_add(targets);
        check_columns(m)?;
        let frame = Frame::read(&mut fields, m)?;
        let sums = Doubled::read(&mut fields, "sums", m)?;
        let products = Doubled::read(&mut fields, "products", m * (m + 1) / 2)?;
        fields.finish()?;
        Ok(Self { columns, targets, rows, frame, sums, products })
    }
}

/// What a fit of so many columns takes must be possible.
fn check_columns(m: usize) -> Result<()> {
    check_fits("X.columns", doubles(&[10, m, m]))
}

/// Rows joined with their targets.
pub(super) fn join(x: &[f64], y: &[f64], to: &mut Matrix, i: usize) {
    let row = to.row_mut(i);
    row[..x.len()].copy_from_slice(x);
    row[x.len()..].copy_from_slice(y);
}
