import type { Activation } from "../activation/activation.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { NoisyFeaturesReport, NoisyFeaturesReportGrid } from "../problem/report.ts";
import type { Population, Problem } from "../problem/types.ts";
import { evaluate } from "./evaluate.ts";
import { type AnyModel, plainModel } from "./plain_model.ts";
import type { RidgeOptions } from "./ridge.ts";

/** Nonlinear features, and where to evaluate; arrays ask for a grid. λ ≥ 0. */
export interface NonlinearFeaturesOptions extends RidgeOptions {
  /** φ: a name, its parts at the scale of the population, or any function of one number. */
  activation: Activation;
  /** Number of features N. */
  width: number;
}

/**
 * Features φ(w_i·x)/√N with w_i ~ N(0, I/D), centred, by their Gaussian equivalent: a line and independent noise.
 * Loss (1/P)|Zv − y|² + λ|v|². The report also holds its `problem`, in which a function is replaced by its parts.
 *
 * @throws RidgelawError where a function throws, gives no number, or oscillates without end.
 */
export function nonlinearFeatures(
  population: Population,
  options: NonlinearFeaturesOptions & { samples: number; lambda: number },
): NoisyFeaturesReport & { problem: Problem };
export function nonlinearFeatures(
  population: Population,
  options: NonlinearFeaturesOptions & ({ samples: NumbersLike } | { lambda: NumbersLike }),
): NoisyFeaturesReportGrid & { problem: Problem };
export function nonlinearFeatures(
  population: Population,
  options: NonlinearFeaturesOptions,
): object {
  const { activation, width, ...rest } = requireOptions(options);
  const model: AnyModel = { kind: "nonlinearFeatures", width, activation };
  const plain = requireOptions(population, "population");
  const problem = { model: plainModel(plain, model), ...plain, ...rest } as Problem;
  return { ...evaluate(problem), problem };
}
