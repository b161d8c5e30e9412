//! A test point that is correlated with the training samples, as the next value of a time series is.

use super::correlated_ridge::Risk;
use crate::linalg::{Matrix, dot};

/// A test point of unit variance whose correlation with the samples is k, and with their noise k_n.
#[derive(Debug)]
pub enum TestPoint {
    /// In the eigenbasis of K.
    Resolved(Resolved),
    /// The exponential correlation h steps after the last sample: K⁻¹ is tridiagonal.
    Ahead(Ahead),
}

/// Overlaps with the eigenvectors of K.
#[derive(Debug)]
pub struct Resolved {
    /// Eigenvalues l of K.
    pub values: Vec<f64>,
    /// U k.
    pub test: Vec<f64>,
    /// U k_n.
    pub noise: Vec<f64>,
    /// The correlation of the noise.
    pub kind: NoiseKind,
}

/// The correlation K_n of the noise.
#[derive(Debug)]
pub enum NoiseKind {
    /// K_n = K and k_n = k.
    Matched,
    /// K_n = I.
    White,
    /// U K_n Uᵀ.
    General(Matrix),
}

impl NoiseKind {
    /// The noise along eigenvector i of K, whose eigenvalues are `values`.
    pub fn along(&self, values: &[f64], i: usize) -> f64 {
        match self {
            Self::Matched => values[i],
            Self::White => 1.0,
            Self::General(matrix) => matrix.at(i, i),
        }
    }
}

/// Forecasting an exponential correlation.
#[derive(Debug, Clone, Copy)]
pub struct Ahead {
    /// ξ.
    pub length: f64,
    /// h.
    pub horizon: f64,
    /// T.
    pub samples: usize,
    /// Whether the noise is white; else it is matched.
    pub white: bool,
}

/// What the test point changes.
#[derive(Debug, Clone, Copy)]
pub struct CorrelatedError {
    /// ρ = kᵀK⁻¹k.
    pub rho: f64,
    /// τ = 1 − kᵀ(K+2κ̃)(K+κ̃)⁻²k.
    pub tau: f64,
    /// The error on its noisy label.
    pub error: f64,
}

/// τ with the quadratic forms of the noise.
struct Forms {
    rho: f64,
    tau: f64,
    /// 1 − 2 kᵀ(K+κ̃)⁻¹k_n + kᵀ(K+κ̃)⁻¹K_n(K+κ̃)⁻¹k.
    noise: f64,
}

impl TestPoint {
    /// (signal + Var_Xε) τ + σ_ε² {1 − 2 kᵀ(K+κ̃)⁻¹k_n + kᵀ(K+κ̃)⁻¹K_n(K+κ̃)⁻¹k}; τ E for matched noise.
    pub(super) fn error(&self, risk: &Risk) -> CorrelatedError {
        let kappa = risk.coupled.kappa_tilde;
        let Forms { rho, tau, noise } = match self {
            Self::Resolved(resolved) => resolved.forms(kappa),
            Self::Ahead(ahead) => ahead.forms(kappa),
        };
        let learned = risk.signal + risk.noise_variance;
        CorrelatedError { rho, tau, error: over_all(learned, tau) + over_all(risk.noise, noise) }
    }
}

/// A product that is zero where its first factor is.
fn over_all(x: f64, factor: f64) -> f64 {
    if x > 0.0 { x * factor } else { 0.0 }
}

impl Resolved {
    /// ρ = Σ c²/l, c = U k; directions of no variance must not matter.
    pub fn rho(&self) -> f64 {
        self.sum(|l, c, _| if l > 0.0 { c * c / l } else { 0.0 })
    }

    fn sum(&self, term: impl Fn(f64, f64, f64) -> f64) -> f64 {
        let overlaps = self.test.iter().zip(&self.noise);
        self.values.iter().zip(overlaps).map(|(l, (c, d))| term(*l, *c, *d)).sum()
    }

    fn forms(&self, kappa: f64) -> Forms {
        // Where κ̃ = 0 directions of no variance do not count.
        let inverse = |l: f64| if l + kappa > 0.0 { 1.0 / (l + kappa) } else { 0.0 };
        let tau = 1.0 - self.sum(|l, c, _| c * c * (l + 2.0 * kappa) * inverse(l) * inverse(l));
        let cross = self.sum(|l, c, d| c * d * inverse(l));
        let noise = match &self.kind {
            NoiseKind::Matched => tau,
            NoiseKind::White => {
                1.0 - 2.0 * cross + self.sum(|l, c, _| (c * inverse(l)) * (c * inverse(l)))
            }
            NoiseKind::General(matrix) => {
                let weights: Vec<f64> =
                    self.values.iter().zip(&self.test).map(|(l, c)| c * inverse(*l)).collect();
                let rows = (0..matrix.rows).map(|i| weights[i] * dot(matrix.row(i), &weights));
                1.0 - 2.0 * cross + rows.sum::<f64>()
            }
        };
        Forms { rho: self.rho(), tau, noise }
    }
}

impl Ahead {
    /// k = e^(−h/ξ) times the last row of K. With Q = K⁻¹ and z = (1+κ̃Q)⁻¹e_T: ρ = e^(−2h/ξ),
    /// τ = (1−ρ) + ρ κ̃² zᵀQz and (K+κ̃)⁻¹k = e^(−h/ξ) z, sums of positives all.
    fn forms(self, kappa: f64) -> Forms {
        let Self { length, horizon, samples, white } = self;
        let (rho, rest) =
            (libm::exp(-2.0 * horizon / length), -libm::expm1(-2.0 * horizon / length));
        let z = last_column(length, samples, kappa);
        let r = libm::exp(-1.0 / length);
        let open = -libm::expm1(-2.0 / length);
        // zᵀQz = z₁² + Σ (z_j − r z_{j−1})²/(1−r²).
        let steps = z.windows(2).map(|pair| (pair[1] - r * pair[0]) * (pair[1] - r * pair[0]));
        let form = z[0] * z[0] + steps.sum::<f64>() / open;
        let tau = rest + rho * kappa * kappa * form;
        let noise = if white { 1.0 + rho * dot(&z, &z) } else { tau };
        Forms { rho, tau, noise }
    }
}

/// (1+κ̃Q)⁻¹e_T by elimination from the first sample on: pivots stay above one.
fn last_column(length: f64, samples: usize, kappa: f64) -> Vec<f64> {
    let r = libm::exp(-1.0 / length);
    let q = kappa / -libm::expm1(-2.0 / length);
    let diagonal = |i: usize| {
        let ends = usize::from(i == 0) + usize::from(i + 1 == samples);
        match ends {
            0 => 1.0 + q * (1.0 + r * r),
            1 => 1.0 + q,
            _ => 1.0 + kappa,
        }
    };
    let mut pivots = Vec::with_capacity(samples);
    let mut pivot = diagonal(0);
    for i in 1..samples {
        pivots.push(pivot);
        pivot = diagonal(i) - (q * r) * (q * r) / pivot;
    }
    let mut z = vec![0.0; samples];
    z[samples - 1] = 1.0 / pivot;
    for i in (0..samples - 1).rev() {
        z[i] = z[i + 1] * (q * r) / pivots[i];
    }
    z
}
