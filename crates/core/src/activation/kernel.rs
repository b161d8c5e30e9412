//! The kernel of infinitely many features: E φ(s u) φ(s v) for correlated normal u, v.

use super::hermite::Hermite;
use super::named::Activation;
use super::quadrature::{Settling, settle};
use super::sampled::{Sampled, Wanting};
use crate::error::Result;
use crate::sum::sum_over;

/// Terms of the series: enough for smooth functions of not too large a scale at every correlation.
const TERMS: usize = 200;

/// Terms for functions of which nothing else is known: where they bend, enough up to about 0.97.
const SAMPLED_TERMS: usize = 600;

/// What the series leaves out may be this part of the kernel at correlation one.
const NEGLIGIBLE: f64 = 1e-15;

/// Angles below this take a series,
const NEAR: f64 = 0.5;

/// of so many terms.
const TERMS_OF_LENS: usize = 10;

/// E φ(s u) φ(s v) = Σ_k μ_k² c^k as a function of the correlation c of u and v.
#[derive(Debug, Clone)]
pub struct Kernel {
    hermite: Hermite,
    /// φ itself and its scale, where it is known everywhere.
    activation: Option<(Activation, f64)>,
}

impl Kernel {
    /// Of a named activation.
    ///
    /// # Errors
    /// `IllConditioned` where the scale makes it oscillate too fast.
    pub fn of(activation: Activation, scale: f64) -> Result<Self> {
        let hermite = Hermite::of(activation, scale, TERMS)?;
        Ok(Self { hermite, activation: Some((activation, scale)) })
    }

    /// Of a function known by its values, or where more of them are wanted.
    ///
    /// # Errors
    /// As for its Hermite coefficients.
    pub fn of_sampled(sampled: &Sampled) -> Result<Wanting<Self>> {
        let hermite = Hermite::of_sampled(sampled, SAMPLED_TERMS)?;
        Ok(hermite.map(|hermite| Self { hermite, activation: None }))
    }

    /// At a correlation in [−1, 1], with a bound on the error that is left.
    ///
    /// # Errors
    /// `IllConditioned` where φ oscillates too fast.
    pub fn at(&self, correlation: f64) -> Result<(f64, f64)> {
        let most = self.hermite.second_moment;
        let exact =
            self.activation.and_then(|(activation, scale)| arc(activation, scale, correlation));
        if let Some(value) = exact {
            return Ok((value, NEGLIGIBLE * most));
        }
        let coefficients = &self.hermite.coefficients;
        let [series, seen] = sum_over(0..coefficients.len(), |k| {
            let square = coefficients[k] * coefficients[k];
            [square * libm::pow(correlation, k as f64), square]
        });
        let beyond = libm::pow(correlation.abs(), coefficients.len() as f64);
        let bound = beyond * (most - seen).max(0.0);
        match self.activation {
            Some((activation, scale)) if bound > NEGLIGIBLE * most => {
                Ok((integral(activation, scale, correlation, most)?, NEGLIGIBLE * most))
            }
            // Even and odd parts alone are left at the ends, and the kernel there is known.
            None if correlation >= 1.0 => Ok((most, 0.0)),
            _ => Ok((series, bound)),
        }
    }
}

/// The kernels of functions with a break, which have many coefficients, by φ = acos(−c), which is small beside c = −1.
/// Source: Y. Cho and L. K. Saul, *Kernel methods for deep learning* (2009).
fn arc(activation: Activation, scale: f64, correlation: f64) -> Option<f64> {
    let (angle, whole) = (libm::acos(-correlation), core::f64::consts::PI);
    match activation {
        Activation::Relu => Some(scale * scale * lens(angle, correlation) / (2.0 * whole)),
        Activation::Step => Some(angle / (2.0 * whole)),
        Activation::Sign => Some(libm::asin(correlation) * 2.0 / whole),
        _ => None,
    }
}

/// sin φ − φ cos φ with cos φ = −c; by its series Σ_{n≥1} (−1)ⁿ⁺¹ 2n φ²ⁿ⁺¹/(2n+1)! where the two are close.
fn lens(angle: f64, correlation: f64) -> f64 {
    if angle >= NEAR {
        return f64::sqrt((1.0 - correlation) * (1.0 + correlation)) + angle * correlation;
    }
    let square = angle * angle;
    let mut power = angle;
    let terms: [f64; TERMS_OF_LENS] = core::array::from_fn(|i| {
        let n = 2.0 * (i as f64 + 1.0);
        power *= -square / (n * (n + 1.0));
        -n * power
    });
    terms.iter().rev().sum()
}

/// One integral inside another, each with panels that shrink to where φ may bend.
fn integral(activation: Activation, scale: f64, correlation: f64, most: f64) -> Result<f64> {
    let other = f64::sqrt((1.0 - correlation) * (1.0 + correlation));
    let value = |x: f64| activation.value(scale * x);
    if other <= 0.0 {
        let centred = Settling::line(0.0, (1.0 / scale).min(1.0));
        return mean(centred, |g| Ok(value(g) * value(correlation * g)));
    }
    // u conditional on v, so that a discontinuity of φ is met at one known place.
    let outer = Settling::line(0.0, (1.0 / scale).min(other)).relative_to(most);
    mean(outer, |v| {
        let (size, kink) = (value(v).abs(), -correlation * v / other);
        if size <= 0.0 {
            return Ok(0.0);
        }
        let inner = Settling::line(kink, 1.0 / (scale * other)).relative_to(most / size);
        Ok(value(v) * mean(inner, |g| Ok(value(correlation * v + other * g)))?)
    })
}

/// E f(g).
fn mean(settling: Settling, f: impl Fn(f64) -> Result<f64>) -> Result<f64> {
    let settled = settle(settling, 1, |g, rows| {
        rows.push(f(g)?);
        Ok(())
    })?;
    Ok(settled.integrals[0])
}
