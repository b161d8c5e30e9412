//! What a law is, seen from a point of the upper half plane: F = 1/G, G = tr (ω − A)⁻¹.

use crate::report::Status;
use crate::transform::complex::Complex;
use crate::transform::density::law::Law;
use crate::transform::density::listed::Listed;

/// F at ω = base + w, by what w is more than a share of F, so that nothing cancels: far away w is nearly F, beside an
/// atom at the base its mass times F.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// F.
    pub f: Complex,
    /// That share.
    pub mass: f64,
    /// w − mass · F.
    pub pull: Complex,
    /// dw/dF − mass.
    pub bend: Complex,
    /// (1/π) ∫ arg (ω − t): the share of eigenvalues above ω where ω is real; not a number where not asked for.
    pub above: f64,
    /// How it was found.
    pub status: Status,
}

/// What is wanted of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// F and its derivative alone.
    Transforms,
    /// The share above, too.
    All,
}

/// An atom outweighs all others where these are below this share of what it has in G.
const OUTWEIGHS: f64 = 0.5;

impl View {
    /// F − w.
    pub fn lift(&self) -> Complex {
        self.f.scale(1.0 - self.mass) - self.pull
    }

    /// How far ω is from where F has another value nearby.
    pub fn step(&self, f: Complex) -> Complex {
        (f - self.f) * self.inverse_slope()
    }

    /// dw/dF.
    pub fn inverse_slope(&self) -> Complex {
        Complex::real(self.mass) + self.bend
    }
}

impl Law {
    /// The mean eigenvalue.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Atoms(listed, _) => listed.mean,
            Self::Semicircle(mean, ..) => *mean,
            Self::Curve(curve, _) => curve.mean(),
            Self::Sum(boundary, _) => boundary.listed.mean + boundary.noise.mean(),
            Self::Free(free) => free.mean,
        }
    }
}

/// Of given eigenvalues.
pub fn listed(list: &Listed, base: f64, way: Complex, asked: Asked) -> View {
    let seen = list.seen(base, way);
    let [re, im] = seen.sums(|each| {
        let (mass, q) = (each.mass, each.to(base, way).inverse());
        [mass * q.re, mass * q.im]
    });
    let g = Complex::new(re, im);
    let above = if asked == Asked::All { list.above(base, way) } else { f64::NAN };
    let atom = seen.find(|each| each.is_at(base)).map_or(0.0, |atom| atom.mass);
    let others = (g * way - Complex::real(atom)).abs();
    let view = if others < OUTWEIGHS * atom {
        let rest = seen.sums(|each| {
            let q = each.to(base, way).inverse();
            let (mass, square) = (if each.is_at(base) { 0.0 } else { each.mass }, q * q);
            [mass * q.re, mass * q.im, mass * square.re, mass * square.im]
        });
        beside(atom, way, rest)
    } else {
        let rest = seen.sums(|each| {
            let (own, mass) = (each.to(base, way).inverse(), each.mass);
            let (off, away) = (own - g, (each.from - list.mean) + each.way);
            let (square, pulled) = (off * off, own.scale(away * away));
            let size = mass * off.norm2();
            [mass * square.re, mass * square.im, size, mass * pulled.re, mass * pulled.im]
        });
        afar(list, (base, way), g, rest)
    };
    View { above, ..view }
}

/// With h = Σ p/(ω−b) over all but the atom: F = w/(m + wh), w − mF = whF.
fn beside(mass: f64, way: Complex, [re, im, re2, im2]: [f64; 4]) -> View {
    let (h, square) = (Complex::new(re, im), Complex::new(re2, im2));
    let (share, pull) = (Complex::real(mass), way * h);
    let f = way / (share + pull);
    // dF/dw = (m + w² Σ p/(ω−b)²)/(m + wh)².
    let steep = share + way * way * square;
    let bend = way * (h.scale(2.0 * mass) + pull * h - way.scale(mass) * square) / steep;
    View { f, mass, pull: pull * f, bend, above: f64::NAN, status: Status::Converged }
}

/// F' − 1 = Σ p (q − q̄)²/G² and Im (F − ω)/Im ω = Σ p |q − q̄|²/|G|², q = 1/(ω − a): no differences of sums.
fn afar(
    list: &Listed,
    (base, way): (f64, Complex),
    g: Complex,
    [re, im, size, push, turn]: [f64; 5],
) -> View {
    let f = g.inverse();
    let f = Complex::new(f.re, f.im.abs());
    let far = Complex::real(base - list.mean) + way;
    // F − ω + mean = −Σ p (a − mean)²/(ω−a)/(G (ω − mean)).
    let rest = -(Complex::new(push, turn) * f / far);
    let is_far = far.norm2() > list.variance && far.norm2() > f.norm2();
    let pull = if is_far { (list.mean - base) - rest.re } else { way.re - f.re };
    let slope = Complex::new(re, im) * f * f;
    View {
        f,
        mass: 1.0,
        pull: Complex::new(pull, -way.im * size * f.norm2()),
        bend: -(slope / (Complex::real(1.0) + slope)),
        above: f64::NAN,
        status: Status::Converged,
    }
}
