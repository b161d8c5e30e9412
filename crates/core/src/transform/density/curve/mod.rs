//! The curve of complex resolutions on which x = −κ is real: the boundary values of a density.
//!
//! With c the resolution in the ridgeless limit, k = c − ρ e^{−iχ} and
//! κ = (k − c) Q(k) Π (1 − df/n) / Π (1 − df/d), the eigenvalue x = −κ is real where arg Q + Σ arg (1 − df/n) −
//! Σ arg (1 − df/d) = χ. Every zero and pole of these factors lies on the real axis to the left of c, so that the left
//! side is a sum of angles under which segments of that axis are seen from k, and each, divided by χ, falls as
//! χ grows at fixed ρ. Hence for each ρ there is one χ or none, and x grows with ρ: nothing to continue, no
//! smoothing, any number of layers, any spread of the spectrum.

use std::f64::consts::PI;

mod canonical;
pub(super) mod place;
pub(super) mod support;
mod view;

use crate::report::Status;
use crate::transform::complex::Complex;
use crate::transform::density::atoms::distinct;
use crate::transform::density::clusters::Clusters;
use crate::transform::{Levels, Resolved};
pub use canonical::Canonical;

/// Newton steps in ln χ before the iteration settles for what it has.
const MOST_STEPS: usize = 100;

/// Residuals below this that no longer shrink are rounding error.
const ROUNDING: f64 = 1e-12;

/// The curve of one element.
#[derive(Debug)]
pub struct Curve {
    canonical: Canonical,
    clusters: Clusters,
    /// c.
    centre: f64,
    /// n − rank for the least n, where positive.
    spare: f64,
    /// The number of eigenvalues that are not zero.
    pub least: f64,
}

/// A point k = c − ρ e^{−iχ} and what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// ρ.
    pub radius: f64,
    /// χ, zero outside the bulk.
    pub angle: f64,
    /// x.
    pub x: f64,
    /// Eigenvalues per unit of ln x.
    pub rate: f64,
    /// d ln x/d ln ρ along the curve.
    pub stretch: f64,
    /// The number of eigenvalues above x.
    pub above: f64,
    /// How χ was found.
    pub status: Status,
}

/// The factors of κ and their logarithmic derivatives at one k.
struct Factors {
    k: Complex,
    /// ρ (1 − cos χ).
    lift: f64,
    /// Σ of all angles.
    phase: f64,
    /// d ln κ/d ln (k − c).
    growth: Complex,
    /// |κ|.
    size: f64,
    /// Σ σ/|σ+k|², −Im df/Im k.
    weight: f64,
    /// Σ n arg (1 − df/n) − Σ d arg (1 − df/d).
    turns: f64,
    /// The number of eigenvalues that are not zero, less df.
    short: Complex,
}

impl Curve {
    /// Of a canonical form with more factors above than below.
    pub fn new(canonical: Canonical) -> Self {
        let rank = canonical.core.levels().rank();
        let fewest = canonical.above[0];
        let least = rank.min(fewest);
        let centre = if fewest < rank {
            canonical.core.levels().at_df(&Resolved::from_deficit(fewest, 0.0)).kappa
        } else {
            0.0
        };
        let clusters = Clusters::of(&distinct(&canonical.core.levels()));
        Self { centre, spare: (fewest - rank).max(0.0), least, canonical, clusters }
    }

