import { verb } from "../bridge/verb.ts";
import type { Report } from "../problem/report.ts";
import type { Population } from "../problem/types.ts";

/**
 * The report at the best ridge. Where the target is zero, the best ridge is infinite: `status` is `Unbounded`,
 * and of the report only the errors are there.
 */
export type OptimalRidge = Pick<
  Report,
  "status" | "kappa" | "testError" | "excessError" | "bias" | "variance"
> &
  Partial<Report> & { lambda: number };

/** Minimises the test error at P samples over all ridges; the minimum may lie at a negative λ. */
export const optimalRidge = (population: Population, options: { samples: number }): OptimalRidge =>
  verb("optimalRidge", { ...population, ...options });
