//! What all replicates share, as plain data that crosses to every batch and worker.

use super::{Method, Study, k_fold};
use crate::error::Result;
use crate::estimator::data::read_rows;
use crate::estimator::{Criterion, Data, Decomposition, Kernel, LambdaChoice, encode};
use crate::linalg::{Matrix, full_rank_svd, gram};
use crate::wire::{Fields, Record, Value};

/// Computed once.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    /// A linear kernel with more columns than rows: rows of as many coordinates as the rank, with
    /// the same inner products.
    pub rows: Option<Matrix>,
    /// Any other kernel: its matrix; for the dual side of a linear one that of the centred rows.
    pub gram: Option<Matrix>,
    /// The decomposition of all rows, where the method shares it.
    pub decomposition: Option<Decomposition>,
    /// The ridge, where the method chooses it once.
    pub lambda: Option<f64>,
}

impl Prepared {
    /// Decomposes what the method shares.
    ///
    /// # Errors
    /// `IllConditioned` where the data do not decompose or the ridge is lost in their rounding.
    pub fn new(study: &Study) -> Result<Self> {
        let Study { data, kernel, intercept, .. } = study;
        let linear = *kernel == Kernel::Linear;
        let kernel_matrix = if linear { None } else { Some(kernel.matrix(&data.x)?) };
        if !shares_decomposition(study) {
            let wide = linear && data.x.columns > data.x.rows;
            let rows = wide.then(|| coordinates(&data.x));
            return Ok(Self { rows, gram: kernel_matrix, ..Self::default() });
        }
        let decomposition = match &kernel_matrix {
            Some(matrix) => Decomposition::of_gram(matrix.clone(), &data.y, *intercept)?,
            None => Decomposition::of_rows(data.x.clone(), &data.y, *intercept)?,
        };
        study.lambda.check(|name, lambda| decomposition.check_ridge(name, lambda))?;
        let once = !matches!(study.method, Method::KFold { .. } | Method::Permutation { .. });
        let lambda = once.then(|| choose(&decomposition, &study.lambda));
        let dual = linear && needs_dual(study, decomposition.eigenvalues.len());
        let gram = if dual { Some(centred_gram(&decomposition)) } else { kernel_matrix };
        Ok(Self { rows: None, gram, decomposition: Some(decomposition), lambda })
    }

    /// As plain data.
    pub fn describe(&self) -> Record {
        let decomposition = self.decomposition.as_ref().map(describe);
        Record::new()
            .with_some("rows", self.rows.as_ref().map(encode))
            .with_some("gram", self.gram.as_ref().map(encode))
            .with_some("decomposition", decomposition)
            .with_some("lambda", self.lambda)
    }

    /// What [`Prepared::describe`] wrote for the same study.
    pub fn read(fields: &mut Fields, data: &Data, intercept: bool) -> Result<Self> {
        let mut prepared = fields.object("prepared")?;
        let rows = matrix_if_any(&mut prepared, "rows", 1)?;
        let gram = matrix_if_any(&mut prepared, "gram", 1)?;
        let decomposition = prepared.object_if_any("decomposition")?;
        let decomposition = decomposition.map(|d| read(d, data, intercept)).transpose()?;
        let lambda = if prepared.has("lambda") { Some(prepared.number("lambda")?) } else { None };
        prepared.finish()?;
        Ok(Self { rows, gram, decomposition, lambda })
    }
}

fn shares_decomposition(study: &Study) -> bool {
    match &study.method {
        Method::KFold { folds, .. } => k_fold::is_shared(study, *folds),
        Method::LearningCurve { .. } => false,
        _ => true,
    }
}

/// Rows drawn again are fewer than the coordinates: then their own matrix is the smaller side.
fn needs_dual(study: &Study, rank: usize) -> bool {
    let drawn = match &study.method {
        Method::Bootstrap { residuals: false, .. } => study.data.x.rows,
        Method::Bagging { size, .. } => *size,
        _ => return false,
    };
    2 * rank > drawn
}

/// The ridge that a choice comes to on these rows.
pub(super) fn choose(decomposition: &Decomposition, choice: &LambdaChoice) -> f64 {
    match choice {
        LambdaChoice::Value(lambda) => *lambda,
        searched => searched.choose(decomposition, Criterion::LeaveOneOut).1.lambda,
    }
}

/// U Σ: the rows in the basis of their own singular vectors.
fn coordinates(x: &Matrix) -> Matrix {
    let svd = full_rank_svd(x.clone());
    let mut left = svd.left;
    for (k, sigma) in svd.values.iter().enumerate() {
        left.row_mut(k).iter_mut().for_each(|u| *u *= sigma);
    }
    left.transpose()
}

/// P U diag(s) Uᵀ.
fn centred_gram(decomposition: &Decomposition) -> Matrix {
    let n = decomposition.samples as f64;
    let mut scores = decomposition.vectors.clone();
    for (k, s) in decomposition.eigenvalues.iter().enumerate() {
        let sigma = f64::sqrt(n * s);
        scores.row_mut(k).iter_mut().for_each(|u| *u *= sigma);
    }
    gram(&scores.transpose())
}

fn describe(decomposition: &Decomposition) -> Value {
    Record::new()
        .with("eigenvalues", decomposition.eigenvalues.clone())
        .with("vectors", encode(&decomposition.vectors))
        .with_some("right", decomposition.right.as_ref().map(encode))
        .with("outside", decomposition.outside.as_ref().map_or(0, |outside| outside.count))
        .with("resolution", decomposition.resolution)
        .into()
}

fn read(mut fields: Fields, data: &Data, intercept: bool) -> Result<Decomposition> {
    // Of features that do not vary there are none.
    let eigenvalues = fields.floats("eigenvalues")?;
    let vectors = read_rows(&mut fields, "vectors", 0)?;
    let right = matrix_if_any(&mut fields, "right", 0)?;
    let outside = fields.count("outside", 0)?;
    let resolution = fields.number("resolution")?;
    fields.finish()?;
    let rank = eigenvalues.len();
    let fits = vectors.rows == rank
        && vectors.columns == data.x.rows
        && right.as_ref().is_none_or(|right| right.rows == rank);
    if !fits {
        let expected = format!("{rank} × {} numbers", data.x.rows);
        let found = format!("{} × {}", vectors.rows, vectors.columns);
        return Err(crate::error::Error::shape("prepared.decomposition", expected, found));
    }
    let spectrum = (eigenvalues, vectors, right);
    Ok(Decomposition::assemble(spectrum, outside, &data.y, intercept, resolution))
}

/// A matrix of at least so many rows, if it is there.
fn matrix_if_any(fields: &mut Fields, name: &'static str, least: usize) -> Result<Option<Matrix>> {
    if fields.has(name) { read_rows(fields, name, least).map(Some) } else { Ok(None) }
}
