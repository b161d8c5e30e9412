//! Elements whose density follows from one of given eigenvalues: what is added has a known R-transform.

use super::noise::{Jump, Noise};
use crate::transform::density::Canonical;
use crate::transform::density::law::{Atom, atoms};
use crate::transform::{Element, Levels, Spectral};

/// Masses that Wishart matrices meet up to this make an edge so hard that u alone does not resolve it.
const HARD: f64 = 1e-2;

/// At most one spectrum, plus a semicircle, Wishart matrices and a constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Additive {
    /// The spectrum; all zero where there is none.
    pub places: Vec<Atom>,
    /// What is added to it.
    pub noise: Noise,
    /// D.
    pub dimension: f64,
}

#[derive(Default)]
struct Parts {
    places: Option<Vec<Atom>>,
    noise: Noise,
}

impl Additive {
    /// The form of an element that has it.
    pub fn of(element: &Element) -> Option<Self> {
        let mut parts = Parts::default();
        if !parts.take(element, 1.0) {
            return None;
        }
        let places = parts.places.unwrap_or_else(|| vec![Atom { at: 0.0, mass: 1.0 }]);
        Some(Self { places, noise: parts.noise, dimension: element.dimension() })
    }
}

impl Additive {
    /// Whether it is a spectrum and a constant alone.
    pub fn is_noiseless(&self) -> bool {
        self.noise.variance <= 0.0 && self.noise.jumps.is_empty()
    }

    /// Whether it has no spectrum.
    pub fn is_noise(&self) -> bool {
        self.places.len() == 1
    }

    /// Whether Wishart matrices leave next to nothing of a level, or lack next to nothing to move all of it.
    pub fn is_hard(&self) -> bool {
        let rate = self.noise.rate();
        let is_met = |place: &Atom| (place.mass - rate).abs() < HARD;
        self.noise.variance <= 0.0 && self.places.iter().any(is_met)
    }

    /// Two forms that add up to it: the spectrum and the noise, or half of the noise each.
    pub fn halves(self) -> [Self; 2] {
        let none = vec![Atom { at: 0.0, mass: 1.0 }];
        let Self { places, noise, dimension } = self;
        if places.len() == 1 {
            let half = Self { places, noise: noise.halved(), dimension };
            return [half.clone(), half];
        }
        let spectrum = Self { places, noise: Noise::default(), dimension };
        [spectrum, Self { places: none, noise, dimension }]
    }

    /// With noise added, which has no spectrum.
    #[must_use]
    pub fn plus(mut self, Self { places, noise, .. }: Self) -> Self {
        self.noise = self.noise.plus(noise);
        self.noise.drift += places[0].at;
        self
    }
}

impl Parts {
    /// Adds a multiple of an element; false where the form does not hold it.
    fn take(&mut self, element: &Element, factor: f64) -> bool {
        match element {
            Element::Semicircle { mean, variance, .. } => {
                self.noise.drift += factor * mean;
                self.noise.variance += factor * variance * factor;
                true
            }
            Element::Projection { dimension, rank, scale } => {
                let core = Spectral::from_list(&[1.0], Some(&[*rank]), *dimension);
                self.take_spectrum(&core, factor * scale, *dimension)
            }
            Element::Sum(sum) => sum.terms().iter().all(|term| self.take(term, factor)),
            Element::Scaled(c, of) => self.take(of, c * factor),
            Element::Compressed(dimension, of) => {
                self.take_corner(of, dimension / of.dimension(), factor)
                    || self.take_one(element, factor)
            }
            _ => self.take_one(element, factor),
        }
    }

    /// A corner has R(share · g), where nothing in it is a spectrum.
    fn take_corner(&mut self, of: &Element, share: f64, factor: f64) -> bool {
        let mut inner = Self::default();
        if !inner.take(of, factor) || inner.places.is_some() {
            return false;
        }
        self.noise.drift += inner.noise.drift;
        self.noise.variance += share * inner.noise.variance;
        let corner = |jump: Jump| Jump { size: share * jump.size, rate: jump.rate / share };
        self.noise.jumps.extend(inner.noise.jumps.into_iter().map(corner));
        true
    }

    fn take_one(&mut self, element: &Element, factor: f64) -> bool {
        let Some(form) = Canonical::of(element) else { return false };
        let (levels, scale, dimension) = (form.core.levels(), factor * form.scale, form.dimension);
        match (form.above.as_slice(), form.below.is_empty()) {
            ([], true) => self.take_spectrum(&form.core, scale, dimension),
            ([samples], true) => self.take_wishart(&levels, (scale, *samples), dimension),
            _ => false,
        }
    }

    fn take_spectrum(&mut self, core: &Spectral, scale: f64, dimension: f64) -> bool {
        let places = atoms(&core.levels(), scale, dimension);
        if let [only] = places.as_slice() {
            self.noise.drift += only.at;
            return true;
        }
        self.places.replace(places).is_none()
    }

    /// Z Γ Zᵀ, seen from the side of Z: κ = scale κ_Γ (1 − df/D).
    fn take_wishart(&mut self, levels: &Levels, (scale, samples): (f64, f64), size: f64) -> bool {
        let is_size = |n: f64| (n - size).abs() <= 0.0;
        if is_size(samples) {
            let jump = |i| Jump { size: scale * levels.values[i], rate: levels.count(i) / size };
            self.noise.jumps.extend((0..levels.values.len()).map(jump));
            return true;
        }
        // Γ = 1 is the same from either side.
        if levels.values.len() == 1 && is_size(levels.rank()) {
            let jump = scale * levels.values[0] * (size / samples);
            self.noise.jumps.push(Jump { size: jump, rate: samples / size });
            return true;
        }
        false
    }
}
