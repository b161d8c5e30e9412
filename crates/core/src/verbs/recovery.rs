//! Verbs that recover a population from a sample's eigenvalues.

use super::transform::Places;
use crate::error::Result;
use crate::estimator::{Recovered, SampleSpectrum, population_fit};
use crate::report::Status;
use crate::wire::{Fields, Record, Value};

/// `{ eigenvalues, samples, kappa | lambda }`: the population's degrees of freedom.
pub fn recover_degrees_of_freedom(mut fields: Fields) -> Result<Value> {
    let sample = SampleSpectrum::read(&mut fields)?;
    let by_kappa = fields.has("kappa");
    let places = Places::read(&mut fields, if by_kappa { "kappa" } else { "lambda" })?;
    fields.finish()?;
    let least = if by_kappa { sample.least_kappa() } else { 0.0 };
    places.check(&format!("above {least} and at most 1e290"), |x| x > least && x <= 1e290)?;
    let found: Vec<(Recovered, Status)> = places
        .at
        .iter()
        .map(|x| if by_kappa { sample.at_kappa(*x) } else { (sample.at(*x), Status::Converged) })
        .collect();
    let column = |pick: fn(&Recovered) -> f64| found.iter().map(|(r, _)| pick(r)).collect();
    let columns = vec![
        ("lambda", column(|r| r.lambda)),
        ("kappa", column(|r| r.kappa)),
        ("df1", column(|r| r.df1)),
        ("df2", column(|r| r.df2)),
    ];
    Ok(places.answer(found.iter().map(|(_, status)| *status).collect(), columns))
}

/// `{ eigenvalues, samples }`: a spectrum with the recovered df curve.
pub fn recover_spectrum(mut fields: Fields) -> Result<Value> {
    let sample = SampleSpectrum::read(&mut fields)?;
    fields.finish()?;
    let fit = population_fit(&sample);
    let spectrum = Record::new()
        .with("kind", "eigenvalues")
        .with("values", fit.values)
        .with("multiplicities", fit.counts);
    Ok(Record::new()
        .with("spectrum", Value::from(spectrum))
        .with("residual", fit.residual)
        .with("resolution", fit.resolution)
        .with("leastKappa", sample.least_kappa())
        .into())
}
