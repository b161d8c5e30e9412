// What the theory answers.

/**
 * How an answer came about. `Converged`: to rounding error. `ReducedAccuracy`: with fewer digits than usual.
 * `InterpolationThreshold`: an error is infinite, as many samples as modes and no ridge.
 * `Unbounded`: the optimum is an infinite ridge, or an infinite width.
 * `Boundary`: the optimum is no ridge at all, or the largest width that there is.
 */
export type Status =
  | "Converged"
  | "ReducedAccuracy"
  | "InterpolationThreshold"
  | "Unbounded"
  | "Boundary";

/** Where the variance comes from; number for a point, `Float64Array` for a grid. */
export interface Variance<Quantity> {
  /** From the draw of the inputs: bias · γ/(1 − γ). */
  data: Quantity;
  /** From the label noise: σ_ε² γ/(1 − γ). */
  noise: Quantity;
}

/** Where the variance of random features comes from. */
export interface FeaturesVariance<Quantity> extends Variance<Quantity> {
  /** From the draw of the features alone. */
  features: Quantity;
  /** From features and inputs together. */
  featuresData: Quantity;
  /** From features and label noise together. */
  featuresNoise: Quantity;
}

interface Quantities<Quantity> {
  /** Renormalized ridge κ, of λ = κ(1 − df₁(κ)/P); with random features κ₁, λ renormalized by the samples. */
  kappa: Quantity;
  /** df₁(κ) = Σ σ/(σ+κ), not normalised. */
  df1: Quantity;
  /** df₂(κ) = Σ σ²/(σ+κ)². */
  df2: Quantity;
  /** γ = df₂/P. */
  gamma: Quantity;
  /** 1 − γ, formed without a subtraction. */
  oneMinusGamma: Quantity;
  /** S = κ/λ; `Infinity` in the ridgeless limit with fewer samples than modes. */
  sTransform: Quantity;
  /** Mean squared residual on the training set, (λ/κ)² · testError. */
  trainError: Quantity;
  /** Mean squared error on new noisy labels, (bias + σ_ε²)/(1 − γ). */
  testError: Quantity;
  /** `testError` without the noise of the new label. */
  excessError: Quantity;
  /** Squared bias, κ² Σ w̄²σ/(σ+κ)² (at κ₂ with random features). */
  bias: Quantity;
  /** Excess error under `testSpectrum`, where the problem has one. */
  outOfDistributionError?: Quantity;
}

interface RidgeQuantities<Quantity> extends Quantities<Quantity> {
  /** −d ln excessError / d ln P at fixed λ; 0 where the error is zero or infinite. */
  localExponent: Quantity;
  variance: Variance<Quantity>;
}

interface FeaturesQuantities<Quantity> extends Quantities<Quantity> {
  /** ρ = d ln κ₂/d ln κ₁: 1 where features lose nothing, 0 where they limit. */
  rho: Quantity;
  variance: FeaturesVariance<Quantity>;
  /** κ₁ (λ renormalized by the samples), then after each layer; the last is κ₂. On a grid, point after point. */
  kappas: Float64Array;
}

interface CorrelatedQuantities<Quantity> extends Quantities<Quantity> {
  /** κ̃, the resolution of the samples: Tr K(K+κ̃)⁻¹ = df₁ and κ κ̃ = λT/df₁. `sTransform` is T/(df₁ κ̃). */
  kappaTilde: Quantity;
  /** Σ l²/(l+κ̃)² over the eigenvalues l of K; `gamma` is df2 · df2Samples/df1². */
  df2Samples: Quantity;
  /** γ_n of the label noise, which adds σ_ε² γ_n/(1 − γ); γ where the noise is matched. */
  gammaNoise: Quantity;
  /** What CorrGCV multiplies the training error by. */
  corrGcvFactor: Quantity;
  /** `testError` less `corrGcvFactor` · `trainError`: 0 for matched noise. */
  mismatchCorrection: Quantity;
  variance: Variance<Quantity>;
  /** With `testCorrelation`: kᵀK⁻¹k. */
  rho?: Quantity;
  /** With `testCorrelation`: 1 − kᵀ(K+2κ̃)(K+κ̃)⁻²k, between 1 − ρ and 1. */
  tau?: Quantity;
  /** With `testCorrelation`: the error on that point's noisy label, τ · testError for matched noise. */
  correlatedTestError?: Quantity;
}

interface At {
  status: Status;
}

interface OnGrid {
  status: Status[];
  shape: [samples: number, lambda: number];
}

/** Ridge regression at one (P, λ). */
export interface Report extends RidgeQuantities<number>, At {}

/** Ridge regression on a grid: each quantity one flat row-major array over (samples, lambda). */
export interface ReportGrid extends RidgeQuantities<Float64Array>, OnGrid {}

/** Random features at one (P, λ): `df1` and `df2` are those of Σ at κ₂, `gamma` is γ₁. */
export interface FeaturesReport extends FeaturesQuantities<number>, At {}

/** Random features on a grid. */
export interface FeaturesReportGrid extends FeaturesQuantities<Float64Array>, OnGrid {}

interface NoisyQuantities<Quantity> extends FeaturesQuantities<Quantity> {
  /** df_tot = df₁ + Nη/κ₂: degrees of freedom of the fit, those included that fit the noise of the features. */
  dfTotal: Quantity;
}

/** Noisy or nonlinear features at one (P, λ): `df1` and `df2` are those of cΣ at κ₂, `gamma` is γ₁. */
export interface NoisyFeaturesReport extends NoisyQuantities<number>, At {}

/** Noisy or nonlinear features on a grid. */
export interface NoisyFeaturesReportGrid extends NoisyQuantities<Float64Array>, OnGrid {}

/** Ridge regression on correlated samples. */
export interface CorrelatedReport extends CorrelatedQuantities<number>, At {}

/** Ridge regression on correlated samples on a grid. */
export interface CorrelatedReportGrid extends CorrelatedQuantities<Float64Array>, OnGrid {}

/** What `evaluate` answers: which of these depends on the model and on whether a grid is asked for. */
export type AnyReport =
  | Report
  | ReportGrid
  | CorrelatedReport
  | CorrelatedReportGrid
  | FeaturesReport
  | FeaturesReportGrid
  | NoisyFeaturesReport
  | NoisyFeaturesReportGrid;
