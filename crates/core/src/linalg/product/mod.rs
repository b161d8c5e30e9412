//! C ← C + α A B on blocks of row-major matrices, by packed panels that stay in the caches.

mod kernel;

pub(super) use kernel::TILE_COLUMNS;
use kernel::{TILE_ROWS, add_tile};

type Range = core::ops::Range<usize>;

/// Inner dimension of a packed panel: a panel of four rows fills a quarter of a first-level cache.
const DEPTH: usize = 256;

/// Rows of A that are packed at once, for the second-level cache.
const HEIGHT: usize = 96;

/// Columns of B that are packed at once.
const WIDTH: usize = 256;

/// Numbers in a line of the cache.
const LINE: usize = 8;

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
    /// Where all numbers are zero, and so need not be multiplied.
    pub zeros: Zeros,
}

/// Where a block holds nothing but zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// Nowhere, as far as is known.
    Unknown,
    /// Above the diagonal: it is lower triangular.
    Above,
    /// Below the diagonal: it is upper triangular.
    Below,
}

impl<'a> Block<'a> {
    /// Whole rows of `columns` numbers.
    pub fn rows(data: &'a [f64], columns: usize) -> Self {
        let rows = data.len().checked_div(columns).unwrap_or(0);
        Self { data, rows, columns, row_step: columns, column_step: 1, zeros: Zeros::Unknown }
    }

    /// The same with zeros that are known of.
    #[must_use]
    pub fn with(self, zeros: Zeros) -> Self {
        Self { zeros, ..self }
    }

    /// Some of its rows and columns.
    #[must_use]
    pub fn part(self, rows: Range, columns: Range) -> Self {
        let start = rows.start * self.row_step + columns.start * self.column_step;
        let data = &self.data[start.min(self.data.len())..];
        let zeros = Zeros::Unknown;
        Self { data, rows: rows.len(), columns: columns.len(), zeros, ..self }
    }

    /// The transpose: the same numbers, read across.
    #[must_use]
    pub fn transposed(self) -> Self {
        let Self { data, rows, columns, row_step, column_step, zeros } = self;
        let zeros = match zeros {
            Zeros::Unknown => Zeros::Unknown,
            Zeros::Above => Zeros::Below,
            Zeros::Below => Zeros::Above,
        };
        let (row_step, column_step) = (column_step, row_step);
        Self { data, rows: columns, columns: rows, row_step, column_step, zeros }
    }

    /// Which columns may hold other numbers than zeros in `TILE_ROWS` rows from `top` on.
    fn extent(&self, top: usize) -> Range {
        match self.zeros {
            Zeros::Unknown => 0..self.columns,
            Zeros::Above => 0..self.columns.min(top + TILE_ROWS),
            Zeros::Below => top.min(self.columns)..self.columns,
        }
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

/// C ← C + α A B. The order of additions depends on the shapes alone; zeros that are known of are left out.
pub fn add_product(c: &mut BlockMut, alpha: f64, a: Block, b: Block, part: Part) {
    let (inner, across) = (a.columns, b.transposed());
    let (mut packed_a, mut packed_b) = (Vec::new(), Vec::new());
    for left in (0..c.columns).step_by(WIDTH) {
        let right = (left + WIDTH).min(c.columns);
        for start in (0..inner).step_by(DEPTH) {
            let depth = start..(start + DEPTH).min(inner);
            let b = pack::<TILE_COLUMNS>(&mut packed_b, &across, left..right, depth.clone());
            let first = if part == Part::Lower { left } else { 0 };
            let last = if part == Part::Upper { right.min(c.rows) } else { c.rows };
            for top in (first..last).step_by(HEIGHT) {
                let bottom = (top + HEIGHT).min(last);
                let packed = pack::<TILE_ROWS>(&mut packed_a, &a, top..bottom, depth.clone());
                let terms = |i, j| overlap(&depth, [a.extent(i), across.extent(j)]);
                let panels = Panels { a: packed, b, depth: depth.len(), terms };
                panels.add(c, alpha, (top..bottom, left..right), part);
            }
        }
    }
}

/// What ranges have in common with `depth`, counted from its start.
fn overlap(depth: &Range, ranges: [Range; 2]) -> Range {
    let [a, b] = ranges;
    let start = depth.start.max(a.start).max(b.start);
    let end = depth.end.min(a.end).min(b.end);
    if start < end { start - depth.start..end - depth.start } else { 0..0 }
}

/// Panels of `SIZE` rows each, k after k; rows past the end are zeros.
fn pack<'a, const SIZE: usize>(
    storage: &'a mut Vec<f64>,
    from: &Block,
    rows: Range,
    depth: Range,
) -> &'a [f64] {
    let panels = rows.len().div_ceil(SIZE);
    let packed = aligned(storage, panels * SIZE * depth.len());
    for (panel, target) in packed.chunks_exact_mut(SIZE * depth.len()).enumerate() {
        let first = rows.start + panel * SIZE;
        let count = SIZE.min(rows.end - first);
        let start = first * from.row_step + depth.start * from.column_step;
        let target = target.as_chunks_mut::<SIZE>().0;
        if count < SIZE {
            pack_few(target, from, start, count);
        } else if from.row_step == 1 {
            pack_across(target, from, start);
        } else {
            pack_along(target, from, start);
        }
    }
    packed
}

