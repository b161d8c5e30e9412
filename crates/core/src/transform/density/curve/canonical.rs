//! Elements whose density has a monotone parametrisation: one spectrum times white Wishart factors.

use crate::transform::{Element, Spectral};

/// κ = scale · κ_core(df) · Π (1 − df/n) / Π (1 − df/d), with at least one more n than d.
#[derive(Debug, Clone, PartialEq)]
pub struct Canonical {
    /// Whose κ(df) is the coordinate.
    pub core: Spectral,
    /// n, smallest first.
    pub above: Vec<f64>,
    /// d, as projections bring them.
    pub below: Vec<f64>,
    /// The constant factor.
    pub scale: f64,
    /// The number of all eigenvalues, zeros included.
    pub dimension: f64,
}

#[derive(Default)]
struct Parts {
    core: Option<Spectral>,
    above: Vec<f64>,
    below: Vec<f64>,
    scale: f64,
}

impl Canonical {
    /// The form of an element that has it: without sums and inverses, and with one spectrum at most.
    pub fn of(element: &Element) -> Option<Self> {
        let mut parts = Parts { scale: 1.0, ..Parts::default() };
        if !parts.take(element) {
            return None;
        }
        let Parts { core, mut above, mut below, scale } = parts;
        let dimension = element.dimension();
        let size = inner_dimension(element);
        let core = core.unwrap_or_else(|| Spectral::from_list(&[1.0], Some(&[size]), size));
        below.retain(|d| {
            let twin = above.iter().position(|n| (n - d).abs() <= 0.0);
            twin.map(|i| above.swap_remove(i)).is_none()
        });
        above.sort_unstable_by(f64::total_cmp);
        Some(Self { core, above, below, scale, dimension })
    }
}

/// D of what is inside a change of size or a corner.
fn inner_dimension(element: &Element) -> f64 {
    match element {
        Element::Resized(_, of) | Element::Compressed(_, of) | Element::Scaled(_, of) => {
            inner_dimension(of)
        }
        Element::Product(factors) => inner_dimension(&factors[0]),
        other => other.dimension(),
    }
}

impl Parts {
    /// Takes an element in; false where the form does not hold it.
    fn take(&mut self, element: &Element) -> bool {
        match element {
            Element::Spectral(spectral) => self.take_spectral(spectral),
            Element::Wishart { samples, .. } => {
                self.above.push(*samples);
                true
            }
            Element::Structured { dimension, samples, weights } => {
                // κ_Γ (D − df)/N, where a spectrum would have κ.
                self.above.push(*dimension);
                self.scale *= dimension / samples;
                self.take_core(weights)
            }
            Element::Projection { dimension, rank, scale } => {
                self.scale *= scale;
                self.project(*rank, *dimension);
                true
            }
            Element::Product(factors) => {
                // A change of size within a product is not one of the product.
                let sized = |x: &Element| (x.dimension() - inner_dimension(x)).abs() > 0.0;
                !factors.iter().any(sized) && factors.iter().all(|factor| self.take(factor))
            }
            Element::Scaled(c, of) => {
                self.scale *= c;
                self.take(of)
            }
            Element::Compressed(dimension, of) => {
                self.project(*dimension, of.dimension());
                self.take(of)
            }
            Element::Resized(_, of) => self.take(of),
            Element::Semicircle { .. } | Element::Sum(_) | Element::Inverse(_) => false,
        }
    }

    fn project(&mut self, rank: f64, dimension: f64) {
        self.above.push(rank);
        self.below.push(dimension);
        self.scale *= rank / dimension;
    }

    fn take_spectral(&mut self, spectral: &Spectral) -> bool {
        let levels = spectral.levels();
        if levels.values.len() == 1 && levels.rank() >= spectral.dimension {
            self.scale *= levels.values[0];
            return true;
        }
        self.take_core(spectral)
    }

    fn take_core(&mut self, spectral: &Spectral) -> bool {
        self.core.replace(spectral.clone()).is_none()
    }
}
