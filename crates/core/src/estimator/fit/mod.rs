//! Ridge and kernel ridge regression on real data.

mod lambda_choice;
mod ordinary;
mod select;
mod train;
pub(super) mod weights;

pub use lambda_choice::LambdaChoice;
pub use select::{Criterion, default_grid};
pub use train::train;

use super::{Data, Decomposition, Estimates, Kernel, Predictor};
use crate::error::{Error, Result};
use crate::limits::{check_fits, doubles};
use crate::linalg::Matrix;
use crate::report::Status;
use crate::wire::Fields;
use ordinary::ordinary;
use weights::constants;

/// Coefficients whose relative uncertainty exceeds this are called inaccurate.
const DIGITS_LOST: f64 = 1e-6;

/// A ridge should exceed the rounding of the kernel matrix by this factor, for six digits.
const SAFETY: f64 = 1e6;

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
        let lambda = LambdaChoice::read(fields)?;
        Ok(Self { kernel, lambda, intercept: fields.flag_or("intercept", true)? })
    }
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
    check_size(&data, &options.kernel, options.lambda.least() <= 0.0)?;
    if options.intercept && data.x.rows < 2 {
        return Err(Error::out_of_range("X.rows", "2 or more to fit an intercept", 1.0));
    }
    match options.kernel {
        Kernel::Linear => linear(data, options),
        _ => dual(data, options),
    }
}

impl Fit {
    fn new(
        options: &FitOptions,
        decomposition: Decomposition,
        (path, chosen): (Vec<Estimates>, Estimates),
        (predictor, uncertainty): (Predictor, Option<Matrix>),
    ) -> Self {
        let last = path.last().map_or(0.0, |last| last.lambda);
        let unbounded = matches!(options.lambda, LambdaChoice::Best(_)) && chosen.lambda >= last;
        let status =
            status(&decomposition, chosen.lambda, &predictor, uncertainty.as_ref(), unbounded);
        Self { status, predictor, uncertainty, chosen, path, decomposition }
    }
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
    lambda.check(|name, lambda| decomposition.check_ridge(name, lambda))?;
    Ok(lambda.choose(decomposition, Criterion::LeaveOneOut))
}

/// w = V diag(1/(σ + Pλ/σ)) Uᵀ Y; at λ = 0 by least squares, which need the rows that the decomposition
/// then uses up.
fn linear(data: Data, options: &FitOptions) -> Result<Fit> {
    let Data { x, y } = data;
    let means = options.intercept.then(|| (x.column_means(), y.column_means()));
    let determined = x.rows >= x.columns + usize::from(options.intercept);
    let unpenalised =
        (determined && options.lambda.least() <= 0.0).then(|| ordinary(&x, &y, options.intercept));
    let decomposition = Decomposition::of_rows(x, &y, options.intercept)?;
    let choice = choose(&decomposition, &options.lambda)?;
    let lambda = choice.1.lambda;
    if let Some(unpenalised) = unpenalised.filter(|_| lambda <= 0.0) {
        let (predictor, uncertainty) = unpenalised?;
        return Ok(Fit::new(options, decomposition, choice, (predictor, Some(uncertainty))));
    }
    let coefficients = decomposition.weights(&decomposition.coefficients, lambda);
    let intercept = match means {
        Some((x_means, y_means)) => constants(&y_means, &x_means, &coefficients),
        None => vec![0.0; y.columns],
    };
    let predictor = Predictor::Linear { coefficients, intercept };
    Ok(Fit::new(options, decomposition, choice, (predictor, None)))
}

/// α = U diag(1/(P(s+λ))) Uᵀ Y and b = mean(Y) − mean(K) α.
fn dual(data: Data, options: &FitOptions) -> Result<Fit> {
    let gram = options.kernel.matrix(&data.x)?;
    let kernel_means = gram.column_means();
    let decomposition = Decomposition::of_gram(gram, &data.y, options.intercept)?;
    let choice = choose(&decomposition, &options.lambda)?;
    let dual = decomposition.weights(&decomposition.coefficients, choice.1.lambda);
    let intercept = if options.intercept {
        constants(&data.y.column_means(), &kernel_means, &dual)
    } else {
        vec![0.0; data.y.columns]
    };
    let predictor = Predictor::Dual { kernel: options.kernel, x: data.x, dual, intercept };
    Ok(Fit::new(options, decomposition, choice, (predictor, None)))
}

/// Refuses data whose fit would not fit: beside the rows, which turn into singular vectors in place, or into
/// one factor more at λ = 0, two square matrices of the smaller side, four where it is ill-conditioned; for other
/// kernels the Gram matrix and its eigenvectors.
pub(super) fn check_size(data: &Data, kernel: &Kernel, unpenalised: bool) -> Result<()> {
    let (n, d, t) = (data.x.rows, data.x.columns, data.y.columns);
    let (input, least) = (doubles(&[n, d]), n.min(d));
    let matrices = match kernel {
        Kernel::Linear if unpenalised && n > d => input.max(doubles(&[4, least, least])),
        Kernel::Linear => doubles(&[4, least, least]),
        _ => doubles(&[2, n, n]),
    };
    check_fits("X", input.saturating_add(matrices).saturating_add(doubles(&[TARGET_COPIES, n, t])))
}

/// Targets, their transpose, residuals and projections.
const TARGET_COPIES: usize = 4;
