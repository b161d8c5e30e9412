import { theory } from "../bridge/cores/theory.ts";
import { oneOrSeveral } from "../problem/problems.ts";
import type { ReportOf } from "../problem/report_of.ts";
import type { Problem } from "../problem/types.ts";

/**
 * Evaluates one problem or several: test and training error, bias and variance in closed form.
 * With an array for `samples` or `lambda` the report holds the whole grid. What is known of a problem's type is known of
 * its report: written with `satisfies Problem` it keeps its model and whether it is a grid, which `: Problem` forgets.
 *
 * @throws RidgelawError where a problem makes no sense; its `argument` is the path of the entry at fault.
 */
export function evaluate<const P extends Problem>(problem: P): ReportOf<P>;
export function evaluate<const List extends readonly Problem[]>(
  problems: List,
): { -readonly [Place in keyof List]: ReportOf<List[Place]> };
export function evaluate(problems: Problem | readonly Problem[]): unknown {
  return theory.verb("evaluate", oneOrSeveral(problems));
}
