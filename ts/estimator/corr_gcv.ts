// The test error of ridge regression on correlated rows, from the data alone.
import { samples } from "../bridge/cores/samples.ts";
import { requireOptions } from "../bridge/options.ts";
import { toData } from "../data/labels.ts";
import type { Labels, MatrixLike, NumbersLike } from "../data/matrix.ts";
import type { Correlation, StationaryCorrelation } from "../problem/correlation.ts";
import type { Status } from "../problem/report.ts";

export interface CorrGcvOptions {
  /** The correlation of the rows (scaled to a mean variance of one); a stationary kind without its parameter is fitted to the rows. */
  correlation: Correlation | { kind: StationaryCorrelation["kind"] };
  /** A number, a list, or "best" (the default): all ridges, the best of them by CorrGCV. */
  lambda?: number | NumbersLike | "best";
  /** Whether an unpenalised intercept is fitted; true where absent. */
  intercept?: boolean;
  /** Whether the label noise is correlated as the rows are (where absent) or not at all; then `noise` is needed. */
  noiseCorrelation?: "matched" | "white";
  /** The variance of white noise, summed over targets. */
  noise?: number;
}

/** Estimates at one ridge, or along a path of them. Errors are means over rows, summed over targets. */
export interface CorrGcvEstimates<Quantity> {
  lambda: Quantity;
  /** κ̂ = λT/(df₁ κ̃). */
  kappa: Quantity;
  /** κ̃ of Tr K(K+κ̃)⁻¹ = df₁. */
  kappaTilde: Quantity;
  /** Ŝ = κ̂/λ. */
  sTransform: Quantity;
  df1: Quantity;
  trainError: Quantity;
  /** T trainError/(κ̃² Tr K(K+κ̃)⁻²): the error on a new point that is independent of the rows. */
  corrGcv: Quantity;
  /** What GCV says, which takes the rows for independent. */
  gcv: Quantity;
  /** Ŝ² trainError: the right S-transform to the wrong power. */
  naiveGcv: Quantity;
  /** What leave-one-out says, which takes the rows for independent. */
  looError: Quantity;
  looStandardError: Quantity;
}

/** The estimates at the best ridge; `path` where there are several. */
export interface CorrGcvReport extends CorrGcvEstimates<number> {
  status: Status;
  /** What was used; `standardError` of a fitted parameter is infinite where it lies at the end of its range. */
  correlation: {
    kind: Correlation["kind"];
    length?: number;
    strength?: number;
    exponent?: number;
    standardError?: number;
  };
  path?: CorrGcvEstimates<Float64Array>;
}

/**
 * CorrGCV: the test error of linear ridge regression on rows that are correlated, as those of a time series are, from
 * these rows alone. GCV and leave-one-out, which are reported beside it, are too small there.
 *
 * Rows are K^{1/2} Z Σ^{1/2} with K known, or fitted (ξ, b or χ, by the debiased Whittle likelihood over all columns).
 * With an intercept, and for a matrix or a power law, at most 2,048 rows. Source: arXiv 2408.04607.
 *
 * @throws RidgelawError on bad input, and where the correlation does not fit the rows
 */
export function corrGcv(
  X: MatrixLike,
  y: NumbersLike | MatrixLike | Labels,
  options: CorrGcvOptions,
): CorrGcvReport {
  const { data } = toData(X, y);
  return samples.verb("corrGcv", { ...requireOptions(options), ...data });
}
