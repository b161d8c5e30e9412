//! The ridge and the width that minimise the test error of a model with random features.

use super::grid::read_sample_count;
use super::model::{Kind, Model};
use super::population::read_weighted_modes;
use crate::error::Result;
use crate::report::{Point, Status};
use crate::solve::{SCAN_STEP, least, polish, valley, valleys, whole_minimum};
use crate::spectrum::Modes;
use crate::wire::Fields;

/// Errors this close to those without a ridge are its plateau.
const PLATEAU: f64 = 1e-9;

/// So many neighbours on the plateau end the scan: fewer may lie on either side of a shallow valley.
const FLAT: usize = 4;

/// Errors this far above the least seen lie on the flank of a divergence.
const FLANK: f64 = 1e6;

/// The scan goes up at least this far beyond the largest eigenvalue.
const UP: f64 = 20.0;

/// Ridges this far below the scale of the spectrum are none.
const SMALLEST: f64 = 1e-40;

/// Neighbouring widths of a scan differ by this factor.
const WIDTH_RATIO: f64 = 1.25;

/// Beyond this many times every other dimension a width is as good as infinite.
const WIDEST: f64 = 1e12;

/// Finite widths must beat an infinite one by this to be called better.
const BETTER: f64 = 1e-11;

/// Valleys seen to a hundredth this close to the lowest are all followed to their ends.
const RIVAL: f64 = 1e-3;

/// Beyond this many times every dimension errors change slowly with the width: steps are of this factor.
const SLOW: f64 = 4.0;

/// An optimum, and the report there.
#[derive(Debug)]
pub struct Optimum {
    /// λ or N; an infinite width where wider is always better.
    pub at: f64,
    /// The report there.
    pub point: Point,
}

/// A model of a population at P samples.
#[derive(Debug)]
pub struct Trained {
    modes: Modes,
    /// The same on few nodes, where very many are listed: what is searched with.
    nodes: Option<Modes>,
    model: Model,
    samples: f64,
}

