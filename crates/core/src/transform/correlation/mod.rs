//! Resolution and S-transform of long runs of correlated samples: Szegő's limit in closed form.

mod sample_side;
mod symbol;

pub use sample_side::{SampleSide, SampleSums};
pub use symbol::{power_law_nodes, power_law_symbol};

use crate::spectrum::Stationary;

/// A correlation whose traces over many samples are known in closed form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Szego {
    /// e^(−|i−j|/ξ), by B = coth(1/ξ).
    Exponential {
        /// B ≥ 1.
        coth: f64,
    },
    /// b/2 between neighbours.
    NearestNeighbour {
        /// 1 − b², formed as a product.
        rest: f64,
    },
}

/// Traces per sample at one κ̃, with a = l/(l+κ̃) and b = κ̃/(l+κ̃): each a sum of positives, or one whose terms
/// differ by a factor of at least three halves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Traces {
    /// ⟨a⟩ = x.
    pub df1: f64,
    /// ⟨a²⟩.
    pub df2: f64,
    /// ⟨1/(l+κ̃)⟩ = ⟨b⟩/κ̃.
    pub inverse: f64,
    /// ⟨l/(l+κ̃)²⟩ = ⟨ab⟩/κ̃.
    pub pull: f64,
    /// ⟨1/(l+κ̃)²⟩ = ⟨b²⟩/κ̃².
    pub square: f64,
}

impl Szego {
    /// The closed form of a stationary correlation; a power law has none.
    pub fn new(law: Stationary) -> Option<Self> {
        match law {
            Stationary::Exponential { length } => {
                Some(Self::Exponential { coth: 1.0 / libm::tanh(1.0 / length) })
            }
            Stationary::NearestNeighbour { strength } => {
                Some(Self::NearestNeighbour { rest: (1.0 - strength) * (1.0 + strength) })
            }
            Stationary::PowerLaw { .. } => None,
        }
    }

    /// κ̃ at x = df/T in (0, 1): (1−x²)/(x[√(1+(B²−1)x²) + Bx]), and
    /// (1−x)[1−x+√(1−b²x(2−x))]/(x(2−x)). `rest` is 1 − x.
    pub fn kappa_tilde(self, x: f64, rest: f64) -> f64 {
        rest / (x * self.s_transform_of(x, rest))
    }

    /// S_K = (1−x)/(x κ̃): [√(1+(B²−1)x²) + Bx]/(1+x), and (2−x)/(1−x+√(1−b²x(2−x))).
    pub fn s_transform(self, x: f64) -> f64 {
        self.s_transform_of(x, 1.0 - x)
    }

    fn s_transform_of(self, x: f64, rest: f64) -> f64 {
        match self {
            Self::Exponential { coth } => {
                let root = f64::sqrt(1.0 + (coth - 1.0) * (coth + 1.0) * x * x);
                (root + coth * x) / (1.0 + x)
            }
            Self::NearestNeighbour { rest: open } => {
                // 1 − b²x(2−x) = (1−x)² + (1−b²)x(2−x).
                let root = f64::sqrt(rest * rest + open * x * (1.0 + rest));
                (1.0 + rest) / (rest + root)
            }
        }
    }

    /// The traces at κ̃ ≥ 0.
    pub fn traces(self, kappa: f64) -> Traces {
        match self {
            Self::Exponential { coth } => exponential(coth, kappa),
            Self::NearestNeighbour { rest } => nearest_neighbour(rest, kappa),
        }
    }
}

impl Szego {
    /// ⟨l²/(l+κ̃)³⟩ and ⟨l/(l+κ̃)³⟩, halves of how ⟨a²⟩ and ⟨l/(l+κ̃)²⟩ fall with κ̃.
    pub fn slopes(self, kappa: f64) -> [f64; 2] {
        let k = kappa;
        match self {
            Self::Exponential { coth: b } => {
                let s = f64::sqrt(1.0 + k * (2.0 * b + k));
                let fifth = 2.0 * s * s * s * s * s;
                let resolved = 2.0 * b + k * (b * b + 3.0 + 2.0 * b * k);
                // 3B² − 1 as a sum of positives, B ≥ 1.
                let pulled = 2.0 + 3.0 * (b - 1.0) * (b + 1.0) + k * (4.0 * b + 2.0 * k);
                [resolved / fifth, pulled / fifth]
            }
            Self::NearestNeighbour { rest } => {
                let root = f64::sqrt(rest + k * (2.0 + k));
                let fifth = 2.0 * root * root * root * root * root;
                let resolved = 2.0 * rest * rest + k * (4.0 * rest + (3.0 - rest) * k);
                let pulled = 2.0 * rest + k * (1.0 + 3.0 * rest + 2.0 * k);
                [resolved / fifth, pulled / fifth]
            }
        }
    }
}

