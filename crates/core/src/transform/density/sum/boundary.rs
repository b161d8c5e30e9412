//! The boundary in the upper half plane that a sum's real axis is the image of.
//!
//! Adding a semicircle and Wishart matrices to eigenvalues a of shares p moves ω to x = H(ω) = ω + drift + R(G(ω)),
//! G = Σ p/(ω−a) = 1/F, with R(G) = s²/F + Σ λ t F/(F−t). Each 1/F and 1/(F−t) is the Cauchy transform of a
//! measure on the real axis, so that Im H = v (1 − T) at ω = u + iv, with T = Σ w/((u−c)² + v²) of positive weights,
//! falling in v: for each u there is one v(u) ≥ 0 with x real and H'(ω) ≠ 0, x rises with u, and the density is
//! −Im G/π. For the semicircle alone this is Biane's parametrisation (Indiana Univ. Math. J. 46, 1997).

use std::f64::consts::PI;

use super::additive::Additive;
use super::noise::Noise;
use crate::report::Status;
use crate::transform::complex::Complex;
use crate::transform::density::clusters::Seen;
use crate::transform::density::listed::Listed;

/// Newton steps in ln v before the iteration settles for what it has.
const MOST_STEPS: usize = 100;

/// Residuals below this that no longer shrink are rounding error.
const ROUNDING: f64 = 1e-12;

/// The boundary of one sum.
#[derive(Debug)]
pub struct Boundary {
    /// The spectrum.
    pub listed: Listed,
    /// What is added to it.
    pub noise: Noise,
    /// D.
    pub dimension: f64,
}

/// A u, counted from a number nearby: between levels far apart little noise leaves few digits of u itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The number.
    pub from: f64,
    /// u, less that.
    pub way: f64,
}

impl Spot {
    /// So much farther up.
    #[must_use]
    pub fn plus(self, way: f64) -> Self {
        Self { way: self.way + way, ..self }
    }

    /// u.
    pub fn u(self) -> f64 {
        self.from + self.way
    }

    /// How much higher another one lies.
    pub fn up_to(self, other: Self) -> f64 {
        (other.from - self.from) + (other.way - self.way)
    }
}

/// A point u + iv of the boundary.
#[derive(Debug, Clone, Copy)]
pub struct Image {
    /// v, zero outside the bulk.
    pub height: f64,
    /// A number nearby, which x is counted from.
    pub from: f64,
    /// x, less that.
    pub way: f64,
    /// dx/du along the boundary.
    pub stretch: f64,
    /// Eigenvalues per unit of x.
    pub count: f64,
    /// Eigenvalues above x.
    pub above: f64,
    /// How v was found.
    pub status: Status,
}

/// F at one ω.
struct Local {
    f: Complex,
    /// F'.
    slope: Complex,
    /// Im F/v, at least one.
    swell: f64,
    /// −Im G/v = Σ p/|ω−a|².
    weight: f64,
}

impl Image {
    /// x.
    pub fn x(&self) -> f64 {
        self.from + self.way
    }
}

impl Boundary {
    /// Of a spectrum and noise.
    pub fn new(form: Additive) -> Self {
        let Additive { places, noise, dimension } = form;
        Self { listed: Listed::new(places), noise, dimension }
    }

    fn local(&self, at: Spot, v: f64) -> Local {
        let omega = Complex::new(at.way, v);
        let seen = self.listed.seen(at.from, omega);
        let here = |seen: &Seen| seen.to(at.from, omega).abs() <= 0.0;
        if let Some(atom) = (v <= 0.0).then(|| seen.find(here)).flatten() {
            let swell = 1.0 / atom.mass;
            let (f, slope) = (Complex::real(0.0), Complex::real(swell));
            return Local { f, slope, swell, weight: f64::INFINITY };
        }
        let [g, weight, re, im] = seen.sums(|seen| {
            let (q, p) = (seen.to(at.from, omega).inverse(), seen.mass);
            let square = q * q;
            [p * q.re, p * q.norm2(), p * square.re, p * square.im]
        });
        let f = Complex::new(g, -v * weight).inverse();
        let (size, f) = (f.norm2(), Complex::new(f.re, f.im.abs()));
        Local { f, slope: Complex::new(re, im) * f * f, swell: weight * size, weight }
    }

    /// T.
    fn tension(&self, local: &Local) -> f64 {
        let Noise { variance, jumps, .. } = &self.noise;
        let semicircle = if *variance > 0.0 { variance * local.weight } else { 0.0 };
        let pull = |size: f64| size / (local.f - Complex::real(size)).abs();
        let jumps: f64 =
            jumps.iter().map(|jump| jump.rate * pull(jump.size) * pull(jump.size)).sum();
        semicircle + local.swell * jumps
    }

