//! Kernels, and matrices of their values.

use crate::error::{Error, Result};
use crate::limits::check_count;
use crate::linalg::{Matrix, dot, gram, squared_distance};
use crate::wire::{Fields, Record, Value};
use std::f64::consts::PI;

/// A positive semidefinite kernel K(x, x').
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kernel {
    /// x·x'
    Linear,
    /// (scale x·x' + offset)^degree
    Polynomial {
        /// Whole power from 1 up.
        degree: f64,
        /// Factor of the inner product.
        scale: f64,
        /// Added constant, zero or more.
        offset: f64,
    },
    /// exp(−γ|x−x'|²)
    Rbf {
        /// Inverse squared width γ > 0.
        gamma: f64,
    },
    /// exp(−γ|x−x'|) in the 1-norm or the 2-norm
    Laplacian {
        /// Inverse width γ > 0.
        gamma: f64,
        /// Whether distances are in the 1-norm.
        manhattan: bool,
    },
    /// The ReLU network kernels of infinite width: arc-cosine (NNGP), or tangent (NTK).
    ArcCosine {
        /// Hidden layers, 1 or more.
        layers: usize,
        /// Whether all layers are trained (NTK) or only the last (NNGP).
        tangent: bool,
    },
}

impl Kernel {
    /// Reads `{ kind, … }`; linear where absent.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let Some(mut kernel) = fields.object_if_any("kernel")? else {
            return Ok(Self::Linear);
        };
        let kinds = ["linear", "polynomial", "rbf", "laplacian", "arcCosine"];
        let read = match kernel.choice("kind", &kinds, None)? {
            "linear" => Self::Linear,
            "polynomial" => Self::Polynomial {
                degree: kernel.count("degree", 1)? as f64,
                scale: kernel.positive_or("scale", 1.0)?,
                offset: kernel.non_negative_or("offset", 1.0)?,
            },
            "rbf" => Self::Rbf { gamma: kernel.positive("gamma")? },
            "laplacian" => Self::Laplacian {
                gamma: kernel.positive("gamma")?,
                manhattan: kernel.choice("norm", &["l1", "l2"], Some("l1"))? == "l1",
            },
            _ => Self::ArcCosine {
                layers: read_layers(&mut kernel)?,
                tangent: kernel.flag_or("tangent", false)?,
            },
        };
        kernel.finish()?;
        Ok(read)
    }

    /// The object that [`Kernel::read`] understands.
    pub fn describe(&self) -> Value {
        let record = Record::new();
        match *self {
            Self::Linear => record.with("kind", "linear"),
            Self::Polynomial { degree, scale, offset } => record
                .with("kind", "polynomial")
                .with("degree", degree)
                .with("scale", scale)
                .with("offset", offset),
            Self::Rbf { gamma } => record.with("kind", "rbf").with("gamma", gamma),
            Self::Laplacian { gamma, manhattan } => record
                .with("kind", "laplacian")
                .with("gamma", gamma)
                .with("norm", if manhattan { "l1" } else { "l2" }),
            Self::ArcCosine { layers, tangent } => {
                record.with("kind", "arcCosine").with("layers", layers).with("tangent", tangent)
            }
        }
        .into()
    }

    /// The symmetric matrix K(x_i, x_j).
    ///
    /// # Errors
    /// `OutOfRange` where a value overflows.
    pub fn matrix(&self, x: &Matrix) -> Result<Matrix> {
        let k = if *self == Self::Linear { gram(x) } else { self.pairwise(x) };
        match k.data.iter().find(|value| !value.is_finite()) {
            None => Ok(k),
            Some(value) => {
                Err(Error::out_of_range("X", "scaled so that the kernel is finite", *value))
            }
        }
    }

    fn pairwise(&self, x: &Matrix) -> Matrix {
        let (n, norms) = (x.rows, row_norms(x));
        let mut k = Matrix::zeros(n, n);
        for i in 0..n {
            for j in 0..=i {
                let value = self.value(x.row(i), x.row(j), norms[i], norms[j]);
                k.data[i * n + j] = value;
                k.data[j * n + i] = value;
            }
        }
        k
    }

    /// K(x_i, z_j), one row for each x.
    pub fn between(&self, x: &Matrix, z: &Matrix) -> Matrix {
        let (x_norms, z_norms) = (row_norms(x), row_norms(z));
        let mut k = Matrix::zeros(x.rows, z.rows);
        for i in 0..x.rows {
            for j in 0..z.rows {
                k.data[i * z.rows + j] = self.value(x.row(i), z.row(j), x_norms[i], z_norms[j]);
            }
        }
        k
    }

    /// One value; `p` and `q` are the norms of x and z.
    fn value(&self, x: &[f64], z: &[f64], p: f64, q: f64) -> f64 {
        match *self {
            Self::Linear => dot(x, z),
            Self::Polynomial { degree, scale, offset } => {
                libm::pow(scale * dot(x, z) + offset, degree)
            }
            Self::Rbf { gamma } => libm::exp(-gamma * squared_distance(x, z)),
            Self::Laplacian { gamma, manhattan: true } => {
                libm::exp(-gamma * crate::linalg::reduce(x, z, |a, b| (a - b).abs()))
            }
            Self::Laplacian { gamma, manhattan: false } => {
                libm::exp(-gamma * f64::sqrt(squared_distance(x, z)))
            }
            Self::ArcCosine { layers, tangent } => arc_cosine(x, z, p, q, layers, tangent),
        }
    }
}

