// Critical exponents from data collapse.
import { fits } from "../bridge/cores/fits.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Interval } from "../estimator/forecast.ts";

export interface DataCollapseOptions {
  /** L of each measurement; three sizes or more. */
  size: NumbersLike;
  x: NumbersLike;
  y: NumbersLike;
  /** Standard errors of y; one per cent of it where absent. */
  error?: NumbersLike;
  /** Parts that are known: x_c, 1/ν, ζ. */
  critical?: number;
  inverseNu?: number;
  zeta?: number;
  /** Measurements moved by their errors, for intervals; 50 where absent, 0 for none. */
  bootstrap?: number;
  seed?: number;
}

/** A number with a 90 % interval, which is absent without draws. */
export interface Exponent {
  value: number;
  /** Whether the data tell it: false where a large move of it costs less than one error. */
  fixedByData: boolean;
  interval?: Interval;
  standardError?: number;
}

export interface DataCollapse {
  /**
   * `PoorCollapse` where curves lie more than two errors from one another after the best scaling, `Undetermined` where x_c or
   * an exponent may be moved far without any loss.
   */
  status: "Converged" | "PoorCollapse" | "Undetermined";
  critical: Exponent;
  inverseNu: Exponent;
  zeta: Exponent;
  /** Mean squared distance from the master curve in units of its error. */
  quality: number;
  /** The share of measurements that another size's curve covers. */
  overlap: number;
  /** For the picture: sizes, (x − x_c) L^(1/ν) and y L^-ζ. */
  size: Float64Array;
  scaledX: Float64Array;
  scaledY: Float64Array;
}

/**
 * Finds x_c, 1/ν and ζ of y = L^ζ F((x − x_c) L^(1/ν)) that lay the curves of all sizes on one (Houdayer and Hartmann,
 * 2004).
 *
 * @throws RidgelawError for fewer than three sizes, for x or y that never change, and where curves overlap under no scaling
 */
export const dataCollapse = (options: DataCollapseOptions): DataCollapse =>
  fits.verb("dataCollapse", requireOptions(options));
