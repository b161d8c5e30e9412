//! Free sums of any two laws, by subordination.
//!
//! G(z) = G₁(ω₁) = G₂(ω₂) with ω₁ + ω₂ − z = F(z) = 1/G(z) (Voiculescu; Biane). In the upper half plane ω₁ is the one
//! fixed point of ω ↦ z + h₂(z + h₁(ω)), h = F − ω, a map into the half plane (Belinschi–Bercovici), and remains so at
//! real z inside the bulk. Outside, everything is real: z(g) = z₁(g) + z₂(g) − 1/g, of which a place belongs to the
//! resolvent set where dz/dg < 0 (the fixed point attracts), and edges are where dz/dg = 0.

mod ends;
mod fixed_point;
mod leaf;
mod opening;
mod part;
mod place;
mod range;
mod resolved;
mod subordination;
mod support;
pub(super) mod terms;
mod view;

pub use part::Part;
pub use place::{Gap, Place};
pub use resolved::{at, edge};
pub use subordination::{Image, Subordinates};
pub use terms::{MOST_LEVELS, levels};
pub use view::View;

use super::law::{Atom, Law};
use super::sum::Noise;
use support::{FreeGap, Support};

/// The law of A + B, A and B free of one another.
#[derive(Debug)]
pub struct Free {
    /// Of A and of B.
    pub terms: [Law; 2],
    /// D.
    pub dimension: f64,
    /// The mean eigenvalue.
    pub mean: f64,
    /// All that has no spectrum.
    noise: Noise,
    /// How far the support reaches.
    span: f64,
    /// Where there are no eigenvalues.
    gaps: Vec<FreeGap>,
    /// Where there is a density.
    pub parts: Vec<Part>,
    /// Of mass m₁ + m₂ − 1 where two atoms have more than one (Bercovici–Voiculescu).
    pub atoms: Vec<Atom>,
}

impl Free {
    /// Of two laws of one dimension; the first is to reach at least as far as the second.
    pub fn new(terms: [Law; 2]) -> Self {
        let noise = terms.iter().map(leaf::noise).fold(Noise::default(), Noise::plus);
        let Support { gaps, parts, atoms } = Support::of(&terms, &noise);
        let span = gaps[0].right.up_to(&gaps[0].left);
        let (dimension, mean) = (terms[0].dimension(), terms[0].mean() + terms[1].mean());
        Self { terms, dimension, mean, noise, span, gaps, parts, atoms }
    }

    /// The gaps: the outer one, then the inner ones ascending.
    fn gaps(&self) -> Vec<Gap> {
        let all = self.gaps.iter().enumerate();
        all.map(|(index, gap)| Gap {
            left: gap.left,
            right: gap.right,
            is_outer: index == 0,
            above: gap.above,
            index,
        })
        .collect()
    }

    /// The place at g in a gap: R adds.
    fn inverse(&self, gap: &Gap, g: f64) -> Place {
        self.gaps[gap.index].place(&self.terms, g)
    }
}
