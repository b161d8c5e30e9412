//! What a sample shows along its ridges.

/// Ridges along the window.
pub(super) const POINTS: usize = 24;

/// Modes at the top that follow no law yet.
const TOP: f64 = 10.0;

/// The eigenvalues of K/P with the target's share along each.
#[derive(Debug, Clone)]
pub struct SampleModes {
    /// Eigenvalues of K/P, those that are zero left out.
    pub eigenvalues: Vec<f64>,
    /// (u_i·y)²/P, summed over targets; empty without targets.
    pub power: Vec<f64>,
    /// Directions that no ridge fits, and the target's share in them.
    pub outside: (f64, f64),
    /// Samples P.
    pub samples: f64,
}

/// What the sample says at one ridge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// κ̂.
    pub kappa: f64,
    /// df̂₁(κ̂).
    pub df1: f64,
    /// κ̂ (1/P) yᵀ(K/P+λ)⁻¹y, an estimate of κ tf₁(κ) + σ_ε².
    pub target: f64,
    /// GCV (1 − γ̂), an estimate of the squared bias plus σ_ε².
    pub bias: f64,
}

impl SampleModes {
    /// κ̂, df̂₁ and the target's terms at a ridge.
    pub fn at(&self, lambda: f64) -> Observed {
        self.weighted(lambda, None)
    }

    pub(super) fn weighted(&self, lambda: f64, weight: Option<&[f64]>) -> Observed {
        let (count, power) = self.outside;
        let (mut trace, mut squares, mut df1) = (count, count, 0.0);
        let (mut target, mut bias) = (power, power);
        for (i, s) in self.eigenvalues.iter().enumerate() {
            let a = lambda / (s + lambda);
            trace += a;
            squares += a * a;
            df1 += s / (s + lambda);
            if let Some(c) = self.power.get(i) {
                let c = c * weight.map_or(1.0, |w| w[i]);
                target += a * c;
                bias += a * a * c;
            }
        }
        let p = self.samples;
        // κ tf₁ = (κ/λ) Σ a c², with κ/λ = P/Σa; GCV (1 − γ) = P Σ a² c²/Σ a² with c² over P.
        Observed {
            kappa: lambda * p / trace,
            df1,
            target: target * p / trace,
            bias: bias * p / squares,
        }
    }

    /// Degrees of freedom that a window can have: from the tenth mode to a tenth of the samples, or to a quarter
    /// where that leaves too little.
    pub fn default_window(&self) -> [f64; 2] {
        let rank = self.eigenvalues.len() as f64;
        let most = if self.samples >= 600.0 { self.samples / 10.0 } else { self.samples / 4.0 };
        let most = most.min(rank / 4.0);
        let least = if most >= 3.0 * TOP { TOP } else { most / 4.0 };
        [least, most]
    }

    /// Ridges at which df̂₁ runs evenly, in its logarithm, through the window.
    pub fn ridges(&self, window: [f64; 2]) -> Vec<f64> {
        let ratio = libm::log(window[1] / window[0]);
        (0..POINTS)
            .map(|i| self.ridge_of(window[0] * libm::exp(ratio * i as f64 / (POINTS - 1) as f64)))
            .collect()
    }

    /// The ridge of so many degrees of freedom.
    fn ridge_of(&self, df1: f64) -> f64 {
        let largest = self.eigenvalues.iter().fold(0.0_f64, |m, s| m.max(*s));
        let (mut low, mut high) = (1e-30 * largest, 1e6 * largest * self.samples);
        for _ in 0..200 {
            let middle = f64::sqrt(low) * f64::sqrt(high);
            let found: f64 = self.eigenvalues.iter().map(|s| s / (s + middle)).sum();
            if found > df1 { low = middle } else { high = middle }
        }
        f64::sqrt(low) * f64::sqrt(high)
    }
}
