//! Elements from plain data.

use super::{Element, Sum};
use crate::error::{Error, Result};
use crate::limits::{LARGEST_EIGENVALUE, check_scale};
use crate::spectrum::Spectrum;
use crate::transform::Spectral;
use crate::transform::density::{MOST_LEVELS, levels};
use crate::transform::layer::positive;
use crate::wire::Fields;

/// Elements within elements: deeper than any formula needs.
const DEEPEST: usize = 12;

const KINDS: [&str; 14] = [
    "eigenvalues",
    "powerLaw",
    "isotropic",
    "wishart",
    "projection",
    "orthogonal",
    "semicircle",
    "wigner",
    "product",
    "sum",
    "scaled",
    "inverse",
    "compressed",
    "resized",
];

impl Element {
    /// Reads `{ kind, … }`.
    pub fn read(fields: Fields) -> Result<Self> {
        read(fields, 0)
    }
}

fn read(mut fields: Fields, depth: usize) -> Result<Element> {
    if depth > DEEPEST {
        let condition = format!("an element within at most {DEEPEST} others");
        return Err(Error::out_of_range(&fields.path("kind"), condition, depth as f64));
    }
    let kind = fields.choice("kind", &KINDS, None)?;
    let f = &mut fields;
    let element = match kind {
        "wishart" => read_wishart(f)?,
        "projection" => read_projection(f)?,
        "orthogonal" => read_orthogonal(f)?,
        "semicircle" => read_semicircle(f)?,
        "wigner" => read_wigner(f)?,
        "product" => read_product(f, depth)?,
        "sum" => read_sum(f, depth)?,
        "scaled" => {
            let factor = f.positive("factor")?;
            check_scale(&f.path("factor"), factor)?;
            Element::Scaled(factor, Box::new(read_of(f, depth)?))
        }
        "inverse" => read_inverse(f, depth)?,
        "compressed" => read_compressed(f, depth)?,
        "resized" => read_resized(f, depth)?,
        kind => {
            let argument = f.path("modes");
            let spectrum = Spectrum::read_kind(kind, f)?;
            spectrum.require_finite(&argument)?;
            Element::Spectral(Spectral::new(spectrum))
        }
    };
    fields.finish()?;
    Ok(element)
}

fn conflict(path: &str, reason: &str) -> Error {
    Error::Conflict { argument: path.into(), reason: reason.into() }
}

/// The element that another is made of.
fn read_of(fields: &mut Fields, depth: usize) -> Result<Element> {
    read(fields.object("of")?, depth + 1)
}

/// `{ dimension, samples, weightSpectrum? }`, or `{ covariance, samples }` for Σ^{1/2} Z Zᵀ Σ^{1/2}.
fn read_wishart(fields: &mut Fields) -> Result<Element> {
    let samples = fields.positive("samples")?;
    if let Some(covariance) = fields.object_if_any("covariance")? {
        let argument = covariance.path("modes");
        let spectrum = Spectrum::read(covariance)?;
        spectrum.require_finite(&argument)?;
        let covariance = Element::Spectral(Spectral::new(spectrum));
        let dimension = covariance.dimension();
        return Ok(Element::Product(vec![covariance, Element::Wishart { dimension, samples }]));
    }
    let dimension = fields.positive("dimension")?;
    if !fields.has("weightSpectrum") {
        return Ok(Element::Wishart { dimension, samples });
    }
    let weights = positive(fields, "weightSpectrum", samples)?;
    let weights = Spectral::from_list(&weights, None, samples);
    Ok(Element::Structured { dimension, samples, weights })
}

/// `{ dimension, rank, scale = 1 }`.
fn read_projection(fields: &mut Fields) -> Result<Element> {
    let dimension = fields.positive("dimension")?;
    let rank = fields.positive("rank")?;
    at_most(&fields.path("rank"), rank, dimension, "the dimension")?;
    let scale = fields.positive_or("scale", 1.0)?;
    check_scale(&fields.path("scale"), scale)?;
    Ok(Element::Projection { dimension, rank, scale })
}

