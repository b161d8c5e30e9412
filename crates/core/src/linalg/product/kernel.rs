//! The loop that all products are made of: one tile of C in registers, fed by packed panels.

/// Rows of a tile.
pub(super) const TILE_ROWS: usize = 4;

/// Columns of a tile: with 4 × 4 sums, two pairs of b and one of a it fits sixteen registers of 128 bits.
pub(in crate::linalg) const TILE_COLUMNS: usize = 4;

/// C ← C + α Σ_k a_k b_kᵀ for one tile of C and panels that hold its rows of A and columns of B, k after k.
///
/// A function of its own whose loop takes one k at a time: engines then keep all of it in registers, and have no
/// addresses to add up between the products.
#[inline(never)]
pub(super) fn add_tile(c: &mut [f64], step: usize, alpha: f64, a: &[f64], b: &[f64]) {
    let mut sums = [[0.0; TILE_COLUMNS]; TILE_ROWS];
    for (a, b) in a.as_chunks::<TILE_ROWS>().0.iter().zip(b.as_chunks::<TILE_COLUMNS>().0) {
        for i in 0..TILE_ROWS {
            for j in 0..TILE_COLUMNS {
                sums[i][j] += a[i] * b[j];
            }
        }
    }
    for i in 0..TILE_ROWS {
        let row = &mut c[i * step..i * step + TILE_COLUMNS];
        for j in 0..TILE_COLUMNS {
            row[j] += alpha * sums[i][j];
        }
    }
}
