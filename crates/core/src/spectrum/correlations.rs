//! How a problem says that its samples are correlated: `sampleCorrelation`, `noiseCorrelation`, `testCorrelation`.

use super::{Correlation, Stationary};
use crate::error::{Error, Result};
use crate::wire::Fields;

/// The name of K in a problem.
pub const SAMPLE: &str = "sampleCorrelation";

/// The name of the noise's own.
pub const NOISE: &str = "noiseCorrelation";

/// The name of the test point's.
pub const TEST: &str = "testCorrelation";

/// How samples, their noise and a test point are correlated.
#[derive(Debug, Clone)]
pub struct Correlations {
    /// K.
    pub samples: Correlation,
    /// Szegő's limit in place of the matrix's own eigenvalues.
    pub szego: bool,
    /// Of the label noise.
    pub noise: NoiseCorrelation,
    /// Of the test point with the samples; independent where absent.
    pub test: Option<TestCorrelation>,
    /// Where the problem lies, for messages.
    root: String,
}

/// The correlation of the label noise.
#[derive(Debug, Clone)]
pub enum NoiseCorrelation {
    /// That of the inputs.
    Matched,
    /// None.
    White,
    /// One of its own.
    Other(Correlation),
}

/// How the test point is correlated with the samples.
#[derive(Debug, Clone)]
pub enum TestCorrelation {
    /// k and k_n.
    Vector {
        /// k.
        test: Vec<f64>,
        /// k_n.
        noise: Option<Vec<f64>>,
    },
    /// So many steps after the last sample.
    Horizon(f64),
}

impl Correlations {
    /// Reads the three entries; nothing where samples are independent.
    pub fn read(fields: &mut Fields) -> Result<Option<Self>> {
        let root = fields.path("");
        let Some(mut entry) = fields.object_if_any(SAMPLE)? else {
            // Taken, not looked for, so that they count as known.
            let stray = [NOISE, TEST].map(|name| fields.take(name).map(|_| fields.path(name)));
            return match stray.into_iter().flatten().next() {
                None => Ok(None),
                Some(argument) => {
                    let reason = format!("has no meaning without {SAMPLE}");
                    Err(Error::Conflict { argument, reason })
                }
            };
        };
        let samples = Correlation::read(&mut entry)?;
        let szego = entry.choice("spectrum", &["toeplitz", "szego"], Some("toeplitz"))? == "szego";
        if szego && !matches!(samples, Correlation::Stationary(_)) {
            let reason = "\"szego\" is the limit of a stationary kind".into();
            return Err(Error::Conflict { argument: entry.path("spectrum"), reason });
        }
        entry.finish()?;
        let noise = NoiseCorrelation::read(fields)?;
        let test = fields.object_if_any(TEST)?.map(TestCorrelation::read).transpose()?;
        let read = Self { samples, szego, noise, test, root };
        read.check_parts().map(|()| Some(read))
    }

    /// The path of an entry of the problem.
    pub fn path(&self, name: &str) -> String {
        format!("{}{name}", self.root)
    }

    /// Refuses a test point where several training sets are averaged.
    pub fn check_one_set(&self, sets: f64) -> Result<()> {
        if sets > 1.0 && self.test.is_some() {
            let reason = "belongs to one training set, not to an ensemble of several".into();
            return Err(Error::Conflict { argument: self.path(TEST), reason });
        }
        Ok(())
    }

    /// Refuses a number of samples that is not that of what is listed.
    pub fn check_samples(&self, samples: f64) -> Result<()> {
        self.samples.check_samples(&self.path(SAMPLE), samples)?;
        if let NoiseCorrelation::Other(noise) = &self.noise {
            noise.check_samples(&self.path(NOISE), samples)?;
        }
        let Some(TestCorrelation::Vector { test, noise }) = &self.test else { return Ok(()) };
        let needed = whole(samples);
        for (name, vector) in [("vector", Some(test)), ("noise", noise.as_ref())] {
            let found = vector.map_or(needed, Vec::len);
            if found != needed {
                let expected = format!("{needed} entries (one for each sample)");
                let path = self.path(&format!("{TEST}.{name}"));
                return Err(Error::shape(&path, expected, format!("{found} entries")));
            }
        }
        Ok(())
    }

