//! Ridge and kernel ridge regression: errors, bias and variance at the renormalized ridge.

use super::ensemble::Over;
use super::local_exponents::{self, LocalExponents};
use super::ridge_grid;
use crate::error::{Error, Result};
use crate::report::{Point, Status};
use crate::solve::{Solution, solve};
use crate::spectrum::{Modes, Sums};
use crate::wire::Fields;

/// Everything the theory says about ridge regression at one (P, λ).
///
/// With a = σ/(σ+κ), b = κ/(σ+κ): bias = Σ w̄² σ b², γ = df₂/P, 1 − γ = x + (df₁−df₂)/P with
/// x = λ/κ, E = (bias + σ_ε²)/(1 − γ), training error x² E. Source: arXiv 2405.00592, ridge
/// regression section; conditions: Gaussian universality, P large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Report {
    /// How the numbers came about.
    pub status: Status,
    /// Renormalized ridge κ.
    pub kappa: f64,
    /// df₁(κ), not normalised.
    pub df1: f64,
    /// df₂(κ), not normalised.
    pub df2: f64,
    /// γ = df₂/P.
    pub gamma: f64,
    /// 1 − γ, formed without subtraction.
    pub one_minus_gamma: f64,
    /// S = κ/λ; infinite in the ridgeless limit of fewer samples than modes.
    pub s_transform: f64,
    /// Mean squared residual on the training set.
    pub train_error: f64,
    /// Mean squared error on a new noisy label.
    pub test_error: f64,
    /// `test_error` without the noise of the new label.
    pub excess_error: f64,
    /// Squared bias.
    pub bias: f64,
    /// Variance from the draw of the inputs.
    pub variance_data: f64,
    /// Variance from the label noise.
    pub variance_noise: f64,
    /// Excess error under the test covariance, where one is given.
    pub out_of_distribution: Option<f64>,
    /// d ln(excess error)/d ln P at fixed λ is `-local_exponent`.
    pub local_exponent: f64,
}

impl Report {
    /// Its numbers under the names users see.
    pub fn point(&self) -> Point {
        let numbers = vec![
            ("kappa", self.kappa),
            ("df1", self.df1),
            ("df2", self.df2),
            ("gamma", self.gamma),
            ("oneMinusGamma", self.one_minus_gamma),
            ("sTransform", self.s_transform),
            ("trainError", self.train_error),
            ("testError", self.test_error),
            ("excessError", self.excess_error),
            ("bias", self.bias),
            ("localExponent", self.local_exponent),
        ];
        Point {
            status: self.status,
            numbers,
            variance: vec![("data", self.variance_data), ("noise", self.variance_noise)],
            out_of_distribution: self.out_of_distribution,
            kappas: Vec::new(),
        }
    }
}

/// Averages of independently trained models.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ensemble {
    /// How many training sets, each with its own model.
    pub size: f64,
}

/// Ridge or kernel ridge regression as a model of a problem.
#[derive(Debug, Clone)]
pub struct Ridge {
    ensemble: Ensemble,
}

impl Ridge {
    /// An average of `size` models, each with its data.
    pub fn averaging(size: f64) -> Self {
        Self { ensemble: Ensemble { size } }
    }

    /// Reads the ensemble, which averages over data.
    pub fn read(ensemble: Option<Fields>) -> Result<Self> {
        let Some(mut fields) = ensemble else {
            return Ok(Self { ensemble: Ensemble { size: 1.0 } });
        };
        let argument = fields.path("over");
        let size = fields.natural("size", 1)?;
        if fields.choice("over", &["features", "data", "both"], None)? == "features" {
            let reason =
                "\"features\" needs a model with random features, which ridge is not".into();
            return Err(Error::Conflict { argument, reason });
        }
        fields.finish()?;
        Ok(Self { ensemble: Ensemble { size } })
    }

    /// Whether a single model is trained.
    pub fn is_single(&self) -> bool {
        self.ensemble.size <= 1.0
    }

    /// How many training sets are averaged.
    pub fn ensemble(&self) -> f64 {
        self.ensemble.size
    }

    /// Every λ at each P.
    pub fn grid(&self, modes: &Modes, samples: &[f64], lambda: &[f64]) -> Result<Vec<Point>> {
        ridge_grid::grid(modes, samples, lambda, self.ensemble)
    }
}

impl Ridge {
    /// Local exponents at one (P, λ): random features without layers.
    pub fn local_exponents(
        &self,
        modes: &Modes,
        samples: f64,
        lambda: f64,
    ) -> Result<LocalExponents> {
        let Solution { kappa, slack, status } = solve(modes, samples, lambda, None)?;
        let Ensemble { size } = self.ensemble;
        Ok(local_exponents::Point {
            modes,
            sums: &modes.sums(kappa),
            kappa,
            samples,
            open: slack * samples,
            layers: Vec::new(),
            own_noise: 0.0,
            ensemble: super::ensemble::Ensemble { size, over: Over::Data },
            status,
        }
        .exponents())
    }
}