/// `{ dimension }`: F Fᵀ = 1 of a square orthogonal F.
fn read_orthogonal(fields: &mut Fields) -> Result<Element> {
    let dimension = fields.positive("dimension")?;
    Ok(Element::Spectral(Spectral::from_list(&[1.0], Some(&[dimension]), dimension)))
}

/// `{ dimension, mean = 0, variance = 1 }`.
fn read_semicircle(fields: &mut Fields) -> Result<Element> {
    let dimension = fields.positive("dimension")?;
    let mean = fields.number_or("mean", 0.0)?;
    if mean.abs() > LARGEST_EIGENVALUE {
        let condition = format!("at most {LARGEST_EIGENVALUE:e}");
        return Err(Error::out_of_range(&fields.path("mean"), condition, mean));
    }
    let variance = fields.positive_or("variance", 1.0)?;
    check_scale(&fields.path("variance"), variance)?;
    Ok(Element::Semicircle { dimension, mean, variance })
}

/// `{ dimension, entryVariance = 1/dimension, mean = 0 }`: symmetric, off-diagonal entries of that variance.
fn read_wigner(fields: &mut Fields) -> Result<Element> {
    let dimension = fields.positive("dimension")?;
    let mean = fields.number_or("mean", 0.0)?;
    let variance = dimension * fields.positive_or("entryVariance", 1.0 / dimension)?;
    check_scale(&fields.path("entryVariance"), variance)?;
    Ok(Element::Semicircle { dimension, mean, variance })
}

fn read_all(fields: &mut Fields, name: &'static str, depth: usize) -> Result<Vec<Element>> {
    let entries = fields.objects(name)?.into_iter();
    let all = entries.map(|entry| read(entry, depth + 1)).collect::<Result<Vec<_>>>()?;
    let dimension = all[0].dimension();
    let differs = |x: &Element| (x.dimension() - dimension).abs() > 1e-9 * dimension;
    if let Some(i) = all.iter().position(differs) {
        let expected = format!("{dimension} dimensions (as many as {}[0])", fields.path(name));
        let found = format!("{} dimensions", all[i].dimension());
        return Err(Error::shape(&format!("{}[{i}]", fields.path(name)), expected, found));
    }
    Ok(all)
}

/// `{ factors: [..] }`.
fn read_product(fields: &mut Fields, depth: usize) -> Result<Element> {
    let factors = read_all(fields, "factors", depth)?;
    if let Some(i) = factors.iter().position(|factor| !factor.is_positive()) {
        let path = format!("{}[{i}]", fields.path("factors"));
        return Err(conflict(&path, "has negative eigenvalues, and a product takes none"));
    }
    Ok(Element::Product(factors))
}

/// `{ terms: [..] }`.
fn read_sum(fields: &mut Fields, depth: usize) -> Result<Element> {
    let terms = read_all(fields, "terms", depth)?;
    let indefinite = terms.iter().any(|term| !term.is_positive());
    let stuck = terms.iter().position(|term| !term.reaches_below_zero());
    let (true, Some(i)) = (indefinite, stuck) else { return Ok(Element::Sum(Sum::new(terms))) };
    check_levels(&fields.path("terms"), &terms)?;
    let path = format!("{}[{i}]", fields.path("terms"));
    let reason = "has no density, and cannot stand beside a term with negative eigenvalues";
    Sum::by_law(terms).map(Element::Sum).ok_or_else(|| conflict(&path, reason))
}

/// Refuses the density of a sum whose search for gaps would take minutes.
///
/// # Errors
/// `OutOfRange`, with what it would take.
pub fn check_levels(path: &str, terms: &[Element]) -> Result<()> {
    let found = levels(terms);
    if found <= MOST_LEVELS {
        return Ok(());
    }
    let seconds = (found as f64 * SECONDS_A_LEVEL).ceil();
    let condition = format!(
        "at most {MOST_LEVELS} different levels in a term that is added to another one which is no semicircle or \
         wishart (the density of this sum would take some {seconds} seconds); group them by multiplicities"
    );
    Err(Error::out_of_range(path, condition, found as f64))
}

