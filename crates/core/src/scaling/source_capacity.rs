//! Capacity α and source r of real data: which power laws its spectrum and its target follow.

use super::fit::{Huber, Kind, Law, Table, fit, interval};
use super::power_law_sums::{Sums, sums};
use crate::rng::Stream;

/// Ridges along the window.
const POINTS: usize = 24;

/// Modes at the top that follow no law yet.
const TOP: f64 = 10.0;

/// The quantile of a two-sided 90 % interval.
const Z: f64 = 1.644_853_626_951_472_7;

/// Corrections for the finite window.
const CORRECTIONS: usize = 4;

/// Eigenvalues repel one another: a trace of order df₁ fluctuates by less than one. Its variance, as simulation of Gaussian
/// data has it, from above.
const RIGID: f64 = 0.04;

/// Sources at which the twin's slopes are tabulated.
const TABULATED: usize = 33;

/// The number of the random stream.
const STREAM: u64 = 0x736f_7572;

/// Below this the slope of κ tf₁, which cannot exceed one, shows 2r itself.
const UNSATURATED: f64 = 0.8;

/// The eigenvalues of K/P with the target's share along each.
#[derive(Debug, Clone)]
pub struct SampleModes {
    /// Eigenvalues of K/P, those that are zero left out.
    pub eigenvalues: Vec<f64>,
    /// (u_i·y)²/P, summed over targets; empty without targets.
    pub power: Vec<f64>,
    /// Directions that no ridge fits, and the target's share in them.
    pub outside: (f64, f64),
    /// Samples P.
    pub samples: f64,
}

/// What the sample says at one ridge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// κ̂.
    pub kappa: f64,
    /// df̂₁(κ̂).
    pub df1: f64,
    /// κ̂ (1/P) yᵀ(K/P+λ)⁻¹y, an estimate of κ tf₁(κ) + σ_ε².
    pub target: f64,
    /// GCV (1 − γ̂), an estimate of the squared bias plus σ_ε².
    pub bias: f64,
}

impl SampleModes {
    /// κ̂, df̂₁ and the target's terms at a ridge.
    pub fn at(&self, lambda: f64) -> Observed {
        self.weighted(lambda, None)
    }

    fn weighted(&self, lambda: f64, weight: Option<&[f64]>) -> Observed {
        let (count, power) = self.outside;
        let (mut trace, mut squares, mut df1) = (count, count, 0.0);
        let (mut target, mut bias) = (power, power);
        for (i, s) in self.eigenvalues.iter().enumerate() {
            let a = lambda / (s + lambda);
            trace += a;
            squares += a * a;
            df1 += s / (s + lambda);
            if let Some(c) = self.power.get(i) {
                let c = c * weight.map_or(1.0, |w| w[i]);
                target += a * c;
                bias += a * a * c;
            }
        }
        let p = self.samples;
        // κ tf₁ = (κ/λ) Σ a c², with κ/λ = P/Σa; GCV (1 − γ) = P Σ a² c²/Σ a² with c² over P.
        Observed {
            kappa: lambda * p / trace,
            df1,
            target: target * p / trace,
            bias: bias * p / squares,
        }
    }

    /// Degrees of freedom that a window can have: from the tenth mode to a tenth of the samples, or to a quarter
    /// where that leaves too little.
    pub fn default_window(&self) -> [f64; 2] {
        let rank = self.eigenvalues.len() as f64;
        let most = if self.samples >= 600.0 { self.samples / 10.0 } else { self.samples / 4.0 };
        let most = most.min(rank / 4.0);
        let least = if most >= 3.0 * TOP { TOP } else { most / 4.0 };
        [least, most]
    }

    /// Ridges at which df̂₁ runs evenly, in its logarithm, through the window.
    pub fn ridges(&self, window: [f64; 2]) -> Vec<f64> {
        let ratio = libm::log(window[1] / window[0]);
        (0..POINTS)
            .map(|i| self.ridge_of(window[0] * libm::exp(ratio * i as f64 / (POINTS - 1) as f64)))
            .collect()
    }

    /// The ridge of so many degrees of freedom.
    fn ridge_of(&self, df1: f64) -> f64 {
        let largest = self.eigenvalues.iter().fold(0.0_f64, |m, s| m.max(*s));
        let (mut low, mut high) = (1e-30 * largest, 1e6 * largest * self.samples);
        for _ in 0..200 {
            let middle = libm::sqrt(low) * libm::sqrt(high);
            let found: f64 = self.eigenvalues.iter().map(|s| s / (s + middle)).sum();
            if found > df1 { low = middle } else { high = middle }
        }
        libm::sqrt(low) * libm::sqrt(high)
    }
}