/// Evaluates the theory at `samples` = P > 0 and `lambda` above its edge.
///
/// # Errors
/// `LambdaBelowEdge`.
#[inline]
pub fn ridge(
    modes: &Modes,
    samples: f64,
    lambda: f64,
    ensemble: Ensemble,
    guess: Option<f64>,
) -> Result<Report> {
    let solution = solve(modes, samples, lambda, guess)?;
    Ok(report(modes, samples, &solution, ensemble))
}

/// The report at a κ that is already known.
pub fn report(modes: &Modes, samples: f64, solution: &Solution, ensemble: Ensemble) -> Report {
    let sums = modes.sums(solution.kappa);
    let drift = modes.slack_drift(solution.kappa, &modes.split(samples));
    Renormalized { samples, solution: *solution, sums, drift }.report(modes, ensemble)
}

/// What all errors at one (P, λ) are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Renormalized {
    /// P.
    pub samples: f64,
    /// κ.
    pub solution: Solution,
    /// The sums at κ.
    pub sums: Sums,
    /// P(x − d(gap/P)/d ln κ), gap = df₁ − df₂.
    pub drift: f64,
}

impl Renormalized {
    /// 1 − γ.
    pub fn open(&self) -> f64 {
        self.solution.slack + self.sums.df_gap / self.samples
    }

    /// All of the theory.
    pub fn report(&self, modes: &Modes, ensemble: Ensemble) -> Report {
        let Self { samples, solution: Solution { kappa, slack, status }, sums, .. } = *self;
        let one_minus_gamma = self.open();
        let gamma = sums.df2 / samples;
        let amplify =
            |x: f64| if x > 0.0 { x * (gamma / one_minus_gamma) / ensemble.size } else { 0.0 };
        let (variance_data, variance_noise) = (amplify(sums.bias), amplify(modes.noise()));
        let excess_error = sums.bias + variance_data + variance_noise;
        let single = over(sums.bias + modes.noise(), one_minus_gamma);
        Report {
            status: outcome(status, excess_error, slack, one_minus_gamma),
            kappa,
            df1: sums.df1,
            df2: sums.df2,
            gamma,
            one_minus_gamma,
            s_transform: 1.0 / slack,
            train_error: train_error(slack, single),
            test_error: excess_error + modes.noise(),
            excess_error,
            bias: sums.bias,
            variance_data,
            variance_noise,
            out_of_distribution: out_of_distribution(modes, samples, kappa, single, ensemble),
            local_exponent: self.local_exponent(modes.noise(), ensemble),
        }
    }

    /// −d ln(excess)/d ln P at fixed λ.
    ///
    /// φ = d ln κ/d ln P = −(df₁/P)/(1 − γ), and dγ/d ln P = (x − d(gap/P)/d ln κ) φ + gap/P.
    fn local_exponent(&self, noise: f64, ensemble: Ensemble) -> f64 {
        let Self { samples, sums, drift, .. } = self;
        let slack = self.open();
        let gamma = sums.df2 / samples;
        let flow = -(sums.df1 / samples) / slack;
        let gamma_flow = drift / samples * flow + sums.df_gap / samples;
        let bias_flow = 2.0 * sums.bias_slope * flow;
        let total = sums.bias + noise;
        let amplified = (gamma / slack) / ensemble.size;
        let excess = sums.bias + total * amplified;
        let excess_flow =
            bias_flow * (1.0 + amplified) + total * (gamma_flow / slack / slack) / ensemble.size;
        let exponent = -excess_flow / excess;
        if excess > 0.0 && exponent.is_finite() { exponent } else { 0.0 }
    }
}

/// Below zero λ/κ and (df₁−df₂)/P have opposite signs: close to the edge their sum loses digits.
fn outcome(status: Status, excess_error: f64, slack: f64, one_minus_gamma: f64) -> Status {
    if excess_error.is_infinite() {
        Status::InterpolationThreshold
    } else if slack < 0.0 && one_minus_gamma < CANCELLATION {
        Status::ReducedAccuracy
    } else {
        status
    }
}

/// Where 1 − γ < this at a negative ridge, fewer than nine of its digits are right.
const CANCELLATION: f64 = 1e-6;

/// x/slack, zero where x is: without bias and noise nothing is amplified.
pub fn over(x: f64, slack: f64) -> f64 {
    if x > 0.0 { x / slack } else { 0.0 }
}

/// x y, zero where either is: what diverges does not where it is multiplied by nothing.
pub fn product(x: f64, y: f64) -> f64 {
    if x > 0.0 && y > 0.0 { x * y } else { 0.0 }
}

/// x² E, zero where interpolation makes x vanish.
fn train_error(slack: f64, test_error: f64) -> f64 {
    if slack.abs() > 0.0 { slack * slack * test_error } else { 0.0 }
}

/// Bias and variance under another test covariance: b' + (1/P) Σ σ'σ/(σ+κ)² E over the ensemble.
fn out_of_distribution(
    modes: &Modes,
    samples: f64,
    kappa: f64,
    test_error: f64,
    ensemble: Ensemble,
) -> Option<f64> {
    modes.shifted(kappa).map(|shifted| {
        let variance = shifted.resolved / samples;
        if variance > 0.0 {
            shifted.bias + variance * test_error / ensemble.size
        } else {
            shifted.bias
        }
    })
}
