//! What has an R-transform in closed form: a constant, a semicircle and Wishart matrices Z Γ Zᵀ.
//!
//! R(G) = drift + s² G + Σ λ t/(1 − tG), here by F = 1/G, where all is finite.

use crate::transform::complex::Complex;

/// A compound free Poisson term, of R(g) = rate · size/(1 − size g): a part of a Wishart matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Jump {
    /// γ D/N.
    pub size: f64,
    /// How many, of D.
    pub rate: f64,
}

/// R(1/F) − drift by a share of F, and what it has more.
#[derive(Debug, Clone, Copy)]
pub struct Reference {
    /// The share.
    pub mass: f64,
    /// R − drift − mass · F.
    pub rest: Complex,
    /// dR/dF − mass.
    pub bend: Complex,
}

/// A constant, a semicircle and Wishart matrices.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Noise {
    /// The constant.
    pub drift: f64,
    /// Of the semicircle.
    pub variance: f64,
    /// The Wishart matrices.
    pub jumps: Vec<Jump>,
}

impl Noise {
    /// Its mean.
    pub fn mean(&self) -> f64 {
        let jumps: f64 = self.jumps.iter().map(|jump| jump.rate * jump.size).sum();
        self.drift + jumps
    }

    /// Σ λ, the mass of an atom that Wishart matrices can move.
    pub fn rate(&self) -> f64 {
        self.jumps.iter().map(|jump| jump.rate).sum()
    }

    /// Half of it: twice that is the same.
    #[must_use]
    pub fn halved(self) -> Self {
        let half = |jump: Jump| Jump { rate: 0.5 * jump.rate, ..jump };
        let jumps = self.jumps.into_iter().map(half).collect();
        Self { drift: 0.5 * self.drift, variance: 0.5 * self.variance, jumps }
    }

    /// With other noise.
    #[must_use]
    pub fn plus(mut self, other: Self) -> Self {
        self.drift += other.drift;
        self.variance += other.variance;
        self.jumps.extend(other.jumps);
        self
    }

    /// Its standard deviation.
    pub fn spread(&self) -> f64 {
        let jumps: f64 = self.jumps.iter().map(|jump| jump.rate * jump.size * jump.size).sum();
        f64::sqrt(self.variance + jumps)
    }

    /// G, where there is a semicircle to need it.
    fn g(&self, f: Complex) -> Complex {
        if self.variance > 0.0 { f.inverse() } else { Complex::real(0.0) }
    }

    /// R(1/F) − drift = variance/F + Σ λ t F/(F−t).
    pub fn r(&self, f: Complex) -> Complex {
        self.jumps.iter().fold(self.g(f).scale(self.variance), |sum, jump| {
            let share = f / (f - Complex::real(jump.size));
            sum + share.scale(jump.rate * jump.size)
        })
    }

    /// The same without its limit at large F: variance/F + Σ λ t²/(F−t).
    pub fn curl(&self, f: Complex) -> Complex {
        self.jumps.iter().fold(self.g(f).scale(self.variance), |sum, jump| {
            let pull = (f - Complex::real(jump.size)).inverse();
            sum + pull.scale(jump.rate * jump.size * jump.size)
        })
    }

    /// −dR/dF = variance/F² + Σ λ t²/(F−t)².
    pub fn steepness(&self, f: Complex) -> Complex {
        let g = self.g(f);
        self.jumps.iter().fold((g * g).scale(self.variance), |sum, jump| {
            let pull = (f - Complex::real(jump.size)).inverse().scale(jump.size);
            sum + (pull * pull).scale(jump.rate)
        })
    }

    /// R(1/F) − drift, where F is small by the atoms of mass λ that Wishart matrices take away.
    pub fn reference(&self, f: Complex) -> Reference {
        let g = self.g(f);
        let semicircle = g.scale(self.variance);
        let start = Reference { mass: 0.0, rest: semicircle, bend: -(semicircle * g) };
        self.jumps.iter().fold(start, |sum, jump| {
            let q = (f - Complex::real(jump.size)).inverse();
            let pull = (f * q).scale(jump.rate);
            if f.abs() < 0.5 * jump.size.abs() {
                let bend = pull * q * (f - Complex::real(2.0 * jump.size));
                let mass = sum.mass - jump.rate;
                return Reference { mass, rest: sum.rest + pull * f, bend: sum.bend + bend };
            }
            let bend = (q * q).scale(jump.rate * jump.size * jump.size);
            Reference { rest: sum.rest + pull.scale(jump.size), bend: sum.bend - bend, ..sum }
        })
    }

    /// Im [½ s² G² + Σ λ (tG/(1−tG) + ln(1−tG))].
    pub fn turns(&self, f: Complex) -> f64 {
        let g = self.g(f);
        let turn = |jump: &Jump| {
            let rest = f - Complex::real(jump.size);
            jump.rate * (jump.size * rest.inverse().im + (rest.arg() - f.arg()))
        };
        let jumps: f64 = self.jumps.iter().map(turn).sum();
        self.variance * g.re * g.im + jumps
    }
}
