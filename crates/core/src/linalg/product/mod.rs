//! C ← C + α A B on blocks of row-major matrices, by packed panels that stay in the caches.

mod kernel;

use kernel::{TILE_COLUMNS, TILE_ROWS, tile};

type Range = core::ops::Range<usize>;

/// Inner dimension of a packed panel: a panel of four rows fills a quarter of a first-level cache.
const DEPTH: usize = 256;

/// Rows of A that are packed at once, for the second-level cache.
const HEIGHT: usize = 96;

/// Columns of B that are packed at once.
const WIDTH: usize = 256;

/// A block of numbers to read, as it stands or transposed.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    /// Numbers from the block's first on.
    pub data: &'a [f64],
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// Distance of neighbours in a column.
    pub row_step: usize,
    /// Distance of neighbours in a row.
    pub column_step: usize,
}

impl<'a> Block<'a> {
    /// Whole rows of `columns` numbers.
    pub fn rows(data: &'a [f64], columns: usize) -> Self {
        let rows = data.len().checked_div(columns).unwrap_or(0);
        Self { data, rows, columns, row_step: columns, column_step: 1 }
    }

    /// Some of its rows and columns.
    #[must_use]
    pub fn part(self, rows: Range, columns: Range) -> Self {
        let start = rows.start * self.row_step + columns.start * self.column_step;
        let data = &self.data[start.min(self.data.len())..];
        Self { data, rows: rows.len(), columns: columns.len(), ..self }
    }

    /// The transpose: the same numbers, read across.
    #[must_use]
    pub fn transposed(self) -> Self {
        let Self { data, rows, columns, row_step, column_step } = self;
        Self { data, rows: columns, columns: rows, row_step: column_step, column_step: row_step }
    }
}

/// A block of numbers to add to; neighbours in a row are adjacent.
#[derive(Debug)]
pub struct BlockMut<'a> {
    /// Numbers from the block's first on.
    pub data: &'a mut [f64],
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// Distance of neighbours in a column.
    pub step: usize,
}

/// What of C is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    All,
    /// On and below the diagonal; just above it some entries are added to as well.
    Lower,
    /// On and above the diagonal; just below it some entries are added to as well.
    Upper,
}

/// C ← C + α A B. The order of additions depends on the shapes alone.
pub fn add_product(c: &mut BlockMut, alpha: f64, a: Block, b: Block, part: Part) {
    let inner = a.columns;
    let (mut packed_a, mut packed_b) = (Vec::new(), Vec::new());
    for left in (0..c.columns).step_by(WIDTH) {
        let right = (left + WIDTH).min(c.columns);
        for start in (0..inner).step_by(DEPTH) {
            let depth = start..(start + DEPTH).min(inner);
            pack::<TILE_COLUMNS>(&mut packed_b, &b.transposed(), left..right, depth.clone());
            let first = if part == Part::Lower { left } else { 0 };
            let last = if part == Part::Upper { right.min(c.rows) } else { c.rows };
            for top in (first..last).step_by(HEIGHT) {
                let bottom = (top + HEIGHT).min(last);
                pack::<TILE_ROWS>(&mut packed_a, &a, top..bottom, depth.clone());
                let panels = Panels { a: &packed_a, b: &packed_b, depth: depth.len() };
                panels.add(c, alpha, (top..bottom, left..right), part);
            }
        }
    }
}

/// Panels of `SIZE` rows each, k after k; rows past the end are zeros.
fn pack<const SIZE: usize>(packed: &mut Vec<f64>, from: &Block, rows: Range, depth: Range) {
    let panels = rows.len().div_ceil(SIZE);
    packed.clear();
    packed.resize(panels * SIZE * depth.len(), 0.0);
    for (panel, target) in packed.chunks_exact_mut(SIZE * depth.len()).enumerate() {
        for i in 0..SIZE.min(rows.len() - panel * SIZE) {
            let row = (rows.start + panel * SIZE + i) * from.row_step;
            let numbers = &from.data[row + depth.start * from.column_step..];
            let numbers = numbers.iter().step_by(from.column_step);
            for (to, x) in target[i..].iter_mut().step_by(SIZE).zip(numbers) {
                *to = *x;
            }
        }
    }
}

struct Panels<'a> {
    a: &'a [f64],
    b: &'a [f64],
    depth: usize,
}

impl Panels<'_> {
    fn add(&self, c: &mut BlockMut, alpha: f64, (rows, columns): (Range, Range), part: Part) {
        for (j, b) in self.b.chunks_exact(TILE_COLUMNS * self.depth).enumerate() {
            let left = columns.start + j * TILE_COLUMNS;
            for (i, a) in self.a.chunks_exact(TILE_ROWS * self.depth).enumerate() {
                let top = rows.start + i * TILE_ROWS;
                let beside = match part {
                    Part::All => false,
                    Part::Lower => top + TILE_ROWS <= left,
                    Part::Upper => left + TILE_COLUMNS <= top,
                };
                if beside {
                    continue;
                }
                let sums = tile(a, b);
                let width = TILE_COLUMNS.min(columns.end - left);
                for (i, sums) in sums.iter().enumerate().take(rows.end - top) {
                    let at = (top + i) * c.step + left;
                    for (c, sum) in c.data[at..at + width].iter_mut().zip(sums) {
                        *c += alpha * sum;
                    }
                }
            }
        }
    }
}