/// An exponent from a window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exponent {
    /// What the twin, a power law without end seen through the same window, needs to have to look like the data.
    pub value: f64,
    /// An interval that holds it nine times in ten where the data follow a power law.
    pub interval: [f64; 2],
    /// The slope of the window itself, read as an exponent.
    pub raw: f64,
    /// What the window adds: the raw exponent of the twin less the twin's own.
    pub window_bias: f64,
}

/// The least-squares slope of y on x.
fn slope(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len() as f64;
    let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let xy: f64 = x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum();
    let xx: f64 = x.iter().map(|x| (x - mx) * (x - mx)).sum();
    xy / xx
}

/// The population that a twin is: exponents, modes (none without end), and scales.
#[derive(Debug, Clone, Copy)]
pub struct Twin {
    /// α.
    pub capacity: f64,
    /// r.
    pub source: f64,
    /// Modes; infinite where the spectrum has no end.
    pub modes: f64,
    /// σ_k = scale · k^-α.
    pub scale: f64,
}

impl Twin {
    fn sums(&self, kappa: f64) -> Sums {
        sums(self.capacity, self.source, kappa / self.scale, self.modes)
    }

    /// The same exponent with the scale at which df₁ has the size observed in the middle of the window.
    fn fitted(capacity: f64, modes: f64, observed: &[Observed]) -> Self {
        let middle = observed[observed.len() / 2];
        let (mut low, mut high) = (1e-12_f64, 1e12_f64);
        for _ in 0..100 {
            let ratio = libm::sqrt(low) * libm::sqrt(high);
            let found = sums(capacity, 0.5, ratio, modes).df1;
            if found > middle.df1 { low = ratio } else { high = ratio }
        }
        let ratio = libm::sqrt(low) * libm::sqrt(high);
        Self { capacity, source: 0.5, modes, scale: middle.kappa / ratio }
    }
}

/// α from the slope −1/α of ln df̂₁ along ln κ̂, corrected by a twin; `None` where no α > 1 fits.
pub fn capacity(observed: &[Observed], modes: f64) -> Option<(Exponent, Twin)> {
    let x: Vec<f64> = observed.iter().map(|o| libm::log(o.kappa)).collect();
    let y: Vec<f64> = observed.iter().map(|o| libm::log(o.df1)).collect();
    let raw = -1.0 / slope(&x, &y);
    if !(raw > 0.0 && raw.is_finite()) {
        return None;
    }
    let of_twin = |twin: &Twin| -> Vec<f64> {
        observed.iter().map(|o| libm::log(twin.sums(o.kappa).df1)).collect()
    };
    // Only a spectrum that ends may have α ≤ 1.
    let least = if modes.is_finite() { 0.05 } else { 1.001 };
    let mut value = raw.max(least);
    let mut twin = Twin::fitted(value, modes, observed);
    let mut seen = -1.0 / slope(&x, &of_twin(&twin));
    for _ in 0..CORRECTIONS {
        value = (value * raw / seen).clamp(least, 50.0);
        twin = Twin::fitted(value, modes, observed);
        seen = -1.0 / slope(&x, &of_twin(&twin));
    }
    let rest: Vec<f64> = y.iter().zip(of_twin(&twin)).map(|(y, t)| y - t).collect();
    let error = capacity_error(&x, &rest, observed, value);
    let interval = [value / libm::exp(Z * error), value * libm::exp(Z * error)];
    Some((Exponent { value, interval, raw, window_bias: seen - value }, twin))
}

/// The relative error of α: what the two halves of the window disagree by beside the twin, and the fluctuations of a
/// trace, which are of order one.
fn capacity_error(x: &[f64], rest: &[f64], observed: &[Observed], alpha: f64) -> f64 {
    let half = x.len() / 2;
    let halves = slope(&x[..half], &rest[..half]) - slope(&x[half..], &rest[half..]);
    let (first, last) = (observed[0].df1, observed[observed.len() - 1].df1);
    let fluctuation = 1.0 / (first * libm::log(last / first).abs());
    libm::sqrt(0.25 * halves * halves * alpha * alpha + RIGID * fluctuation * fluctuation)
}

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
        Exponent { value, interval: [value, value], raw, window_bias: raw - value }
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
