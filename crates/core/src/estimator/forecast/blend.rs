//! The forecasters joined, and held against the data at hand.

use super::collapse::Collapse;
use super::curve::{Curve, ridge_grid};
use super::interpolate::{interpolate, ramp};
use super::power_law::PowerLaw;
use super::settings::{GCV_WEIGHT, HEAVY_FROM, HEAVY_TO, KNOTS, POWER_LAW_WEIGHT, SURPRISE};
use super::subsets::partitions;
use crate::error::{Error, Result};
use crate::estimator::fit::check_size;
use crate::estimator::{Data, Decomposition, Kernel};
use crate::linalg::{Matrix, dot};

/// Fewer samples than this say nothing about more.
pub(super) const LEAST_SAMPLES: usize = 8;

/// Curves of all rows and of their parts, on one grid of ridges.
#[derive(Debug)]
pub struct Forecaster {
    /// Rows.
    pub samples: usize,
    /// Whether the targets are one-hot classes.
    pub labels: bool,
    /// The curve of all rows.
    pub full: Curve,
    /// Collapse of all rows.
    pub whole: Pair,
    /// Grid of ridges, ascending.
    pub grid: Vec<f64>,
    pub(super) parts: Vec<Parts>,
}

/// The collapse by leave-one-out and by GCV.
#[derive(Debug)]
pub struct Pair {
    /// By leave-one-out.
    pub loo: Collapse,
    /// By GCV.
    pub gcv: Collapse,
    /// Share of the squared error that the worst fiftieth has, inside the window.
    tail: Vec<f64>,
}

#[derive(Debug)]
pub(super) struct Parts {
    fraction: usize,
    curves: Vec<Curve>,
    pairs: Vec<Pair>,
}

impl Pair {
    pub(super) fn new(curve: &Curve) -> Self {
        let loo = Collapse::new(curve, &curve.loo);
        let tail = curve.tail[loo.first..].to_vec();
        Self { loo, gcv: Collapse::new(curve, &curve.gcv), tail }
    }

    /// Joins what leave-one-out and GCV say at κ, both in logarithms.
    pub(super) fn join(&self, ln_kappa: f64, loo: f64, gcv: f64) -> f64 {
        let weight = self.gcv_weight(ln_kappa);
        (1.0 - weight) * loo + weight * gcv
    }

    /// The weight of GCV. Leave-one-out is exact but too high where few samples carry most of the
    /// error; inside the window GCV is its counterweight there and nowhere else.
    fn gcv_weight(&self, ln_kappa: f64) -> f64 {
        let below = self.loo.decades_below(ln_kappa);
        let tail = interpolate(ln_kappa, &self.loo.ln_kappa, &self.tail);
        let heavy = ramp(tail, HEAVY_FROM, HEAVY_TO);
        let inside = 1.0 - ramp(below, KNOTS[1], KNOTS[2]);
        interpolate(below, &KNOTS, &GCV_WEIGHT) * (1.0 - (1.0 - heavy) * inside)
    }
}

/// The errors at one ridge at every size, smallest first, and the power law through them.
#[derive(Debug)]
pub struct AtRidge {
    /// λ.
    pub lambda: f64,
    /// Rows of each size.
    pub sizes: Vec<f64>,
    /// Mean leave-one-out error at each.
    pub errors: Vec<f64>,
    /// The law; nothing where only one size is there.
    pub law: Option<PowerLaw>,
}

impl AtRidge {
    fn new(lambda: f64, sizes: Vec<f64>, errors: Vec<f64>) -> Self {
        let law = (sizes.len() > 1).then(|| PowerLaw::fit(&sizes, &errors));
        Self { lambda, sizes, errors, law }
    }

    /// Without the largest sizes.
    fn without(&self, dropped: usize) -> Self {
        let kept = self.sizes.len() - dropped;
        Self::new(self.lambda, self.sizes[..kept].to_vec(), self.errors[..kept].to_vec())
    }

    /// Leave-one-out error of all rows.
    pub fn error(&self) -> f64 {
        self.errors[self.errors.len() - 1]
    }
}

/// The forecasters at one (P, λ), in ln E.
#[derive(Debug, Clone, Copy)]
pub struct Blend {
    /// All joined.
    pub ln_error: f64,
    /// Collapse by leave-one-out.
    pub loo: f64,
    /// Collapse by GCV.
    pub gcv: f64,
    /// Power law in P; the collapse where there is none.
    pub law: f64,
    /// ln κ.
    pub ln_kappa: f64,
    /// Decades of κ below the window.
    pub below: f64,
}

/// ln(forecast/leave-one-out) at n, from halves and from quarters, where there are any.
#[derive(Debug, Clone, Copy)]
pub struct Backtest {
    /// From halves.
    pub half: Option<f64>,
    /// From quarters.
    pub quarter: Option<f64>,
    /// From all rows: how far the forecast of n itself lies from what leave-one-out saw there.
    pub here: f64,
}

impl Backtest {
    /// Whether the method foresaw the data at hand from half of them, to within a factor.
    pub fn holds(&self) -> bool {
        self.half.is_none_or(|half| half.abs() <= SURPRISE)
    }
}

