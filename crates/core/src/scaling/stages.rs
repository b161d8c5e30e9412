//! The sequence of regimes as one resource grows, with the points where one hands over to the next.

use super::Form;
use super::law::Law;
use super::region::{Region, regime};

/// P, N and λ of one point; λ may be zero, N infinite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resources {
    /// P > 1.
    pub samples: f64,
    /// N ≥ 1.
    pub width: f64,
    /// 0 ≤ λ ≤ 1, in units of the largest eigenvalue.
    pub lambda: f64,
}

/// What is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vary {
    /// P.
    Samples,
    /// N.
    Width,
    /// λ.
    Lambda,
}

/// A range in which one term dominates.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Where it begins and ends.
    pub range: [f64; 2],
    /// What dominates.
    pub region: Region,
    /// E ~ P^-samples N^-width λ^lambda within it.
    pub form: Form,
}

/// The stages between two values of the resource that is varied; crossovers up to constants of order one.
pub fn stages(law: &Law, at: Resources, vary: Vary, range: [f64; 2]) -> Vec<Stage> {
    let ends = range.map(libm::log);
    let mut cuts: Vec<f64> = law
        .switches()
        .into_iter()
        .filter_map(|switch| crossing(switch, at, vary))
        .filter(|x| *x > ends[0] && *x < ends[1])
        .chain(ends)
        .collect();
    cuts.sort_unstable_by(f64::total_cmp);
    let mut stages: Vec<Stage> = Vec::new();
    for pair in cuts.windows(2).filter(|pair| pair[1] - pair[0] > 1e-12) {
        let middle = place(at, vary, libm::exp(0.5 * (pair[0] + pair[1])));
        let found = regime_at(law, middle);
        match stages.last_mut() {
            Some(last) if last.region.id == found.0.id && last.form == found.1 => {
                last.range[1] = libm::exp(pair[1]);
            }
            _ => stages.push(Stage {
                range: [libm::exp(pair[0]), libm::exp(pair[1])],
                region: found.0,
                form: found.1,
            }),
        }
    }
    // The ends as they were given, not as exponentials of their logarithms.
    if let Some(first) = stages.first_mut() {
        first.range[0] = range[0];
    }
    if let Some(last) = stages.last_mut() {
        last.range[1] = range[1];
    }
    stages
}

fn place(at: Resources, vary: Vary, value: f64) -> Resources {
    match vary {
        Vary::Samples => Resources { samples: value, ..at },
        Vary::Width => Resources { width: value, ..at },
        Vary::Lambda => Resources { lambda: value, ..at },
    }
}

/// The regime of a point: (l, q) are its logarithms in units of ln P.
fn regime_at(law: &Law, Resources { samples, width, lambda }: Resources) -> (Region, Form) {
    let unit = libm::log(samples);
    let found = regime(law, -libm::log(lambda) / unit, libm::log(width) / unit);
    (found.region, found.form)
}

/// Where a form that is one elsewhere crosses one, as a logarithm of what is varied.
fn crossing(switch: Form, at: Resources, vary: Vary) -> Option<f64> {
    let Form { samples, width, lambda } = switch;
    let part = |exponent: f64, x: f64| if exponent.abs() > 0.0 { exponent * x } else { 0.0 };
    let (p, n, z) = (libm::log(at.samples), libm::log(at.width), -libm::log(at.lambda));
    let (own, rest, sign) = match vary {
        Vary::Samples => (samples, part(width, n) + part(lambda, z), 1.0),
        Vary::Width => (width, part(samples, p) + part(lambda, z), 1.0),
        Vary::Lambda => (lambda, part(samples, p) + part(width, n), -1.0),
    };
    let x = -sign * rest / own;
    (own.abs() > 0.0 && x.is_finite()).then_some(x)
}
