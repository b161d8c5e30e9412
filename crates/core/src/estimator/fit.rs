//! Ridge and kernel ridge regression on real data.

use super::ordinary::ordinary;
use super::select::{Criterion, default_grid};
use super::{Data, Decomposition, Estimates, Kernel, Predictor, estimates};
use crate::error::{Error, Result};
use crate::limits::{check_fits, check_ridge, doubles};
use crate::linalg::{Matrix, axpy, dot};
use crate::report::Status;
use crate::wire::Fields;

/// Coefficients whose relative uncertainty exceeds this are called inaccurate.
const DIGITS_LOST: f64 = 1e-6;

/// A ridge should exceed the rounding of the kernel matrix by this factor, for six digits.
const SAFETY: f64 = 1e6;

/// How the ridge is set.
#[derive(Debug, Clone, PartialEq)]
pub enum LambdaChoice {
    /// Given.
    Value(f64),
    /// The best by leave-one-out out of a list.
    Path(Vec<f64>),
    /// The best by a criterion, found on a default grid and refined.
    Best(Criterion),
}

/// What to fit.
#[derive(Debug, Clone, PartialEq)]
pub struct FitOptions {
    /// The kernel.
    pub kernel: Kernel,
    /// The ridge.
    pub lambda: LambdaChoice,
    /// Whether to fit an unpenalised intercept.
    pub intercept: bool,
}

impl FitOptions {
    /// Reads `kernel` (linear), `lambda` ("loo") and `intercept` (true), with their defaults.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let kernel = Kernel::read(fields)?;
        let lambda = read_lambda(fields)?;
        Ok(Self { kernel, lambda, intercept: fields.flag_or("intercept", true)? })
    }
}

fn read_lambda(fields: &mut Fields) -> Result<LambdaChoice> {
    if !fields.has("lambda") || fields.holds_text("lambda") {
        let expected = "a number, a list of numbers, \"loo\" or \"gcv\"";
        return Ok(match fields.word("lambda", &["loo", "gcv"], "loo", expected)? {
            "gcv" => LambdaChoice::Best(Criterion::Gcv),
            _ => LambdaChoice::Best(Criterion::LeaveOneOut),
        });
    }
    let (lambda, many) = fields.grid("lambda")?;
    for (i, value) in lambda.iter().enumerate() {
        let path = if many { format!("lambda[{i}]") } else { "lambda".into() };
        check_ridge(&path, *value)?;
    }
    Ok(if many { LambdaChoice::Path(lambda) } else { LambdaChoice::Value(lambda[0]) })
}

/// A fitted model with what the data say about it.
#[derive(Debug, Clone)]
pub struct Fit {
    /// How accurate the function is.
    pub status: Status,
    /// The function.
    pub predictor: Predictor,
    /// At λ = 0 with at least as many rows as columns: how far the rounding of the data to doubles
    /// may have moved each coefficient, in the shape of the coefficients.
    pub uncertainty: Option<Matrix>,
    /// Estimates at the ridge that was chosen.
    pub chosen: Estimates,
    /// Estimates along the path that it was chosen from.
    pub path: Vec<Estimates>,
    /// The decomposition behind them.
    pub decomposition: Decomposition,
}

/// Fits f(x) = b + ⟨w, φ(x)⟩ by (1/P)|f(X) − Y|² + λ|w|².
///
/// One decomposition serves every λ: the singular values of X for the linear kernel, else the
/// eigenvalues of the Gram matrix. At λ = 0 with more rows than columns the coefficients are
/// those of a scaled QR factorisation refined in twice the precision.
///
/// # Errors
/// `TooLarge` before any work; `IllConditioned` where λ = 0 and the data do not determine the
/// coefficients to double precision.
pub fn fit(data: Data, options: &FitOptions) -> Result<Fit> {
    check_size(&data, &options.kernel)?;
    if options.intercept && data.x.rows < 2 {
        return Err(Error::out_of_range("X.rows", "2 or more to fit an intercept", 1.0));
    }
    let means = options.intercept.then(|| data.y.column_means());
    let gram = match options.kernel {
        Kernel::Linear => None,
        _ => Some(options.kernel.matrix(&data.x)?),
    };
    let kernel_means = gram.as_ref().map(Matrix::column_means);
    let decomposition = match gram {
        Some(gram) => Decomposition::of_gram(gram, &data.y, options.intercept)?,
        None => Decomposition::new(&data, &Kernel::Linear, options.intercept)?,
    };
    let (path, chosen) = choose(&decomposition, &options.lambda)?;
    let (predictor, uncertainty) = match kernel_means {
        Some(kernel_means) => {
            let means = means.as_deref();
            (dual(data, options, &decomposition, chosen.lambda, means, &kernel_means), None)
        }
        None => linear(&data, &decomposition, chosen.lambda, means.as_deref())?,
    };
    let last = path.last().map_or(0.0, |last| last.lambda);
    let unbounded = matches!(options.lambda, LambdaChoice::Best(_)) && chosen.lambda >= last;
    let status = status(&decomposition, chosen.lambda, &predictor, uncertainty.as_ref(), unbounded);
    Ok(Fit { status, predictor, uncertainty, chosen, path, decomposition })
}