impl Trained {
    /// Takes `model`, `ensemble`, `samples` and a population.
    ///
    /// # Errors
    /// Whatever does not fit.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let mut model = fields.object("model")?;
        let ensemble = fields.object_if_any("ensemble")?;
        let samples = read_sample_count(fields)?;
        let kind = Kind::read(&mut model)?;
        let modes = read_weighted_modes(fields, kind.input_weights(&mut model)?.as_ref())?;
        let model = Model::read(kind, model, ensemble, &modes)?;
        let nodes = modes.interpolated();
        Ok(Self { modes, nodes, model, samples })
    }

    /// What is trained.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// P.
    pub fn samples(&self) -> f64 {
        self.samples
    }

    /// The population.
    pub fn modes(&self) -> &Modes {
        &self.modes
    }

    /// The report of a model at a ridge.
    fn at(&self, model: &Model, lambda: f64) -> Result<Point> {
        model.point(&self.modes, self.samples, lambda)
    }

    /// Its excess error: what is minimised, since the noise of the label is the same everywhere.
    fn excess(&self, model: &Model, lambda: f64) -> f64 {
        let modes = self.nodes.as_ref().unwrap_or(&self.modes);
        model.excess(modes, self.samples, lambda).unwrap_or(f64::INFINITY)
    }

    /// The best ridge λ ≥ 0: the lowest of all valleys on a scan in ln λ. `Boundary` at λ = 0; none
    /// where nothing can be learned.
    ///
    /// # Errors
    /// None for models with random features.
    pub fn optimal_ridge(&self) -> Result<Option<Optimum>> {
        let excess = |lambda: f64| self.excess(&self.model, lambda);
        let (ridgeless, signal) = (excess(0.0), self.modes.signal());
        if self.modes.signal_by_variance() <= 0.0 {
            return Ok(None);
        }
        let mut scan = Scan::start(self.modes.largest(), &excess);
        scan.extend_up(signal, &excess);
        scan.extend_down(ridgeless, &excess);
        let best = (scan.candidates(&excess).into_iter())
            .map(|lambda| polish(lambda, excess))
            .map(|lambda| (lambda, excess(lambda)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .filter(|(_, error)| *error < ridgeless && *error < signal);
        if best.is_none() && ridgeless >= signal {
            return Ok(None);
        }
        let at = best.map_or(0.0, |(lambda, _)| lambda);
        let mut point = self.at(&self.model, at)?;
        if best.is_none() {
            point.status = Status::Boundary;
        }
        Ok(Some(Optimum { at, point }))
    }

    /// The best width N of a layer at one ridge. `Boundary` at the largest width that a layer may
    /// have, `Unbounded` where wider is always better.
    ///
    /// # Errors
    /// `Conflict` for a model or a layer whose width cannot be chosen.
    pub fn optimal_width(&self, layer: usize, lambda: f64) -> Result<Optimum> {
        let most = self.model.widest(layer, self.modes.dimension())?;
        let excess = |width: f64| self.excess(&self.model.with_width(layer, width), lambda);
        let infinite = excess(most.min(self.wide()));
        let mut width = best_width(&self.widths(most), excess);
        let mut status = None;
        if excess(width) >= infinite * (1.0 - BETTER) {
            (width, status) = if most.is_finite() {
                (most, Some(Status::Boundary))
            } else {
                (self.wide(), Some(Status::Unbounded))
            };
        }
        let mut point = self.at(&self.model.with_width(layer, width), lambda)?;
        point.status = status.unwrap_or(point.status);
        let at = if status == Some(Status::Unbounded) { f64::INFINITY } else { width };
        Ok(Optimum { at, point })
    }

    /// A width that is as good as infinite.
    fn wide(&self) -> f64 {
        libm::floor((WIDEST * self.samples.max(self.modes.dimension())).clamp(1.0, 9e15))
    }

    /// Widths to look at first: evenly in their logarithm, and closing in on those where the error peaks.
    fn widths(&self, most: f64) -> Vec<f64> {
        let peaks = [self.samples, self.modes.rank(), self.modes.dimension()];
        let end = most.min(self.wide());
        let mut widths = vec![1.0];
        let slow = SLOW * peaks.into_iter().fold(self.samples, f64::max);
        while widths[widths.len() - 1] < end {
            let last = widths[widths.len() - 1];
            let ratio = if last > slow { SLOW } else { WIDTH_RATIO };
            widths.push(libm::floor((last * ratio).max(last + 1.0)).min(end));
        }
        for peak in peaks {
            for halvings in 1..=20 {
                let distance = peak * libm::exp2(-f64::from(halvings));
                widths.extend([peak - distance, peak + distance].map(libm::round));
            }
        }
        widths.retain(|width| *width >= 1.0 && *width <= end);
        widths.sort_unstable_by(f64::total_cmp);
        widths.dedup();
        widths
    }
}

/// Errors at ridges evenly spaced in their logarithm.
struct Scan {
    lambda: Vec<f64>,
    excess: Vec<f64>,
}

impl Scan {
    fn start(lambda: f64, excess: &impl Fn(f64) -> f64) -> Self {
        Self { lambda: vec![lambda], excess: vec![excess(lambda)] }
    }

    /// Up until the error rises towards that of learning nothing, which it must do from below.
    fn extend_up(&mut self, signal: f64, excess: &impl Fn(f64) -> f64) {
        loop {
            let last = self.lambda.len() - 1;
            let next = self.lambda[last] * libm::exp(SCAN_STEP);
            self.lambda.push(next);
            self.excess.push(excess(next));
            let rises = self.excess[last] < self.excess[last + 1];
            let below = self.excess[last + 1] < signal;
            let far = next > self.lambda[0] * UP;
            if (rises && below && far) || next > self.lambda[0] / SMALLEST {
                return;
            }
        }
    }

    /// Down to the plateau of no ridge, or far up the flank of a divergence.
    fn extend_down(&mut self, ridgeless: f64, excess: &impl Fn(f64) -> f64) {
        let (mut lambda, mut values) = (Vec::new(), Vec::new());
        let (start, mut best) = (self.lambda[0], self.excess[least(&self.excess)]);
        let (mut next, mut flat) = (start, 0);
        loop {
            next *= libm::exp(-SCAN_STEP);
            let value = excess(next);
            best = best.min(value);
            lambda.push(next);
            values.push(value);
            // Where the error diverges without a ridge there is no plateau.
            let is_flat = value.is_finite() && (value - ridgeless).abs() <= PLATEAU * ridgeless;
            flat = if is_flat && ridgeless.is_finite() { flat + 1 } else { 0 };
            if flat == FLAT || value > FLANK * best || next < SMALLEST * start {
                break;
            }
        }
        lambda.reverse();
        values.reverse();
        lambda.append(&mut self.lambda);
        values.append(&mut self.excess);
        (self.lambda, self.excess) = (lambda, values);
    }

    /// The lowest valley, and others about as low.
    fn candidates(&self, excess: &impl Fn(f64) -> f64) -> Vec<f64> {
        let found: Vec<(f64, f64)> = valleys(&self.excess)
            .into_iter()
            .map(|i| valley(self.lambda[i - 1], self.lambda[i + 1], excess))
            .map(|lambda| (lambda, excess(lambda)))
            .collect();
        let lowest = found.iter().fold(f64::INFINITY, |least, (_, error)| least.min(*error));
        let rivals = found.into_iter().filter(|(_, error)| *error <= lowest * (1.0 + RIVAL));
        rivals.map(|(lambda, _)| lambda).collect()
    }
}

/// The best of whole widths about the best of those given.
fn best_width(widths: &[f64], excess: impl Fn(f64) -> f64) -> f64 {
    let values: Vec<f64> = widths.iter().map(|width| excess(*width)).collect();
    let best = least(&values);
    let (low, high) = (widths[best.saturating_sub(1)], widths[(best + 1).min(widths.len() - 1)]);
    whole_minimum(low, high, excess)
}
