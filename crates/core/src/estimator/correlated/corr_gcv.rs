//! The test error of ridge regression on correlated rows, from the data alone.

use crate::error::{Error, Result};
use crate::estimator::fit::check_size;
use crate::estimator::{
    Data, Decomposition, Estimates, FittedCorrelation, Kernel, RowSide, default_grid, estimates,
    estimates_along, fit_correlation,
};
use crate::report::Status;
use crate::solve::{scanned_minimum, solve_sample_side};
use crate::spectrum::Correlation;

/// What is known of the correlation of rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// All of it.
    Known(Correlation),
    /// Its kind; the parameter is fitted to the rows.
    Kind(&'static str),
}

/// The label noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RowNoise {
    /// Correlated as the rows are.
    Matched,
    /// Independent, of this variance (summed over targets).
    White(f64),
}

/// The ridges to look at.
#[derive(Debug, Clone, PartialEq)]
pub enum Lambdas {
    /// These.
    List(Vec<f64>),
    /// The best of all, by CorrGCV.
    Best,
}

/// What to estimate.
#[derive(Debug)]
pub struct CorrGcvOptions {
    /// The correlation of rows.
    pub rows: Rows,
    /// That of the noise.
    pub noise: RowNoise,
    /// The ridges.
    pub lambda: Lambdas,
    /// Whether an unpenalised intercept is fitted.
    pub intercept: bool,
}

/// Estimates at one ridge.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrGcv {
    /// What holds for independent rows, leave-one-out and GCV among it.
    pub plain: Estimates,
    /// κ̂ = λT/(df̂ κ̃̂).
    pub kappa: f64,
    /// κ̃̂, of Tr K(K+κ̃)⁻¹ = df̂.
    pub kappa_tilde: f64,
    /// Ŝ = κ̂/λ.
    pub s_transform: f64,
    /// The estimate of the error on a new point that is independent of the rows.
    pub corr_gcv: f64,
    /// Ŝ² E_tr: the right S-transform to the wrong power, for comparison.
    pub naive: f64,
    /// How κ̃̂ came about.
    pub status: Status,
}

/// All estimates: those chosen, along the path, and the correlation that was used.
#[derive(Debug)]
pub struct Answer {
    /// At the best of the ridges.
    pub chosen: CorrGcv,
    /// At every ridge.
    pub path: Vec<CorrGcv>,
    /// Where the correlation was fitted.
    pub fitted: Option<FittedCorrelation>,
}

/// Points of the search over ridges, and golden sections after it.
const SEARCH: (usize, usize) = (61, 28);

/// CorrGCV of the linear kernel at every ridge, one decomposition for all.
///
/// With df̂ = Tr K̂(K̂+λ)⁻¹ and κ̃̂ of Tr K(K+κ̃)⁻¹ = df̂: CorrGCV = T E_tr/(κ̃² Tr K(K+κ̃)⁻²) = GCV [Tr(K+κ̃)⁻¹]²/(T Tr K(K+κ̃)⁻²),
/// in the second form without 0/0 as λ → 0. With an intercept K is its part off the constants, and the point less
/// the rows' mean is one that is correlated with them: a factor τ. White noise of variance σ² adds
/// σ² [1 − Tr (K+κ̃)⁻²/Tr K(K+κ̃)⁻²]. Source: arXiv 2408.04607; intercept and white noise are derived in docs/.
///
/// # Errors
/// Where the correlation does not fit the rows, and as [`Decomposition::of_rows`].
pub fn corr_gcv(data: Data, options: &CorrGcvOptions) -> Result<Answer> {
    check_size(&data, &Kernel::Linear, false)?;
    if options.intercept && data.x.rows < 2 {
        return Err(Error::out_of_range("X.rows", "2 or more to fit an intercept", 1.0));
    }
    let (fitted, correlation) = match &options.rows {
        Rows::Known(correlation) => (None, correlation.clone()),
        Rows::Kind(kind) => {
            let fitted = fit_correlation(&data.x, kind)?;
            (Some(fitted), Correlation::Stationary(fitted.law))
        }
    };
    let side = RowSide::new(&correlation, data.x.rows, options.intercept)?;
    let decomposition = Decomposition::of_rows(data.x, &data.y, options.intercept)?;
    let of = |plain| side.estimate(&decomposition, plain, options.noise);
    let path = |ridges: &[f64]| -> Vec<CorrGcv> {
        estimates_along(&decomposition, ridges).into_iter().map(of).collect()
    };
    let (path, chosen) = match &options.lambda {
        Lambdas::List(list) => {
            let path = path(list);
            (path.clone(), best(&path))
        }
        Lambdas::Best => {
            let grid = default_grid(&decomposition);
            let at = |lambda: f64| of(estimates(&decomposition, lambda));
            let ends = (libm::log(grid[0]), libm::log(grid[grid.len() - 1]));
            let (points, steps) = SEARCH;
            let u = scanned_minimum(ends, points, steps, |u| at(libm::exp(u)).corr_gcv);
            (path(&grid), at(libm::exp(u)))
        }
    };
    Ok(Answer { chosen, path, fitted })
}

fn best(path: &[CorrGcv]) -> CorrGcv {
    let least = |i: &usize, j: &usize| path[*i].corr_gcv.total_cmp(&path[*j].corr_gcv);
    path[(0..path.len()).min_by(least).unwrap_or(0)].clone()
}

impl RowSide {
    /// CorrGCV from the estimates for independent rows.
    fn estimate(
        &self,
        decomposition: &Decomposition,
        plain: Estimates,
        noise: RowNoise,
    ) -> CorrGcv {
        let samples = decomposition.samples as f64;
        let rest = (samples / plain.s_transform - self.null).max(0.0);
        let (kappa, status) = solve_sample_side(&self.side, plain.df1, rest);
        let sums = self.side.sums(kappa);
        let null = if self.null > 0.0 { self.null / kappa } else { 0.0 };
        let inverse = sums.pull + kappa * sums.noise_square + null;
        let ratio = inverse / sums.pull;
        let matched = plain.gcv * (inverse / samples) * ratio;
        let square = sums.noise_square + if null > 0.0 { null / kappa } else { 0.0 };
        let factor = inverse / plain.df1;
        CorrGcv {
            kappa: plain.kappa * factor,
            kappa_tilde: kappa,
            s_transform: plain.s_transform * factor,
            corr_gcv: self.new_point(kappa, matched, square / sums.pull, noise),
            naive: plain.gcv * factor * factor,
            status,
            plain,
        }
    }

    /// (signal + Var_Xε) τ + what the noise adds by itself, from `matched` = signal + Var_Xε + σ² `excess`.
    fn new_point(&self, kappa: f64, matched: f64, excess: f64, noise: RowNoise) -> f64 {
        let tau = self.centring.as_ref().map_or(1.0, |centring| centring.tau(kappa));
        match noise {
            RowNoise::Matched => matched * tau,
            RowNoise::White(variance) => {
                let own = self.centring.as_ref().map_or(1.0, |centring| centring.white(kappa));
                (matched - variance * excess) * tau + variance * own
            }
        }
    }
}
