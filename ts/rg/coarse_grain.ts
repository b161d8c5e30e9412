// Coarse-graining of signals and images.
import { fits } from "../bridge/cores/fits.ts";
import { requireOptions } from "../bridge/options.ts";
import {
  isNumbers,
  type MatrixLike,
  type NumbersLike,
  toFloat64,
  toMatrix,
} from "../data/matrix.ts";

export interface CoarseGrainOptions {
  /** Entries of a block along each axis; 4 where absent. */
  block?: number;
  /** What stands for a block: its `mean` (the default), its `median`, or its first entry (`decimate`). */
  rule?: "mean" | "median" | "decimate";
  /** How often; as long as eight entries are left along each axis where absent. */
  steps?: number;
  /** The signal without noise, where it is known: noise is then what differs from it at each level. */
  clean?: NumbersLike | MatrixLike;
}

/** One level of the flow. */
export interface CoarseLevel {
  rows: number;
  columns: number;
  /** Steps of the first signal that one step here is long. */
  length: number;
  /** The signal, row after row. */
  signal: Float64Array;
  mean: number;
  /** Variance, noise included. */
  variance: number;
  /** Of the noise: known, or estimated from second differences. */
  noiseVariance: number;
  signalVariance: number;
  /** Correlation of neighbours; absent for constant signals. */
  correlation?: number;
  /** atanh of it: the coupling K of an Ising chain with this correlation; decimation by b makes tanh K' = (tanh K)^b. Absent at ±1. */
  coupling?: number;
  /** One-sided density in cycles per step of the first signal, whose integral is the variance; empty for short signals. */
  spectrum: { frequency: Float64Array; power: Float64Array };
}

export interface CoarseFlow {
  /** Whether noise was told from signal by `clean` or by differences of neighbours. */
  noiseBasis: "given" | "estimated";
  /** The signal itself first. */
  levels: CoarseLevel[];
}

/**
 * Coarse-grains a signal (a list) or an image (rows) by blocks again and again; what is left of a block at an end is
 * dropped: 1000 → 250 → 62 → 15 by blocks of four.
 *
 * @throws RidgelawError for more steps than there are blocks, and on bad input
 */
export function coarseGrain(
  signal: NumbersLike | MatrixLike,
  options: CoarseGrainOptions = {},
): CoarseFlow {
  const { clean, ...rest } = requireOptions(options);
  const given = clean === undefined ? {} : { clean: toSignal("clean", clean) };
  return fits.verb("coarseGrain", { ...rest, ...given, signal: toSignal("signal", signal) });
}

/** A list of numbers is one row. */
function toSignal(argument: string, x: NumbersLike | MatrixLike) {
  if (!isNumbers(x) || x.length === 0) return toMatrix(argument, x);
  return { data: toFloat64(x), rows: 1, columns: x.length };
}
