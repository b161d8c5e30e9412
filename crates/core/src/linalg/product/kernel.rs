//! The loop that all products are made of: one tile of C in registers, fed by packed panels.

/// Rows of a tile.
pub(super) const TILE_ROWS: usize = 4;

/// Columns of a tile: with 4 × 4 sums, two pairs of b and one of a it fits sixteen registers of 128 bits.
pub(in crate::linalg) const TILE_COLUMNS: usize = 4;

/// Sums of one tile.
pub(super) type Tile = [[f64; TILE_COLUMNS]; TILE_ROWS];

/// Numbers of a panel that go through the loop before it branches: engines look for interrupts there.
const UNROLLED: usize = 2 * TILE_ROWS;

/// Σ_k a_k b_kᵀ for panels that hold the tile's rows of A and columns of B, k after k.
#[inline]
pub(super) fn tile(a: &[f64], b: &[f64]) -> Tile {
    let mut sums = [[0.0; TILE_COLUMNS]; TILE_ROWS];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<UNROLLED>(), b.as_chunks::<UNROLLED>());
    for (a, b) in a.iter().zip(b) {
        add_all(&mut sums, a, b);
    }
    add_all(&mut sums, a_rest, b_rest);
    sums
}

#[inline]
fn add_all(sums: &mut Tile, a: &[f64], b: &[f64]) {
    for (a, b) in a.as_chunks::<TILE_ROWS>().0.iter().zip(b.as_chunks::<TILE_COLUMNS>().0) {
        for i in 0..TILE_ROWS {
            for j in 0..TILE_COLUMNS {
                sums[i][j] += a[i] * b[j];
            }
        }
    }
}
