//! A free sum taken apart: all that has a subordinate ω of its own, and the noise.

use super::view::{Asked, View, listed};
use super::{Gap, place};
use crate::transform::complex::Complex;
use crate::transform::density::curve::Curve;
use crate::transform::density::law::Law;
use crate::transform::density::listed::Listed;
use crate::transform::density::sum::Noise;

/// A term with a subordinate ω.
#[derive(Debug, Clone, Copy)]
pub enum Leaf<'a> {
    /// A spectrum.
    Listed(&'a Listed),
    /// A spectrum times Wishart factors.
    Curve(&'a Curve),
}

impl Leaf<'_> {
    /// From ω = base + way above the real axis.
    pub fn view(&self, base: f64, way: Complex, asked: Asked) -> View {
        match self {
            Self::Listed(list) => listed(list, base, way, asked),
            Self::Curve(curve) => curve.view(base, way),
        }
    }
}

/// All leaves of a law.
pub fn leaves(law: &Law) -> Vec<Leaf<'_>> {
    match law {
        Law::Atoms(list, _) => vec![Leaf::Listed(list)],
        Law::Curve(curve, _) => vec![Leaf::Curve(curve)],
        Law::Sum(boundary, _) => vec![Leaf::Listed(&boundary.listed)],
        Law::Semicircle(..) => Vec::new(),
        Law::Free(free) => free.terms.iter().flat_map(leaves).collect(),
    }
}

/// All noise of a law.
pub fn noise(law: &Law) -> Noise {
    match law {
        Law::Atoms(..) | Law::Curve(..) => Noise::default(),
        Law::Semicircle(mean, radius, _) => {
            Noise { drift: *mean, variance: 0.25 * radius * radius, jumps: Vec::new() }
        }
        Law::Sum(boundary, _) => boundary.noise.clone(),
        Law::Free(free) => free.noise.clone(),
    }
}

/// The ω of every leaf at a g of a gap, or at its end where g is infinite: a number nearby, a level if there are any,
/// and the way from there.
pub fn subordinates(law: &Law, gap: &Gap, g: f64, into: &mut Vec<(f64, f64)>) {
    let end = if g > 0.0 { gap.left } else { gap.right };
    match law {
        Law::Free(free) => {
            let from = &free.gaps[gap.index].from;
            (0..2).for_each(|i| subordinates(&free.terms[i], &from[i], g, into));
        }
        Law::Semicircle(..) => {}
        Law::Sum(boundary, _) if g.is_finite() => {
            let own = place::listed(&boundary.listed, gap, g);
            let level = nearest(&boundary.listed, own.from + own.way);
            into.push((level, (own.from - level) + own.way));
        }
        Law::Sum(boundary, _) => into.push((nearest(&boundary.listed, end.at), 0.0)),
        Law::Atoms(..) | Law::Curve(..) if g.is_finite() => {
            let own = law.inverse(gap, g);
            into.push((own.from, own.way));
        }
        Law::Atoms(..) | Law::Curve(..) => into.push((end.x(), 0.0)),
    }
}

/// The level next to a place.
fn nearest(list: &Listed, at: f64) -> f64 {
    let above = list.atoms.partition_point(|atom| atom.at < at).min(list.atoms.len() - 1);
    let (low, high) = (list.atoms[above.saturating_sub(1)].at, list.atoms[above].at);
    if at - low < high - at { low } else { high }
}
