import { optimum } from "../bridge/cores/optimum.ts";
import { requireOptions } from "../bridge/options.ts";
import type { FeaturesReport, NoisyFeaturesReport } from "../problem/report.ts";
import type { Ensemble, Population } from "../problem/types.ts";
import type { Layer } from "../transform/layer.ts";
import { type AnyModel, plainModel } from "./plain_model.ts";

type WidthOptional<T> = T extends { width: number }
  ? Omit<T, "width"> & { width?: number | undefined }
  : T;

type Features = Exclude<AnyModel, { kind: "ridge" }>;

export interface OptimalWidthOptions {
  /** A model with random features; the width that is sought may be left out. */
  model:
    | WidthOptional<Exclude<Features, { kind: "randomFeatures" }>>
    | (Omit<Extract<Features, { kind: "randomFeatures" }>, "layers"> & {
        layers: readonly WidthOptional<Layer>[];
      });
  samples: number;
  /** λ ≥ 0. */
  lambda: number;
  ensemble?: Ensemble;
  /** Which layer's width is sought, counted from zero; 0 where absent. */
  layer?: number;
}

/**
 * The report at the best width. `Unbounded`: wider is always better, `width` is Infinity and the report that of a width
 * as good as infinite. `Boundary`: the largest width that the layer may have.
 */
export type OptimalWidth = FeaturesReport & Partial<NoisyFeaturesReport> & { width: number };

/** Minimises the test error at P samples and one ridge over all whole widths of a model with random features. */
export function optimalWidth(population: Population, options: OptimalWidthOptions): OptimalWidth {
  const { model, ...rest } = requireOptions(options);
  return optimum.verb("optimalWidth", {
    ...requireOptions(population, "population"),
    ...rest,
    model: plainModel(population, model),
  });
}
