//! How inputs are distributed: the normal law of the theory, and laws that share its covariance.

use crate::error::{Error, Result};
use crate::linalg::Matrix;
use crate::rng::Stream;
use crate::wire::Fields;

/// The law of the whitened inputs z, x = Σ^{1/2} z; each has mean 0 and covariance I.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Design {
    /// Independent standard normal entries.
    Gaussian {
        /// Whether a triangle with the law of the inputs' QR factor may stand for them, which no fit can tell apart.
        bartlett: bool,
    },
    /// Independent signs.
    Rademacher,
    /// Independent entries with Student's law.
    StudentT {
        /// ν > 2.
        freedom: f64,
    },
    /// Rows with Student's multivariate law: normal rows of random length, to which universality does not extend.
    Elliptical {
        /// ν > 2.
        freedom: f64,
    },
}

const KINDS: [&str; 4] = ["gaussian", "rademacher", "studentT", "elliptical"];

/// Degrees of freedom where none are given: fourth moments are finite, sixth are not.
const FREEDOM: f64 = 5.0;

impl Design {
    /// Takes `design`: a kind, or `{ kind, … }` with `bartlett` or `degreesOfFreedom`; Gaussian where it is absent.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        if !fields.has("design") || fields.holds_text("design") {
            let kind = fields.choice("design", &KINDS, Some("gaussian"))?;
            return Ok(Self::of(kind, true, FREEDOM));
        }
        let mut fields = fields.object("design")?;
        let kind = fields.choice("kind", &KINDS, None)?;
        let bartlett = if kind == "gaussian" { fields.flag_or("bartlett", true)? } else { false };
        let freedom = match kind {
            "studentT" | "elliptical" => read_freedom(&mut fields)?,
            _ => FREEDOM,
        };
        fields.finish()?;
        Ok(Self::of(kind, bartlett, freedom))
    }

    fn of(kind: &str, bartlett: bool, freedom: f64) -> Self {
        match kind {
            "rademacher" => Self::Rademacher,
            "studentT" => Self::StudentT { freedom },
            "elliptical" => Self::Elliptical { freedom },
            _ => Self::Gaussian { bartlett },
        }
    }

    /// `rows` independent draws of z.
    pub fn rows(self, stream: &mut Stream, rows: usize, columns: usize) -> Matrix {
        let mut z = Matrix::zeros(rows, columns);
        match self {
            Self::Gaussian { .. } => stream.fill_normal(&mut z.data, 1.0),
            Self::Rademacher => z.data.iter_mut().for_each(|z| *z = stream.sign()),
            Self::StudentT { freedom } => {
                z.data.iter_mut().for_each(|z| *z = radius(stream, freedom) * stream.normal());
            }
            Self::Elliptical { freedom } => {
                for i in 0..rows {
                    let radius = radius(stream, freedom);
                    stream.fill_normal(z.row_mut(i), radius);
                }
            }
        }
        z
    }
}

/// √((ν − 2)/χ²_ν): times a normal number it has Student's law, with variance 1.
fn radius(stream: &mut Stream, freedom: f64) -> f64 {
    f64::sqrt((freedom - 2.0) / stream.chi_squared(freedom))
}

fn read_freedom(fields: &mut Fields) -> Result<f64> {
    let freedom = fields.number_or("degreesOfFreedom", FREEDOM)?;
    if freedom > 2.0 {
        return Ok(freedom);
    }
    let condition = "above 2, for the variance to be finite";
    Err(Error::out_of_range(&fields.path("degreesOfFreedom"), condition, freedom))
}

/// The upper trapezoidal factor R of P × D normal entries Z = Q R (Bartlett): χ_{P−i} on the diagonal, normal entries
/// right of it. Rows beyond the first D are left out but for one of zeros, on which the labels' noise has its remainder.
pub fn triangle(stream: &mut Stream, samples: usize, columns: usize) -> Matrix {
    let mut r = Matrix::zeros(samples.min(columns + 1), columns);
    for i in 0..r.rows.min(columns) {
        let row = r.row_mut(i);
        row[i] = f64::sqrt(stream.chi_squared((samples - i) as f64));
        stream.fill_normal(&mut row[i + 1..], 1.0);
    }
    r
}

/// The next column of that factor: normal entries, and below them the length of what is left of P.
pub fn last_column(stream: &mut Stream, samples: usize, columns: usize) -> Vec<f64> {
    let mut column = vec![0.0; samples.min(columns + 1)];
    let above = samples.min(columns);
    stream.fill_normal(&mut column[..above], 1.0);
    if let Some(last) = column.get_mut(columns) {
        *last = f64::sqrt(stream.chi_squared((samples - columns) as f64));
    }
    column
}
