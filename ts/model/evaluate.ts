import { theory } from "../bridge/cores/theory.ts";
import { requireOptions } from "../bridge/options.ts";
import type { CorrelatedSamples } from "../problem/correlation.ts";
import type {
  AnyReport,
  CorrelatedReport,
  FeaturesReport,
  NoisyFeaturesReport,
  Report,
} from "../problem/report.ts";
import type { Problem } from "../problem/types.ts";

type At<Kind> = Problem & { model: { kind: Kind }; samples: number; lambda: number };

/**
 * Evaluates one problem or several: test and training error, bias and variance in closed form.
 * With an array for `samples` or `lambda` the report holds the whole grid.
 *
 * @throws RidgelawError where a problem makes no sense; its `argument` is the path of the entry at fault.
 */
export function evaluate(problem: At<"ridge"> & { sampleCorrelation?: undefined }): Report;
export function evaluate(problem: At<"ridge"> & CorrelatedSamples): CorrelatedReport;
export function evaluate(problem: At<"randomFeatures">): FeaturesReport;
export function evaluate(problem: At<"nonlinearFeatures" | "noisyFeatures">): NoisyFeaturesReport;
export function evaluate(problem: Problem): AnyReport;
export function evaluate(problems: readonly Problem[]): AnyReport[];
export function evaluate(problems: Problem | readonly Problem[]): AnyReport | AnyReport[] {
  const given = Array.isArray(problems) ? { problems } : requireOptions(problems, "problem");
  return theory.verb("evaluate", given);
}
