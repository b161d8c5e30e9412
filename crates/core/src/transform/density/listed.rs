//! Eigenvalues in a list, with what stands for them from afar.

use super::atoms::Atom;
use super::clusters::{Clusters, Pieces};
use crate::sum::sum_over;
use crate::transform::complex::Complex;

/// Shares at places.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Ascending.
    pub atoms: Vec<Atom>,
    clusters: Clusters,
    /// The mean place.
    pub mean: f64,
    /// The variance of places.
    pub variance: f64,
}

impl Listed {
    /// Of atoms that ascend, one at least.
    pub fn new(atoms: Vec<Atom>) -> Self {
        let clusters = Clusters::of(&atoms);
        let [mean] = sum_over(0..atoms.len(), |i| [atoms[i].mass * atoms[i].at]);
        let [variance] = sum_over(0..atoms.len(), |i| {
            let away = atoms[i].at - mean;
            [atoms[i].mass * away * away]
        });
        Self { atoms, clusters, mean, variance }
    }

    /// What stands for them, seen from base + offset.
    pub fn seen(&self, base: f64, offset: Complex) -> Pieces<'_> {
        self.clusters.seen(base, &[offset])
    }

    /// Σ of a few quantities, each a share times a function of the way from a place to base + offset.
    pub fn sums<const N: usize>(
        &self,
        (base, offset): (f64, Complex),
        term: impl Fn(f64, Complex) -> [f64; N],
    ) -> [f64; N] {
        self.seen(base, offset).sums(|seen| term(seen.mass, seen.to(base, offset)))
    }

    /// The share of eigenvalues above, and what it becomes in the upper half plane: Σ p arg (ω − a)/π.
    pub fn above(&self, base: f64, offset: Complex) -> f64 {
        let [angles] = self.sums((base, offset), |mass, way| [mass * way.arg()]);
        angles / std::f64::consts::PI
    }
}
