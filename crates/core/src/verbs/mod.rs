//! The verbs a caller outside Rust can use: one name, one object in, one object out.

mod accumulate;
mod activation;
mod bootstrap;
mod budget;
mod correlated;
mod data;
mod density;
mod dimension;
mod equivalents;
mod estimates;
mod fits;
mod forecast;
mod frames;
mod kernel_regime;
mod linalg;
mod optimal;
mod places;
mod polynomial;
mod recovery;
mod regimes;
mod renormalization;
mod resample;
mod simulate;
mod source_capacity;
mod table;
mod theory;
mod transform;

use crate::error::{Error, Result};
use crate::wire::{Fields, Record, Value};

/// One verb: an object in, an object out.
pub type Verb = fn(Fields) -> Result<Value>;

/// Verbs by their names: what one build of the core may answer.
pub type Verbs = &'static [(&'static str, Verb)];

/// Errors of ridge regression and random features of a population.
pub const THEORY: Verbs = &[
    ("evaluate", theory::evaluate),
    ("ridgeEdge", theory::ridge_edge),
    ("crossRisk", theory::cross_risk),
    ("bagging", theory::bagging),
    ("powerLawConstants", theory::power_law_constants),
];

/// What limits a problem: local exponents and its bottleneck.
pub const LIMITS: Verbs =
    &[("localExponents", theory::local_exponents), ("bottleneck", theory::bottleneck)];

/// The best ridge and the best width.
pub const OPTIMUM: Verbs =
    &[("optimalRidge", theory::optimal_ridge), ("optimalWidth", optimal::width)];

/// Activations of nonlinear features: Hermite coefficients and kernels.
pub const ACTIVATIONS: Verbs = &[
    ("hermite", activation::hermite),
    ("activationKernel", activation::activation_kernel),
    ("kernelRegime", kernel_regime::kernel_regime),
    ("preactivation", activation::preactivation),
];

/// From samples back to their population: correlated rows, recovered spectra.
pub const SAMPLES: Verbs = &[
    ("correlationTransform", correlated::correlation_transform),
    ("corrGcv", correlated::corr_gcv),
    ("recoverDegreesOfFreedom", recovery::recover_degrees_of_freedom),
    ("recoverSpectrum", recovery::recover_spectrum),
];

/// Free probability: transforms and deterministic equivalents.
pub const TRANSFORM: Verbs = &[
    ("sTransform", transform::s_transform),
    ("rTransform", transform::r_transform),
    ("stieltjes", transform::stieltjes),
    ("degreesOfFreedom", transform::degrees_of_freedom),
    ("describeElement", transform::describe_element),
    ("moments", transform::moments),
    ("onePoint", equivalents::one_point),
    ("twoPoint", equivalents::two_point),
];

/// Spectral densities: edges, quantiles, draws.
pub const DENSITIES: Verbs = &[
    ("density", density::density),
    ("densityAt", density::density_at),
    ("quantile", density::quantile),
    ("drawEigenvalues", density::draw_eigenvalues),
];

/// Power laws in theory: regimes, budgets, frames.
pub const SCALING: Verbs = &[
    ("regime", regimes::regime_at),
    ("phaseDiagram", regimes::phase_diagram),
    ("stages", regimes::stages_of),
    ("computeOptimal", budget::compute_optimal),
    ("benignOverfitting", budget::benign_overfitting),
    ("modeElimination", budget::eliminate),
    ("convertFrame", frames::convert),
    ("describeFrames", frames::describe),
    ("chinchillaLaw", frames::chinchilla_law),
    ("computeExponents", frames::exponents),
];

/// Power laws in runs and signals: fits, budgets, collapse, coarse-graining.
pub const FITS: Verbs = &[
    ("fitLaw", fits::fit_law),
    ("compareLaws", fits::compare_laws),
    ("allocate", fits::allocate),
    ("dataCollapse", renormalization::collapse),
    ("coarseGrain", renormalization::coarse_grain),
];

/// Power laws in data: dimension, source and capacity, layers.
pub const GEOMETRY: Verbs = &[
    ("intrinsicDimension", dimension::intrinsic_dimension),
    ("sourceCapacity", source_capacity::source_capacity),
    ("layers", renormalization::layers),
];

/// Polynomial regression.
pub const POLYNOMIALS: Verbs =
    &[("fitPolynomial", polynomial::fit), ("polynomialTheory", polynomial::theory)];

/// From data: fits, predictions, forecasts.
pub const ESTIMATOR: Verbs = &[
    ("fit", data::fit),
    ("train", data::train),
    ("forecast", forecast::forecast),
    ("predict", data::predict),
];

/// Sums over streamed rows, and what is fitted from them.
pub const ACCUMULATION: Verbs = &[
    ("accumulate", accumulate::accumulate),
    ("mergeAccumulators", accumulate::merge),
    ("fitAccumulated", accumulate::fit),
    ("forecastAccumulated", accumulate::forecast),
    ("accumulatedAtRidge", accumulate::at_ridge),
    ("leaveOneOutRows", accumulate::leave_one_out),
    ("leaveOneOutReport", accumulate::left_out),
    ("plainRows", table::plain_rows),
];

/// Data drawn again.
pub const RESAMPLING: Verbs = &[
    ("resamplePrepare", resample::prepare),
    ("resampleBatch", resample::batch),
    ("resampleReport", resample::report),
];

/// Problems drawn by brute force.
pub const SIMULATION: Verbs = &[
    ("simulatePlan", simulate::plan),
    ("simulateBatch", simulate::batch),
    ("draw", simulate::draw),
];

/// Dense matrices.
pub const LINALG: Verbs = &[
    ("eigh", linalg::eigh),
    ("svd", linalg::svd),
    ("cholesky", linalg::cholesky),
    ("gram", linalg::gram),
    ("multiply", linalg::multiply),
];

/// All there are.
pub const ALL: &[Verbs] = &[
    THEORY,
    LIMITS,
    OPTIMUM,
    ACTIVATIONS,
    SAMPLES,
    TRANSFORM,
    DENSITIES,
    SCALING,
    FITS,
    GEOMETRY,
    POLYNOMIALS,
    ESTIMATOR,
    ACCUMULATION,
    RESAMPLING,
    SIMULATION,
    LINALG,
];

/// Runs the verb `name` of any group on `options`.
///
/// # Errors
/// Whatever is wrong with the options, before any work; an unknown verb.
pub fn call(name: &str, options: Value) -> Result<Value> {
    call_of(ALL, name, options)
}

/// The same for a build that answers some groups alone: what the others need is not linked.
///
/// # Errors
/// Whatever is wrong with the options, before any work; an unknown verb.
pub fn call_of(groups: &[Verbs], name: &str, options: Value) -> Result<Value> {
    let known = || groups.iter().copied().flatten().copied().chain([("version", version as Verb)]);
    let (_, verb) = known().find(|(known, _)| *known == name).ok_or_else(|| Error::Unknown {
        argument: format!("verb {name:?}"),
        expected: known().map(|(known, _)| known).collect::<Vec<_>>().join(", "),
    })?;
    let answer = verb(Fields::open("", options)?)?;
    if answer.has_nan() {
        return Err(Error::IllConditioned {
            argument: "options".into(),
            reason: "an intermediate result leaves the range of doubles; rescale the input".into(),
        });
    }
    Ok(answer)
}

fn version(fields: Fields) -> Result<Value> {
    fields.finish()?;
    Ok(Record::new().with("version", env!("CARGO_PKG_VERSION")).into())
}
