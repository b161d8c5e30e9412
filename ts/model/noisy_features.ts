import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { NoisyFeaturesReport, NoisyFeaturesReportGrid } from "../problem/report.ts";
import type { Population, Problem } from "../problem/types.ts";
import { evaluate } from "./evaluate.ts";
import type { RidgeOptions } from "./ridge.ts";

/** Features with noise, and where to evaluate; arrays ask for a grid. λ ≥ 0. */
export interface NoisyFeaturesOptions extends RidgeOptions {
  /** Number of features N. */
  width: number;
  /** c of z = √c Fᵀx + √η ξ; 1 where absent. */
  signalScale?: number | undefined;
  /** η: variance of the noise that each feature of each sample has. */
  noiseVariance: number;
}

/**
 * Random features with noise of their own, z = √c Fᵀx + √η ξ with Gaussian F of variance 1/N and independent ξ:
 * loss (1/P)|Zv − y|² + λ|v|². The report also holds its `problem`.
 */
export function noisyFeatures(
  population: Population,
  options: NoisyFeaturesOptions & { samples: number; lambda: number },
): NoisyFeaturesReport & { problem: Problem };
export function noisyFeatures(
  population: Population,
  options: NoisyFeaturesOptions & ({ samples: NumbersLike } | { lambda: NumbersLike }),
): NoisyFeaturesReportGrid & { problem: Problem };
export function noisyFeatures(population: Population, options: NoisyFeaturesOptions): object {
  const { width, signalScale, noiseVariance, ...rest } = requireOptions(options);
  const problem: Problem = {
    model: {
      kind: "noisyFeatures",
      width,
      ...(signalScale !== undefined && { signalScale }),
      noiseVariance,
    },
    ...requireOptions(population, "population"),
    ...rest,
  };
  return { ...evaluate(problem), problem };
}