    /// Eigenvalues of the core.
    pub fn levels(&self) -> Levels<'_> {
        self.canonical.core.levels()
    }

    /// D.
    pub fn dimension(&self) -> f64 {
        self.canonical.dimension
    }

    /// The least n.
    pub fn fewest(&self) -> f64 {
        self.canonical.above[0]
    }

    /// Whether factors divide by some 1 − df/d.
    pub fn has_projections(&self) -> bool {
        !self.canonical.below.is_empty()
    }

    /// c.
    pub fn centre(&self) -> f64 {
        self.centre
    }

    /// Whether the density reaches down to zero: as many dimensions as eigenvalues meet there.
    pub fn is_hard(&self) -> bool {
        let Canonical { above, below, .. } = &self.canonical;
        let meeting =
            |sizes: &[f64]| sizes.iter().filter(|n| (*n - self.least).abs() <= 0.0).count();
        let own = usize::from(self.centre > 0.0);
        meeting(above) > meeting(below) + own
    }

    /// 1 − df/n from that of the least n.
    fn slack(&self, n: f64, least: Complex, drop: f64) -> Complex {
        let fewest = self.fewest();
        Complex::new(((n - fewest) + fewest * least.re) / n, drop / n)
    }

    /// Σ over the levels of what has its poles at σ = −k and, if c > 0, −c; σ + k comes beside σ and its count.
    fn sums<const N: usize>(
        &self,
        (radius, lift, im): (f64, f64, f64),
        term: impl Fn(f64, f64, Complex) -> [f64; N],
    ) -> [f64; N] {
        let c = self.centre;
        let poles = [Complex::new((radius - c) - lift, im), Complex::real(-c)];
        let seen = self.clusters.seen(0.0, &poles[..if c > 0.0 { 2 } else { 1 }]);
        seen.sums(|seen| {
            // σ + c − ρ + lift, without losing what lift adds.
            let z = (((seen.from + c) - radius) + seen.way) + lift;
            term(seen.at(), seen.mass, Complex::new(z, im))
        })
    }

    fn factors(&self, radius: f64, angle: f64) -> Factors {
        let c = self.centre;
        let half = libm::sin(0.5 * angle);
        let lift = 2.0 * radius * half * half;
        let im = radius * libm::sin(angle);
        let k = Complex::new((c - radius) + lift, im);
        let [re, seen, re2, im2, re3, im3, weight] = self.sums((radius, lift, im), |s, m, z| {
            let q = z.inverse();
            let (a, share) = (q.scale(s), m * (s / (s + c)));
            let squared = a * q;
            [
                share * (k * q).re,
                share * s * q.norm2(),
                share * squared.re,
                share * squared.im,
                m * squared.re,
                m * squared.im,
                m * s * q.norm2(),
            ]
        });
        let fewest = self.fewest();
        let quotient = Complex::new(self.spare + re, im * seen).scale(1.0 / fewest);
        let rise = Complex::new(re2, im2).scale(1.0 / fewest);
        let from_centre = Complex::new(lift - radius, im);
        let least = if c > 0.0 { from_centre * quotient / k } else { quotient };
        let (fall, drop) = (Complex::new(re3, im3), im * weight);
        let mut factors = Factors {
            short: if c > 0.0 { least.scale(fewest) } else { Complex::new(re, im * seen) },
            k,
            lift,
            phase: quotient.arg(),
            growth: Complex::real(1.0) + from_centre * rise / quotient,
            size: self.canonical.scale * radius * quotient.abs(),
            weight,
            turns: fewest * Complex::new(least.re, im * weight / fewest).arg(),
        };
        for n in &self.canonical.above[1..] {
            let slack = self.slack(*n, least, drop);
            factors.phase += slack.arg();
            factors.turns += n * slack.arg();
            factors.growth = factors.growth + from_centre * fall.scale(1.0 / n) / slack;
            factors.size *= slack.abs();
        }
        for d in &self.canonical.below {
            let slack = self.slack(*d, least, drop);
            factors.phase -= slack.arg();
            factors.turns -= d * slack.arg();
            factors.growth = factors.growth - from_centre * fall.scale(1.0 / d) / slack;
            factors.size /= slack.abs();
        }
        factors
    }

    /// The limit of Σ angles / χ as χ → 0 at this ρ: above one in the bulk, where a density is.
    pub fn openness(&self, radius: f64) -> f64 {
        let factors = self.factors(radius, 0.0);
        if factors.phase > 0.5 * PI || factors.phase.is_nan() {
            return f64::INFINITY;
        }
        1.0 - factors.growth.re
    }

    /// The point at ρ in the bulk, `guess` being a χ nearby: Newton in ln χ on ln of Σ angles / χ, which falls.
    pub fn point(&self, radius: f64, guess: f64) -> Point {
        self.tilted(radius, guess, 0.0)
    }

    /// The same where the angle of −κ, seen from the other side of the real axis, is `tilt` instead of zero: angles
    /// then add up to χ − tilt.
    pub fn tilted(&self, radius: f64, guess: f64, tilt: f64) -> Point {
        let (mut low, mut high) = (0.0, PI);
        let mut angle = guess.clamp(1e-9, 3.0);
        let mut last = f64::INFINITY;
        for _ in 0..MOST_STEPS {
            let factors = self.factors(radius, angle);
            let value = libm::log((factors.phase + tilt) / angle);
            (low, high) = if value > 0.0 { (angle, high) } else { (low, angle) };
            // Next to an edge rounding alone moves χ: no step is better than the residual.
            let stalled = value.abs() < ROUNDING && value.abs() >= 0.5 * last;
            if value.abs() <= f64::EPSILON || stalled {
                last = value.abs();
                break;
            }
            last = value.abs();
            let slope = angle * (1.0 - factors.growth.re) / (factors.phase + tilt) - 1.0;
            let newton = angle * libm::exp(-value / slope);
            let inside = newton > low && newton < high;
            let between = if low > 0.0 { f64::sqrt(low * high) } else { 1e-3 * high };
            let next = if inside { newton } else { between };
            if (next - angle).abs() <= f64::EPSILON * angle {
                break;
            }
            angle = next;
        }
        let status = if last < ROUNDING { Status::Converged } else { Status::ReducedAccuracy };
        self.describe(radius, angle, status)
    }

    /// A point of the real axis: an edge, or outside the bulk.
    pub fn real_point(&self, radius: f64) -> Point {
        self.describe(radius, 0.0, Status::Converged)
    }

    fn describe(&self, radius: f64, angle: f64, status: Status) -> Point {
        let factors = self.factors(radius, angle);
        let growth = factors.growth;
        let rate = factors.k.im * factors.weight / PI;
        let stretch = growth.norm2() / growth.re;
        let above = self.count_above(radius, &factors);
        Point { radius, angle, x: factors.size, rate, stretch, above, status }
    }

    /// (1/π) [Σ (arg k − arg (σ+k)) + Σ (Im df + n arg (1 − df/n)) − …]: the density integrated in closed form, as
    /// df d ln (1 − df/n) is the differential of df + n ln (n − df).
    fn count_above(&self, radius: f64, factors: &Factors) -> f64 {
        let k = factors.k;
        let [angles] = self.sums((radius, factors.lift, k.im), |s, m, _| {
            [m * libm::atan2(k.im, k.re + k.norm2() / s)]
        });
        let layers = self.canonical.above.len() as f64 - self.canonical.below.len() as f64;
        (angles - layers * k.im * factors.weight + factors.turns) / PI
    }

    /// d² ln x/dk² at an edge and Σ σ/(σ+k)², which set the scale of its fluctuations.
    pub fn curvature(&self, radius: f64) -> (f64, f64) {
        let c = self.centre;
        let k = c - radius;
        let fewest = self.fewest();
        let [first, rise, bend, fall, fall_bend] = self.sums((radius, 0.0, 0.0), |s, m, z| {
            let q = 1.0 / z.re;
            let (share, a) = (m * (s / (s + c)), s * q);
            [share * q, share * a * q, -2.0 * share * a * q * q, m * a * q, -2.0 * m * a * q * q]
        });
        let quotient = (self.spare + k * first) / fewest;
        let least = if c > 0.0 { -radius * quotient / k } else { quotient };
        let ln_bend =
            |value: f64, slope: f64, bend: f64| bend / value - (slope / value) * (slope / value);
        let mut total = -1.0 / (radius * radius);
        total += ln_bend(quotient, rise / fewest, bend / fewest);
        for n in &self.canonical.above[1..] {
            total += ln_bend(self.slack(*n, Complex::real(least), 0.0).re, fall / n, fall_bend / n);
        }
        for d in &self.canonical.below {
            total -= ln_bend(self.slack(*d, Complex::real(least), 0.0).re, fall / d, fall_bend / d);
        }
        (total, fall)
    }
}
