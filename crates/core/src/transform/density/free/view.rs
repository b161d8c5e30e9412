//! What a law is, seen from a point of the upper half plane: F = 1/G, G = tr (ω − A)⁻¹.

use std::f64::consts::PI;

use super::fixed_point::fixed_point;
use crate::report::Status;
use crate::sum::sum_over;
use crate::transform::complex::Complex;
use crate::transform::density::law::{Atom, Law};
use crate::transform::density::sum::Additive;

/// F at ω, parted so that nothing cancels far away.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// F.
    pub f: Complex,
    /// F − ω + mean, of the order variance/ω.
    pub rest: Complex,
    /// F' − 1.
    pub slope: Complex,
    /// (1/π) ∫ arg (ω − t): the share of eigenvalues above ω where ω is real.
    pub above: f64,
    /// How it was found.
    pub status: Status,
}

impl Law {
    /// The mean eigenvalue.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Atoms(atoms, _) => mean(atoms),
            Self::Semicircle(mean, ..) => *mean,
            Self::Curve(curve, _) => curve.mean(),
            Self::Sum(boundary, _) => boundary.form.mean(),
            Self::Free(free) => free.mean,
        }
    }

    /// From ω = base + offset above the real axis.
    pub fn view(&self, base: f64, offset: Complex) -> View {
        let shifted = |by: f64| Complex::real(base - by) + offset;
        match self {
            Self::Atoms(atoms, _) => listed(atoms, base, offset),
            Self::Semicircle(mean, radius, _) => semicircle(shifted(*mean), 0.25 * radius * radius),
            Self::Curve(curve, _) => curve.view(shifted(0.0)),
            Self::Sum(boundary, _) => sum(&boundary.form, base, offset),
            Self::Free(free) => free.view(base, offset, None).1,
        }
    }
}

/// Of shares at places.
pub fn mean(atoms: &[Atom]) -> f64 {
    sum_over(0..atoms.len(), |i| [atoms[i].mass * atoms[i].at])[0]
}

/// F' − 1 = Σ p (q − q̄)²/G² and Im (F − ω)/Im ω = Σ p |q − q̄|²/|G|², q = 1/(ω − a): no differences of sums.
fn listed(atoms: &[Atom], base: f64, offset: Complex) -> View {
    let from = |at: f64| Complex::real(base - at) + offset;
    let q = |i: usize| from(atoms[i].at).inverse();
    let [re, im, turned, mean, square] = sum_over(0..atoms.len(), |i| {
        let (q, Atom { at, mass }) = (q(i), atoms[i]);
        let angle = from(at).arg();
        [mass * q.re, mass * q.im, mass * angle, mass * at, mass * at * at]
    });
    let (g, far) = (Complex::new(re, im), from(mean));
    let is_far = far.norm2() > (square - mean * mean).max(0.0);
    let [re, im, size, pull, push] = sum_over(0..atoms.len(), |i| {
        let (own, Atom { at, mass }) = (q(i), atoms[i]);
        let off = own - g;
        let square = off * off;
        let away = at - mean;
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
        above: turned / PI,
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
fn sum(form: &Additive, base: f64, offset: Complex) -> View {
    let one = Complex::real(1.0);
    let map = |omega: Complex| {
        let view = listed(&form.places, base, omega);
        let moved = offset - Complex::real(form.drift) - form.r(view.f);
        (moved, form.steepness(view.f) * (view.slope + one))
    };
    let (omega, status) = fixed_point(offset + Complex::new(0.0, form.spread()), map);
    let own = listed(&form.places, base, omega);
    let pulled = form.steepness(own.f) * (own.slope + one);
    View {
        f: own.f,
        rest: own.rest - form.curl(own.f),
        slope: (own.slope + pulled) / (one - pulled),
        above: own.above + form.turns(own.f) / PI,
        status,
    }
}

impl Additive {
    /// The mean eigenvalue.
    pub fn mean(&self) -> f64 {
        let jumps: f64 = self.jumps.iter().map(|jump| jump.rate * jump.size).sum();
        mean(&self.places) + self.drift + jumps
    }

    /// The standard deviation of what is added.
    fn spread(&self) -> f64 {
        let jumps: f64 = self.jumps.iter().map(|jump| jump.rate * jump.size * jump.size).sum();
        f64::sqrt(self.variance + jumps)
    }

    /// R(1/F) − drift = variance/F + Σ λ t F/(F−t).
    fn r(&self, f: Complex) -> Complex {
        let start = f.inverse().scale(self.variance);
        self.jumps.iter().fold(start, |sum, jump| {
            let share = f / (f - Complex::real(jump.size));
            sum + share.scale(jump.rate * jump.size)
        })
    }

    /// The same without its limit at large F: variance/F + Σ λ t²/(F−t).
    fn curl(&self, f: Complex) -> Complex {
        let start = f.inverse().scale(self.variance);
        self.jumps.iter().fold(start, |sum, jump| {
            let pull = (f - Complex::real(jump.size)).inverse();
            sum + pull.scale(jump.rate * jump.size * jump.size)
        })
    }

    /// −dR/dF = variance/F² + Σ λ t²/(F−t)².
    fn steepness(&self, f: Complex) -> Complex {
        let g = f.inverse();
        self.jumps.iter().fold((g * g).scale(self.variance), |sum, jump| {
            let pull = (f - Complex::real(jump.size)).inverse().scale(jump.size);
            sum + (pull * pull).scale(jump.rate)
        })
    }
}