/// `Unbounded` where the best ridge lies at the upper end of the grid: predicting the mean is best.
/// `ReducedAccuracy` where λ is lost in the rounding of a kernel matrix, or where the rounding of the
/// data may have moved a coefficient by more than a millionth of it.
fn status(
    decomposition: &Decomposition,
    lambda: f64,
    predictor: &Predictor,
    uncertainty: Option<&Matrix>,
    unbounded: bool,
) -> Status {
    if unbounded {
        return Status::Unbounded;
    }
    let vague = match (predictor, uncertainty) {
        (Predictor::Linear { coefficients, .. }, Some(uncertainty)) => {
            let pairs = coefficients.data.iter().zip(&uncertainty.data);
            pairs.into_iter().any(|(w, error)| *error > DIGITS_LOST * w.abs())
        }
        _ => decomposition.smallest() + lambda < SAFETY * decomposition.resolution,
    };
    if vague { Status::ReducedAccuracy } else { Status::Converged }
}

/// The estimates along the path and at the chosen ridge.
fn choose(
    decomposition: &Decomposition,
    lambda: &LambdaChoice,
) -> Result<(Vec<Estimates>, Estimates)> {
    let along = |grid: &[f64]| -> Vec<Estimates> {
        grid.iter().map(|lambda| estimates(decomposition, *lambda)).collect()
    };
    match lambda {
        LambdaChoice::Value(lambda) => {
            decomposition.check_ridge("lambda", *lambda)?;
            let chosen = estimates(decomposition, *lambda);
            Ok((vec![chosen.clone()], chosen))
        }
        LambdaChoice::Path(grid) => {
            for (i, lambda) in grid.iter().enumerate() {
                decomposition.check_ridge(&format!("lambda[{i}]"), *lambda)?;
            }
            let path = along(grid);
            let chosen = path[Criterion::LeaveOneOut.best(&path)].clone();
            Ok((path, chosen))
        }
        LambdaChoice::Best(criterion) => {
            let path = along(&default_grid(decomposition));
            let chosen = criterion.refine(decomposition, &path);
            Ok((path, chosen))
        }
    }
}

/// w = V diag(1/(σ + Pλ/σ)) Uᵀ Y, refined where λ = 0.
fn linear(
    data: &Data,
    decomposition: &Decomposition,
    lambda: f64,
    means: Option<&[f64]>,
) -> Result<(Predictor, Option<Matrix>)> {
    let width = data.x.columns + usize::from(means.is_some());
    if lambda <= 0.0 && data.x.rows >= width {
        return ordinary(data, means.is_some()).map(|(predictor, error)| (predictor, Some(error)));
    }
    let (d, t, n) = (data.x.columns, data.y.columns, data.x.rows as f64);
    let mut coefficients = Matrix::zeros(d, t);
    if let Some(right) = &decomposition.right {
        for (k, s) in decomposition.eigenvalues.iter().enumerate() {
            let sigma = libm::sqrt(s * n);
            let gain = 1.0 / (sigma + lambda * n / sigma);
            for (j, v) in right.row(k).iter().enumerate() {
                axpy(gain * v, decomposition.coefficients.row(k), coefficients.row_mut(j));
            }
        }
    }
    let mut intercept = means.map_or_else(|| vec![0.0; t], <[f64]>::to_vec);
    if means.is_some() {
        for (j, mean) in data.x.column_means().iter().enumerate() {
            axpy(-mean, coefficients.row(j), &mut intercept);
        }
    }
    Ok((Predictor::Linear { coefficients, intercept }, None))
}

/// α = U diag(1/(P(s+λ))) Uᵀ Y and b = mean(Y) − mean(K) α.
fn dual(
    data: Data,
    options: &FitOptions,
    decomposition: &Decomposition,
    lambda: f64,
    means: Option<&[f64]>,
    kernel_means: &[f64],
) -> Predictor {
    let (n, t) = (data.x.rows, data.y.columns);
    let mut dual = Matrix::zeros(n, t);
    for (k, s) in decomposition.eigenvalues.iter().enumerate() {
        let gain = 1.0 / (n as f64 * (s + lambda));
        let c = decomposition.coefficients.row(k);
        for (i, u) in decomposition.vectors.row(k).iter().enumerate() {
            axpy(gain * u, c, dual.row_mut(i));
        }
    }
    let intercept = match means {
        None => vec![0.0; t],
        Some(means) => {
            let columns = dual.transpose();
            means
                .iter()
                .enumerate()
                .map(|(k, mean)| mean - dot(kernel_means, columns.row(k)))
                .collect()
        }
    };
    Predictor::Dual { kernel: options.kernel, x: data.x, dual, intercept }
}

pub(super) fn check_size(data: &Data, kernel: &Kernel) -> Result<()> {
    let (n, d) = (data.x.rows, data.x.columns);
    let (input, least) = (doubles(&[n, d]), n.min(d));
    let numbers = match kernel {
        Kernel::Linear => (5 * input).saturating_add(doubles(&[5, least, least])),
        _ => (2 * input).saturating_add(doubles(&[3, n, n])),
    };
    check_fits("X", numbers)
}
