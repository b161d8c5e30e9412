//! A piece of a density on one interval, by a parameter t ∈ (0, 1) from its lower to its upper edge.

use std::f64::consts::PI;

use super::curve::support::Bulk;
use super::curve::{Curve, Point};
use super::free::{Free, Part, Subordinates};
use super::sum::{Boundary, Image, Interval};
use crate::report::Status;

/// One place of a density.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// x.
    pub x: f64,
    /// Eigenvalues per unit of x.
    pub count: f64,
    /// Eigenvalues per unit of t.
    pub rate: f64,
    /// Eigenvalues above x.
    pub above: f64,
    /// How it was found.
    pub status: Status,
}

/// What is known from a place nearby.
#[derive(Debug, Clone)]
pub struct Guess {
    /// χ, or v as a share of the interval.
    pub height: f64,
    /// ω of a free sum.
    pub subordinates: Option<Subordinates>,
}

impl Default for Guess {
    fn default() -> Self {
        Self { height: 0.1, subordinates: None }
    }
}

/// What a density is made of.
#[derive(Debug)]
pub enum Branch<'a> {
    /// A bulk of a [`Curve`].
    Curve(&'a Curve, Bulk),
    /// A semicircle of mean, radius and dimension.
    Semicircle(f64, f64, f64),
    /// An interval of a [`Boundary`].
    Sum(&'a Boundary, Interval),
    /// A part of a free sum.
    Free(&'a Free, &'a Part),
}

/// Wider intervals are divided by logarithms.
const WIDE: f64 = 4.0;

impl Branch<'_> {
    /// The two edges.
    pub fn edges(&self) -> [f64; 2] {
        match self {
            Self::Curve(curve, bulk) => [bulk.low, bulk.high]
                .map(|radius| if radius > 0.0 { curve.real_point(radius).x } else { 0.0 }),
            Self::Semicircle(mean, radius, _) => [mean - radius, mean + radius],
            Self::Sum(boundary, part) => [part.low, part.high].map(|u| boundary.real_point(u).x()),
            Self::Free(_, part) => part.edges(),
        }
    }

    /// Eigenvalues above either edge.
    pub fn above(&self) -> [f64; 2] {
        match self {
            Self::Curve(curve, bulk) => [bulk.low, bulk.high].map(|radius| {
                if radius > 0.0 { curve.real_point(radius).above } else { curve.least }
            }),
            Self::Semicircle(_, _, dimension) => [*dimension, 0.0],
            Self::Sum(boundary, part) => {
                [part.low, part.high].map(|u| boundary.real_point(u).above)
            }
            Self::Free(free, part) => part.above.map(|share| free.dimension * share),
        }
    }

    /// The place at t = sin²(φ/2), where square-root edges are analytic in φ.
    pub fn at(&self, phi: f64, guess: &mut Guess) -> Place {
        let (half, slope) = (libm::sin(0.5 * phi), 0.5 * libm::sin(phi));
        let t = half * half;
        match self {
            Self::Curve(curve, bulk) => {
                let (radius, growth) = spread(*bulk, t);
                let point = curve.point(radius, guess.height);
                guess.height = point.angle;
                place(&point, growth * slope)
            }
            Self::Semicircle(mean, radius, dimension) => {
                let x = mean - radius * libm::cos(phi);
                let rise = libm::sin(phi);
                let count = 2.0 * dimension / (PI * radius) * rise;
                let above = dimension * (1.0 - (phi - rise * libm::cos(phi)) / PI);
                Place { x, count, rate: count * radius * rise, above, status: Status::Converged }
            }
            Self::Sum(boundary, part) => {
                let span = part.span();
                let (half, rest) = (libm::sin(0.5 * phi), libm::cos(0.5 * phi));
                let u = if half < rest {
                    part.low.plus(half * half * span)
                } else {
                    part.high.plus(-rest * rest * span)
                };
                let image = boundary.point(u, guess.height * span);
                guess.height = (image.height / span).clamp(1e-12, 1e3);
                over(&image, span * slope)
            }
            Self::Free(free, part) => {
                let (way, growth) = part.at(phi);
                let image = free.view(part, way, &mut guess.subordinates);
                let count = free.dimension * image.density;
                let (rate, above) = (count * growth * slope, free.dimension * image.above);
                let x = part.sides[way.side].base.x(way.way);
                Place { x, count, rate, above, status: image.status }
            }
        }
    }
}

/// ρ at t, and d ln ρ/dt.
fn spread(bulk: Bulk, t: f64) -> (f64, f64) {
    if bulk.low > 0.0 && bulk.high > WIDE * bulk.low {
        let span = libm::log(bulk.high / bulk.low);
        return (bulk.low * libm::exp(t * span), span);
    }
    let span = bulk.high - bulk.low;
    let radius = bulk.low + t * span;
    (radius, span / radius)
}

fn over(image: &Image, growth: f64) -> Place {
    Place {
        x: image.x(),
        count: image.count,
        rate: image.count * image.stretch * growth,
        above: image.above,
        status: image.status,
    }
}

fn place(point: &Point, growth: f64) -> Place {
    Place {
        x: point.x,
        count: point.rate / point.x,
        rate: point.rate * point.stretch * growth,
        above: point.above,
        status: point.status,
    }
}
