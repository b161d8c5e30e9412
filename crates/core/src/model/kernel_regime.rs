//! Dot-product kernels at P ~ D^ℓ: what a kernel learns of each degree.

use crate::error::{Error, Result};
use crate::wire::{Fields, Record, Value};

/// A kernel Σ μ_k² t^k on inputs without a preferred direction, and a target of given power in each degree.
///
/// As D grows with P ~ D^ℓ the degrees below ℓ are learned; degree ℓ is a white block of B = D^ℓ/ℓ! modes of
/// eigenvalue μ_ℓ²/B; degrees above are a ridge, λ_eff = λ + Σ_{k>ℓ} μ_k²/P, and their part of the target is noise.
/// Source: Mei, Misiakiewicz, Montanari (arXiv 2101.10588); Xiao, Hu, Misiakiewicz, Lu, Pennington (arXiv 2205.14846).
#[derive(Debug)]
pub struct KernelRegime {
    /// μ_k² of each degree.
    squares: Vec<f64>,
    /// Σ μ_k² of all degrees beyond.
    beyond: f64,
    /// F_k², the target's power in each degree.
    target: Vec<f64>,
    dimension: f64,
    samples: f64,
    /// λ, without what higher degrees add.
    pub lambda: f64,
    noise: f64,
}

impl KernelRegime {
    /// Reads `{ coefficients, secondMoment?, target, dimension, samples, lambda = 0, noise = 0 }`.
    ///
    /// # Errors
    /// A second moment below Σ μ_k², a negative power, a dimension below 2.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let coefficients = fields.numbers("coefficients")?;
        let squares: Vec<f64> = coefficients.iter().map(|mu| mu * mu).collect();
        let sum: f64 = squares.iter().sum();
        let second = fields.positive_or("secondMoment", sum)?;
        if second < sum * (1.0 - 1e-9) {
            let condition = format!("at least {sum}, the sum of the squared coefficients");
            return Err(Error::out_of_range(&fields.path("secondMoment"), condition, second));
        }
        let target = fields.numbers("target")?;
        if let Some(k) = target.iter().position(|power| *power < 0.0) {
            let path = format!("{}[{k}]", fields.path("target"));
            return Err(Error::out_of_range(&path, "not negative", target[k]));
        }
        let dimension = fields.positive("dimension")?;
        if dimension < 2.0 {
            return Err(Error::out_of_range(&fields.path("dimension"), "at least 2", dimension));
        }
        let beyond = (second - sum).max(0.0);
        let (samples, lambda) =
            (fields.positive("samples")?, fields.non_negative_or("lambda", 0.0)?);
        let noise = fields.non_negative_or("noise", 0.0)?;
        Ok(Self { squares, beyond, target, dimension, samples, lambda, noise })
    }

    /// B = D^ℓ/ℓ!.
    fn block(&self, degree: usize) -> f64 {
        (1..=degree).fold(1.0, |size, k| size * (self.dimension / k as f64))
    }

    /// The degree whose block P is nearest to in its logarithm.
    fn degree(&self) -> usize {
        let apart = |degree: usize| libm::log(self.samples / self.block(degree)).abs();
        let mut degree = 1;
        while apart(degree + 1) < apart(degree) {
            degree += 1;
        }
        degree
    }

    fn square(&self, degree: usize) -> f64 {
        self.squares.get(degree).copied().unwrap_or(0.0)
    }

    fn power(&self, degree: usize) -> f64 {
        self.target.get(degree).copied().unwrap_or(0.0)
    }

    /// The test error where the kernel has nothing at degree ℓ: noise and all that is not below.
    pub fn unlearned_error(&self) -> f64 {
        self.noise + self.lost(self.degree())
    }

    /// The target's power in degrees above ℓ, and in those that the kernel does not have.
    fn lost(&self, degree: usize) -> f64 {
        let count = self.target.len().max(degree + 1);
        let unlearned = |k: &usize| *k > degree || self.square(*k) <= 0.0;
        (0..count).filter(unlearned).map(|k| self.power(k)).sum()
    }

    /// The regime as a record without its risk, and the ridge problem that gives it; none where the kernel has nothing
    /// at degree ℓ.
    pub fn describe(&self) -> (Record, Option<Value>, f64) {
        let degree = self.degree();
        let block = self.block(degree);
        let learned: Vec<f64> =
            (0..degree).filter(|k| self.square(*k) > 0.0).map(|k| k as f64).collect();
        let higher: f64 = self.squares.iter().skip(degree + 1).sum::<f64>() + self.beyond;
        let lambda = self.lambda + higher / self.samples;
        let lost = self.lost(degree);
        let (noise, eigenvalue) = (self.noise + lost, self.square(degree) / block);
        let record = Record::new()
            .with("degree", degree as f64)
            .with("learned", learned)
            .with("blockSize", block)
            .with("blockEigenvalue", eigenvalue)
            .with("ratio", self.samples / block)
            .with("effectiveLambda", lambda)
            .with("effectiveNoise", noise);
        let isotropic = |kind: &str| Record::new().with("kind", kind);
        let problem = Record::new()
            .with("model", isotropic("ridge"))
            .with(
                "spectrum",
                isotropic("isotropic").with("dimension", block).with("value", eigenvalue),
            )
            .with(
                "target",
                isotropic("isotropic").with("squaredNorm", self.power(degree) / eigenvalue),
            )
            .with("noise", noise)
            .with("samples", self.samples)
            .with("lambda", lambda);
        (record, (eigenvalue > 0.0).then(|| problem.into()), lost)
    }
}
