//! How many models are averaged.

use crate::error::{Error, Result};
use crate::simulate::learner::Learner;
use crate::simulate::streams::MOST_MEMBERS;
use crate::wire::Fields;

/// How many models are drawn for one average.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Members {
    /// Draws of features.
    pub features: usize,
    /// Draws of data.
    pub data: usize,
}

impl Members {
    /// Reads `{ size, over }`; one of each where it is absent.
    pub fn read(fields: Option<Fields>, learner: &Learner) -> Result<Self> {
        let Some(mut fields) = fields else {
            return Ok(Self { features: 1, data: 1 });
        };
        let size = fields.count("size", 1)?;
        if size > MOST_MEMBERS {
            let condition = format!("at most {MOST_MEMBERS} in a simulation");
            return Err(Error::out_of_range(&fields.path("size"), condition, size as f64));
        }
        let argument = fields.path("over");
        let over = fields.choice("over", &["features", "data", "both"], None)?;
        fields.finish()?;
        let ridge = matches!(learner, Learner::Ridge);
        if ridge && over == "features" {
            let reason =
                "\"features\" needs a model with random features, which ridge is not".into();
            return Err(Error::Conflict { argument, reason });
        }
        Ok(match over {
            "features" => Self { features: size, data: 1 },
            "data" => Self { features: 1, data: size },
            _ => Self { features: if ridge { 1 } else { size }, data: size },
        })
    }
}
