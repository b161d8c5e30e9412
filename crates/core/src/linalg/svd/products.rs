//! Singular values of well-conditioned columns, from their products.

use super::Svd;
use crate::linalg::cholesky::Band;
use crate::linalg::matrix::norm;
use crate::linalg::qr::{reflect, reflector};
use crate::linalg::{Eigen, Matrix, axpy, cholesky, dot, eigh, gram};

/// Of eigenvalues of the products, the square of a condition number. Singular values and the orthogonality of left
/// vectors are right to this many rounding errors.
const MOST_RATIO: f64 = 1e3;

/// The same for a few of the largest, which are taken off before the others are looked for: what then counts are
/// the rounding errors of the products themselves.
const MOST_APART: f64 = 1e4;

/// How many may be taken off.
const MOST_FAR: usize = 8;

/// Share of the trace from which on an eigenvalue outweighs the others.
const SHARE: f64 = 0.25;

/// Steps of the iteration to its eigenvector, which otherwise is not far enough from the others.
const MOST_STEPS: usize = 24;

/// From XᵀX = V S² Vᵀ and U = X V S⁻¹; the columns, one a row, back where their condition number is too large.
pub(super) fn by_products(columns: Matrix) -> Result<Svd, Matrix> {
    let squares = (0..columns.rows).map(|j| dot(columns.row(j), columns.row(j)));
    let (least, most) = squares.fold((f64::INFINITY, 0.0), |(a, b), x| (x.min(a), x.max(b)));
    if least * MOST_APART <= most {
        return Err(columns);
    }
    let Some(eigen) = decomposed(&columns) else { return Err(columns) };
    let descending: Vec<usize> = (0..eigen.values.len()).rev().collect();
    let mut right = eigen.vectors;
    right.permute_rows(&descending);
    let values: Vec<f64> = eigen.values.iter().rev().map(|square| f64::sqrt(*square)).collect();
    let mut left = columns.multiplied_by(&right);
    for (k, sigma) in values.iter().enumerate() {
        left.row_mut(k).iter_mut().for_each(|x| *x /= sigma);
    }
    Ok(Svd { values, left, right, converged: true })
}

/// Eigenvalues and eigenvectors of the products, unless they lie too far apart.
fn decomposed(columns: &Matrix) -> Option<Eigen> {
    let products = positive(gram(columns))?;
    let known: Vec<Vec<f64>> = leading(&products).into_iter().collect();
    let taken = known.len();
    let first = without(products, known)?;
    let least = first.values.first().copied().unwrap_or(0.0);
    let most = first.values.last().copied().unwrap_or(0.0);
    if least * MOST_APART <= most || !most.is_finite() {
        return None;
    }
    let near = first.values.partition_point(|value| *value < least * MOST_RATIO);
    let apart: Vec<Vec<f64>> =
        (near..first.values.len()).map(|i| first.vectors.row(i).to_vec()).collect();
    match apart.len() {
        far if far <= taken => Some(first),
        1..=MOST_FAR => {
            drop(first);
            without(gram(columns), apart)
        }
        _ => None,
    }
}

/// The matrix again, unless a pivot of its Cholesky factor says that its eigenvalues lie too far apart: no pivot
/// is below the least of them, no entry of the diagonal above the largest.
fn positive(products: Matrix) -> Option<Matrix> {
    let band = Band::new(&products);
    let factor = cholesky(products)?;
    let least = factor.pivots().into_iter().fold(f64::INFINITY, f64::min);
    (least * MOST_APART > band.largest()).then(|| factor.into_original(&band))
}

/// The unit eigenvector of an eigenvalue that outweighs all others, such as that of columns with a mean, to rounding
/// error of that eigenvalue; by powers of the matrix.
fn leading(products: &Matrix) -> Option<Vec<f64>> {
    let k = products.rows;
    let trace: f64 = (0..k).map(|i| products.at(i, i)).sum();
    let heaviest = (0..k).max_by(|i, j| products.at(*i, *i).total_cmp(&products.at(*j, *j)))?;
    let mut x = products.row(heaviest).to_vec();
    for _ in 0..MOST_STEPS {
        let length = norm(&x);
        x.iter_mut().for_each(|x| *x /= length);
        let mut image: Vec<f64> = (0..k).map(|i| dot(products.row(i), &x)).collect();
        let value = dot(&image, &x);
        if value.is_nan() || value < SHARE * trace {
            return None;
        }
        axpy(-value, &x, &mut image);
        if norm(&image) <= f64::EPSILON * k as f64 * value {
            return Some(x);
        }
        axpy(value, &x, &mut image);
        x = image;
    }
    None
}

/// Eigenvalues and eigenvectors of a matrix of which the last vectors are known: a reflection takes each to the first
/// axis, and what lies off it is decomposed by itself, without the rounding errors of that value.
fn without(mut a: Matrix, mut known: Vec<Vec<f64>>) -> Option<Eigen> {
    let Some(mut w) = known.pop() else { return eigh(a) };
    let k = a.rows;
    reflector(&mut w);
    for other in &mut known {
        reflect(&w, other);
        other.remove(0);
    }
    // (I − wwᵀ) A (I − wwᵀ) = A − wqᵀ − qwᵀ.
    let mut q: Vec<f64> = (0..k).map(|i| dot(a.row(i), &w)).collect();
    let half = 0.5 * dot(&q, &w);
    axpy(-half, &w, &mut q);
    for i in 0..k {
        axpy(-w[i], &q, a.row_mut(i));
        axpy(-q[i], &w, a.row_mut(i));
    }
    let last = a.at(0, 0);
    (1..k).for_each(|i| a.data.copy_within(i * k + 1..(i + 1) * k, (i - 1) * (k - 1)));
    a.data.truncate((k - 1) * (k - 1));
    let rest = without(Matrix { data: a.data, rows: k - 1, columns: k - 1 }, known)?;
    let mut vectors = Matrix::zeros(k, k);
    vectors.row_mut(k - 1)[0] = 1.0;
    (0..k - 1).for_each(|i| vectors.row_mut(i)[1..].copy_from_slice(rest.vectors.row(i)));
    (0..k).for_each(|i| reflect(&w, vectors.row_mut(i)));
    let values = rest.values.into_iter().chain([last]).collect();
    Some(Eigen { values, vectors })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    fn normal(rows: usize, columns: usize, mean: f64) -> Matrix {
        let mut stream = Stream::new(5, 6);
        let data = (0..rows * columns).map(|_| mean + stream.normal()).collect();
        Matrix { data, rows, columns }
    }

    #[test]
    fn one_value_may_lie_further_off_than_the_others() {
        for mean in [0.0, 0.5, 1.2, 2.6, -2.6] {
            let svd = by_products(normal(100, 300, mean));
            assert!(svd.is_ok_and(|svd| svd.values.is_sorted_by(|x, y| x >= y)), "{mean}");
        }
        assert!(by_products(normal(100, 300, 10.0)).is_err());
        // Two and sixteen of them.
        for (far, taken) in [(2, true), (16, false)] {
            let mut columns = normal(100, 300, 0.0);
            (0..far).for_each(|j| columns.row_mut(j).iter_mut().for_each(|x| *x *= 25.0));
            let Ok(svd) = by_products(columns) else {
                assert!(!taken, "{far}");
                continue;
            };
            let mut products = gram(&svd.left);
            (0..100).for_each(|j| products.data[j * 101] -= 1.0);
            assert!(taken && norm(&products.data) < 1e-12, "{far}");
        }
    }
}
