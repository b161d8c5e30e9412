//! Averages of models with random features.

use crate::error::Result;
use crate::wire::Fields;

/// What an ensemble averages over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// New features, the same data.
    Features,
    /// New data, the same features.
    Data,
    /// New features and data.
    Both,
}

/// An average of `size` models.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ensemble {
    /// How many.
    pub size: f64,
    /// What is drawn anew for each.
    pub over: Over,
}

impl Ensemble {
    /// How many data sets there are.
    pub fn over_data(&self) -> f64 {
        self.divisors().1
    }

    /// What the average divides parts by that are drawn with the features, and those drawn with the data.
    pub fn divisors(&self) -> (f64, f64) {
        match self.over {
            Over::Features => (self.size, 1.0),
            Over::Data => (1.0, self.size),
            Over::Both => (self.size, self.size),
        }
    }

    /// Reads `{ size, over }`; a single model where there is none.
    pub fn read(fields: Option<Fields>) -> Result<Self> {
        let Some(mut fields) = fields else {
            return Ok(Self { size: 1.0, over: Over::Both });
        };
        let size = fields.natural("size", 1)?;
        let over = match fields.choice("over", &["features", "data", "both"], None)? {
            "features" => Over::Features,
            "data" => Over::Data,
            _ => Over::Both,
        };
        fields.finish()?;
        Ok(Self { size, over })
    }
}
