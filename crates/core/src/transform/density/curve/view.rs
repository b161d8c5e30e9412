//! A curve seen from points off its bulk: from the upper half plane and from the gaps of the real axis.

use std::f64::consts::PI;

use super::{Curve, Point};
use crate::transform::complex::Complex;
use crate::transform::density::free::{Place, View};
use crate::transform::newton::newton;

impl Curve {
    /// The mean eigenvalue, zeros among them.
    pub fn mean(&self) -> f64 {
        self.canonical.scale * self.levels().trace() / self.dimension()
    }

    /// From z = base + way above the real axis, where κ = −z̄: a tilt of arg z at the radius at which |κ| = |z|.
    pub fn view(&self, base: f64, way: Complex) -> View {
        let z = Complex::real(base) + way;
        let (size, tilt) = (z.abs(), z.arg());
        let guess = std::cell::Cell::new(0.5 * (tilt + PI));
        let at = |radius: f64| {
            let point = self.tilted(radius, guess.get(), tilt);
            guess.set(point.angle);
            point
        };
        let start = size / self.canonical.scale;
        let (radius, status) = newton(start, (0.0, f64::INFINITY), |radius| {
            let point = at(radius);
            (libm::log(size / point.x), -point.stretch)
        });
        let point = at(radius);
        View { status: status.max(point.status), ..self.seen(&point, (base, z)) }
    }

    /// F = D z/(D − df), and its derivative by way of k.
    fn seen(&self, point: &Point, (base, z): (f64, Complex)) -> View {
        let Point { radius, angle, .. } = *point;
        let factors = self.factors(radius, angle);
        let half = libm::sin(0.5 * angle);
        let from_centre =
            Complex::new(-radius + 2.0 * radius * half * half, radius * libm::sin(angle));
        let (lift, im) = (factors.lift, factors.k.im);
        let [df, df_im, fall, fall_im] = self.sums((radius, lift, im), |s, m, z| {
            let q = z.inverse();
            let squared = q * q;
            [m * s * q.re, m * s * q.im, m * s * squared.re, m * s * squared.im]
        });
        let (dimension, nulls) = (self.dimension(), self.dimension() - self.least);
        // All in the mirror image, z̄ = −κ, and back at the end.
        let (mirror, df) = (Complex::new(z.re, -z.im), Complex::new(df, df_im));
        let is_null = base.abs() <= 0.0 && factors.short.abs() < nulls;
        let rest = if is_null {
            Complex::real(nulls) + factors.short
        } else {
            Complex::real(dimension) - df
        };
        let f = mirror.scale(dimension) / rest;
        // z df_z/(D − df), z df_z = df_k (k − c)/growth.
        let bend = -(Complex::new(fall, fall_im) * from_centre / (rest * factors.growth));
        let steep = Complex::real(1.0) + bend;
        let back = |c: Complex| Complex::new(c.re, -c.im);
        // z = F (D − df)/D, dz/dF = (D − df)/D/steep.
        let (mass, pull, turn) = if is_null {
            let turn = factors.short - bend.scale(nulls);
            (nulls / dimension, mirror * factors.short / rest, turn / steep.scale(dimension))
        } else {
            let moved = -(mirror * df / rest) - Complex::real(base);
            (1.0, moved, -((df + rest * bend / steep).scale(1.0 / dimension)))
        };
        View {
            f: back(f),
            mass,
            pull: back(pull),
            bend: back(turn),
            above: z.arg() / PI + self.count_above(radius, &factors) / dimension,
            status: point.status,
        }
    }

    /// The place on the real axis over ρ outside the bulk, and dG/dρ; negative ρ lie below zero.
    pub fn place(&self, radius: f64) -> (Place, f64) {
        let factors = self.factors(radius, 0.0);
        let dimension = self.dimension();
        let [df] = self.sums((radius, 0.0, 0.0), |s, m, z| [m * s / z.re]);
        let rest = dimension - df;
        let x = libm::copysign(factors.size, radius);
        let s = rest / dimension / (1.0 + factors.weight * radius / (rest * factors.growth.re));
        let g = rest / (dimension * x);
        let slope = -g * (factors.weight / rest + factors.growth.re / radius);
        (Place { g, from: 0.0, way: x, r: -x * df / rest, s, lost: 1.0 - s }, slope)
    }
}
