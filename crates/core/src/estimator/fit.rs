//! Ridge and kernel ridge regression on real data.

use super::select::{Criterion, default_grid};
use super::{Data, Decomposition, Estimates, Kernel, Predictor, estimates};
use crate::error::{Error, Result};
use crate::linalg::{Matrix, axpy, dot, least_squares};
use crate::wire::Fields;

/// The largest fit, inputs and copies included.
const LIMIT_MB: u64 = 3_000;

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
        return Ok(match fields.choice("lambda", &["loo", "gcv"], Some("loo"))? {
            "gcv" => LambdaChoice::Best(Criterion::Gcv),
            _ => LambdaChoice::Best(Criterion::LeaveOneOut),
        });
    }
    let (lambda, many) = fields.grid("lambda")?;
    if let Some(i) = lambda.iter().position(|l| *l < 0.0) {
        let path = if many { format!("lambda[{i}]") } else { "lambda".into() };
        return Err(Error::out_of_range(&path, "zero or more on real data", lambda[i]));
    }
    Ok(if many { LambdaChoice::Path(lambda) } else { LambdaChoice::Value(lambda[0]) })
}

/// A fitted model with what the data say about it.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The function.
    pub predictor: Predictor,
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
pub fn fit(data: &Data, options: &FitOptions) -> Result<Fit> {
    check_size(data, &options.kernel)?;
    let means = options.intercept.then(|| data.y.column_means());
    let gram = match options.kernel {
        Kernel::Linear => None,
        _ => Some(options.kernel.matrix(&data.x)?),
    };
    let kernel_means = gram.as_ref().map(Matrix::column_means);
    let decomposition = match gram {
        Some(gram) => Decomposition::of_gram(gram, &data.y, options.intercept)?,
        None => Decomposition::new(data, &Kernel::Linear, options.intercept)?,
    };
    let (path, chosen) = choose(&decomposition, &options.lambda)?;
    let predictor = match kernel_means {
        Some(kernel_means) => {
            dual(data, options, &decomposition, chosen.lambda, means.as_deref(), &kernel_means)
        }
        None => linear(data, &decomposition, chosen.lambda, means.as_deref())?,
    };
    Ok(Fit { predictor, chosen, path, decomposition })
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
) -> Result<Predictor> {
    let width = data.x.columns + usize::from(means.is_some());
    if lambda <= 0.0 && data.x.rows >= width {
        return ordinary(data, means.is_some());
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
    Ok(Predictor::Linear { coefficients, intercept })
}

/// λ = 0 with at least as many rows as columns: least squares to full precision.
fn ordinary(data: &Data, intercept: bool) -> Result<Predictor> {
    let (n, d, t) = (data.x.rows, data.x.columns, data.y.columns);
    let first = usize::from(intercept);
    let used: Vec<usize> = (0..d).filter(|j| varies(&data.x, *j, intercept)).collect();
    let mut design = Matrix::zeros(n, used.len() + first);
    for i in 0..n {
        let row = design.row_mut(i);
        row[..first].fill(1.0);
        row[first..].iter_mut().zip(&used).for_each(|(to, j)| *to = data.x.at(i, *j));
    }
    let mut coefficients = Matrix::zeros(d, t);
    let mut constants = vec![0.0; t];
    let targets = data.y.transpose();
    for target in 0..t {
        let solution = least_squares(&design, targets.row(target)).ok_or_else(dependent)?;
        if intercept {
            constants[target] = solution.coefficients[0];
        }
        for (j, w) in used.iter().zip(&solution.coefficients[first..]) {
            coefficients.data[j * t + target] = *w;
        }
    }
    Ok(Predictor::Linear { coefficients, intercept: constants })
}

/// Whether a column says anything: one that is zero, or constant beside an intercept, does not.
fn varies(x: &Matrix, j: usize, intercept: bool) -> bool {
    let first = if intercept { x.at(0, j) } else { 0.0 };
    (0..x.rows).any(|i| (x.at(i, j) - first).abs() > 0.0)
}

fn dependent() -> Error {
    Error::IllConditioned {
        argument: "X".into(),
        reason:
            "its columns are linearly dependent to working precision, so that lambda = 0 leaves \
                 the coefficients undetermined; drop a column or use lambda above 0"
                .into(),
    }
}

/// α = U diag(1/(P(s+λ))) Uᵀ Y and b = mean(Y) − mean(K) α.
fn dual(
    data: &Data,
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
    Predictor::Dual { kernel: options.kernel, x: data.x.clone(), dual, intercept }
}

pub(super) fn check_size(data: &Data, kernel: &Kernel) -> Result<()> {
    let (n, d) = (data.x.rows as u64, data.x.columns as u64);
    let numbers = match kernel {
        Kernel::Linear => 5 * n * d.max(1) + 4 * d.min(n) * d.min(n),
        _ => 2 * n * d + 3 * n * n,
    };
    let needed_mb = (numbers * 8) >> 20;
    if needed_mb > LIMIT_MB {
        return Err(Error::TooLarge { argument: "X".into(), needed_mb, limit_mb: LIMIT_MB });
    }
    Ok(())
}
