//! σ_k = scale · k^-α for k = 1, 2, … without end.

use super::counting::{NODES, rule};
use super::nodes::{Line, Nodes, width};
use crate::error::{Error, Result};
use crate::wire::Fields;

/// Beyond this k a sum is the integral from k − 1/2, to 1/(24 k²).
const CONTINUOUS: f64 = 1e8;

/// Nodes reach down to this eigenvalue, relative to scale = 1.
const DEEPEST: f64 = 1e-240;

/// κ must exceed the last node's eigenvalue by this factor for the modes beyond it to be linear in σ/κ.
const LINEAR: f64 = 1e16;

/// Scales for which the nodes stay inside the range of doubles.
const SCALES: (f64, f64) = (1e-45, 1e250);

/// An infinite power law, α > 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InfinitePowerLaw {
    /// The capacity exponent α.
    pub exponent: f64,
    /// The largest eigenvalue.
    pub scale: f64,
}

/// A power-law target on it: σ_k w̄_k² = scale · k^-(1 + 2αr), r > 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tail {
    /// r.
    pub source: f64,
    /// The variance of the target along the first mode.
    pub scale: f64,
}

impl InfinitePowerLaw {
    /// Reads `{ exponent, scale = 1 }`, after `modes: "infinite"`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let exponent = fields.number("exponent")?;
        if exponent <= 1.0 {
            let condition = "above 1 with infinitely many modes, whose trace is finite only then";
            return Err(Error::out_of_range(&fields.path("exponent"), condition, exponent));
        }
        let scale = fields.positive_or("scale", 1.0)?;
        if scale < SCALES.0 || scale > SCALES.1 {
            let condition =
                format!("between {:e} and {:e} with infinitely many modes", SCALES.0, SCALES.1);
            return Err(Error::out_of_range(&fields.path("scale"), condition, scale));
        }
        Ok(Self { exponent, scale })
    }

    /// σ_k.
    pub fn eigenvalue(&self, k: f64) -> f64 {
        self.scale * libm::pow(k, -self.exponent)
    }

    /// Σ_{i>k} σ_i^power for power 1 or 2, to rounding error.
    pub fn tail(&self, k: f64, power: f64) -> f64 {
        let factor = if power > 1.0 { self.scale * self.scale } else { self.scale };
        factor * hurwitz(power * self.exponent, k + 1.0)
    }

    /// Below this κ the nodes no longer stand for all modes.
    pub fn least_kappa(&self) -> f64 {
        self.scale * DEEPEST * LINEAR
    }

    /// w̄_k² = (first/scale) k^(α − 1 − 2αr): the division by σ_k is done on exponents.
    fn line(&self, target: Tail) -> Line {
        let power = self.exponent - 1.0 - 2.0 * self.exponent * target.source;
        Line::new((self.scale, -self.exponent), (target.scale / self.scale, power))
    }

    /// Nodes on which every sum over modes of the theory agrees with the infinite one to rounding
    /// error, uniformly in κ above [`InfinitePowerLaw::least_kappa`].
    ///
    /// The first modes are kept; then each block of k takes the Gauss rule of its counting measure,
    /// beyond k = 10⁸ of its integral over ln k; the rest, where σ/(σ+κ) is σ/κ, is one node with
    /// the exact sums of σ and of σ w̄².
    pub fn nodes(&self, target: Tail) -> Nodes {
        let mut line = self.line(target);
        let deepest = libm::exp(-libm::log(DEEPEST) / self.exponent);
        let width = width(self.exponent, 0.0);
        let next = line.blocks(1.0, CONTINUOUS.min(deepest), width);
        self.continuous(&mut line, target, (next, deepest), width);
        line.nodes
    }

    /// The integral over ln k from `start` − 1/2 by blocks, and what lies beyond as one node.
    fn continuous(&self, line: &mut Line, target: Tail, (start, end): (f64, f64), width: f64) {
        let mut low = start - 0.5;
        let rule = rule(f64::INFINITY).unwrap_or([(0.0, 0.0); NODES]);
        let ratio = libm::exp(width);
        while low < end {
            let high = low * ratio;
            let (middle, half) = (f64::sqrt(low) * f64::sqrt(high), 0.5 * libm::log(high / low));
            for (x, weight) in rule {
                let k = middle * libm::exp(half * x);
                line.push(k, 2.0 * half * weight * k);
            }
            low = high;
        }
        // Σ σ = scale · K^(1−α)/(α−1) and Σ σ w̄² = first · K^(−2αr)/(2αr) from K on, at σ_K.
        let share = (self.exponent - 1.0) / (2.0 * self.exponent * target.source);
        line.push(low, low / (self.exponent - 1.0));
        if let Some(last) = line.nodes.squared.last_mut() {
            *last *= share;
        }
    }
}

/// B_2j/(2j)! of the Euler–Maclaurin formula.
const BERNOULLI: [f64; 7] = [
    1.0 / 12.0,
    -1.0 / 720.0,
    1.0 / 30_240.0,
    -1.0 / 1_209_600.0,
    1.0 / 47_900_160.0,
    -691.0 / 1_307_674_368_000.0,
    1.0 / 74_724_249_600.0,
];

/// Riemann's ζ(s) for s > 1.
pub fn zeta(s: f64) -> f64 {
    hurwitz(s, 1.0)
}

/// Hurwitz' ζ(s, a) = Σ_{k≥0} (a+k)^-s for s > 1, a ≥ 1: terms one by one until k outgrows s, then
/// Euler–Maclaurin.
fn hurwitz(s: f64, a: f64) -> f64 {
    let enough = 15.0 + s;
    let (mut head, mut from) = (0.0, a);
    while from < enough {
        let term = libm::pow(from, -s);
        head += term;
        if term < head * 1e-18 {
            return head;
        }
        from += 1.0;
    }
    let mut tail = libm::pow(from, 1.0 - s) / (s - 1.0) + 0.5 * libm::pow(from, -s);
    let mut term = s * libm::pow(from, -s - 1.0);
    for (j, factor) in BERNOULLI.iter().enumerate() {
        tail += factor * term;
        let n = 2.0 * j as f64 + 1.0;
        term *= (s + n) * (s + n + 1.0) / (from * from);
    }
    head + tail
}
