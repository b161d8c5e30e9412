//! The best split of a budget between samples and width, for a population and Gaussian random features.

use crate::model::local_exponents::LocalExponents;
use crate::model::random_features::RandomFeatures;
use crate::order::sort_by_key;
use crate::report::Status;
use crate::solve::golden;
use crate::spectrum::{Modes, Sums};

use super::price::Price;

/// Widths looked at before the best are refined: double descent makes two minima and a peak.
const SCAN: usize = 64;

/// Spacing in ln κ of the table from which the best ridge is taken; sums vary over at least one.
const TABLE_STEP: f64 = 0.25;

/// Golden-section steps: each shrinks the bracket by 0.618. At a minimum the square of the last bracket counts.
const STEPS: usize = 34;

/// Minima of the scan further above the lowest than this factor are not refined.
const CONTENDER: f64 = 1.2;

/// What ridge is used at each (N, P).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ridge {
    /// This one.
    Fixed(f64),
    /// The best one that is not negative.
    Optimal,
}

/// The best use of one budget.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// How the numbers came about.
    pub status: Status,
    /// C.
    pub budget: f64,
    /// P.
    pub samples: f64,
    /// N.
    pub width: f64,
    /// λ.
    pub lambda: f64,
    /// The excess error.
    pub error: f64,
    /// −d ln E/d ln C along the frontier.
    pub compute: f64,
}

/// Layers of width N times each ratio, on a population.
#[derive(Debug)]
pub struct Allocator<'a> {
    modes: &'a Modes,
    ratios: &'a [f64],
    price: &'a Price,
    ridge: Ridge,
    table: Vec<(f64, Sums)>,
}

impl<'a> Allocator<'a> {
    /// Prepares the sums that all budgets share.
    pub fn new(modes: &'a Modes, ratios: &'a [f64], price: &'a Price, ridge: Ridge) -> Self {
        let table = if ridge == Ridge::Optimal { table(modes) } else { Vec::new() };
        Self { modes, ratios, price, ridge, table }
    }

