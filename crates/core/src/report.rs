//! How an answer came about.

use crate::wire::{Record, Value};

/// The outcome of a computation that was asked a meaningful question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Solved to rounding error.
    Converged,
    /// Solved, but the data or the iteration left fewer digits than usual.
    ReducedAccuracy,
    /// The answer is infinite: as many samples as modes and no ridge to regularise them.
    InterpolationThreshold,
    /// The optimum lies at infinity: no ridge, or no width, is large enough.
    Unbounded,
    /// The optimum lies at the end of what is allowed: no ridge at all, or the largest width.
    Boundary,
}

impl Status {
    /// The name users see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Converged => "Converged",
            Self::ReducedAccuracy => "ReducedAccuracy",
            Self::InterpolationThreshold => "InterpolationThreshold",
            Self::Unbounded => "Unbounded",
            Self::Boundary => "Boundary",
        }
    }
}

impl From<Status> for Value {
    fn from(status: Status) -> Self {
        Self::Text(status.name().into())
    }
}

/// What a theory says at one (P, λ), under the names users see.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// How the numbers came about.
    pub status: Status,
    /// Quantities by name.
    pub numbers: Vec<(&'static str, f64)>,
    /// Parts of the variance by name.
    pub variance: Vec<(&'static str, f64)>,
    /// Excess error under a test spectrum, where there is one.
    pub out_of_distribution: Option<f64>,
    /// The chain of renormalized ridges, where layers make one.
    pub kappas: Vec<f64>,
}

impl Point {
    /// The test error without the noise of the label.
    pub fn excess_error(&self) -> f64 {
        let found = self.numbers.iter().find(|(name, _)| *name == "excessError");
        found.map_or(f64::INFINITY, |(_, x)| *x)
    }

    /// One point as plain data.
    pub fn describe(&self) -> Value {
        let add = |record: Record, (name, x): &(&'static str, f64)| record.with(name, *x);
        let record = Record::new().with("status", self.status);
        let record = self.numbers.iter().fold(record, add);
        let kappas = (!self.kappas.is_empty()).then(|| self.kappas.clone());
        let record = record.with_some("kappas", kappas);
        let variance = self.variance.iter().fold(Record::new(), add);
        record
            .with("variance", Value::from(variance))
            .with_some("outOfDistributionError", self.out_of_distribution)
            .into()
    }

    /// Points of one grid, one model: a flat array for each quantity.
    pub fn describe_grid(points: &[Self]) -> Record {
        let statuses: Vec<Value> = points.iter().map(|point| point.status.into()).collect();
        let mut record = Record::new().with("status", statuses);
        let column = |pick: &dyn Fn(&Self) -> f64| points.iter().map(pick).collect::<Vec<f64>>();
        for k in 0..points[0].numbers.len() {
            record = record.with(points[0].numbers[k].0, column(&|point| point.numbers[k].1));
        }
        if !points[0].kappas.is_empty() {
            let chain: Vec<f64> = points.iter().flat_map(|point| point.kappas.clone()).collect();
            record = record.with("kappas", chain);
        }
        let mut variance = Record::new();
        for k in 0..points[0].variance.len() {
            variance = variance.with(points[0].variance[k].0, column(&|point| point.variance[k].1));
        }
        let shifted: Option<Vec<f64>> =
            points.iter().map(|point| point.out_of_distribution).collect();
        record.with("variance", Value::from(variance)).with_some("outOfDistributionError", shifted)
    }
}
