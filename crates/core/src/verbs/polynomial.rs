//! Verbs of polynomial regression.

use crate::error::{Error, Result};
use crate::estimator::polynomial::{Basis, fit_polynomial, population};
use crate::limits::{check_fits, check_range, check_ridge, doubles};
use crate::model::ridge::{Ensemble, ridge};
use crate::report::{Point, Status};
use crate::spectrum::{Discrete, Population, Spectrum, Target};
use crate::wire::{Fields, Record, Value};

const BASES: [&str; 4] = ["monomial", "legendre", "chebyshev", "fourier"];

fn read_basis(fields: &mut Fields) -> Result<Basis> {
    Ok(match fields.choice("basis", &BASES, Some("legendre"))? {
        "monomial" => Basis::Monomial,
        "legendre" => Basis::Legendre,
        "chebyshev" => Basis::Chebyshev,
        _ => Basis::Fourier,
    })
}

/// The interval that is mapped to (−1, 1).
fn read_domain(fields: &mut Fields, x: &[f64]) -> Result<[f64; 2]> {
    let domain = fields.numbers_if_any("domain")?;
    let ends = match domain.as_deref() {
        Some([low, high]) => [*low, *high],
        Some(other) => {
            return Err(Error::shape("domain", "two numbers", other.len().to_string()));
        }
        None => {
            x.iter().fold([f64::INFINITY, f64::NEG_INFINITY], |[l, h], x| [l.min(*x), h.max(*x)])
        }
    };
    if ends[1] <= ends[0] {
        let reason = match domain {
            Some(_) => "needs its lower end first and its upper end above it".into(),
            None => "needs two different ends; the x given are all the same".into(),
        };
        return Err(Error::Conflict { argument: "domain".into(), reason });
    }
    if let Some(i) = x.iter().position(|x| *x < ends[0] || *x > ends[1]) {
        let condition = format!("within the domain, {} to {}", ends[0], ends[1]);
        return Err(Error::out_of_range(&format!("x[{i}]"), condition, x[i]));
    }
    Ok(ends)
}

fn place(x: f64, [low, high]: [f64; 2]) -> f64 {
    ((x - low) - (high - x)) / (high - low)
}

/// `{ x, y, functions, basis?, lambda?, domain?, at? }`: a fit of `functions` functions and its values at `at`.
pub fn fit(mut fields: Fields) -> Result<Value> {
    let x = fields.numbers("x")?;
    let y = fields.numbers("y")?;
    let count = fields.count("functions", 1)?;
    let basis = read_basis(&mut fields)?;
    let lambda = fields.number_or("lambda", 0.0)?;
    let at = fields.numbers_if_any("at")?;
    let domain = read_domain(&mut fields, &x)?;
    fields.finish()?;
    check_ridge("lambda", lambda)?;
    if x.len() != y.len() {
        let expected = format!("{} numbers (as many as x)", x.len());
        return Err(Error::shape("y", expected, y.len().to_string()));
    }
    check_range("x", &x)?;
    check_range("y", &y)?;
    check_fits("functions", doubles(&[6, x.len(), count]))?;
    let t: Vec<f64> = x.iter().map(|x| place(*x, domain)).collect();
    let found = fit_polynomial(basis, &t, &y, (count, lambda));
    let value = |x: &f64| {
        let functions = basis.at(place(*x, domain), count);
        crate::linalg::dot(&functions, &found.coefficients)
    };
    let full = found.rank == count.min(x.len());
    let status = if full { Status::Converged } else { Status::ReducedAccuracy };
    Ok(Record::new()
        .with("status", status)
        .with("coefficients", found.coefficients.clone())
        .with("rank", found.rank)
        .with("condition", found.condition)
        .with("trainError", found.train_error)
        .with("df1", found.df1)
        .with("domain", domain)
        .with_some("values", at.map(|at| at.iter().map(value).collect::<Vec<f64>>()))
        .into())
}

/// `{ target, functions, samples, noise?, lambda?, basis? }`: errors of ridge theory for each number of functions.
pub fn theory(mut fields: Fields) -> Result<Value> {
    let target = fields.numbers("target")?;
    let basis = read_basis(&mut fields)?;
    let (counts, many) = fields.grid("functions")?;
    let samples = fields.positive("samples")?;
    let noise = fields.non_negative_or("noise", 0.0)?;
    let lambda = fields.number_or("lambda", 0.0)?;
    fields.finish()?;
    check_ridge("lambda", lambda)?;
    for (i, count) in counts.iter().enumerate() {
        if *count < 1.0 || count.fract() > 0.0 || *count > MOST_FUNCTIONS {
            let path = if many { format!("functions[{i}]") } else { "functions".into() };
            let condition = format!("a whole number from 1 to {MOST_FUNCTIONS}");
            return Err(Error::out_of_range(&path, condition, *count));
        }
    }
    let point = |count: &f64| {
        let (values, squared, rest) = population(basis, &target, *count as usize);
        let spectrum = Spectrum::Discrete(Discrete { values, multiplicities: None });
        let target = Target::Coefficients { squared };
        let modes = Population { spectrum, target, noise: noise + rest }.into_modes(None);
        ridge(&modes, samples, lambda, Ensemble { size: 1.0 }, None).map(|report| report.point())
    };
    let points = counts.iter().map(point).collect::<Result<Vec<_>>>()?;
    Ok(Point::describe_grid(&points).with("functions", counts).into())
}

/// Monomials of higher degree differ by less than rounding.
const MOST_FUNCTIONS: f64 = 2_000.0;
