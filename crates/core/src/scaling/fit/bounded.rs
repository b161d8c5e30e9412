//! Parameters that live between bounds, moved by unbounded ones.

/// A number in (low, high) as a logistic function of one on the whole line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounded {
    low: f64,
    high: f64,
}

/// A parameter within this share of its range from a bound is at it.
const AT_BOUND: f64 = 1e-4;

impl Bounded {
    /// The range (low, high).
    pub const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// The number and its derivative at t.
    pub fn at(self, t: f64) -> (f64, f64) {
        let range = self.high - self.low;
        let e = libm::exp(-t.abs());
        let (small, large) = (e / (1.0 + e), 1.0 / (1.0 + e));
        let share = if t >= 0.0 { large } else { small };
        (self.low + range * share, range * small * large)
    }

    /// The t of a number, which is moved inside the range first.
    pub fn inverse(self, x: f64) -> f64 {
        let share = ((x - self.low) / (self.high - self.low)).clamp(1e-9, 1.0 - 1e-9);
        libm::log(share) - libm::log1p(-share)
    }

    /// Whether a number is as good as at one of the ends.
    pub fn is_at_bound(self, x: f64) -> bool {
        let share = (x - self.low) / (self.high - self.low);
        !(AT_BOUND..=1.0 - AT_BOUND).contains(&share)
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;

    #[test]
    fn the_inverse_leads_back_and_the_derivative_is_one() {
        let range = Bounded::new(0.0, 10.0);
        for x in [1e-3, 0.35, 5.0, 9.99] {
            let t = range.inverse(x);
            let (found, slope) = range.at(t);
            assert!((found / x - 1.0).abs() < 1e-12);
            let numeric = (range.at(t + 1e-6).0 - range.at(t - 1e-6).0) / 2e-6;
            assert!((numeric / slope - 1.0).abs() < 1e-5);
        }
        assert!(range.is_at_bound(1e-5) && !range.is_at_bound(0.05));
    }
}