/// Counts farther apart than this leave bulks that are narrower than doubles can tell.
const WIDEST_COUNTS: f64 = 1e30;

/// Refuses the density of an element of too different dimensions, samples and multiplicities.
///
/// # Errors
/// `OutOfRange`, with how far apart they are.
pub fn check_counts(path: &str, element: &Element) -> Result<()> {
    let [least, most] = element.counts([f64::INFINITY, 0.0]);
    if most <= WIDEST_COUNTS * least {
        return Ok(());
    }
    let condition = format!(
        "of dimensions, samples and multiplicities within a factor of {WIDEST_COUNTS:e} of one another"
    );
    Err(Error::out_of_range(path, condition, most / least))
}

impl Element {
    /// The least and the largest count in it, and of those so far.
    fn counts(&self, so_far: [f64; 2]) -> [f64; 2] {
        let wider = |[least, most]: [f64; 2], count: f64| [least.min(count), most.max(count)];
        let with = [so_far[0].min(self.dimension()), so_far[1].max(self.dimension())];
        match self {
            Self::Spectral(spectral) => listed(spectral, with),
            Self::Wishart { samples, .. } => wider(with, *samples),
            Self::Structured { samples, weights, .. } => listed(weights, wider(with, *samples)),
            Self::Projection { rank, .. } => wider(with, *rank),
            Self::Semicircle { .. } => with,
            Self::Product(factors) => factors.iter().fold(with, |all, factor| factor.counts(all)),
            Self::Sum(sum) => sum.terms().iter().fold(with, |all, term| term.counts(all)),
            Self::Scaled(_, of)
            | Self::Inverse(of)
            | Self::Compressed(_, of)
            | Self::Resized(_, of) => of.counts(with),
        }
    }
}

fn listed(spectral: &Spectral, so_far: [f64; 2]) -> [f64; 2] {
    let counts = spectral.levels().counts.unwrap_or(&[1.0]);
    counts.iter().fold(so_far, |[least, most], count| [least.min(*count), most.max(*count)])
}

/// What the search for gaps takes.
const SECONDS_A_LEVEL: f64 = 5e-4;

/// `{ of }`, of full rank.
fn read_inverse(fields: &mut Fields, depth: usize) -> Result<Element> {
    let of = read_of(fields, depth)?;
    if of.rank() < of.dimension() {
        return Err(conflict(&fields.path("of"), "has zero eigenvalues, hence no inverse"));
    }
    if !of.is_positive() {
        return Err(conflict(&fields.path("of"), "has negative eigenvalues"));
    }
    Ok(match of {
        Element::Spectral(spectral) => Element::Spectral(spectral.inverted()),
        of => Element::Inverse(Box::new(of)),
    })
}

/// `{ dimension, of }`.
fn read_compressed(fields: &mut Fields, depth: usize) -> Result<Element> {
    let dimension = fields.positive("dimension")?;
    let of = read_of(fields, depth)?;
    at_most(&fields.path("dimension"), dimension, of.dimension(), "that of what is compressed")?;
    Ok(Element::Compressed(dimension, Box::new(of)))
}

/// `{ dimension, of }`.
fn read_resized(fields: &mut Fields, depth: usize) -> Result<Element> {
    let dimension = fields.positive("dimension")?;
    let of = read_of(fields, depth)?;
    if dimension < of.rank() {
        let condition = format!("at least {}, the rank of what is resized", of.rank());
        return Err(Error::out_of_range(&fields.path("dimension"), condition, dimension));
    }
    if !of.is_positive() {
        return Err(conflict(&fields.path("of"), "has negative eigenvalues"));
    }
    Ok(Element::Resized(dimension, Box::new(of)))
}

fn at_most(path: &str, value: f64, most: f64, what: &str) -> Result<()> {
    if value <= most {
        return Ok(());
    }
    Err(Error::out_of_range(path, format!("at most {most}, {what}"), value))
}
