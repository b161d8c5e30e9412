import { together } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { CorrelatedSamples } from "../problem/correlation.ts";
import type {
  CorrelatedReport,
  CorrelatedReportGrid,
  Report,
  ReportGrid,
} from "../problem/report.ts";
import type { Ensemble, Population, Problem } from "../problem/types.ts";
import { evaluate } from "./evaluate.ts";

/** Where to evaluate ridge regression; arrays ask for a grid. */
export interface RidgeOptions {
  samples: number | NumbersLike;
  lambda: number | NumbersLike;
  ensemble?: Ensemble;
  testSpectrum?: NumbersLike;
}

/** The same for samples that are not independent of one another; λ ≥ 0. */
export interface CorrelatedRidgeOptions extends RidgeOptions, CorrelatedSamples {}

type Independent = RidgeOptions & { sampleCorrelation?: undefined };

/** Ridge (and kernel ridge) regression on a population; the report also holds its `problem`. */
export function ridge(
  population: Population,
  options: Independent & { samples: number; lambda: number },
): Report & { problem: Problem };
export function ridge(
  population: Population,
  options: Independent & ({ samples: NumbersLike } | { lambda: NumbersLike }),
): ReportGrid & { problem: Problem };
export function ridge(
  population: Population,
  options: CorrelatedRidgeOptions & { samples: number; lambda: number },
): CorrelatedReport & { problem: Problem };
export function ridge(
  population: Population,
  options: CorrelatedRidgeOptions & ({ samples: NumbersLike } | { lambda: NumbersLike }),
): CorrelatedReportGrid & { problem: Problem };
export function ridge(population: Population, options: RidgeOptions): object {
  const given = together({ population, options }) as Population & RidgeOptions;
  const problem: Problem = { model: { kind: "ridge" }, ...given };
  return { ...evaluate(problem), problem };
}
