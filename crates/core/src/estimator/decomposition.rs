//! One decomposition that serves every ridge.

use super::centring::Reflection;
use crate::error::{Error, Result};
use crate::linalg::{Matrix, Svd, axpy, dot, eigh, full_rank_svd};

/// Where a leverage comes this close to one, its complement is computed anew.
const HIGH_LEVERAGE: f64 = 1e-4;

/// The eigenvectors of K/P that the targets are resolved in, for all λ at once.
///
/// With an intercept, K and the targets are those of the centred problem.
#[derive(Debug, Clone)]
pub struct Decomposition {
    /// Samples P.
    pub samples: usize,
    /// Eigenvalues of K/P, those that are zero by rank left out.
    pub eigenvalues: Vec<f64>,
    /// Eigenvectors, one a row.
    pub vectors: Matrix,
    /// Uᵀ Y, one row for each eigenvalue.
    pub coefficients: Matrix,
    /// The part of Y outside the span of U; nothing where U is complete.
    pub outside: Option<Outside>,
    /// Whether an unpenalised intercept was split off.
    pub intercept: bool,
    /// Linear kernel: the right singular vectors, one a row.
    pub right: Option<Matrix>,
    /// Eigenvalues below this are rounding error of K, centred or not: 4ε max|K|.
    pub resolution: f64,
}

/// Directions of the sample space that no ridge fits.
#[derive(Debug, Clone)]
pub struct Outside {
    /// How many.
    pub count: usize,
    /// Y projected on them, one target a row.
    pub y: Matrix,
    /// For each sample the squared length of its unit vector along them.
    pub weight: Vec<f64>,
}

impl Decomposition {
    /// From a kernel matrix, which is used up.
    pub fn of_gram(gram: Matrix, y: &Matrix, intercept: bool) -> Result<Self> {
        let n = gram.rows;
        let entries = gram.data.iter().fold(0.0_f64, |most, k| most.max(k.abs()));
        let reflection = intercept.then(|| Reflection::new(n));
        let mut gram = match &reflection {
            Some(reflection) => reflection.block(gram),
            None => gram,
        };
        let scale = 1.0 / n as f64;
        gram.data.iter_mut().for_each(|k| *k *= scale);
        let eigen = eigh(gram).ok_or_else(|| not_converged("X"))?;
        let vectors = match &reflection {
            Some(reflection) => reflection.restore(eigen.vectors),
            None => eigen.vectors,
        };
        let coefficients = project(&vectors, y);
        Ok(Self {
            samples: n,
            // Rounding can push a zero eigenvalue of a positive semidefinite matrix below zero.
            eigenvalues: eigen.values.iter().map(|s| s.max(0.0)).collect(),
            vectors,
            coefficients,
            outside: None,
            intercept,
            right: None,
            resolution: 4.0 * f64::EPSILON * entries,
        })
    }

    /// From rows for the linear kernel, which are used up: their storage ends as that of the larger
    /// of U and V.
    pub fn of_rows(x: Matrix, y: &Matrix, intercept: bool) -> Result<Self> {
        let n = x.rows;
        let reflection = intercept.then(|| Reflection::new(n));
        let rows = match &reflection {
            Some(reflection) => reflection.rows(x),
            None => x,
        };
        let Svd { values, left, right, converged } = full_rank_svd(rows);
        if !converged || values.iter().any(|sigma| !sigma.is_finite()) {
            return Err(not_converged("X"));
        }
        let rank = values.len();
        let vectors = match &reflection {
            Some(reflection) => reflection.restore(left),
            None => left,
        };
        let count = n - usize::from(intercept) - rank;
        let outside = (count > 0).then(|| Outside::new(&vectors, y, count, intercept));
        Ok(Self {
            samples: n,
            eigenvalues: values.iter().map(|sigma| sigma * (sigma / n as f64)).collect(),
            coefficients: project(&vectors, y),
            vectors,
            outside,
            intercept,
            right: Some(right),
            resolution: 0.0,
        })
    }

    /// Puts together what [`Decomposition::of_rows`] or [`Decomposition::of_gram`] found once: eigenvalues, eigenvectors and right
    /// singular vectors, and how many directions lie outside their span.
    pub fn assemble(
        (eigenvalues, vectors, right): (Vec<f64>, Matrix, Option<Matrix>),
        outside: usize,
        y: &Matrix,
        intercept: bool,
        resolution: f64,
    ) -> Self {
        Self {
            samples: y.rows,
            eigenvalues,
            coefficients: project(&vectors, y),
            outside: (outside > 0).then(|| Outside::new(&vectors, y, outside, intercept)),
            vectors,
            intercept,
            right,
            resolution,
        }
    }

