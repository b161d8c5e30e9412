//! Source r: how the target is spread over the spectrum.

use super::capacity::slope;
use super::sample::POINTS;
use super::{Exponent, Observed, SampleModes, Twin};
use crate::rng::Stream;
use crate::scaling::fit::{Huber, Kind, Law, Table, fit, interval};
use crate::scaling::power_law_sums::Sums;

/// Sources at which the twin's slopes are tabulated.
const TABULATED: usize = 33;

/// The number of the random stream.
const STREAM: u64 = 0x736f_7572;

/// Below this the slope of κ tf₁, which cannot exceed one, shows 2r itself.
const UNSATURATED: f64 = 0.8;

/// How a source was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// From κ tf₁ ∝ κ^(2r), 2r < 1.
    Target,
    /// From the squared bias ∝ κ^(2r), r < 1.
    Bias,
    /// The bias falls as fast as it can: r is one or more.
    Saturated,
}

/// r with the noise that goes with it.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The exponent.
    pub exponent: Exponent,
    /// What it rests on.
    pub basis: Basis,
    /// σ_ε², given or fitted.
    pub noise: f64,
}

/// r from the target's terms, corrected by a twin of this spectrum; the interval from targets drawn anew along the
/// sample's own modes.
pub fn source(
    modes: &SampleModes,
    ridges: &[f64],
    twin: &Twin,
    noise: Option<f64>,
    (draws, seed): (usize, u64),
) -> Option<Source> {
    let observed: Vec<Observed> = ridges.iter().map(|l| modes.at(*l)).collect();
    let kappa: Vec<f64> = observed.iter().map(|o| o.kappa).collect();
    let response = Response::new(&kappa, twin);
    let found = estimate(&observed, &response, noise)?;
    let mut stream = Stream::new(seed, STREAM);
    let drawn: Vec<f64> = (0..draws)
        .filter_map(|_| {
            let weight: Vec<f64> = modes.power.iter().map(|_| gamma(&mut stream)).collect();
            let of = |l: &f64| modes.weighted(*l, Some(&weight));
            let again: Vec<Observed> = ridges.iter().map(of).collect();
            estimate(&again, &response, noise).map(|source| source.exponent.value)
        })
        .collect();
    let mut exponent = found.exponent;
    if drawn.len() >= 10 {
        exponent.interval = interval(&drawn);
    }
    Some(Source { exponent, ..found })
}

/// Weights of mean one and variance 2/3: squares of normal coefficients vary by 2 around their mean, and a weighted
/// square, itself random, by three times the weight's variance.
fn gamma(stream: &mut Stream) -> f64 {
    let normal = stream.normal();
    (0.5 * normal * normal - libm::log(stream.uniform())) / 1.5
}

/// One estimate of r without an interval.
fn estimate(observed: &[Observed], response: &Response, noise: Option<f64>) -> Option<Source> {
    let kappa: Vec<f64> = observed.iter().map(|o| o.kappa).collect();
    let target: Vec<f64> = observed.iter().map(|o| o.target).collect();
    let bias: Vec<f64> = observed.iter().map(|o| o.bias).collect();
    // The bias falls at least as fast as κ tf₁ and so shows the noise best.
    let (of_bias, floor) = rise(&kappa, &bias, noise)?;
    let noise = noise.unwrap_or(floor);
    let of_target = rise(&kappa, &target, Some(noise));
    if let Some((of_target, _)) = of_target.filter(|(s, _)| *s < UNSATURATED) {
        let exponent = response.source_of(&response.target, of_target, 0.5);
        return Some(Source { exponent, basis: Basis::Target, noise });
    }
    let exponent = response.source_of(&response.bias, of_bias, 1.0);
    let basis = if exponent.value >= 0.999 { Basis::Saturated } else { Basis::Bias };
    Some(Source { exponent, basis, noise })
}

/// Slopes that the twin shows in the window for each source r: what is read off backwards.
struct Response {
    source: Vec<f64>,
    target: Vec<f64>,
    bias: Vec<f64>,
}

impl Response {
    fn new(kappa: &[f64], twin: &Twin) -> Self {
        let x: Vec<f64> = kappa.iter().map(|k| libm::log(*k)).collect();
        let source: Vec<f64> =
            (0..TABULATED).map(|i| 1e-3 + 1.5 * i as f64 / (TABULATED - 1) as f64).collect();
        let (mut target, mut bias) = (vec![], vec![]);
        for r in &source {
            let twin = Twin { source: *r, ..*twin };
            let sums: Vec<Sums> = kappa.iter().map(|k| twin.sums(*k)).collect();
            let of = |pick: fn(&Sums) -> f64| {
                slope(&x, &sums.iter().map(|sums| libm::log(pick(sums))).collect::<Vec<f64>>())
            };
            target.push(of(|sums| sums.target));
            bias.push(of(|sums| sums.bias));
        }
        Self { source, target, bias }
    }

    /// The r, at most `most`, whose slope this is; beyond it slopes hardly change.
    fn source_of(&self, slopes: &[f64], seen: f64, most: f64) -> Exponent {
        let above = slopes.partition_point(|s| *s < seen).clamp(1, slopes.len() - 1);
        let (low, high) = (slopes[above - 1], slopes[above]);
        let share = ((seen - low) / (high - low)).clamp(0.0, 1.0);
        let (from, to) = (self.source[above - 1], self.source[above]);
        let value = (from + share * (to - from)).min(most);
        let raw = 0.5 * seen;
        let at_bound = value <= self.source[0];
        Exponent { value, interval: [value, value], raw, window_bias: raw - value, at_bound }
    }
}

/// The exponent s of y = noise + B κ^s, the noise given or fitted; `None` where nothing rises above it.
fn rise(kappa: &[f64], y: &[f64], noise: Option<f64>) -> Option<(f64, f64)> {
    let floor = noise.unwrap_or(0.0);
    let rows: Vec<(f64, f64)> =
        kappa.iter().zip(y).map(|(k, y)| (*k, y - floor)).filter(|row| row.1 > 0.0).collect();
    if rows.len() < POINTS / 2 {
        return None;
    }
    if noise.is_some() {
        // Without a floor to find this is a straight line.
        let x: Vec<f64> = rows.iter().map(|row| libm::log(row.0)).collect();
        let y: Vec<f64> = rows.iter().map(|row| libm::log(row.1)).collect();
        let rise = slope(&x, &y);
        return (rise > 1e-3).then_some((rise, floor));
    }
    let table = Table {
        ln_size: rows.iter().map(|row| [-libm::log(row.0), 0.0]).collect(),
        ln_loss: rows.iter().map(|row| libm::log(row.1)).collect(),
        weight: vec![1.0; rows.len()],
    };
    let law = Law { kind: Kind::PowerLaw, offset: true };
    let found = fit(law, &table, Huber(f64::INFINITY)).natural();
    (found[2] > 1e-3).then_some((found[2], found[0]))
}
