//! Verbs of deterministic equivalents: what resolvents of Σ^{1/2} A Σ^{1/2} tend to.

use crate::error::{Error, Result};
use crate::spectrum::Spectrum;
use crate::transform::equivalent::{Basis, Renormalized, coupling, renormalize};
use crate::transform::{Element, Spectral};
use crate::wire::{Fields, Record, Value};

struct Sandwich {
    values: Vec<f64>,
    counts: Option<Vec<f64>>,
    sigma: Spectral,
    factor: Element,
}

impl Sandwich {
    /// `spectrum` of Σ and the free `factor` A.
    fn read(fields: &mut Fields) -> Result<Self> {
        let spectrum = Spectrum::read(fields.object("spectrum")?)?;
        spectrum.require_finite("spectrum.modes")?;
        let factor = Element::read(fields.object("factor")?)?;
        let (dimension, other) = (spectrum.dimension(), factor.dimension());
        if (dimension - other).abs() > 1e-9 * dimension {
            let expected = format!("{dimension} dimensions (as many as spectrum)");
            return Err(Error::shape("factor", expected, format!("{other} dimensions")));
        }
        if !factor.is_positive() {
            let reason = "has negative eigenvalues".into();
            return Err(Error::Conflict { argument: "factor".into(), reason });
        }
        let (values, counts) = spectrum.into_list();
        let sigma = Spectral::from_list(&values, counts.as_deref(), dimension);
        Ok(Self { values, counts, sigma, factor })
    }

    fn basis(&self) -> Basis<'_> {
        Basis { values: &self.values, counts: self.counts.as_deref() }
    }

    /// One number for each listed eigenvalue.
    fn diagonal(&self, fields: &mut Fields, name: &'static str) -> Result<Option<Vec<f64>>> {
        let Some(diagonal) = fields.numbers_if_any(name)? else { return Ok(None) };
        let (needed, found) = (self.values.len(), diagonal.len());
        if needed != found {
            let expected = format!("{needed} entries (one for each listed eigenvalue)");
            return Err(Error::shape(&fields.path(name), expected, format!("{found} entries")));
        }
        Ok(Some(diagonal))
    }

    fn renormalize(&self, lambda: f64) -> Renormalized {
        renormalize(&self.sigma, &self.factor, lambda)
    }
}

/// `{ spectrum, factor, lambda, weights? }`: λ(λ+M)⁻¹ ≃ κ(κ+Σ)⁻¹.
pub fn one_point(mut fields: Fields) -> Result<Value> {
    let sandwich = Sandwich::read(&mut fields)?;
    let lambda = fields.positive("lambda")?;
    let weights = sandwich.diagonal(&mut fields, "weights")?;
    fields.finish()?;
    let found = sandwich.renormalize(lambda);
    let basis = sandwich.basis();
    let diagonal = basis.unresolved(found.own.kappa);
    let trace = weights.map(|weights| basis.trace(&weights, &diagonal));
    Ok(Record::new()
        .with("status", found.status)
        .with("kappa", found.own.kappa)
        .with("df1", found.own.df1)
        .with("df2", found.own.df2)
        .with("sTransform", 1.0 / found.inverse)
        .with("rho", found.rho)
        .with("diagonal", diagonal)
        .with_some("trace", trace)
        .into())
}

/// `{ spectrum, factor, lambda: λ | [λ, λ'], middle, weights? }`: λ(λ+M)⁻¹ B λ'(λ'+M)⁻¹.
pub fn two_point(mut fields: Fields) -> Result<Value> {
    let sandwich = Sandwich::read(&mut fields)?;
    let (lambda, _) = fields.grid("lambda")?;
    if lambda.len() > 2 {
        let found = format!("{} entries", lambda.len());
        return Err(Error::shape("lambda", "1 or 2 entries (one for each resolvent)", found));
    }
    if let Some(i) = lambda.iter().position(|x| *x <= 0.0) {
        return Err(Error::out_of_range(&format!("lambda[{i}]"), "positive", lambda[i]));
    }
    let ones = || vec![1.0; sandwich.values.len()];
    let middle = sandwich.diagonal(&mut fields, "middle")?.unwrap_or_else(ones);
    let weights = sandwich.diagonal(&mut fields, "weights")?;
    fields.finish()?;
    let one = sandwich.renormalize(lambda[0]);
    let two = if lambda.len() > 1 { sandwich.renormalize(lambda[1]) } else { one };
    let coupling = coupling(&sandwich.sigma, &sandwich.factor, [&one, &two]);
    let basis = sandwich.basis();
    let diagonal = basis.two_point(&middle, [one.own.kappa, two.own.kappa], coupling);
    let trace = weights.map(|weights| basis.trace(&weights, &diagonal));
    Ok(Record::new()
        .with("status", one.status.max(two.status))
        .with("kappa", [one.own.kappa, two.own.kappa])
        .with("coupling", coupling)
        .with("diagonal", diagonal)
        .with_some("trace", trace)
        .into())
}