    /// Uᵀ Y of other targets.
    pub fn resolve(&self, y: &Matrix) -> Matrix {
        project(&self.vectors, y)
    }

    /// The part of other targets off the span of U, one a row; nothing where U is complete.
    pub fn outside_of(&self, y: &Matrix) -> Option<Matrix> {
        let outside = self.outside.as_ref()?;
        let mut rest = y.transpose();
        for t in 0..y.columns {
            let rest = rest.row_mut(t);
            project_out(&self.vectors, self.intercept, rest);
            let inside = outside.weight.iter().zip(rest).filter(|(weight, _)| **weight <= 0.0);
            inside.for_each(|(_, y)| *y = 0.0);
        }
        Some(rest)
    }

    /// The number of targets.
    pub fn targets(&self) -> usize {
        self.coefficients.columns
    }

    /// The largest eigenvalue of K/P.
    pub fn largest(&self) -> f64 {
        self.eigenvalues.iter().fold(0.0, |m, s| s.max(m))
    }

    /// The smallest eigenvalue of K/P where U is complete, else zero.
    pub fn smallest(&self) -> f64 {
        if self.outside.is_some() {
            return 0.0;
        }
        self.eigenvalues.iter().fold(f64::INFINITY, |m, s| s.min(m))
    }

    /// Refuses a ridge that the eigenvalues are too uncertain for.
    pub fn check_ridge(&self, argument: &str, lambda: f64) -> Result<()> {
        if self.outside.is_some() || self.smallest() + lambda > self.resolution {
            return Ok(());
        }
        Err(Error::IllConditioned {
            argument: argument.into(),
            reason: format!(
                "the kernel matrix is singular to working precision (its entries, rounded, leave \
                 {:.1e} uncertain); use a lambda well above that, or centre and scale the features",
                self.resolution
            ),
        })
    }
}

impl Outside {
    fn new(vectors: &Matrix, y: &Matrix, count: usize, intercept: bool) -> Self {
        let mut rest = y.transpose();
        for t in 0..rest.rows {
            project_out(vectors, intercept, rest.row_mut(t));
        }
        let n = vectors.columns;
        let mean = if intercept { 1.0 / n as f64 } else { 0.0 };
        let mut leverage = vec![mean; n];
        for k in 0..vectors.rows {
            leverage.iter_mut().zip(vectors.row(k)).for_each(|(h, u)| *h += u * u);
        }
        let mut weight: Vec<f64> =
            leverage
                .iter()
                .enumerate()
                .map(|(i, h)| {
                    if 1.0 - h > HIGH_LEVERAGE {
                        1.0 - h
                    } else {
                        complement(vectors, intercept, i)
                    }
                })
                .collect();
        // A unit vector within rounding error of the span lies in it: |y_i| ≤ √weight |y| then.
        let rounding = f64::EPSILON * n as f64;
        for i in 0..n {
            if weight[i] <= rounding * rounding {
                weight[i] = 0.0;
                (0..rest.rows).for_each(|t| rest.row_mut(t)[i] = 0.0);
            }
        }
        Self { count, y: rest, weight }
    }
}

/// |(I − U Uᵀ) e_i|², from the projected vector itself: the subtraction is then of its entries.
fn complement(vectors: &Matrix, intercept: bool, i: usize) -> f64 {
    let mut unit = vec![0.0; vectors.columns];
    unit[i] = 1.0;
    project_out(vectors, intercept, &mut unit);
    dot(&unit, &unit)
}

/// Removes from x its part along the vectors and, with an intercept, its mean; twice, for
/// orthogonality to rounding error.
fn project_out(vectors: &Matrix, intercept: bool, x: &mut [f64]) {
    for _ in 0..2 {
        if intercept {
            let mean = x.iter().sum::<f64>() / x.len() as f64;
            x.iter_mut().for_each(|x| *x -= mean);
        }
        for k in 0..vectors.rows {
            axpy(-dot(vectors.row(k), x), vectors.row(k), x);
        }
    }
}

/// Uᵀ Y.
fn project(vectors: &Matrix, y: &Matrix) -> Matrix {
    let columns = y.transpose();
    let data = (0..vectors.rows)
        .flat_map(|k| (0..columns.rows).map(move |t| (k, t)))
        .map(|(k, t)| dot(vectors.row(k), columns.row(t)))
        .collect();
    Matrix { data, rows: vectors.rows, columns: y.columns }
}

fn not_converged(argument: &str) -> Error {
    Error::IllConditioned {
        argument: argument.into(),
        reason: "its decomposition overflows or does not converge; rescale the columns".into(),
    }
}