    /// k and k_n for n samples; none of an independent test point.
    pub fn vectors(&self, n: usize) -> Option<(Vec<f64>, Vec<f64>)> {
        let row = |law: &Stationary, h: f64| -> Vec<f64> {
            (0..n).map(|i| law.at((n - 1 - i) as f64 + h)).collect()
        };
        let (test, noise) = match (self.test.as_ref()?, &self.samples) {
            (TestCorrelation::Vector { test, noise }, _) => (test.clone(), noise.clone()),
            (TestCorrelation::Horizon(h), Correlation::Stationary(law)) => {
                let noise = match &self.noise {
                    NoiseCorrelation::Other(Correlation::Stationary(law)) => Some(row(law, *h)),
                    _ => None,
                };
                (row(law, *h), noise)
            }
            _ => return None,
        };
        let noise = noise.unwrap_or_else(|| match self.noise {
            NoiseCorrelation::Matched => test.clone(),
            _ => vec![0.0; n],
        });
        Some((test, noise))
    }

    fn check_parts(&self) -> Result<()> {
        let conflict = |name: &str, reason: &str| {
            Err(Error::Conflict { argument: self.path(name), reason: reason.into() })
        };
        if self.szego && matches!(self.noise, NoiseCorrelation::Other(_)) {
            return conflict(NOISE, "of its own needs the spectrum \"toeplitz\"");
        }
        match (&self.test, &self.samples, &self.noise) {
            (Some(TestCorrelation::Horizon(h)), Correlation::Stationary(law), noise) => {
                let whole = libm::round(*h) >= *h && libm::round(*h) <= *h;
                if matches!(law, Stationary::NearestNeighbour { .. }) && !whole {
                    let path = self.path("testCorrelation.horizon");
                    return Err(Error::out_of_range(&path, "whole with nearest neighbours", *h));
                }
                match noise {
                    NoiseCorrelation::Other(
                        Correlation::Eigenvalues(_) | Correlation::Matrix(_),
                    ) => conflict(TEST, "by a horizon needs noise of a stationary kind"),
                    _ => Ok(()),
                }
            }
            (Some(TestCorrelation::Horizon(_)), ..) => {
                conflict(TEST, "by a horizon needs samples of a stationary kind; give a vector")
            }
            (Some(TestCorrelation::Vector { noise: None, .. }), _, NoiseCorrelation::Other(_)) => {
                Err(Error::Missing { argument: self.path("testCorrelation.noise") })
            }
            (
                Some(TestCorrelation::Vector { noise: Some(_), .. }),
                _,
                NoiseCorrelation::Matched,
            ) => conflict("testCorrelation.noise", "is that of the samples for matched noise"),
            (None | Some(TestCorrelation::Vector { .. }), ..) => Ok(()),
        }
    }
}

impl NoiseCorrelation {
    fn read(fields: &mut Fields) -> Result<Self> {
        if fields.has(NOISE) && !fields.holds_text(NOISE) {
            let mut entry = fields.object(NOISE)?;
            let correlation = Correlation::read(&mut entry)?;
            entry.finish()?;
            return Ok(Self::Other(correlation));
        }
        let expected = "\"matched\", \"white\" or a correlation";
        match fields.word(NOISE, &["matched", "white"], "matched", expected)? {
            "white" => Ok(Self::White),
            _ => Ok(Self::Matched),
        }
    }
}

impl TestCorrelation {
    fn read(mut fields: Fields) -> Result<Self> {
        let test = if fields.has("horizon") {
            Self::Horizon(fields.positive("horizon")?)
        } else {
            let test = fields.numbers("vector")?;
            Self::Vector { test, noise: fields.numbers_if_any("noise")? }
        };
        fields.finish()?;
        Ok(test)
    }
}

/// The nearest whole number of samples: its eigenvalues stand for `samples`.
pub fn whole(samples: f64) -> usize {
    libm::round(samples).max(1.0) as usize
}
