//! Nonlinear random features φ(w·x)/√N by their Gaussian equivalent: a line and independent noise.

use super::noisy_features::NoisyFeatures;
use crate::activation::{Activation, Hermite};
use crate::error::{Error, Result};
use crate::solve::Noisy;
use crate::spectrum::Modes;
use crate::wire::Fields;

/// The part of an activation that acts as a line, and the part that acts as noise.
struct Parts {
    /// μ_1 = E[φ(s g) g].
    linear: f64,
    /// μ_*² = Var φ(s g) − μ_1².
    nonlinear: f64,
}

/// Reads `{ width, activation }`: a name, or `{ linear: μ_1, nonlinear: μ_*² }` at the scale s of
/// this population.
///
/// With w_i ~ N(0, I/D), s² = Tr Σ/D and centred features, φ(w_i·x)/√N acts as the noisy feature with
/// c = μ_1²/(s² D), η = μ_*²/N. Holds as D, N, P grow in proportion and Tr Σ² ≪ (Tr Σ)². Source: the
/// Gaussian equivalence, as in arXiv 2405.00592.
///
/// # Errors
/// An activation that is no name and no pair, or whose parts both vanish.
pub fn read(fields: &mut Fields, ensemble: Option<Fields>, modes: &Modes) -> Result<NoisyFeatures> {
    if modes.dimension().is_infinite() {
        let reason =
            "is not defined on infinitely many modes: weights N(0, I/D) need a dimension D";
        return Err(Error::Conflict { argument: fields.path("kind"), reason: reason.into() });
    }
    let width = fields.natural("width", 1)?;
    let argument = fields.path("activation");
    let scale = preactivation_scale(modes);
    let Parts { linear, nonlinear } = read_parts(fields, scale)?;
    let slope = linear / scale;
    let signal_scale = slope * slope / modes.dimension();
    let noisy = Noisy { width, signal_scale, noise_variance: nonlinear / width };
    NoisyFeatures::new(noisy, ensemble, &argument).map(NoisyFeatures::with_shared_noise)
}

/// s = √(Tr Σ/D): the standard deviation of w·x.
pub fn preactivation_scale(modes: &Modes) -> f64 {
    f64::sqrt(modes.trace() / modes.dimension())
}

fn read_parts(fields: &mut Fields, scale: f64) -> Result<Parts> {
    if !fields.has("activation") || fields.holds_text("activation") {
        let hermite = Hermite::of(Activation::read(fields)?, scale, 1)?;
        return Ok(Parts { linear: hermite.coefficients[1], nonlinear: hermite.nonlinear });
    }
    let mut parts = fields.object("activation")?;
    let (linear, nonlinear) = (parts.number("linear")?, parts.non_negative("nonlinear")?);
    parts.finish()?;
    Ok(Parts { linear, nonlinear })
}
