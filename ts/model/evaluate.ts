import { verb } from "../bridge/verb.ts";
import type { Report, ReportGrid } from "../problem/report.ts";
import type { Problem } from "../problem/types.ts";

/**
 * Evaluates one problem or several: test and training error, bias and variance in closed form.
 * With an array for `samples` or `lambda` the report holds the whole grid.
 *
 * @throws RidgelawError where a problem makes no sense; its `argument` is the path of the entry at fault.
 */
export function evaluate(problem: Problem & { samples: number; lambda: number }): Report;
export function evaluate(problem: Problem): Report | ReportGrid;
export function evaluate(problems: readonly Problem[]): (Report | ReportGrid)[];
export function evaluate(
  problems: Problem | readonly Problem[],
): Report | ReportGrid | (Report | ReportGrid)[] {
  return verb("evaluate", Array.isArray(problems) ? { problems } : problems);
}
