//! The exponents of earlier models in terms of capacity α and source r, and back.

use crate::error::{Error, Result};
use crate::wire::{Fields, Record, Value};

/// α and r, with 2αr = decay − 1 for target variance ~ k^-decay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// α > 1.
    pub capacity: f64,
    /// r > 0.
    pub source: f64,
}

/// The names that are understood.
pub const FRAMES: [&str; 8] =
    ["atanasov", "cui", "bordelon", "bahri", "maloney", "simon", "kaplan", "hoffmann"];

impl Pair {
    /// 2α min(r, 1): the exponent in P with every sample used, no noise.
    pub fn data(&self) -> f64 {
        2.0 * self.capacity * self.source.min(1.0)
    }

    /// α min(2r, 1): the exponent in N with data to spare.
    pub fn width(&self) -> f64 {
        self.capacity * (2.0 * self.source).min(1.0)
    }

    fn from_decay(capacity: f64, decay: f64) -> Self {
        Self { capacity, source: (decay - 1.0) / (2.0 * capacity) }
    }

    fn decay(&self) -> f64 {
        1.0 + 2.0 * self.capacity * self.source
    }

    /// Reads a model in the words of `frame`.
    pub fn read(frame: &str, fields: &mut Fields) -> Result<Self> {
        match frame {
            "atanasov" => {
                let capacity = above_one(fields, "exponent")?;
                Ok(Self { capacity, source: fields.positive("source")? })
            }
            "cui" => {
                let capacity = above_one(fields, "alpha")?;
                Ok(Self { capacity, source: fields.positive("r")? })
            }
            "bordelon" => {
                let capacity = above_one(fields, "b")?;
                Ok(Self::from_decay(capacity, above_one(fields, "a")?))
            }
            "simon" => {
                let capacity = above_one(fields, "alpha")?;
                Ok(Self::from_decay(capacity, above_one(fields, "beta")?))
            }
            "bahri" => Ok(isotropic(fields.positive("alphaK")?)),
            "maloney" => Ok(isotropic(fields.positive("alpha")?)),
            "kaplan" => Self::from_rates(fields, "alphaN", "alphaD"),
            _ => Self::from_rates(fields, "alpha", "beta"),
        }
    }

    /// From exponents in width and data. Equal ones need the capacity, which they do not tell; unequal ones
    /// give it, as long as some α > 1 and r > 1/2 do.
    fn from_rates(fields: &mut Fields, width: &'static str, data: &'static str) -> Result<Self> {
        let (in_width, in_data) = (fields.positive(width)?, fields.positive(data)?);
        let (width, data) = (fields.path(width), fields.path(data));
        if (in_width - in_data).abs() <= 1e-9 * in_data {
            let capacity = above_one(fields, "exponent")?;
            if in_data > capacity {
                return Err(Error::Conflict {
                    argument: data,
                    reason: format!(
                        "equals {width}, which needs r ≤ 1/2: at most exponent = {capacity}"
                    ),
                });
            }
            return Ok(Self { capacity, source: in_data / (2.0 * capacity) });
        }
        let capacity = in_width;
        let source = in_data / (2.0 * capacity);
        if capacity <= 1.0 || source <= 0.5 || source > 1.0 {
            let reason = format!(
                "and {width} are of no source–capacity law: unequal exponents are α > 1 in width and 2αr in data with 1/2 < r ≤ 1"
            );
            return Err(Error::Conflict { argument: data, reason });
        }
        Ok(Self { capacity, source })
    }

    /// The same model in the words of `frame`.
    pub fn describe(&self, frame: &str) -> Result<Value> {
        let Self { capacity, source } = *self;
        let record = Record::new().with("frame", frame);
        Ok(match frame {
            "atanasov" => record.with("exponent", capacity).with("source", source),
            "cui" => record.with("alpha", capacity).with("r", source),
            "bordelon" => record.with("a", self.decay()).with("b", capacity),
            "simon" => record.with("alpha", capacity).with("beta", self.decay()),
            "bahri" => record.with("alphaK", self.isotropic_rate(frame)?),
            "maloney" => record.with("alpha", self.isotropic_rate(frame)?),
            "kaplan" => {
                self.with_capacity(record.with("alphaN", self.width()).with("alphaD", self.data()))
            }
            _ => self.with_capacity(record.with("alpha", self.width()).with("beta", self.data())),
        }
        .into())
    }