    /// Minimises the excess error over all (N, P) of one cost, widths and samples as real numbers from one up.
    ///
    /// The error is looked at on a logarithmic scan over N and refined about its lowest minima by golden section. With
    /// the optimal ridge, λ = κ₂ (1 − df₁/P) Π (1 − df₁/N_l) makes κ₂ the variable, so that no equation is solved.
    pub fn best(&self, budget: f64) -> Allocation {
        let top = self.price.widest(libm::log(budget));
        let at = |i: usize| top * (i as f64 / (SCAN - 1) as f64);
        let errors: Vec<f64> = (0..SCAN).map(|i| self.rough(budget, at(i))).collect();
        let lowest = |i: &usize| {
            let left = *i == 0 || errors[*i] <= errors[i - 1];
            left && (*i == SCAN - 1 || errors[*i] <= errors[i + 1])
        };
        let mut minima: Vec<usize> = (0..SCAN).filter(lowest).collect();
        sort_by_key(&mut minima, |i| errors[*i]);
        let most = minima.first().map_or(f64::INFINITY, |i| CONTENDER * errors[*i]);
        let contenders = minima.into_iter().filter(|i| errors[*i] <= most);
        let refined = contenders.take(3).map(|i| {
            let ends = (at(i.saturating_sub(1)), at((i + 1).min(SCAN - 1)));
            bounded(ends, |ln_width| self.error(budget, ln_width).0)
        });
        let best = refined.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0.0, |found| found.0);
        self.describe(budget, best)
    }

    /// P at a width that uses up the budget.
    fn samples(&self, budget: f64, ln_width: f64) -> f64 {
        libm::exp(self.price.samples(libm::log(budget), ln_width))
    }

    /// The error at a width with the samples left, and its ridge.
    fn error(&self, budget: f64, ln_width: f64) -> (f64, f64) {
        let (samples, width) = (self.samples(budget, ln_width), libm::exp(ln_width));
        match self.ridge {
            Ridge::Fixed(lambda) => (self.local(samples, width, lambda).error, lambda),
            Ridge::Optimal => self.tuned(samples, width),
        }
    }

    /// The same from the table alone, close enough to see where the minima are.
    fn rough(&self, budget: f64, ln_width: f64) -> f64 {
        if let Ridge::Fixed(_) = self.ridge {
            return self.error(budget, ln_width).0;
        }
        let (samples, width) = (self.samples(budget, ln_width), libm::exp(ln_width));
        let at = |(kappa, sums): &(f64, Sums)| self.at_kappa(sums, *kappa, samples, width).0;
        self.table.iter().map(at).fold(f64::INFINITY, f64::min)
    }

    fn local(&self, samples: f64, width: f64, lambda: f64) -> LocalExponents {
        let widths = self.ratios.iter().map(|ratio| ratio * width);
        RandomFeatures::gaussian(widths).local_exponents(self.modes, samples, lambda)
    }

    /// The least error over λ ≥ 0, and that λ.
    fn tuned(&self, samples: f64, width: f64) -> (f64, f64) {
        let at = |sums: &Sums, kappa: f64| self.at_kappa(sums, kappa, samples, width);
        let errors: Vec<f64> = self.table.iter().map(|(k, sums)| at(sums, *k).0).collect();
        let lowest = (0..errors.len()).min_by(|a, b| errors[*a].total_cmp(&errors[*b]));
        let lowest = lowest.filter(|i| errors[*i].is_finite());
        // No ridge can only be best where the least κ of all that a ridge leads to is.
        let at_end = lowest.is_none_or(|i| i == 0 || errors[i - 1].is_infinite());
        let none = if at_end { self.local(samples, width, 0.0).error } else { f64::INFINITY };
        let Some(i) = lowest else { return (none, 0.0) };
        let ends = (
            libm::log(self.table[i.saturating_sub(1)].0),
            libm::log(self.table[(i + 1).min(errors.len() - 1)].0),
        );
        let of = |ln_kappa: f64| {
            let kappa = libm::exp(ln_kappa);
            at(&self.modes.sums(kappa), kappa)
        };
        let (ln_kappa, error) = bounded(ends, |ln_kappa| of(ln_kappa).0);
        if none <= error { (none, 0.0) } else { (error, of(ln_kappa).1) }
    }

    /// The excess error at κ₂, infinite where no λ ≥ 0 leads there; and λ.
    fn at_kappa(&self, sums: &Sums, kappa: f64, samples: f64, width: f64) -> (f64, f64) {
        let Sums { df1, df2, df_gap, bias, mixed, .. } = *sums;
        let slack = (samples - df1) / samples;
        let (mut lambda, mut slope) = (kappa * slack, 0.0);
        for ratio in self.ratios {
            let width = ratio * width;
            lambda *= (width - df1) / width;
            slope += 1.0 / (width - df1);
            if df1 >= width {
                return (f64::INFINITY, 0.0);
            }
        }
        if slack <= 0.0 {
            return (f64::INFINITY, 0.0);
        }
        let product = df_gap * slope;
        let (rho, other) = (1.0 / (1.0 + product), product / (1.0 + product));
        let gamma = (other * df1 + rho * df2) / samples;
        let left = bias + other * mixed;
        let noise = self.modes.noise();
        (left + (left + noise) * gamma / (slack + rho * df_gap / samples), lambda)
    }

    fn describe(&self, budget: f64, ln_width: f64) -> Allocation {
        let (samples, width) = (self.samples(budget, ln_width), libm::exp(ln_width));
        let (error, lambda) = self.error(budget, ln_width);
        let local = self.local(samples, width, lambda);
        let widths: f64 = local.widths.iter().sum();
        let slopes = self.price.slopes([libm::log(samples), ln_width]);
        // Along the frontier both resources gain alike for their cost; at an end only one is there to vary.
        let compute = if ln_width <= 0.0 {
            local.samples / slopes.samples
        } else if samples <= 1.0 {
            widths / slopes.width
        } else {
            (local.samples + widths) / (slopes.samples + slopes.width)
        };
        Allocation { status: local.status, budget, samples, width, lambda, error, compute }
    }
}

/// Sums from where everything is resolved to where nothing is.
fn table(modes: &Modes) -> Vec<(f64, Sums)> {
    let top = 1e3 * modes.largest();
    let least = modes.law().map_or(modes.smallest() * 1e-6, |law| law.scale * 1e-60);
    let points = libm::ceil(libm::log(top / least) / TABLE_STEP) as usize;
    let kappa = |i: usize| top * libm::exp(-TABLE_STEP * i as f64);
    (0..=points).map(|i| (kappa(i), modes.sums(kappa(i)))).rev().collect()
}

/// The minimum between two ends, themselves among it: where, and how low.
fn bounded(ends: (f64, f64), f: impl Fn(f64) -> f64) -> (f64, f64) {
    let inside = golden(ends, STEPS, &f, |value| *value);
    [ends.0, ends.1]
        .into_iter()
        .map(|x| (x, f(x)))
        .fold(inside, |best, end| if end.1 < best.1 { end } else { best })
}
