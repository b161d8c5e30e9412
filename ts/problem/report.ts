// What the theory answers.

/**
 * How an answer came about. `Converged`: to rounding error. `ReducedAccuracy`: with fewer digits than usual.
 * `InterpolationThreshold`: an error is infinite, as many samples as modes and no ridge.
 * `Unbounded`: the optimum is an infinite ridge.
 */
export type Status = "Converged" | "ReducedAccuracy" | "InterpolationThreshold" | "Unbounded";

/** Where the variance comes from; number for a point, `Float64Array` for a grid. */
export interface Variance<Quantity> {
  /** From the draw of the inputs: bias · γ/(1 − γ). */
  data: Quantity;
  /** From the label noise: σ_ε² γ/(1 − γ). */
  noise: Quantity;
}

interface Quantities<Quantity> {
  /** Renormalized ridge κ, of λ = κ(1 − df₁(κ)/P). */
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
  /** Squared bias, κ² Σ w̄²σ/(σ+κ)². */
  bias: Quantity;
  /** −d ln excessError / d ln P at fixed λ. */
  localExponent: Quantity;
  variance: Variance<Quantity>;
  /** Excess error under `testSpectrum`, where the problem has one. */
  outOfDistributionError?: Quantity;
}

/** The theory at one (P, λ). */
export interface Report extends Quantities<number> {
  status: Status;
}

/** The theory on a grid: each quantity one flat row-major array over (samples, lambda). */
export interface ReportGrid extends Quantities<Float64Array> {
  status: Status[];
  shape: [samples: number, lambda: number];
}