/// ⟨a⟩ = 1/s with s = √(1+2Bκ̃+κ̃²), and its derivatives.
fn exponential(coth: f64, kappa: f64) -> Traces {
    let s = f64::sqrt(1.0 + kappa * (2.0 * coth + kappa));
    let cube = s * s * s;
    let step = (2.0 * coth + kappa) / (s + 1.0);
    // ⟨b⟩ − ⟨ab⟩ over κ̃², with s − 1 = κ̃ step.
    let square = (step * (3.0 * coth + kappa) - 1.0 + kappa * step * step * (2.0 * coth + kappa))
        / (cube * (s + 1.0));
    Traces {
        df1: 1.0 / s,
        df2: (1.0 + coth * kappa) / cube,
        inverse: step / s,
        pull: (coth + kappa) / cube,
        square,
    }
}

/// ⟨b⟩ = κ̃/R with R = √((1+κ̃)²−b²), and its derivatives.
fn nearest_neighbour(rest: f64, kappa: f64) -> Traces {
    let root = f64::sqrt(rest + kappa * (2.0 + kappa));
    let cube = root * root * root;
    let top = rest + 2.0 * kappa;
    let share = kappa * root / (root + kappa);
    Traces {
        df1: top / (root * (root + kappa)),
        df2: (top * (rest + kappa + share) - kappa * rest * root) / (cube * (root + kappa)),
        inverse: 1.0 / root,
        pull: (rest + kappa) / cube,
        square: (1.0 + kappa) / cube,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laws() -> Vec<(Stationary, Szego)> {
        [
            Stationary::Exponential { length: 0.2 },
            Stationary::Exponential { length: 5.0 },
            Stationary::Exponential { length: 300.0 },
            Stationary::NearestNeighbour { strength: 0.9 },
            Stationary::NearestNeighbour { strength: -1.0 },
            Stationary::NearestNeighbour { strength: 0.0 },
        ]
        .into_iter()
        .filter_map(|law| Szego::new(law).map(|szego| (law, szego)))
        .collect()
    }

    #[test]
    fn the_inverse_undoes_the_resolution() {
        for (law, szego) in laws() {
            for k in -24..24 {
                let kappa = libm::exp(f64::from(k));
                let at = szego.traces(kappa);
                let back = szego.kappa_tilde(at.df1, kappa * at.inverse);
                // At b = ±1 the root of 1 − b² in κ̃ halves what the inverse can hold.
                let ok = (back / kappa - 1.0).abs() < 1e-13;
                assert!(ok, "{law:?} at {kappa}: {back}");
            }
        }
    }

    #[test]
    fn traces_are_those_of_the_symbol() {
        // Means over θ of a periodic analytic function: equidistant points converge geometrically.
        for (law, szego) in laws() {
            let symbol = |theta: f64| match law {
                Stationary::Exponential { length } => {
                    let r = libm::exp(-1.0 / length);
                    let half = libm::sin(0.5 * theta);
                    (1.0 - r) * (1.0 + r) / ((1.0 - r) * (1.0 - r) + 4.0 * r * half * half)
                }
                Stationary::NearestNeighbour { strength } => 1.0 + strength * libm::cos(theta),
                Stationary::PowerLaw { .. } => f64::NAN,
            };
            for kappa in [0.05, 1.0, 40.0] {
                let n = 60_000;
                let mut mean = [0.0; 7];
                for i in 0..n {
                    let l = symbol(std::f64::consts::PI * (f64::from(i) + 0.5) / f64::from(n));
                    let q = 1.0 / (l + kappa);
                    let cube = l * q * q * q;
                    let terms = [l * q, l * q * l * q, q, l * q * q, q * q, l * cube, cube];
                    mean.iter_mut().zip(terms).for_each(|(m, t)| *m += t / f64::from(n));
                }
                let Traces { df1, df2, inverse, pull, square } = szego.traces(kappa);
                let [resolved, pulled] = szego.slopes(kappa);
                let found = [df1, df2, inverse, pull, square, resolved, pulled];
                for (a, b) in found.into_iter().zip(mean) {
                    assert!((a / b - 1.0).abs() < 1e-11, "{law:?} {kappa}: {a} {b}");
                }
            }
        }
    }
}
