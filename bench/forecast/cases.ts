// A case: one table, kernel, ridge and size, forecast from several samples.
import type { Outcome } from "./outcomes.ts";

export const caseOf = ({ table, setting, samples }: Outcome): string =>
  JSON.stringify([table, setting, samples]);

/** Outcomes by case. */
export function byCase(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  const cases = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const of = cases.get(caseOf(outcome));
    if (of) of.push(outcome);
    else cases.set(caseOf(outcome), [outcome]);
  }
  return cases;
}
