//! Places, quantiles and edges of the density of a curve.

use super::support::Bulk;
use super::{Curve, Point};
use crate::report::Status;
use crate::transform::density::branch::Branch;
use crate::transform::density::law::Edge;
use crate::transform::newton::newton;

/// The edge over ρ.
pub fn edge(curve: &Curve, radius: f64, side: f64) -> Edge {
    if radius <= 0.0 {
        return Edge { at: 0.0, side, scale: 0.0 };
    }
    let at = curve.real_point(radius).x;
    let (bend, weight) = curve.curvature(radius);
    // Count (b/π x) weight at x − edge = −½ x'' b².
    let rise = weight / at * f64::sqrt(2.0 / (at * bend.abs()));
    Edge { at, side, scale: libm::pow(rise, -2.0 / 3.0) }
}

/// Eigenvalues per unit of x, and above it.
pub fn at(curve: &Curve, bulks: &[Bulk], x: f64) -> (f64, f64, Status) {
    let exact = Status::Converged;
    if x < 0.0 {
        return (0.0, curve.dimension(), exact);
    }
    for bulk in bulks {
        let branch = Branch::Curve(curve, *bulk);
        let [low, high] = branch.edges();
        if x <= low {
            let count = if x <= 0.0 && low <= 0.0 { f64::INFINITY } else { 0.0 };
            return (count, branch.above()[0], exact);
        }
        if x < high {
            let point = find(curve, *bulk, |point| (libm::log(x / point.x), -point.stretch));
            return (point.rate / x, point.above, point.status);
        }
    }
    (0.0, 0.0, exact)
}

/// The point of a bulk where a residual that falls with ρ, given with its slope in ln ρ, is zero.
fn find(curve: &Curve, bulk: Bulk, residual: impl Fn(&Point) -> (f64, f64)) -> Point {
    let start =
        if bulk.low > 0.0 { f64::sqrt(bulk.low) * f64::sqrt(bulk.high) } else { 0.5 * bulk.high };
    let guess = std::cell::Cell::new(0.5);
    let (radius, status) = newton(start, (bulk.low, bulk.high), |radius| {
        let point = curve.point(radius, guess.get());
        guess.set(point.angle);
        residual(&point)
    });
    let point = curve.point(radius, guess.get());
    Point { status: status.max(point.status), ..point }
}
