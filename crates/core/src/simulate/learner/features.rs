//! Linear random features: a draw of F, layer by layer.

use crate::linalg::{Matrix, axpy, axpy4, cholesky, dot, gram, multiply};
use crate::rng::Stream;
use crate::transform::Layer;

/// F, D × N, or a narrower factor with the same FFᵀ, on which alone ridge regression depends.
#[derive(Debug)]
pub struct Features(pub Matrix);

impl Features {
    /// Draws F = Z₁ Z₂ ⋯ with layers that live in all D dimensions (orthogonal, empirical) first; the order does not
    /// matter for the law of the errors. `whole` keeps every column.
    pub fn draw(layers: &[Layer], dimension: usize, whole: bool, stream: &mut Stream) -> Self {
        let inner =
            |layer: &&Layer| matches!(layer, Layer::Orthogonal { .. } | Layer::Empirical { .. });
        let outer = |layer: &&Layer| !inner(layer);
        let mut product: Option<Matrix> = None;
        for layer in layers.iter().filter(inner).chain(layers.iter().filter(outer)) {
            let rows = product.as_ref().map_or(dimension, |f| f.columns);
            let factor = draw_layer(layer, rows, dimension, whole, stream);
            product = Some(match product {
                None => factor,
                Some(before) => multiply(&before, &factor),
            });
        }
        Self(product.unwrap_or_else(|| Matrix::zeros(dimension, 0)))
    }
}

/// rows × width entries of one layer.
fn draw_layer(
    layer: &Layer,
    rows: usize,
    dimension: usize,
    whole: bool,
    stream: &mut Stream,
) -> Matrix {
    let factor = match layer {
        Layer::Gaussian { width } if !whole && *width >= rows as f64 => {
            return bartlett(rows, *width, stream);
        }
        Layer::Gaussian { width } => normal(rows, &vec![1.0; *width as usize], *width, stream),
        Layer::Structured { width, weights } => normal(rows, weights, *width, stream),
        Layer::Orthogonal { width } => {
            haar(rows, dimension, &vec![dimension as f64 / width; *width as usize], stream)
        }
        Layer::Empirical { eigenvalues } => haar(rows, dimension, eigenvalues, stream),
    };
    if whole { factor } else { compress(factor) }
}

/// Z Γ^{1/2} with Z_ij ~ N(0, 1/width).
fn normal(rows: usize, weights: &[f64], width: f64, stream: &mut Stream) -> Matrix {
    let scales: Vec<f64> = weights.iter().map(|weight| f64::sqrt(weight / width)).collect();
    let mut factor = Matrix::zeros(rows, weights.len());
    stream.fill_normal(&mut factor.data, 1.0);
    crate::simulate::data::scale_columns(&mut factor, &scales);
    factor
}

/// The lower triangular factor of Z Zᵀ for a Z of more columns than rows.
fn bartlett(rows: usize, width: f64, stream: &mut Stream) -> Matrix {
    let scale = 1.0 / f64::sqrt(width);
    let mut factor = Matrix::zeros(rows, rows);
    for i in 0..rows {
        let row = factor.row_mut(i);
        stream.fill_normal(&mut row[..i], scale);
        row[i] = scale * f64::sqrt(stream.chi_squared(width - i as f64));
    }
    factor
}

/// The first `rows` rows of D × width columns, orthonormal with Haar's law, times √eigenvalue each.
fn haar(rows: usize, dimension: usize, eigenvalues: &[f64], stream: &mut Stream) -> Matrix {
    let mut basis = Matrix::zeros(eigenvalues.len(), dimension);
    stream.fill_normal(&mut basis.data, 1.0);
    orthonormalise(&mut basis);
    let mut factor = Matrix::zeros(rows, eigenvalues.len());
    for (j, eigenvalue) in eigenvalues.iter().enumerate() {
        let scale = f64::sqrt(*eigenvalue);
        for i in 0..rows {
            factor.data[i * eigenvalues.len() + j] = scale * basis.at(j, i);
        }
    }
    factor
}

/// Gram and Schmidt, twice for orthogonality to rounding error.
fn orthonormalise(rows: &mut Matrix) {
    let n = rows.columns;
    for i in 0..rows.rows {
        let (before, rest) = rows.data.split_at_mut(i * n);
        let row = &mut rest[..n];
        for _ in 0..2 {
            for other in before.chunks_exact(n) {
                let overlap = dot(other, row);
                axpy(-overlap, other, row);
            }
            let length = f64::sqrt(dot(row, row));
            row.iter_mut().for_each(|x| *x /= length);
        }
    }
}

/// A square factor with the same product with its transpose, where there are more columns than rows.
fn compress(factor: Matrix) -> Matrix {
    if factor.columns <= factor.rows {
        return factor;
    }
    match cholesky(gram(&factor)) {
        Some(square) => square.factor(),
        None => factor,
    }
}

/// y += Σ_k x_k b_k over the rows b_k of B.
pub fn combine(x: &[f64], b: &Matrix, y: &mut [f64]) {
    let (fours, rest) = x.as_chunks::<4>();
    for (k, alpha) in fours.iter().enumerate() {
        axpy4(*alpha, std::array::from_fn(|l| b.row(4 * k + l)), y);
    }
    for (k, alpha) in rest.iter().enumerate() {
        axpy(*alpha, b.row(4 * fours.len() + k), y);
    }
}
