//! Linear features in as few directions as they span. Errors depend on F and w̄ through their inner products under Σ alone:
//! with G = [Σ^{1/2}F, Σ^{1/2}w̄]ᵀ[Σ^{1/2}F, Σ^{1/2}w̄] = L Lᵀ the columns of Lᵀ stand for them, and white inputs for the
//! inputs.

use crate::linalg::{Matrix, cholesky, gram};
use crate::simulate::data::teacher::Teacher;
use crate::simulate::experiment::Experiment;
use crate::simulate::learner::{Learner, Weights};

/// Below this many directions nothing is gained that is worth other numbers.
pub const LEAST_DIMENSION: usize = 1000;

/// How many directions both trials' features and the teacher span, where that is less than half of all.
pub fn span(experiment: &Experiment) -> Option<usize> {
    let Experiment { teacher, learner, ensemble, .. } = experiment;
    let linear = matches!(learner, Learner::Linear { .. });
    if !linear || experiment.whole() || teacher.test.is_some() {
        return None;
    }
    let span = 2 * ensemble.features * learner.columns(teacher) + 1;
    let dimension = teacher.dimension();
    (dimension >= LEAST_DIMENSION && 2 * span <= dimension).then_some(span)
}

/// The experiment and all its features in those directions; nothing where they are not worth it or nearly dependent.
pub fn reduce(
    experiment: &Experiment,
    features: &[Vec<Weights>],
) -> Option<(Experiment, Vec<Vec<Weights>>)> {
    span(experiment)?;
    let blocks: Vec<&Matrix> = features.iter().flatten().map(matrix).collect::<Option<_>>()?;
    let factor = cholesky(gram(&columns(&experiment.teacher, &blocks)))?.factor();
    let size = factor.rows;
    let mut start = 0;
    let mut block = |weights: &Weights| {
        let width = matrix(weights).map_or(0, |f| f.columns);
        let rows = factor.data[start * size..(start + width) * size].to_vec();
        start += width;
        Weights::Linear(Matrix { data: rows, rows: width, columns: size }.transpose())
    };
    let features = features.iter().map(|members| members.iter().map(&mut block).collect());
    let features = features.collect();
    let teacher = Teacher::white(factor.row(size - 1).to_vec(), experiment.teacher.noise);
    Some((experiment.of(teacher), features))
}

fn matrix(weights: &Weights) -> Option<&Matrix> {
    match weights {
        Weights::Linear(f) => Some(f),
        _ => None,
    }
}

/// Columns of Σ^{1/2}F and Σ^{1/2}w̄, one a row.
fn columns(teacher: &Teacher, blocks: &[&Matrix]) -> Matrix {
    let width: usize = blocks.iter().map(|f| f.columns).sum();
    let active = teacher.active();
    let mut columns = Matrix::zeros(width + 1, active);
    let mut start = 0;
    for f in blocks {
        for k in 0..active {
            for (c, x) in f.row(k).iter().enumerate() {
                columns.data[(start + c) * active + k] = teacher.deviations[k] * x;
            }
        }
        start += f.columns;
    }
    let last = columns.row_mut(width);
    last.iter_mut().enumerate().for_each(|(k, x)| *x = teacher.deviations[k] * teacher.weights[k]);
    columns
}
