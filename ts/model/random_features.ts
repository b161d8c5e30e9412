import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { FeaturesReport, FeaturesReportGrid } from "../problem/report.ts";
import type { Population, Problem } from "../problem/types.ts";
import type { Layer } from "../transform/layer.ts";
import { evaluate } from "./evaluate.ts";
import type { RidgeOptions } from "./ridge.ts";

/** Random layers, and where to evaluate; arrays ask for a grid. λ ≥ 0. */
export interface RandomFeaturesOptions extends RidgeOptions {
  /** One layer is a random-feature model, several are a deep one. */
  layers: readonly Layer[];
  /** F = Γ₀^{1/2} Z…: eigenvalues of Γ₀, one for each listed eigenvalue of Σ, whose eigenvectors it shares. */
  inputWeightSpectrum?: NumbersLike | undefined;
}

/** Linear random features f(x) = xᵀF v, loss (1/P)|f(X) − y|² + λ|v|²; the report also holds its `problem`. */
export function randomFeatures(
  population: Population,
  options: RandomFeaturesOptions & { samples: number; lambda: number },
): FeaturesReport & { problem: Problem };
export function randomFeatures(
  population: Population,
  options: RandomFeaturesOptions & ({ samples: NumbersLike } | { lambda: NumbersLike }),
): FeaturesReportGrid & { problem: Problem };
export function randomFeatures(population: Population, options: RandomFeaturesOptions): object {
  const { layers, inputWeightSpectrum, ...rest } = requireOptions(options);
  const problem: Problem = {
    model: {
      kind: "randomFeatures",
      layers,
      ...(inputWeightSpectrum !== undefined && { inputWeightSpectrum }),
    },
    ...requireOptions(population, "population"),
    ...rest,
  };
  return { ...evaluate(problem), problem };
}
