//! C ← C + α A B on blocks of row-major matrices, by packed panels that stay in the caches.

mod kernel;

use kernel::{TILE_COLUMNS, TILE_ROWS, Tile, tile};

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
    packed.clear();
    packed.resize(rows.len().div_ceil(SIZE) * SIZE * depth.len(), 0.0);
    let starts = rows.clone().step_by(SIZE);
    for (start, target) in starts.zip(packed.chunks_exact_mut(SIZE * depth.len())) {
        let target = target.as_chunks_mut::<SIZE>().0;
        let part = from.part(start..rows.end.min(start + SIZE), depth.clone());
        if part.rows == SIZE && part.row_step == 1 {
            for (k, to) in target.iter_mut().enumerate() {
                to.copy_from_slice(&part.data[k * part.column_step..][..SIZE]);
            }
        } else if part.rows == SIZE && part.column_step == 1 {
            interleave(target, core::array::from_fn(|i| &part.data[i * part.row_step..]));
        } else {
            for i in 0..part.rows {
                let numbers = part.data[i * part.row_step..].iter().step_by(part.column_step);
                target.iter_mut().zip(numbers).for_each(|(to, x)| to[i] = *x);
            }
        }
    }
}

/// Rows side by side.
fn interleave<const SIZE: usize>(target: &mut [[f64; SIZE]], rows: [&[f64]; SIZE]) {
    let rows = rows.map(|row| &row[..target.len()]);
    for (k, to) in target.iter_mut().enumerate() {
        *to = core::array::from_fn(|i| rows[i][k]);
    }
}

struct Panels<'a> {
    a: &'a [f64],
    b: &'a [f64],
    depth: usize,
}

impl Panels<'_> {
    fn add(&self, c: &mut BlockMut, alpha: f64, (rows, columns): (Range, Range), part: Part) {
        // Along the rows of C, whose lines are then read one after the other.
        for (i, a) in self.a.chunks_exact(TILE_ROWS * self.depth).enumerate() {
            let top = rows.start + i * TILE_ROWS;
            for (j, b) in self.b.chunks_exact(TILE_COLUMNS * self.depth).enumerate() {
                let left = columns.start + j * TILE_COLUMNS;
                let beside = match part {
                    Part::All => false,
                    Part::Lower => top + TILE_ROWS <= left,
                    Part::Upper => left + TILE_COLUMNS <= top,
                };
                if beside {
                    continue;
                }
                let sums = tile(a, b);
                let target = &mut c.data[top * c.step + left..];
                let (height, width) = (rows.end - top, columns.end - left);
                if height >= TILE_ROWS && width >= TILE_COLUMNS {
                    add_tile(target, c.step, alpha, &sums);
                } else {
                    add_part(target, c.step, alpha, &sums, (height, width));
                }
            }
        }
    }
}

#[inline]
fn add_tile(c: &mut [f64], step: usize, alpha: f64, sums: &Tile) {
    for i in 0..TILE_ROWS {
        let row = &mut c[i * step..i * step + TILE_COLUMNS];
        for j in 0..TILE_COLUMNS {
            row[j] += alpha * sums[i][j];
        }
    }
}

/// Of a tile that reaches over the edge, what lies within.
#[inline(never)]
fn add_part(c: &mut [f64], step: usize, alpha: f64, sums: &Tile, (height, width): (usize, usize)) {
    for (row, sums) in c.chunks_mut(step).zip(sums).take(height) {
        row.iter_mut().zip(sums).take(width).for_each(|(c, sum)| *c += alpha * sum);
    }
}
