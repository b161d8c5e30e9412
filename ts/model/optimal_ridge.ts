import { optimum } from "../bridge/cores/optimum.ts";
import { requireOptions } from "../bridge/options.ts";
import type { FeaturesReport, NoisyFeaturesReport, Report } from "../problem/report.ts";
import type { Ensemble, Population } from "../problem/types.ts";
import { type AnyModel, plainModel } from "./plain_model.ts";

/**
 * The report at the best ridge. Where the target is zero, the best ridge is infinite: `status` is `Unbounded`,
 * and of the report only the errors are there.
 */
export type OptimalRidge = Pick<
  Report,
  "status" | "kappa" | "testError" | "excessError" | "bias" | "variance"
> &
  Partial<Report> & { lambda: number };

/** The same for a model with random features. `Boundary`: the best ridge is none at all. */
export type OptimalFeaturesRidge = Pick<
  FeaturesReport,
  "status" | "kappa" | "testError" | "excessError" | "bias" | "variance"
> &
  Partial<NoisyFeaturesReport> & { lambda: number };

/**
 * Minimises the test error at P samples over all ridges. For ridge regression the minimum may lie at a negative λ;
 * a `model` with random features, or an average of models, is looked at for λ ≥ 0.
 */
export function optimalRidge(
  population: Population,
  options: { samples: number; model?: { kind: "ridge" } },
): OptimalRidge;
export function optimalRidge(
  population: Population,
  options: { samples: number; model: { kind: "ridge" }; ensemble?: Ensemble },
): OptimalRidge;
export function optimalRidge(
  population: Population,
  options: { samples: number; model: AnyModel; ensemble?: Ensemble },
): OptimalFeaturesRidge;
export function optimalRidge(
  population: Population,
  options: { samples: number; model?: AnyModel; ensemble?: Ensemble },
): object {
  const { model, ...rest } = requireOptions(options);
  const plain = model !== undefined && { model: plainModel(population, model) };
  return optimum.verb("optimalRidge", {
    ...requireOptions(population, "population"),
    ...rest,
    ...plain,
  });
}
