//! One interval of the bulk of a free sum.

use super::leaf::subordinates;
use super::place::End;
use super::support::FreeGap;
use crate::transform::complex::Complex;
use crate::transform::density::law::Law;
use crate::transform::density::sum::Noise;

/// Wider intervals are divided by logarithms.
const WIDE: f64 = 4.0;

/// A number nearby that places and ω are counted from: one of each leaf, and their sum with the noise's drift.
#[derive(Debug, Clone)]
pub struct Base {
    /// Of each leaf.
    pub leaves: Vec<f64>,
    /// Their sum and what its rounding leaves.
    sum: [f64; 2],
}

impl Base {
    fn new(leaves: Vec<f64>, drift: f64) -> Self {
        let sum = leaves.iter().fold([drift, 0.0], |[sum, rest], each| {
            let next = sum + each;
            let part = next - sum;
            [next, rest + ((sum - (next - part)) + (each - part))]
        });
        Self { leaves, sum }
    }

    /// x, a way off.
    pub fn x(&self, way: f64) -> f64 {
        self.sum[0] + (self.sum[1] + way)
    }

    /// The way to x.
    pub fn to(&self, x: f64) -> f64 {
        (x - self.sum[0]) - self.sum[1]
    }

    /// How much higher another one lies.
    fn up_to(&self, other: &Self) -> f64 {
        (other.sum[0] - self.sum[0]) + (other.sum[1] - self.sum[1])
    }
}

/// An edge.
#[derive(Debug, Clone)]
pub struct Side {
    /// What places nearby are counted from.
    pub base: Base,
    /// The edge, less that.
    pub way: f64,
    /// The gap beyond, by index.
    pub gap: usize,
}

/// One interval of the bulk.
#[derive(Debug, Clone)]
pub struct Part {
    /// The lower edge and the upper one.
    pub sides: [Side; 2],
    /// The share of eigenvalues above either.
    pub above: [f64; 2],
}

/// A place of a part, counted from the nearer edge.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// Which edge.
    pub side: usize,
    /// x, less its base.
    pub way: f64,
}

impl Side {
    /// The end of a gap.
    pub fn new(
        terms: &[Law; 2],
        noise: &Noise,
        gaps: &[FreeGap],
        (gap, end): (usize, End),
    ) -> Self {
        let mut own = Vec::new();
        (0..2).for_each(|i| subordinates(&terms[i], &gaps[gap].from[i], end.at, &mut own));
        let base = Base::new(own.iter().map(|own| own.0).collect(), noise.drift);
        let way = if end.at.is_finite() {
            let pulled: f64 = own.iter().map(|own| own.1 - 1.0 / end.at).sum();
            pulled + 1.0 / end.at + noise.r(Complex::real(1.0 / end.at)).re
        } else {
            0.0
        };
        Self { base, way, gap }
    }

    /// x.
    pub fn x(&self) -> f64 {
        self.base.x(self.way)
    }
}

impl Part {
    /// x of both edges.
    pub fn edges(&self) -> [f64; 2] {
        [0, 1].map(|i| self.sides[i].x())
    }

    /// The place at sin²(φ/2) of the interval or of its logarithm, and dx by that.
    pub fn at(&self, phi: f64) -> (Way, f64) {
        let [low, high] = &self.sides;
        let (half, rest) = (libm::sin(0.5 * phi), libm::cos(0.5 * phi));
        let side = usize::from(half >= rest);
        let share = if side == 0 { half * half } else { -rest * rest };
        let (from, edge) = (&self.sides[side], self.sides[side].x());
        let [least, most] = self.edges();
        let (off, growth) = if least > 0.0 && most > WIDE * least {
            let span = libm::log(most / least);
            let off = edge * libm::expm1(share * span);
            (off, span * (edge + off))
        } else {
            let span = low.base.up_to(&high.base) + (high.way - low.way);
            (share * span, span)
        };
        (Way { side, way: from.way + off }, growth)
    }

    /// The way to x from the nearer edge.
    pub fn to(&self, x: f64) -> Way {
        let [low, high] = self.edges();
        let side = usize::from(x - low > high - x);
        Way { side, way: self.sides[side].base.to(x) }
    }
}