    /// Equal exponents do not tell the capacity: it goes with them, so that they can be read back.
    fn with_capacity(&self, record: Record) -> Record {
        record.with_some("exponent", (self.source <= 0.5).then_some(self.capacity))
    }

    /// Bahri and Maloney take all w̄² equal: decay = α.
    fn isotropic_rate(&self, frame: &str) -> Result<f64> {
        let rate = self.capacity - 1.0;
        if (2.0 * self.capacity * self.source - rate).abs() <= 1e-9 * rate {
            return Ok(rate);
        }
        Err(Error::Conflict {
            argument: "source".into(),
            reason: format!(
                "must be (α − 1)/(2α) for {frame}, whose teachers weigh all directions alike"
            ),
        })
    }
}

fn isotropic(rate: f64) -> Pair {
    Pair { capacity: 1.0 + rate, source: rate / (2.0 * (1.0 + rate)) }
}

fn above_one(fields: &mut Fields, name: &'static str) -> Result<f64> {
    let x = fields.number(name)?;
    if x > 1.0 { Ok(x) } else { Err(Error::out_of_range(&fields.path(name), "above 1", x)) }
}

/// Chinchilla's L = E + A/N^a + B/D^b of a source–capacity law without ridge, by its two limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chinchilla {
    /// A and a: the excess error A N^-a with data to spare.
    pub width: [f64; 2],
    /// B and b: the excess error B P^-b with width to spare.
    pub data: [f64; 2],
}

/// The amplitudes of an infinite power law, σ_k = k^-α, no noise, no ridge.
///
/// κ = (c₁/N)^α; width: κ tf₁(κ) = κ^{2r} π/(α sin 2πr) for r < 1/2, κ ζ(1 + 2αr − α) for r > 1/2. Data:
/// α κ² Σ w̄²σ/(σ+κ)² = κ^{2r} π(1−2r)/sin 2πr for r < 1, α κ² ζ(1 + 2αr − 2α) for r > 1.
pub fn chinchilla(pair: Pair) -> Result<Chinchilla> {
    let Pair { capacity, source } = pair;
    let near = |x: f64| (source - x).abs() < 1e-9;
    if near(0.5) || near(1.0) {
        return Err(Error::out_of_range(
            "source",
            "other than 1/2 and 1, where powers carry logarithms",
            source,
        ));
    }
    let df1 = crate::spectrum::Continuum::new(capacity)?.df1;
    let kappa = |power: f64| libm::pow(df1, capacity * power);
    let angle = core::f64::consts::PI * 2.0 * source;
    let zeta = |lost: f64| crate::spectrum::zeta(1.0 + 2.0 * capacity * source - lost * capacity);
    let width = if source < 0.5 {
        kappa(2.0 * source) * core::f64::consts::PI / (capacity * libm::sin(angle))
    } else {
        kappa(1.0) * zeta(1.0)
    };
    let data = if source < 1.0 {
        kappa(2.0 * source) * core::f64::consts::PI * (1.0 - 2.0 * source) / libm::sin(angle)
    } else {
        kappa(2.0) * capacity * zeta(2.0)
    };
    Ok(Chinchilla { width: [width, pair.width()], data: [data, pair.data()] })
}

/// The split of C = N D that minimises A/N^a + B/D^b: N ~ C^{b/(a+b)}, D ~ C^{a/(a+b)}, loss ~ C^{-ab/(a+b)}.
pub fn compute_exponents(width: f64, data: f64) -> [f64; 3] {
    let sum = width + data;
    [data / sum, width / sum, width * (data / sum)]
}
