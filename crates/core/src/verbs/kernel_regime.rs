//! The verb of kernels at P ~ D^ℓ.

use crate::error::Result;
use crate::model::kernel_regime::KernelRegime;
use crate::problem::Problem;
use crate::report::Status;
use crate::wire::{Fields, Value};

/// `{ coefficients, secondMoment?, target, dimension, samples, lambda = 0, noise = 0 }`: the regime and its risk.
pub fn kernel_regime(mut fields: Fields) -> Result<Value> {
    let regime = KernelRegime::read(&mut fields)?;
    fields.finish()?;
    let (record, problem, lost) = regime.describe();
    let Some(problem) = problem else {
        let answer = record.with("status", Status::Converged).with("excessError", lost);
        return Ok(answer.with("testError", regime.unlearned_error()).into());
    };
    let report = Problem::read(Fields::open("", problem.clone())?)?.evaluate()?;
    let (kappa, test) = (number(&report, "kappa"), number(&report, "testError"));
    // What the degrees above ℓ fit is not left in the training data: residuals are λ/κ of those of a test.
    let kept = if regime.lambda > 0.0 { regime.lambda / kappa } else { 0.0 };
    let status = report.get("status").cloned().unwrap_or_else(|| Status::Converged.into());
    Ok(record
        .with("status", status)
        .with("kappa", kappa)
        .with("gamma", number(&report, "gamma"))
        .with("trainError", if kept > 0.0 { kept * kept * test } else { 0.0 })
        .with("testError", test)
        .with("excessError", number(&report, "excessError") + lost)
        .with("problem", problem)
        .into())
}

fn number(answer: &Value, name: &str) -> f64 {
    match answer.get(name) {
        Some(Value::Number(x)) => *x,
        _ => f64::INFINITY,
    }
}
