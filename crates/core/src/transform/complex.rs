//! Complex numbers, as far as densities need them.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// Squares below this or above its inverse may have lost digits.
const LEAST_NORM: f64 = 1e-280;

/// re + i im.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Complex {
    /// A real number.
    pub const fn real(re: f64) -> Self {
        Self { re, im: 0.0 }
    }

    /// re + i im.
    pub const fn new(re: f64, im: f64) -> Self {
        Self { re, im }
    }

    /// |z|².
    pub fn norm2(self) -> f64 {
        self.re * self.re + self.im * self.im
    }

    /// |z|.
    pub fn abs(self) -> f64 {
        libm::hypot(self.re, self.im)
    }

    /// The angle in (−π, π].
    pub fn arg(self) -> f64 {
        libm::atan2(self.im, self.re)
    }

    /// Times a real number.
    #[must_use]
    pub fn scale(self, c: f64) -> Self {
        Self::new(c * self.re, c * self.im)
    }

    /// The square root with positive real part.
    #[must_use]
    pub fn root(self) -> Self {
        let size = f64::sqrt(0.5 * (self.abs() + self.re.abs()));
        if size <= 0.0 {
            return Self::real(0.0);
        }
        let other = 0.5 * self.im / size;
        if self.re >= 0.0 {
            Self::new(size, other)
        } else {
            Self::new(other.abs(), libm::copysign(size, self.im))
        }
    }

    /// 1/z.
    #[must_use]
    pub fn inverse(self) -> Self {
        let norm = self.norm2();
        if norm > LEAST_NORM && norm < 1.0 / LEAST_NORM {
            let share = 1.0 / norm;
            return Self::new(self.re * share, -self.im * share);
        }
        let size = self.re.abs().max(self.im.abs());
        let (re, im) = (self.re / size, self.im / size);
        let norm = (re * re + im * im) * size;
        Self::new(re / norm, -im / norm)
    }
}

impl Add for Complex {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.re + other.re, self.im + other.im)
    }
}

impl Sub for Complex {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.re - other.re, self.im - other.im)
    }
}

impl Mul for Complex {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.re * other.re - self.im * other.im, self.re * other.im + self.im * other.re)
    }
}

impl Div for Complex {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let q = other.inverse();
        Self::new(self.re * q.re - self.im * q.im, self.re * q.im + self.im * q.re)
    }
}

impl Neg for Complex {
    type Output = Self;
    fn neg(self) -> Self {
        Self::new(-self.re, -self.im)
    }
}
