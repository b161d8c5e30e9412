// The dimension of the manifold that data lie on.
import { requireOptions, verb } from "../bridge/verb.ts";
import { type MatrixLike, toMatrix } from "../data/matrix.ts";
import type { Interval } from "../estimator/forecast.ts";

export interface IntrinsicDimensionOptions {
  /** Neighbours k of the maximum-likelihood estimate; 12 where absent. */
  neighbours?: number;
  /** The share of the largest ratios r₂/r₁ that counts only as large; 0.1 where absent. */
  discard?: number;
  /** Shares of all pairs between which the slope of the correlation integral is taken; [2e-4, 1e-2] where absent. */
  window?: readonly [low: number, high: number];
}

/** A dimension with a 90 % interval for sampling noise; bending and edges of the manifold come on top. */
export interface DimensionEstimate {
  dimension: number;
  interval: Interval;
}

/** An exponent that a dimension d implies, with what must hold for it. */
export interface DimensionBound {
  /** `lipschitz` 1/d, `lipschitzSquared` 2/d, `piecewiseLinear` 4/d. */
  name: "lipschitz" | "lipschitzSquared" | "piecewiseLinear";
  exponent: number;
  condition: string;
}

export interface IntrinsicDimension {
  /** `Ties` where many of the two nearest neighbours are equally far, as on a lattice. */
  status: "Converged" | "Ties";
  /** Different points, and how many were left out as copies of others. */
  points: number;
  copies: number;
  copiesNote: string | null;
  /** The share of points whose two nearest neighbours are equally far. */
  ties: number;
  /** Columns of the data. */
  columns: number;
  /** Two nearest neighbours (Facco et al., 2017), at the smallest scale. */
  twoNearest: DimensionEstimate;
  /** Maximum likelihood over `neighbours` neighbours (Levina and Bickel; MacKay and Ghahramani). */
  maximumLikelihood: DimensionEstimate;
  neighbours: number;
  /** The same against the number of neighbours, that is against scale. */
  byNeighbours: { neighbours: Float64Array; dimension: Float64Array };
  /** Correlation dimension (Grassberger and Procaccia; Takens) with the radii and the shares of pairs within them. */
  correlation?: DimensionEstimate & {
    window: Interval;
    pairs: number;
    radius: Float64Array;
    share: Float64Array;
  };
  /** Exponents of the error in the number of samples that follow from the first estimate. */
  bounds: DimensionBound[];
}

/**
 * Estimates the intrinsic dimension of points from their exact nearest neighbours.
 *
 * @param points one a row, in units in which distances mean something
 * @throws RidgelawError for too few different points, and for points on a lattice
 */
export const intrinsicDimension = (
  points: MatrixLike,
  options: IntrinsicDimensionOptions = {},
): IntrinsicDimension =>
  verb("intrinsicDimension", { ...requireOptions(options), points: toMatrix("points", points) });
