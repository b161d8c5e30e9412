//! Correlated samples as a model of a problem.

use super::grid::Grid;
use crate::error::Result;
use crate::limits::{check_fits, doubles};
use crate::model::ridge::Ridge;
use crate::spectrum::{Correlations, NoiseCorrelation, SAMPLE, whole};
use crate::wire::Fields;

/// Ridge regression on correlated samples.
#[derive(Debug, Clone)]
pub struct Correlated {
    pub(super) entries: Correlations,
    pub(super) ensemble: f64,
}

impl Correlated {
    /// Reads the entries that say so; nothing where samples are independent.
    pub fn read(fields: &mut Fields) -> Result<Option<Self>> {
        Ok(Correlations::read(fields)?.map(|entries| Self { entries, ensemble: 1.0 }))
    }

    /// Averages as many models as the ensemble of `ridge`.
    pub fn average(self, ridge: &Ridge) -> Result<Self> {
        self.entries.check_one_set(ridge.ensemble())?;
        Ok(Self { ensemble: ridge.ensemble(), ..self })
    }

    /// Whether eigenvectors are needed.
    pub(super) fn is_resolved(&self) -> bool {
        let Correlations { noise, test, .. } = &self.entries;
        matches!(noise, NoiseCorrelation::Other(_)) || (test.is_some() && self.ahead(1).is_none())
    }

    /// Refuses sample sizes that do not fit, and negative ridges.
    pub fn check(&self, grid: &Grid) -> Result<()> {
        grid.check_not_negative(SAMPLE)?;
        for samples in &grid.samples {
            check_fits(&self.entries.path("samples"), doubles(&[8, whole(*samples)]))?;
            self.entries.check_samples(*samples)?;
        }
        Ok(())
    }
}
