//! The limiting distribution of an element's eigenvalues.

use std::f64::consts::PI;

use super::additive::Additive;
use super::boundary::Boundary;
use super::branch::Branch;
use super::canonical::Canonical;
use super::curve::{Curve, Point};
use super::nodes::{Node, nodes};
use super::sum_law;
use super::sum_support::{Interval, intervals};
use super::support::{Bulk, support};
use crate::report::Status;
use crate::transform::newton::newton;
use crate::transform::{Element, Levels};

/// Eigenvalues in one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Atom {
    /// Where.
    pub at: f64,
    /// Their share of all.
    pub mass: f64,
}

/// An edge of the support, and where the outermost eigenvalue beside it is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Where.
    pub at: f64,
    /// +1 for an upper edge, −1 for a lower one.
    pub side: f64,
    /// The Tracy–Widom scale; zero at a hard edge.
    pub scale: f64,
}

/// Mean and standard deviation of the Tracy–Widom law of real symmetric matrices.
pub const TRACY_WIDOM: [f64; 2] = [-1.206_533_574_582_0, 1.268_034_0];

/// The distribution as counts of eigenvalues; divided by the dimension it has mass one.
#[derive(Debug)]
pub enum Law {
    /// Given eigenvalues alone.
    Atoms(Vec<Atom>, f64),
    /// One spectrum times white Wishart factors.
    Curve(Curve, Vec<Bulk>),
    /// Mean, radius, dimension.
    Semicircle(f64, f64, f64),
    /// One spectrum plus semicircles and Wishart matrices.
    Sum(Boundary, Vec<Interval>),
}

impl Law {
    /// Of an element; none where no stable parametrisation is known.
    pub fn of(element: &Element) -> Option<Self> {
        if let Element::Semicircle { dimension, mean, variance } = element {
            return Some(Self::Semicircle(*mean, 2.0 * libm::sqrt(*variance), *dimension));
        }
        let Some(canonical) = Canonical::of(element) else { return Self::of_sum(element) };
        if canonical.above.is_empty() {
            let (levels, c) = (canonical.core.levels(), canonical.scale);
            return Some(Self::Atoms(atoms(&levels, c, canonical.dimension), canonical.dimension));
        }
        if canonical.above.len() <= canonical.below.len() {
            return None;
        }
        let curve = Curve::new(canonical);
        let bulks = support(&curve);
        Some(Self::Curve(curve, bulks))
    }

    fn of_sum(element: &Element) -> Option<Self> {
        let form = Additive::of(element)?;
        if form.variance <= 0.0 && form.jumps.is_empty() {
            let shifted = |atom: &Atom| Atom { at: atom.at + form.drift, ..*atom };
            return Some(Self::Atoms(form.places.iter().map(shifted).collect(), form.dimension));
        }
        let boundary = Boundary { form };
        let parts = intervals(&boundary);
        Some(Self::Sum(boundary, parts))
    }

    /// D.
    pub fn dimension(&self) -> f64 {
        match self {
            Self::Sum(boundary, _) => boundary.dimension(),
            Self::Atoms(_, dimension) | Self::Semicircle(_, _, dimension) => *dimension,
            Self::Curve(curve, _) => curve.dimension(),
        }
    }

    /// Atoms, ascending.
    pub fn atoms(&self) -> Vec<Atom> {
        match self {
            Self::Atoms(atoms, _) => atoms.clone(),
            Self::Semicircle(..) => Vec::new(),
            Self::Sum(boundary, _) => sum_law::atoms(boundary),
            Self::Curve(curve, _) => {
                let nulls = curve.dimension() - curve.least;
                let atom = Atom { at: 0.0, mass: nulls / curve.dimension() };
                if nulls > 0.0 { vec![atom] } else { Vec::new() }
            }
        }
    }

