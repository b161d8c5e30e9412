//! A population mode by mode, ready to draw from.

use crate::error::{Error, Result};
use crate::limits::{check_fits, doubles};
use crate::spectrum::{Listed, Population, read_test_spectrum};
use crate::wire::Fields;

/// y = Σ_k w̄_k x_k + ε with Var x_k = σ_k: every mode, those with σ_k > 0 first.
#[derive(Debug)]
pub struct Teacher {
    /// √σ_k of the modes with σ_k > 0.
    pub deviations: Vec<f64>,
    /// σ_k of all modes.
    pub variances: Vec<f64>,
    /// w̄_k of all modes; read, they are not negative: the law of the data does not depend on signs.
    pub weights: Vec<f64>,
    /// σ'_k of all modes, where there is a test spectrum.
    pub test: Option<Vec<f64>>,
    /// σ_ε.
    pub noise: f64,
    /// Where the caller has each of these modes.
    pub order: Vec<usize>,
    /// Which listed eigenvalue each has, and of how many.
    listed: (Vec<usize>, usize),
}

impl Teacher {
    /// Reads a population with its optional `testSpectrum`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let argument = fields.path("spectrum.modes");
        let population = Population::read(fields)?;
        population.spectrum.require_finite(&argument)?;
        population.spectrum.require_finite(&fields.path("spectrum.modes"))?;
        let test = read_test_spectrum(fields, &population.spectrum)?;
        let dimension = population.spectrum.dimension();
        check_fits(&fields.path("spectrum"), doubles(&[8, dimension as usize]))?;
        let noise = f64::sqrt(population.noise);
        let listed = population.listed();
        let index = expand(&fields.path("spectrum.multiplicities"), &listed)?;
        let (active, null): (Vec<_>, Vec<_>) =
            index.into_iter().enumerate().partition(|(_, i)| listed.values[*i] > 0.0);
        let deviations = active.iter().map(|(_, i)| f64::sqrt(listed.values[*i])).collect();
        let all: Vec<(usize, usize)> = active.into_iter().chain(null).collect();
        let spread = |values: &[f64]| all.iter().map(|(_, i)| values[*i]).collect::<Vec<f64>>();
        Ok(Self {
            deviations,
            variances: spread(&listed.values),
            weights: spread(&listed.squared).into_iter().map(f64::sqrt).collect(),
            test: test.as_deref().map(spread),
            noise,
            order: all.iter().map(|(place, _)| *place).collect(),
            listed: (all.iter().map(|(_, i)| *i).collect(), listed.values.len()),
        })
    }

    /// White inputs.
    pub fn white(weights: Vec<f64>, noise: f64) -> Self {
        let size = weights.len();
        Self {
            deviations: vec![1.0; size],
            variances: vec![1.0; size],
            weights,
            test: None,
            noise,
            order: (0..size).collect(),
            listed: (vec![0; size], 1),
        }
    }

    /// One entry for each listed eigenvalue as one for every mode.
    pub fn spread(&self, path: &str, values: &[f64]) -> Result<Vec<f64>> {
        let (index, count) = &self.listed;
        if values.len() != *count {
            let expected = format!("{count} entries (one for each listed eigenvalue)");
            return Err(Error::shape(path, expected, format!("{} entries", values.len())));
        }
        if let Some(i) = values.iter().position(|x| *x < 0.0) {
            return Err(Error::out_of_range(&format!("{path}[{i}]"), "zero or more", values[i]));
        }
        Ok(index.iter().map(|i| values[*i]).collect())
    }

    /// D, zeros of the spectrum included.
    pub fn dimension(&self) -> usize {
        self.weights.len()
    }

    /// How many modes have σ_k > 0.
    pub fn active(&self) -> usize {
        self.deviations.len()
    }

    /// Tr Σ.
    pub fn trace(&self) -> f64 {
        self.variances.iter().sum()
    }
}

/// The listed entry of every mode.
fn expand(path: &str, listed: &Listed) -> Result<Vec<usize>> {
    let Some(multiplicities) = &listed.multiplicities else {
        return Ok((0..listed.values.len()).collect());
    };
    if let Some(i) = multiplicities.iter().position(|m| m.fract() > 0.0) {
        let path = format!("{path}[{i}]");
        return Err(Error::out_of_range(&path, "whole for a simulation", multiplicities[i]));
    }
    let times = |(i, m): (usize, &f64)| std::iter::repeat_n(i, *m as usize);
    Ok(multiplicities.iter().enumerate().flat_map(times).collect())
}