    /// T on the real axis: above one in the bulk, where a density is.
    pub fn openness(&self, at: Spot) -> f64 {
        let tension = self.tension(&self.local(at, 0.0));
        if tension.is_nan() { f64::INFINITY } else { tension }
    }

    /// G on the real axis, and −G'.
    pub fn cauchy(&self, at: Spot) -> (f64, f64) {
        let [g, slope] = self.listed.sums((at.from, Complex::real(at.way)), |mass, way| {
            let q = 1.0 / way.re;
            [mass * q, mass * q * q]
        });
        (g, slope)
    }

    /// H'.
    fn growth(&self, local: &Local) -> Complex {
        Complex::real(1.0) - local.slope * self.noise.steepness(local.f)
    }

    /// The point over u in the bulk, `guess` being a v nearby: Newton in ln v on ln T, which falls.
    pub fn point(&self, at: Spot, guess: f64) -> Image {
        let (mut low, mut high) = (0.0, f64::INFINITY);
        let (mut height, mut last) = (guess, f64::INFINITY);
        for _ in 0..MOST_STEPS {
            let local = self.local(at, height);
            let tension = self.tension(&local);
            let value = libm::log(tension);
            (low, high) = if value > 0.0 { (height, high) } else { (low, height) };
            // Next to an edge rounding alone moves v: no step is better than the residual.
            let stalled = value.abs() < ROUNDING && value.abs() >= 0.5 * last;
            last = value.abs();
            if last <= f64::EPSILON || stalled {
                break;
            }
            let slope = (1.0 - tension - self.growth(&local).re) / tension;
            let newton = height * libm::exp(-value / slope);
            let inside = newton > low && newton < high;
            let next = if inside { newton } else { between(low, high) };
            if (next - height).abs() <= f64::EPSILON * height {
                break;
            }
            height = next;
        }
        let status = if last < ROUNDING { Status::Converged } else { Status::ReducedAccuracy };
        self.describe(at, height, status)
    }

    /// A point of the real axis: an edge, or outside the bulk.
    pub fn real_point(&self, at: Spot) -> Image {
        self.describe(at, 0.0, Status::Converged)
    }

    fn describe(&self, at: Spot, height: f64, status: Status) -> Image {
        let local = self.local(at, height);
        let growth = self.growth(&local);
        let dense = self.dimension * height * local.weight / PI;
        Image {
            height,
            from: at.from,
            way: at.way + self.noise.drift + self.noise.r(local.f).re,
            stretch: growth.norm2() / growth.re,
            count: if height > 0.0 { dense } else { 0.0 },
            above: self.count_above(at, height, local.f),
            status,
        }
    }

    /// (D/π) Im [Σ p ln(ω−a) + ½ s² G² + Σ λ (tG/(1−tG) + ln(1−tG))]: ∫ G dx = ∫ G H' dω in closed form.
    fn count_above(&self, at: Spot, height: f64, f: Complex) -> f64 {
        let spectrum = self.listed.above(at.from, Complex::new(at.way, height));
        self.dimension * (spectrum + self.noise.turns(f) / PI)
    }

    /// H'' at an edge, and Σ p/(u−a)².
    pub fn curvature(&self, at: Spot) -> (f64, f64) {
        let Noise { variance, jumps, .. } = &self.noise;
        let [g, second, third] = self.listed.sums((at.from, Complex::real(at.way)), |mass, way| {
            let q = 1.0 / way.re;
            [mass * q, mass * q * q, mass * q * q * q]
        });
        let f = 1.0 / g;
        let (slope, bend) = (second * f * f, 2.0 * (second * f * second * f - third * f) * f);
        let (pull, push) =
            jumps.iter().fold((variance * g * g, variance * g * g * g), |sum, jump| {
                let q = jump.size / (f - jump.size);
                let square = jump.rate * q * q;
                (sum.0 + square, sum.1 + square * q / jump.size)
            });
        (2.0 * slope * slope * push - bend * pull, second)
    }
}

/// A point inside a bracket in which zero and infinity are open ends.
fn between(low: f64, high: f64) -> f64 {
    match (low > 0.0, high.is_finite()) {
        (true, true) => f64::sqrt(low) * f64::sqrt(high),
        (true, false) => 16.0 * low,
        (false, _) => 1e-3 * high,
    }
}
