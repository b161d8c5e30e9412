// The dimension of the manifold that data lie on.
import { geometry } from "../bridge/cores/geometry.ts";
import { requireOptions } from "../bridge/options.ts";
import { type Labels, type MatrixLike, type NumbersLike, toMatrix } from "../data/matrix.ts";
import type { Interval } from "../estimator/forecast.ts";
import type { Kernel } from "../estimator/kernel.ts";
import { type SourceCapacity, sourceCapacity } from "./source_capacity.ts";

export interface IntrinsicDimensionOptions {
  /** Neighbours k of the maximum-likelihood estimate; 12 where absent. */
  neighbours?: number;
  /** The share of the largest ratios r₂/r₁ that counts only as large; 0.1 where absent. */
  discard?: number;
  /** Shares of all pairs between which the slope of the correlation integral is taken; [2e-4, 1e-2] where absent. */
  window?: readonly [low: number, high: number];
  /** A kernel whose spectrum on the points is read too, for the exponent that it really shows. */
  kernel?: Kernel;
  /** Targets, for the source as well; the kernel is the linear one where none is given. */
  y?: NumbersLike | MatrixLike | Labels;
}

/** What the spectrum of the points shows, beside the bounds that their dimension implies. */
export interface SpectrumExponent {
  /** α of the eigenvalues k^-α. */
  capacity: SourceCapacity["capacity"];
  /** r of the target, where there is one and it shows. */
  source?: SourceCapacity["source"];
  /**
   * Of the error in the number of samples without noise: 2α min(r, 1); its largest, 2α, where no target is given; absent
   * where the target does not rise above the noise.
   */
  exponent?: number;
  /** That of `sourceCapacity`. */
  status: SourceCapacity["status"];
}

/** A dimension with a 90 % interval for sampling noise and for what bending and edges may do. */
export interface DimensionEstimate {
  dimension: number;
  interval: Interval;
  /** How far bending and edges may have moved the estimate, relative to it: it is part of the interval. */
  bias: number;
}

/** An exponent that a dimension d implies, with what must hold for it. */
export interface DimensionBound {
  /** `lipschitz` 1/d, `lipschitzSquared` 2/d, `piecewiseLinear` 4/d. */
  name: "lipschitz" | "lipschitzSquared" | "piecewiseLinear";
  exponent: number;
  condition: string;
}

export interface IntrinsicDimension {
  /**
   * `Ties` where many of the two nearest neighbours are equally far, as on a lattice; `FewPoints` where bending and edges may
   * move all estimates by more than 15 %; `DependsOnScale` where the smallest scale and the largest have different dimensions,
   * as with noise.
   */
  status: "Converged" | "Ties" | "FewPoints" | "DependsOnScale";
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
  /** Where a kernel or targets were given. */
  spectrum?: SpectrumExponent;
}

/**
 * Estimates the intrinsic dimension of points from their exact nearest neighbours, and with `kernel` or `y` the exponent
 * that the spectrum of the same points shows.
 *
 * @param points one a row, in units in which distances mean something
 * @throws RidgelawError for too few different points, for points on a lattice, and for spectra without a window
 */
export function intrinsicDimension(
  points: MatrixLike,
  options: IntrinsicDimensionOptions = {},
): IntrinsicDimension {
  const { kernel, y, ...rest } = requireOptions(options);
  const matrix = toMatrix("points", points);
  const found: IntrinsicDimension = geometry.verb("intrinsicDimension", {
    ...rest,
    points: matrix,
  });
  if (kernel === undefined && y === undefined) return found;
  const data = {
    X: matrix,
    ...(y !== undefined && { y }),
    ...(kernel !== undefined && { kernel }),
  };
  return { ...found, spectrum: exponentOf(sourceCapacity(data)) };
}

function exponentOf({ capacity, source, status }: SourceCapacity): SpectrumExponent {
  const found = { capacity, ...(source && { source }), status };
  if (status === "NoSource") return found;
  const smoothness = status === "Saturated" ? 1 : Math.min(source?.exponent ?? 1, 1);
  return { ...found, exponent: 2 * capacity.exponent * smoothness };
}
