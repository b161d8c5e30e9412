//! Sums of products to twice the working precision (Dekker; Ogita, Rump and Oishi).

/// x + y as a rounded sum and its error.
fn two_sum(x: f64, y: f64) -> (f64, f64) {
    let sum = x + y;
    let part = sum - x;
    (sum, (x - (sum - part)) + (y - part))
}

/// x y as a rounded product and its error, without a fused multiply-add.
fn two_product(x: f64, y: f64) -> (f64, f64) {
    let product = x * y;
    let ((a, b), (c, d)) = (halves(x), halves(y));
    (product, b * d - (((product - a * c) - b * c) - a * d))
}

/// Two numbers of half the digits that add up to x.
fn halves(x: f64) -> (f64, f64) {
    let shifted = 134_217_729.0 * x;
    let high = shifted - (shifted - x);
    (high, x - high)
}

/// An unevaluated sum of two doubles.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct DoubleDouble {
    pub high: f64,
    pub low: f64,
}

impl DoubleDouble {
    pub fn new(x: f64) -> Self {
        Self { high: x, low: 0.0 }
    }

    /// Adds a double.
    #[must_use]
    pub fn plus(self, x: f64) -> Self {
        let (sum, error) = two_sum(self.high, x);
        let (high, low) = two_sum(sum, self.low + error);
        Self { high, low }
    }

    /// x − y without rounding.
    pub fn difference(x: f64, y: f64) -> Self {
        let (high, low) = two_sum(x, -y);
        Self { high, low }
    }

    /// Adds another. Without rounding where both are multiples of a number that is no less than
    /// 2⁻¹⁰³ of the sum.
    #[must_use]
    pub fn sum(self, other: Self) -> Self {
        let (sum, error) = two_sum(self.high, other.high);
        let (high, low) = two_sum(sum, (self.low + other.low) + error);
        Self { high, low }
    }

    /// The product, to about 2⁻¹⁰² of it.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let (product, error) = two_product(self.high, other.high);
        let rest = error + (self.high * other.low + self.low * other.high);
        let (high, low) = two_sum(product, rest);
        Self { high, low }
    }

    /// The ratio to a double.
    #[must_use]
    pub fn over(self, y: f64) -> Self {
        let first = self.high / y;
        let (product, error) = two_product(first, y);
        let rest = ((self.high - product) - error + self.low) / y;
        let (high, low) = two_sum(first, rest);
        Self { high, low }
    }

    /// Adds the exact product of a double and a double-double.
    #[must_use]
    pub fn plus_product(self, x: f64, y: Self) -> Self {
        let (product, error) = two_product(x, y.high);
        self.plus(product).plus(error + x * y.low)
    }
}