/// Deeper networks have the same kernel to any precision, at a cost.
const MOST_LAYERS: usize = 1_000;

fn read_layers(kernel: &mut Fields) -> Result<usize> {
    let layers = kernel.count_or("layers", 1, 1)?;
    check_count(&kernel.path("layers"), layers, MOST_LAYERS)?;
    Ok(layers)
}

fn row_norms(x: &Matrix) -> Vec<f64> {
    (0..x.rows).map(|i| f64::sqrt(dot(x.row(i), x.row(i)))).collect()
}

/// Cho and Saul's kernel of degree one, iterated; the tangent kernel adds each layer's share.
///
/// With weights of variance 2/width each layer keeps |x|, so K = |x||z| cos θ_L with
/// cos θ' = (sin θ + (π − θ) cos θ)/π, and Θ' = K' + Θ (π − θ)/π.
fn arc_cosine(x: &[f64], z: &[f64], p: f64, q: f64, layers: usize, tangent: bool) -> f64 {
    if p <= 0.0 || q <= 0.0 {
        return 0.0;
    }
    // The angle from both chords: arccos loses half the digits near 0 and near π.
    let chord = |sign: f64| {
        let difference = |a: f64, b: f64| (a / p - sign * b / q) * (a / p - sign * b / q);
        f64::sqrt(crate::linalg::reduce(x, z, difference))
    };
    let mut theta = 2.0 * libm::atan2(chord(1.0), chord(-1.0));
    let mut cosine = libm::cos(theta);
    let mut ntk = cosine;
    for _ in 0..layers {
        let share = (PI - theta) / PI;
        cosine = (libm::sin(theta) / PI + share * cosine).clamp(-1.0, 1.0);
        ntk = cosine + ntk * share;
        theta = next_angle(theta, cosine);
    }
    p * q * if tangent { ntk } else { cosine }
}

/// The angle of the next layer, from 1 − cos θ' = (1 − cos θ) − (sin θ − θ cos θ)/π, by its series
/// where θ is small and arccos would lose digits.
fn next_angle(theta: f64, cosine: f64) -> f64 {
    if theta > 0.1 {
        return libm::acos(cosine);
    }
    let half = libm::sin(0.5 * theta);
    let square = theta * theta;
    // sin θ − θ cos θ = θ³/3 − θ⁵/30 + θ⁷/840 − θ⁹/45360 + …
    let bend = theta
        * square
        * (1.0 / 3.0 - square * (1.0 / 30.0 - square * (1.0 / 840.0 - square / 45_360.0)));
    let versine = 2.0 * half * half - bend / PI;
    2.0 * libm::asin(f64::sqrt(0.5 * versine.max(0.0)))
}
