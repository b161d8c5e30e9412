//! The limiting distribution of an element's eigenvalues.

use super::branch::Branch;
use super::curve::support::{Bulk, support};
use super::curve::{Canonical, Curve, place as curve_law};
use super::free::{self, Free, MOST_LEVELS};
use super::listed::Listed;
use super::nodes::{Node, nodes};
use super::quantiles::quantiles;
use super::sum::{Additive, Boundary, Interval, intervals, place as sum_law};
use super::{atoms as atom_law, semicircle};
use crate::report::Status;
use crate::transform::Element;

pub use super::atoms::{Atom, atoms};

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

impl Edge {
    /// Where the density of the count grows as (`rise`/π) √|x − edge|; hard where that has no end.
    pub fn rising(at: f64, side: f64, rise: f64) -> Self {
        let scale = libm::pow(rise, -2.0 / 3.0);
        Self { at, side, scale: if scale.is_finite() { scale } else { 0.0 } }
    }
}

/// Mean and standard deviation of the Tracy–Widom law of real symmetric matrices.
pub const TRACY_WIDOM: [f64; 2] = [-1.206_533_574_582_0, 1.268_034_0];

/// The distribution as counts of eigenvalues; divided by the dimension it has mass one.
#[derive(Debug)]
pub enum Law {
    /// Given eigenvalues alone.
    Atoms(Listed, f64),
    /// One spectrum times white Wishart factors.
    Curve(Curve, Vec<Bulk>),
    /// Mean, radius, dimension.
    Semicircle(f64, f64, f64),
    /// One spectrum plus semicircles and Wishart matrices.
    Sum(Boundary, Vec<Interval>),
    /// Two of these, added.
    Free(Box<Free>),
}

impl Law {
    /// Of an element; none where no stable parametrisation is known.
    pub fn of(element: &Element) -> Option<Self> {
        if let Element::Semicircle { dimension, mean, variance } = element {
            return Some(Self::Semicircle(*mean, 2.0 * f64::sqrt(*variance), *dimension));
        }
        let Some(canonical) = Canonical::of(element) else { return Self::of_sum(element) };
        if canonical.above.is_empty() {
            let (levels, c) = (canonical.core.levels(), canonical.scale);
            let list = Listed::new(atoms(&levels, c, canonical.dimension));
            return Some(Self::Atoms(list, canonical.dimension));
        }
        if canonical.above.len() <= canonical.below.len() {
            return Self::of_sum(element);
        }
        let curve = Curve::new(canonical);
        let bulks = support(&curve);
        Some(Self::Curve(curve, bulks))
    }

    fn of_sum(element: &Element) -> Option<Self> {
        Additive::of(element)
            .map_or_else(|| free::terms::law(element), |form| Some(Self::added(form)))
    }

    /// Of a spectrum with what is added to it.
    pub fn added(form: Additive) -> Self {
        if form.is_noiseless() {
            let shifted = |atom: &Atom| Atom { at: atom.at + form.noise.drift, ..*atom };
            let list = Listed::new(form.places.iter().map(shifted).collect());
            return Self::Atoms(list, form.dimension);
        }
        if form.is_hard() && form.places.len() <= MOST_LEVELS {
            // Seen beside its atoms a hard edge keeps its digits.
            return Self::Free(Box::new(Free::new(form.halves().map(Self::smooth))));
        }
        Self::smooth(form)
    }

    fn smooth(form: Additive) -> Self {
        if form.is_noiseless() {
            return Self::added(form);
        }
        let boundary = Boundary::new(form);
        let parts = intervals(&boundary);
        Self::Sum(boundary, parts)
    }

    /// D.
    pub fn dimension(&self) -> f64 {
        match self {
            Self::Sum(boundary, _) => boundary.dimension,
            Self::Free(free) => free.dimension,
            Self::Atoms(_, dimension) | Self::Semicircle(_, _, dimension) => *dimension,
            Self::Curve(curve, _) => curve.dimension(),
        }
    }

    /// Atoms, ascending.
    pub fn atoms(&self) -> Vec<Atom> {
        match self {
            Self::Atoms(list, _) => list.atoms.clone(),
            Self::Semicircle(..) => Vec::new(),
            Self::Sum(boundary, _) => sum_law::atoms(boundary),
            Self::Free(free) => free.atoms.clone(),
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
            Self::Free(free) => free.parts.iter().map(|part| Branch::Free(free, part)).collect(),
        }
    }

    /// Nodes of all branches.
    pub fn nodes(&self) -> (Vec<Node>, Status) {
        let total =
            self.dimension() * (1.0 - self.atoms().iter().map(|atom| atom.mass).sum::<f64>());
        let branches = self.branches();
        branches.iter().fold((Vec::new(), Status::Converged), |(mut all, status), branch| {
            let (more, own) = nodes(branch, branches.len(), total);
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
                .map(|(radius, side)| curve_law::edge(curve, radius, side))
                .collect(),
            Self::Sum(boundary, parts) => parts
                .iter()
                .flat_map(|part| [(part.low, -1.0), (part.high, 1.0)])
                .map(|(u, side)| sum_law::edge(boundary, u, side))
                .collect(),
            Self::Free(free) => free
                .parts
                .iter()
                .flat_map(|part| [0, 1].map(|end| free::edge(free, part, end)))
                .collect(),
        }
    }

    /// The density at x per eigenvalue, and the share of eigenvalues up to x.
    pub fn at(&self, x: f64) -> (f64, f64, Status) {
        let dimension = self.dimension();
        let (count, above, status) = match self {
            Self::Atoms(list, _) => return atom_law::at(&list.atoms, x),
            Self::Semicircle(mean, radius, _) => semicircle::at(*mean, *radius, dimension, x),
            Self::Curve(curve, bulks) => curve_law::at(curve, bulks, x),
            Self::Sum(boundary, parts) => sum_law::at(boundary, parts, x),
            Self::Free(free) => {
                let (density, above, status) = free::at(free, x);
                (dimension * density, dimension * above, status)
            }
        };
        (count / dimension, ((dimension - above) / dimension).clamp(0.0, 1.0), status)
    }

    /// The least x with at least each share of the eigenvalues up to it.
    pub fn quantiles(&self, shares: &[f64]) -> Vec<(f64, Status)> {
        quantiles(self, shares)
    }
}
