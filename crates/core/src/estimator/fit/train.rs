//! A kernel model alone: one Cholesky factorisation, no estimates.

use crate::error::{Error, Result};
use crate::estimator::{Data, FitOptions, Kernel, LambdaChoice, Predictor, fit};
use crate::linalg::{Matrix, cholesky};

/// Fits kernel ridge regression at one λ > 0 through (K + PλI) α = Y − b.
///
/// About a thirtieth of the work of [`crate::estimator::fit`]; the intercept is that of the unpenalised
/// constant, b = 1ᵀA⁻¹y/1ᵀA⁻¹1 with A = K + PλI. Accurate to about ε s_max/λ.
///
/// # Errors
/// `IllConditioned` where λ is lost in the rounding of K.
pub fn train(data: Data, kernel: Kernel, lambda: f64, intercept: bool) -> Result<Predictor> {
    if kernel == Kernel::Linear {
        // Its singular values cost less than a Gram matrix of all rows, and leave no rows to keep.
        let options = FitOptions { kernel, lambda: LambdaChoice::Value(lambda), intercept };
        return fit(data, &options).map(|fitted| fitted.predictor);
    }
    super::check_size(&data, &kernel, false)?;
    let (n, t) = (data.x.rows, data.y.columns);
    let mut system = kernel.matrix(&data.x)?;
    for i in 0..n {
        system.data[i * n + i] += n as f64 * lambda;
    }
    let factor = cholesky(system).ok_or_else(|| Error::IllConditioned {
        argument: "lambda".into(),
        reason: "it is lost in the rounding of the kernel matrix; use a larger one".into(),
    })?;
    if !intercept {
        let dual = factor.solve(&data.y);
        return Ok(Predictor::Dual { kernel, x: data.x, dual, intercept: vec![0.0; t] });
    }
    let mut sides = Matrix::zeros(n, t + 1);
    for i in 0..n {
        sides.row_mut(i)[..t].copy_from_slice(data.y.row(i));
        sides.row_mut(i)[t] = 1.0;
    }
    let solved = factor.solve(&sides);
    let total = |k: usize| (0..n).map(|i| solved.at(i, k)).sum::<f64>();
    let constants: Vec<f64> = (0..t).map(|k| total(k) / total(t)).collect();
    let mut dual = Matrix::zeros(n, t);
    for i in 0..n {
        let ones = solved.at(i, t);
        for (k, b) in constants.iter().enumerate() {
            dual.row_mut(i)[k] = solved.at(i, k) - b * ones;
        }
    }
    Ok(Predictor::Dual { kernel, x: data.x, dual, intercept: constants })
}