/// So many numbers from the start of a line of the cache on: no pair of them then lies in two lines.
fn aligned(storage: &mut Vec<f64>, count: usize) -> &mut [f64] {
    if storage.len() < count + LINE {
        storage.resize(count + LINE, 0.0);
    }
    let start = storage.as_ptr().align_offset(LINE * size_of::<f64>()).min(LINE);
    &mut storage[start..start + count]
}

/// Fewer rows than a panel has.
fn pack_few<const SIZE: usize>(
    target: &mut [[f64; SIZE]],
    from: &Block,
    start: usize,
    count: usize,
) {
    for (k, to) in target.iter_mut().enumerate() {
        let at = start + k * from.column_step;
        *to = std::array::from_fn(
            |i| {
                if i < count { from.data[at + i * from.row_step] } else { 0.0 }
            },
        );
    }
}

/// Rows that are columns in memory: the numbers of one k are adjacent.
fn pack_across<const SIZE: usize>(target: &mut [[f64; SIZE]], from: &Block, start: usize) {
    for (k, to) in target.iter_mut().enumerate() {
        let at = start + k * from.column_step;
        to.copy_from_slice(&from.data[at..at + SIZE]);
    }
}

/// Whole rows, side by side.
fn pack_along<const SIZE: usize>(target: &mut [[f64; SIZE]], from: &Block, start: usize) {
    let step = from.column_step;
    let length = (target.len() - 1) * step + 1;
    let rows: [&[f64]; SIZE] = std::array::from_fn(|i| {
        let at = start + i * from.row_step;
        &from.data[at..at + length]
    });
    for (k, to) in target.iter_mut().enumerate() {
        *to = rows.map(|row| row[k * step]);
    }
}

struct Panels<'a, Terms> {
    a: &'a [f64],
    b: &'a [f64],
    depth: usize,
    /// Which k count for the tile at a row and a column of C.
    terms: Terms,
}

impl<Terms: Fn(usize, usize) -> Range> Panels<'_, Terms> {
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
                let Range { start, end } = (self.terms)(top, left);
                let a = &a[TILE_ROWS * start..TILE_ROWS * end];
                let b = &b[TILE_COLUMNS * start..TILE_COLUMNS * end];
                let target = &mut c.data[top * c.step + left..];
                let (height, width) = (rows.end - top, columns.end - left);
                if height >= TILE_ROWS && width >= TILE_COLUMNS {
                    add_tile(target, c.step, alpha, a, b);
                } else {
                    let mut sums = [0.0; TILE_ROWS * TILE_COLUMNS];
                    add_tile(&mut sums, TILE_COLUMNS, alpha, a, b);
                    add_part(target, c.step, &sums, (height, width));
                }
            }
        }
    }
}

/// Of a tile that reaches over the edge, what lies within.
fn add_part(c: &mut [f64], step: usize, sums: &[f64], (height, width): (usize, usize)) {
    for (row, sums) in c.chunks_mut(step).zip(sums.chunks_exact(TILE_COLUMNS)).take(height) {
        row.iter_mut().zip(sums).take(width).for_each(|(c, sum)| *c += sum);
    }
}
