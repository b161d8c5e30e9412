//! Correlated samples in a problem: `sampleCorrelation`, `noiseCorrelation`, `testCorrelation`.

use super::grid::Grid;
use crate::error::{Error, Result};
use crate::limits::{check_fits, doubles};
use crate::model::ridge::Ridge;
use crate::spectrum::{Correlation, Stationary};
use crate::wire::Fields;

/// The name of K in a problem.
pub const SAMPLE: &str = "sampleCorrelation";

/// The name of the noise's own.
pub(super) const NOISE: &str = "noiseCorrelation";
/// The name of the test point's.
pub(super) const TEST: &str = "testCorrelation";

/// How samples, their noise and a test point are correlated.
#[derive(Debug, Clone)]
pub struct Correlated {
    pub(super) samples: Correlation,
    /// Szegő's limit in place of the matrix's own eigenvalues.
    pub(super) szego: bool,
    pub(super) noise: Noise,
    pub(super) test: Option<Test>,
    pub(super) ensemble: f64,
    /// Where the problem lies, for messages.
    root: String,
}

/// The correlation of the label noise.
#[derive(Debug, Clone)]
pub(super) enum Noise {
    Matched,
    White,
    Other(Correlation),
}

/// How the test point is correlated with the samples.
#[derive(Debug, Clone)]
pub(super) enum Test {
    Vector { test: Vec<f64>, noise: Option<Vec<f64>> },
    Horizon(f64),
}

impl Correlated {
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
        let noise = Noise::read(fields)?;
        let test = fields.object_if_any(TEST)?.map(Test::read).transpose()?;
        let correlated = Self { samples, szego, noise, test, ensemble: 1.0, root };
        correlated.check_parts().map(|()| Some(correlated))
    }

    /// The path of an entry of the problem.
    pub fn path(&self, name: &str) -> String {
        format!("{}{name}", self.root)
    }

    /// Averages as many models as the ensemble of `ridge`.
    pub fn average(self, ridge: &Ridge) -> Result<Self> {
        if ridge.ensemble() > 1.0 && self.test.is_some() {
            let reason = "belongs to one training set, not to an ensemble of several".into();
            return Err(Error::Conflict { argument: self.path(TEST), reason });
        }
        Ok(Self { ensemble: ridge.ensemble(), ..self })
    }

    fn check_parts(&self) -> Result<()> {
        let conflict = |name: &str, reason: &str| {
            Err(Error::Conflict { argument: self.path(name), reason: reason.into() })
        };
        if self.szego && matches!(self.noise, Noise::Other(_)) {
            return conflict(NOISE, "of its own needs the spectrum \"toeplitz\"");
        }
        match (&self.test, &self.samples, &self.noise) {
            (Some(Test::Horizon(h)), Correlation::Stationary(law), noise) => {
                let whole = libm::round(*h) >= *h && libm::round(*h) <= *h;
                if matches!(law, Stationary::NearestNeighbour { .. }) && !whole {
                    let path = self.path("testCorrelation.horizon");
                    return Err(Error::out_of_range(&path, "whole with nearest neighbours", *h));
                }
                match noise {
                    Noise::Other(Correlation::Eigenvalues(_) | Correlation::Matrix(_)) => {
                        conflict(TEST, "by a horizon needs noise of a stationary kind")
                    }
                    _ => Ok(()),
                }
            }
            (Some(Test::Horizon(_)), ..) => {
                conflict(TEST, "by a horizon needs samples of a stationary kind; give a vector")
            }
            (Some(Test::Vector { noise: None, .. }), _, Noise::Other(_)) => {
                Err(Error::Missing { argument: self.path("testCorrelation.noise") })
            }
            (Some(Test::Vector { noise: Some(_), .. }), _, Noise::Matched) => {
                conflict("testCorrelation.noise", "is that of the samples for matched noise")
            }
            (None | Some(Test::Vector { .. }), ..) => Ok(()),
        }
    }

    /// Whether eigenvectors are needed.
    pub(super) fn is_resolved(&self) -> bool {
        matches!(self.noise, Noise::Other(_)) || (self.test.is_some() && self.ahead(1).is_none())
    }

    /// Refuses sample sizes that do not fit, and negative ridges.
    pub fn check(&self, grid: &Grid) -> Result<()> {
        grid.check_not_negative(SAMPLE)?;
        for samples in &grid.samples {
            check_fits(&self.path("samples"), doubles(&[8, whole(*samples)]))?;
            self.samples.check_samples(&self.path(SAMPLE), *samples)?;
            if let Noise::Other(noise) = &self.noise {
                noise.check_samples(&self.path(NOISE), *samples)?;
            }
            if let Some(Test::Vector { test, noise }) = &self.test {
                for (name, vector) in [("vector", Some(test)), ("noise", noise.as_ref())] {
                    let found = vector.map_or(whole(*samples), Vec::len);
                    if found != whole(*samples) {
                        let path = self.path(&format!("{TEST}.{name}"));
                        let expected = format!("{} entries (one for each sample)", whole(*samples));
                        return Err(Error::shape(&path, expected, format!("{found} entries")));
                    }
                }
            }
        }
        Ok(())
    }
}

impl Noise {
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

impl Test {
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
pub(super) fn whole(samples: f64) -> usize {
    libm::round(samples).max(1.0) as usize
}
