//! Activations known by name, each as a straight line and an accurate remainder.

use super::function::Function;
use crate::error::Result;
use crate::wire::Fields;

/// φ of the features φ(w·x).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// max(x, 0).
    Relu,
    /// (2/√π) ∫₀ˣ exp(−t²) dt.
    Erf,
    /// tanh x.
    Tanh,
    /// x (1 + erf(x/√2))/2.
    Gelu,
    /// x/(1 + exp(−x)).
    Silu,
    /// 1/(1 + exp(−x)).
    Sigmoid,
    /// The sign of x.
    Sign,
    /// 1 for x > 0, else 0.
    Step,
    /// sin x.
    Sin,
    /// cos x.
    Cos,
    /// x².
    Quadratic,
    /// x.
    Linear,
}

use Activation::{Cos, Erf, Gelu, Linear, Quadratic, Relu, Sigmoid, Sign, Silu, Sin, Step, Tanh};

/// 2/√π, the slope of erf at zero.
const ERF_SLOPE: f64 = core::f64::consts::FRAC_2_SQRT_PI;

/// Below this the remainders of functions that bend away from a line are formed by themselves.
const NEAR: f64 = 1.0;

impl Activation {
    /// Every activation by its name.
    pub const NAMES: [(&'static str, Self); 12] = [
        ("relu", Relu),
        ("erf", Erf),
        ("tanh", Tanh),
        ("gelu", Gelu),
        ("silu", Silu),
        ("sigmoid", Sigmoid),
        ("sign", Sign),
        ("step", Step),
        ("sin", Sin),
        ("cos", Cos),
        ("quadratic", Quadratic),
        ("linear", Linear),
    ];

    /// Takes `activation`, a name out of [`Activation::NAMES`].
    ///
    /// # Errors
    /// `Missing`, or `WrongType` for anything else.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let name = fields.choice("activation", &Self::NAMES.map(|(name, _)| name), None)?;
        let known = Self::NAMES.iter().find(|(known, _)| *known == name);
        Ok(known.map_or(Linear, |(_, activation)| *activation))
    }

    /// φ(x) = offset + slope x + remainder(x). The remainder keeps its digits also where φ is almost
    /// straight, as tanh is at small `scale` of its argument; where φ saturates the line is left out.
    pub fn split(self, scale: f64) -> Function<impl Fn(f64) -> f64> {
        let bends = matches!(self, Erf | Tanh | Sigmoid | Sin);
        let line = !bends || scale < NEAR;
        let (offset, slope) = match self {
            Relu | Gelu | Silu => (0.0, 0.5),
            Erf if line => (0.0, ERF_SLOPE),
            Tanh | Sin if line => (0.0, 1.0),
            Sigmoid if line => (0.5, 0.25),
            Sigmoid | Step => (0.5, 0.0),
            Cos => (1.0, 0.0),
            Linear => (0.0, 1.0),
            Erf | Tanh | Sin | Sign | Quadratic => (0.0, 0.0),
        };
        let odd = !matches!(self, Relu | Gelu | Silu | Cos | Quadratic);
        Function { offset, slope, odd, remainder: move |x| self.remainder(x, line) }
    }

    /// φ(x).
    pub fn value(self, x: f64) -> f64 {
        let Function { offset, slope, remainder, .. } = self.split(NEAR);
        offset + slope * x + remainder(x)
    }

    fn remainder(self, x: f64, line: bool) -> f64 {
        match self {
            Relu => 0.5 * x.abs(),
            Erf if line => erf_less_line(x),
            Erf => libm::erf(x),
            Tanh if line => tanh_less_line(x),
            Tanh => libm::tanh(x),
            Gelu => 0.5 * x * libm::erf(x * core::f64::consts::FRAC_1_SQRT_2),
            Silu => 0.5 * x * libm::tanh(0.5 * x),
            Sigmoid if line => 0.5 * tanh_less_line(0.5 * x),
            Sigmoid => 0.5 * libm::tanh(0.5 * x),
            Sign => sign(x),
            Step => 0.5 * sign(x),
            Sin if line => sin_less_line(x),
            Sin => libm::sin(x),
            Cos => {
                let half = libm::sin(0.5 * x);
                -2.0 * half * half
            }
            Quadratic => x * x,
            Linear => 0.0,
        }
    }
}

fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        0.0
    }
}

/// erf x − 2x/√π, by its alternating series near zero.
fn erf_less_line(x: f64) -> f64 {
    if x.abs() >= NEAR {
        return libm::erf(x) - ERF_SLOPE * x;
    }
    ERF_SLOPE * alternating(x, |n| (1.0 / n, 2.0 * n + 1.0))
}

/// sin x − x, by its alternating series near zero.
fn sin_less_line(x: f64) -> f64 {
    if x.abs() >= NEAR {
        return libm::sin(x) - x;
    }
    alternating(x, |n| (1.0 / (2.0 * n * (2.0 * n + 1.0)), 1.0))
}

/// Σ_{n≥1} (−1)ⁿ x^{2n+1} f_1⋯f_n/d_n for `term(n)` = (f_n, d_n).
fn alternating(x: f64, term: impl Fn(f64) -> (f64, f64)) -> f64 {
    let (mut power, mut total) = (x, 0.0);
    for n in 1..30 {
        let (factor, divisor) = term(f64::from(n));
        power *= -x * x * factor;
        total += power / divisor;
    }
    total
}

/// tanh x − x = −x c/(1+c) with c = x²/(3 + x²/(5 + …)).
fn tanh_less_line(x: f64) -> f64 {
    if x.abs() >= NEAR {
        return libm::tanh(x) - x;
    }
    let square = x * x;
    let fraction = (1..20).rev().fold(0.0, |inner, n| square / (2.0 * f64::from(n) + 1.0 + inner));
    -x * fraction / (1.0 + fraction)
}