impl Forecaster {
    /// Decomposes all rows and their parts; `lambda` joins the grid of ridges.
    ///
    /// # Errors
    /// Fewer than eight rows, a kernel that overflows.
    pub fn new(
        data: Data,
        kernel: &Kernel,
        intercept: bool,
        labels: bool,
        lambda: Option<f64>,
        seed: u64,
    ) -> Result<Self> {
        let n = data.x.rows;
        if n < LEAST_SAMPLES {
            let condition = format!("{LEAST_SAMPLES} or more to forecast from");
            return Err(Error::out_of_range("X.rows", condition, n as f64));
        }
        check_size(&data, kernel, false)?;
        let Data { x, y } = data;
        let source = Source::new(x, kernel)?;
        let grid = ridge_grid(source.mean_diagonal(), lambda);
        let run =
            |decomposition: &Decomposition, y: &Matrix| Curve::new(decomposition, y, &grid, labels);
        let mut parts = Vec::new();
        for (fraction, subsets) in partitions(n, seed) {
            let mut curves = Vec::with_capacity(subsets.len());
            for rows in &subsets {
                let y = y.select(rows);
                curves.push(run(&source.part(rows, &y, intercept)?, &y));
            }
            let pairs = curves.iter().map(Pair::new).collect();
            parts.push(Parts { fraction, curves, pairs });
        }
        let full = run(&source.whole(&y, intercept)?, &y);
        Ok(Self { samples: n, labels, whole: Pair::new(&full), full, grid, parts })
    }

    /// A quantity of the parts and of the whole at each size, smallest first.
    pub(super) fn by_size(&self, value: impl Fn(&Curve) -> f64) -> (Vec<f64>, Vec<f64>) {
        let mut pairs: Vec<(f64, f64)> = self
            .parts
            .iter()
            .rev()
            .map(|parts| {
                let mean = parts.curves.iter().map(&value).sum::<f64>() / parts.curves.len() as f64;
                ((self.samples / parts.fraction) as f64, mean)
            })
            .collect();
        pairs.push((self.samples as f64, value(&self.full)));
        pairs.into_iter().unzip()
    }

    /// The errors at one ridge.
    pub fn at_ridge(&self, lambda: f64) -> AtRidge {
        let (sizes, errors) = self.by_size(|curve| curve.at(&curve.loo, lambda));
        AtRidge::new(lambda, sizes, errors)
    }

    /// All forecasters at P samples.
    pub fn blend(&self, at: &AtRidge, samples: f64) -> Blend {
        blend(std::slice::from_ref(&self.whole), at, samples)
    }

    /// Forecasts of n from parts.
    pub fn backtest(&self, at: &AtRidge) -> Backtest {
        let target = libm::log(at.error());
        let from = |fraction: usize, dropped: usize| {
            let parts = self.parts.iter().find(|parts| parts.fraction == fraction)?;
            let blend = blend(&parts.pairs, &at.without(dropped), self.samples as f64);
            Some(blend.ln_error - target)
        };
        let blend = self.blend(at, self.samples as f64);
        let here = blend.ln_error - self.tail_correction(blend.ln_kappa) - target;
        Backtest { half: from(2, 1), quarter: from(4, 2), here }
    }
}

fn blend(pairs: &[Pair], at: &AtRidge, samples: f64) -> Blend {
    let joined: Vec<Blend> = pairs.iter().map(|pair| collapse(pair, samples, at.lambda)).collect();
    let count = joined.len() as f64;
    let mean = libm::log(joined.iter().map(|b| libm::exp(b.ln_error)).sum::<f64>() / count);
    let below = joined.iter().map(|b| b.below).sum::<f64>() / count;
    let (weight, law) = match &at.law {
        Some(law) if samples.is_finite() => {
            (interpolate(below, &KNOTS, &POWER_LAW_WEIGHT), law.ln_error(samples))
        }
        _ => (0.0, mean),
    };
    Blend { ln_error: (1.0 - weight) * mean + weight * law, law, below, ..joined[0] }
}

/// Leave-one-out and GCV, joined in logarithms.
fn collapse(pair: &Pair, samples: f64, lambda: f64) -> Blend {
    let loo = pair.loo.forecast(samples, lambda);
    let gcv = pair.gcv.forecast(samples, lambda);
    let below = pair.loo.decades_below(loo.ln_kappa);
    let ln_error = pair.join(loo.ln_kappa, loo.ln_error, gcv.ln_error);
    Blend {
        ln_error,
        loo: loo.ln_error,
        gcv: gcv.ln_error,
        law: ln_error,
        ln_kappa: loo.ln_kappa,
        below,
    }
}

/// Where decompositions come from: rows for the linear kernel, else one Gram matrix for all.
enum Source {
    Rows(Matrix),
    Gram(Matrix),
}

impl Source {
    fn new(x: Matrix, kernel: &Kernel) -> Result<Self> {
        Ok(match kernel {
            Kernel::Linear => Self::Rows(x),
            _ => Self::Gram(kernel.matrix(&x)?),
        })
    }

    fn mean_diagonal(&self) -> f64 {
        let (total, n) = match self {
            Self::Rows(x) => ((0..x.rows).map(|i| dot(x.row(i), x.row(i))).sum::<f64>(), x.rows),
            Self::Gram(k) => ((0..k.rows).map(|i| k.at(i, i)).sum::<f64>(), k.rows),
        };
        (total / n as f64).max(super::curve::TINY)
    }

    fn part(&self, rows: &[usize], y: &Matrix, intercept: bool) -> Result<Decomposition> {
        match self {
            Self::Rows(x) => Decomposition::of_rows(x.select(rows), y, intercept),
            Self::Gram(k) => {
                let data = rows.iter().flat_map(|i| rows.iter().map(|j| k.at(*i, *j))).collect();
                let gram = Matrix { data, rows: rows.len(), columns: rows.len() };
                Decomposition::of_gram(gram, y, intercept)
            }
        }
    }

    fn whole(self, y: &Matrix, intercept: bool) -> Result<Decomposition> {
        match self {
            Self::Rows(x) => Decomposition::of_rows(x, y, intercept),
            Self::Gram(k) => Decomposition::of_gram(k, y, intercept),
        }
    }
}