    /// The pieces of the density, ascending.
    pub fn branches(&self) -> Vec<Branch<'_>> {
        match self {
            Self::Atoms(..) => Vec::new(),
            Self::Semicircle(mean, radius, dimension) => {
                vec![Branch::Semicircle(*mean, *radius, *dimension)]
            }
            Self::Curve(curve, bulks) => {
                bulks.iter().map(|bulk| Branch::Curve(curve, *bulk)).collect()
            }
            Self::Sum(boundary, parts) => {
                parts.iter().map(|part| Branch::Sum(boundary, *part)).collect()
            }
        }
    }

    /// Nodes of all branches.
    pub fn nodes(&self) -> (Vec<Node>, Status) {
        let total =
            self.dimension() * (1.0 - self.atoms().iter().map(|atom| atom.mass).sum::<f64>());
        self.branches().iter().fold((Vec::new(), Status::Converged), |(mut all, status), branch| {
            let (more, own) = nodes(branch, total);
            all.extend(more);
            (all, status.max(own))
        })
    }

    /// The edges of the support with their Tracy–Widom scales.
    ///
    /// Where the count of eigenvalues grows as (1/π) √|x − edge| / scale^{3/2}.
    pub fn edges(&self) -> Vec<Edge> {
        match self {
            Self::Atoms(..) => Vec::new(),
            Self::Semicircle(mean, radius, dimension) => {
                let scale = 0.5 * radius * libm::pow(*dimension, -2.0 / 3.0);
                [-1.0, 1.0].map(|side| Edge { at: mean + side * radius, side, scale }).to_vec()
            }
            Self::Curve(curve, bulks) => bulks
                .iter()
                .flat_map(|bulk| [(bulk.low, -1.0), (bulk.high, 1.0)])
                .map(|(radius, side)| curve_edge(curve, radius, side))
                .collect(),
            Self::Sum(boundary, parts) => parts
                .iter()
                .flat_map(|part| [(part.low, -1.0), (part.high, 1.0)])
                .map(|(u, side)| sum_law::edge(boundary, u, side))
                .collect(),
        }
    }

    /// The density at x per eigenvalue, and the share of eigenvalues up to x.
    pub fn at(&self, x: f64) -> (f64, f64, Status) {
        let dimension = self.dimension();
        let below = |above: f64| ((dimension - above) / dimension).clamp(0.0, 1.0);
        match self {
            Self::Atoms(atoms, _) => {
                let here = atoms.iter().any(|atom| (atom.at - x).abs() <= 0.0);
                let mass = atoms.iter().filter(|atom| atom.at <= x).map(|atom| atom.mass).sum();
                (if here { f64::INFINITY } else { 0.0 }, mass, Status::Converged)
            }
            Self::Semicircle(mean, radius, _) => {
                let share = ((x - mean) / radius).clamp(-1.0, 1.0);
                let phi = libm::acos(-share);
                let place = Branch::Semicircle(*mean, *radius, dimension).at(phi, &mut 0.0);
                let count = if share.abs() < 1.0 { place.count } else { 0.0 };
                (count / dimension, below(place.above), Status::Converged)
            }
            Self::Curve(curve, bulks) => {
                let (count, above, status) = curve_at(curve, bulks, x);
                (count / dimension, below(above), status)
            }
            Self::Sum(boundary, parts) => {
                let (count, above, status) = sum_law::at(boundary, parts, x);
                (count / dimension, below(above), status)
            }
        }
    }

    /// The least x with at least a share `p` of the eigenvalues up to it.
    pub fn quantile(&self, p: f64) -> (f64, Status) {
        match self {
            Self::Atoms(atoms, _) => (atom_quantile(atoms, p), Status::Converged),
            Self::Semicircle(mean, radius, _) => semicircle_quantile(*mean, *radius, p),
            Self::Curve(curve, bulks) => curve_quantile(curve, bulks, p),
            Self::Sum(boundary, parts) => sum_law::quantile(boundary, parts, p),
        }
    }
}

/// Levels as atoms, ascending, zeros among them.
pub fn atoms(levels: &Levels, scale: f64, dimension: f64) -> Vec<Atom> {
    let nulls = dimension - levels.rank();
    let mut atoms = Vec::new();
    if nulls > 0.0 {
        atoms.push(Atom { at: 0.0, mass: nulls / dimension });
    }
    for i in (0..levels.values.len()).rev() {
        let (at, mass) = (scale * levels.values[i], levels.count(i) / dimension);
        match atoms.last_mut() {
            Some(last) if last.at >= at => last.mass += mass,
            _ => atoms.push(Atom { at, mass }),
        }
    }
    atoms
}

fn atom_quantile(atoms: &[Atom], p: f64) -> f64 {
    let mut sum = 0.0;
    for atom in atoms {
        sum += atom.mass;
        if sum >= p * (1.0 - 1e-14) {
            return atom.at;
        }
    }
    atoms[atoms.len() - 1].at
}

fn semicircle_quantile(mean: f64, radius: f64, p: f64) -> (f64, Status) {
    if p <= 0.0 || p >= 1.0 {
        return (if p <= 0.0 { mean - radius } else { mean + radius }, Status::Converged);
    }
    // (φ − sin φ cos φ)/π = p; from the nearer end.
    let (share, sign) = if p <= 0.5 { (p, -1.0) } else { (1.0 - p, 1.0) };
    let (phi, status) = newton(libm::cbrt(1.5 * PI * share), (0.0, PI), |phi| {
        let (s, c) = (libm::sin(phi), libm::cos(phi));
        (share - (phi - s * c) / PI, -2.0 * s * s * phi / PI)
    });
    (mean + sign * radius * libm::cos(phi), status)
}

fn curve_edge(curve: &Curve, radius: f64, side: f64) -> Edge {
    if radius <= 0.0 {
        return Edge { at: 0.0, side, scale: 0.0 };
    }
    let at = curve.real_point(radius).x;
    let (bend, weight) = curve.curvature(radius);
    // Count (b/π x) weight at x − edge = −½ x'' b².
    let rise = weight / at * libm::sqrt(2.0 / (at * bend.abs()));
    Edge { at, side, scale: libm::pow(rise, -2.0 / 3.0) }
}

/// Eigenvalues per unit of x, and above it.
fn curve_at(curve: &Curve, bulks: &[Bulk], x: f64) -> (f64, f64, Status) {
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
        if bulk.low > 0.0 { libm::sqrt(bulk.low) * libm::sqrt(bulk.high) } else { 0.5 * bulk.high };
    let guess = std::cell::Cell::new(0.5);
    let (radius, status) = newton(start, (bulk.low, bulk.high), |radius| {
        let point = curve.point(radius, guess.get());
        guess.set(point.angle);
        residual(&point)
    });
    let point = curve.point(radius, guess.get());
    Point { status: status.max(point.status), ..point }
}

fn curve_quantile(curve: &Curve, bulks: &[Bulk], p: f64) -> (f64, Status) {
    let target = (1.0 - p) * curve.dimension();
    if target > curve.least * (1.0 + 1e-14) {
        return (0.0, Status::Converged);
    }
    for bulk in bulks {
        let branch = Branch::Curve(curve, *bulk);
        let ([low, high], [most, least]) = (branch.edges(), branch.above());
        if target >= most * (1.0 - 1e-14) {
            return (low, Status::Converged);
        }
        if target > least {
            let point =
                find(curve, *bulk, |point| (point.above - target, -point.rate * point.stretch));
            return (point.x.clamp(low, high), point.status);
        }
    }
    let last = bulks[bulks.len() - 1];
    (Branch::Curve(curve, last).edges()[1], Status::Converged)
}
