//! What a law is, seen from a point of the upper half plane: F = 1/G, G = tr (ω − A)⁻¹.

use std::f64::consts::PI;

use super::fixed_point::fixed_point;
use crate::report::Status;
use crate::transform::complex::Complex;
use crate::transform::density::law::Law;
use crate::transform::density::listed::Listed;
use crate::transform::density::sum::Boundary;

/// F at ω, parted so that nothing cancels far away.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// F.
    pub f: Complex,
    /// F − ω + mean, of the order variance/ω.
    pub rest: Complex,
    /// F' − 1.
    pub slope: Complex,
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

    /// From ω = base + offset above the real axis.
    pub fn view(&self, base: f64, offset: Complex, asked: Asked) -> View {
        let shifted = |by: f64| Complex::real(base - by) + offset;
        match self {
            Self::Atoms(list, _) => listed(list, base, offset, asked),
            Self::Semicircle(mean, radius, _) => semicircle(shifted(*mean), 0.25 * radius * radius),
            Self::Curve(curve, _) => curve.view(shifted(0.0)),
            Self::Sum(boundary, _) => sum(boundary, base, offset, asked),
            Self::Free(free) => free.view(base, offset, None, asked).1,
        }
    }
}

/// F' − 1 = Σ p (q − q̄)²/G² and Im (F − ω)/Im ω = Σ p |q − q̄|²/|G|², q = 1/(ω − a): no differences of sums.
fn listed(list: &Listed, base: f64, offset: Complex, asked: Asked) -> View {
    let seen = list.seen(base, offset);
    let [re, im] = seen.sums(|each| {
        let (mass, q) = (each.mass, each.to(base, offset).inverse());
        [mass * q.re, mass * q.im]
    });
    let (g, far) = (Complex::new(re, im), Complex::real(base - list.mean) + offset);
    let is_far = far.norm2() > list.variance;
    let [re, im, size, pull, push] = seen.sums(|each| {
        let (own, mass) = (each.to(base, offset).inverse(), each.mass);
        let off = own - g;
        let square = off * off;
        let away = (each.from - list.mean) + each.way;
        let pulled = if is_far { own.scale(away * away) } else { own.scale(away) };
        [mass * square.re, mass * square.im, mass * off.norm2(), mass * pulled.re, mass * pulled.im]
    });
    let f = g.inverse();
    let pulled = Complex::new(pull, push) * f;
    let rest = if is_far { -(pulled / far) } else { -pulled };
    View {
        f: Complex::new(f.re, f.im.abs()),
        rest: Complex::new(rest.re, offset.im * size * f.norm2()),
        slope: Complex::new(re, im) * f * f,
        above: if asked == Asked::All { list.above(base, offset) } else { f64::NAN },
        status: Status::Converged,
    }
}

/// F = w − variance/F for w from the mean.
fn semicircle(w: Complex, variance: f64) -> View {
    let root = (w * w - Complex::real(4.0 * variance)).root();
    let along = root.re * w.re + root.im * w.im >= 0.0;
    let f = (if along { w + root } else { w - root }).scale(0.5);
    let g = f.inverse();
    let pull = (g * g).scale(variance);
    View {
        f,
        rest: g.scale(-variance),
        slope: pull / (Complex::real(1.0) - pull),
        above: (f.arg() + variance * g.re * g.im) / PI,
        status: Status::Converged,
    }
}

/// By the ω of the spectrum alone, ω = z − drift − R(G(ω)), a map into the half plane.
fn sum(boundary: &Boundary, base: f64, offset: Complex, asked: Asked) -> View {
    let Boundary { listed: list, noise, .. } = boundary;
    let one = Complex::real(1.0);
    let map = |omega: Complex| {
        let view = listed(list, base, omega, Asked::Transforms);
        let moved = offset - Complex::real(noise.drift) - noise.r(view.f);
        (moved, noise.steepness(view.f) * (view.slope + one))
    };
    let (omega, status) = fixed_point(offset + Complex::new(0.0, noise.spread()), map);
    let own = listed(list, base, omega, asked);
    let pulled = noise.steepness(own.f) * (own.slope + one);
    View {
        f: own.f,
        rest: own.rest - noise.curl(own.f),
        slope: (own.slope + pulled) / (one - pulled),
        above: own.above + noise.turns(own.f) / PI,
        status,
    }
}
