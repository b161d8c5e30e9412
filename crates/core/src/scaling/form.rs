//! Monomials in samples, width and ridge, by their exponents.

/// P^-samples N^-width λ^lambda: on N = P^q, λ = P^-l it is P^-(samples + width·q + lambda·l).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Form {
    /// How fast it falls with P.
    pub samples: f64,
    /// How fast it falls with N.
    pub width: f64,
    /// How fast it grows with λ.
    pub lambda: f64,
}

impl Form {
    /// P^-1.
    pub const SAMPLES: Self = Self { samples: 1.0, width: 0.0, lambda: 0.0 };
    /// N^-1.
    pub const WIDTH: Self = Self { samples: 0.0, width: 1.0, lambda: 0.0 };
    /// λ.
    pub const LAMBDA: Self = Self { samples: 0.0, width: 0.0, lambda: 1.0 };

    /// Its power.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        let Self { samples, width, lambda } = self;
        Self { samples: factor * samples, width: factor * width, lambda: factor * lambda }
    }

    /// The product of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            samples: self.samples + other.samples,
            width: self.width + other.width,
            lambda: self.lambda + other.lambda,
        }
    }

    /// The quotient of two.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(other.times(-1.0))
    }

    /// The exponent along N = P^q, λ = P^-l; a direction that does not matter may be infinite.
    pub fn at(&self, l: f64, q: f64) -> f64 {
        let part = |coefficient: f64, x: f64| {
            if coefficient.abs() > 0.0 { coefficient * x } else { 0.0 }
        };
        self.samples + part(self.width, q) + part(self.lambda, l)
    }
}
