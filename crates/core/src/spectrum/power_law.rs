//! σ_k = scale · k^-α for k = 1 … modes.

use std::cell::RefCell;

use super::nodes::{Line, Nodes, width};
use crate::error::{Error, Result};
use crate::limits::check_scale;
use crate::wire::Fields;

/// More modes than this would not fit in memory beside their target.
const MOST_MODES: usize = 50_000_000;

/// Fewer modes than this are as well listed.
const FEWEST: usize = 2_000;

/// Smaller eigenvalues may count as zero.
const LEAST: f64 = 1e-280;

/// A law, its target and their nodes.
type Known = (PowerLaw, (f64, f64), Option<Nodes>);

/// Powers of k = 1, 2, … of one exponent, and those of the exponent asked for before.
type Powers = [(f64, Vec<f64>); 2];

thread_local! {
    /// Those of short lists that were asked for last: many questions are about one law and its target.
    static POWERS: RefCell<Powers> = const { RefCell::new([(0.0, Vec::new()), (0.0, Vec::new())]) };
    /// The nodes that were asked for last: a caller puts many questions about one population.
    static LAST: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// A truncated power law.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerLaw {
    /// The capacity exponent α ≥ 0.
    pub exponent: f64,
    /// Number of modes kept.
    pub modes: usize,
    /// The largest eigenvalue.
    pub scale: f64,
}

impl PowerLaw {
    /// Reads `{ exponent, modes, scale = 1 }`.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let exponent = fields.number("exponent")?;
        if exponent < 0.0 {
            return Err(Error::out_of_range(&fields.path("exponent"), "zero or more", exponent));
        }
        let modes = fields.count("modes", 1)?;
        if modes > MOST_MODES {
            let condition = format!("at most {MOST_MODES}");
            return Err(Error::out_of_range(&fields.path("modes"), condition, modes as f64));
        }
        let scale = fields.positive_or("scale", 1.0)?;
        check_scale(&fields.path("scale"), scale)?;
        Ok(Self { exponent, modes, scale })
    }

    /// Few nodes on which every sum over the modes agrees with the listed one to rounding error, for w̄_k²
    /// as (factor, power) of k; `None` where there are few modes, or some that count as zero.
    pub fn nodes(&self, squared: (f64, f64)) -> Option<Nodes> {
        LAST.with_borrow_mut(|last| match last {
            Some((law, target, nodes)) if *law == *self && *target == squared => nodes.clone(),
            _ => last.insert((*self, squared, self.new_nodes(squared))).2.clone(),
        })
    }

    fn new_nodes(&self, squared: (f64, f64)) -> Option<Nodes> {
        let last = self.modes as f64;
        if self.modes < FEWEST || self.scale * libm::pow(last, -self.exponent) < LEAST {
            return None;
        }
        let mut line = Line::new((self.scale, -self.exponent), squared);
        line.whole(last, width(self.exponent, (self.exponent - squared.1).abs()));
        Some(line.nodes)
    }

    /// Every eigenvalue.
    pub fn eigenvalues(&self) -> Vec<f64> {
        powers(self.scale, -self.exponent, self.modes)
    }
}

/// factor · k^power for k = 1 … count.
pub(super) fn powers(factor: f64, power: f64, count: usize) -> Vec<f64> {
    let of = |k: usize| libm::pow(k as f64, power);
    if count >= FEWEST {
        return (1..=count).map(|k| factor * of(k)).collect();
    }
    POWERS.with_borrow_mut(|known| {
        let fits = |(exponent, list): &(f64, Vec<f64>)| {
            exponent.to_bits() == power.to_bits() && list.len() >= count
        };
        if !fits(&known[0]) {
            known.swap(0, 1);
        }
        if !fits(&known[0]) {
            known[0] = (power, (1..=count).map(of).collect());
        }
        known[0].1[..count].iter().map(|each| factor * each).collect()
    })
}

/// The constants of an infinite power law σ_k = k^-α, α > 1.
///
/// df₁(κ) = c₁ κ^(-1/α) with c₁ = (π/α)/sin(π/α), df₂ = (1 − 1/α) df₁, and the label noise
/// that ridgeless regression adds is σ_ε² (α − 1). Source: arXiv 2405.00592, scaling section.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Continuum {
    /// c₁ of df₁ = c₁ κ^(-1/α).
    pub df1: f64,
    /// c₂ of df₂ = c₂ κ^(-1/α).
    pub df2: f64,
    /// γ/(1 − γ) of ridgeless regression, α − 1.
    pub noise_factor: f64,
}

impl Continuum {
    /// The constants for exponent α > 1.
    pub fn new(exponent: f64) -> Result<Self> {
        if exponent.is_nan() || exponent <= 1.0 || exponent.is_infinite() {
            return Err(Error::out_of_range("exponent", "finite and above 1", exponent));
        }
        let angle = std::f64::consts::PI / exponent;
        // sin(π/α) = sin(π(α−1)/α): the second form keeps its digits as α → 1.
        let complement = std::f64::consts::PI * ((exponent - 1.0) / exponent);
        let sine = if exponent < 2.0 { libm::sin(complement) } else { libm::sin(angle) };
        let df1 = angle / sine;
        Ok(Self { df1, df2: df1 * ((exponent - 1.0) / exponent), noise_factor: exponent - 1.0 })
    }
}
