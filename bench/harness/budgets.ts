import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Timing } from "./benchmark.ts";

/** What a case must reach: a ratio to a contender of the same run, or a share of the SIMD peak. */
interface Budget {
  benchmark: string;
  case: string;
  /** The contender's time over ours must be at least `ratio`. */
  against?: string;
  ratio?: number;
  /** Share of what 128-bit SIMD reaches in the same run. */
  ofPeak?: number;
}

const budgets: Budget[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "..", "budgets.json"), "utf8"),
);

/** A line for each budget that these timings break; what was not measured breaks none. */
export function brokenBudgets(timings: readonly Timing[], peak: number): string[] {
  return budgets.flatMap((budget) => {
    const of = timings.filter((t) => t.benchmark === budget.benchmark && t.case === budget.case);
    const name = `${budget.benchmark}, ${budget.case}`;
    const rate = of[0]?.gigaflops;
    if (budget.ofPeak && rate && rate < budget.ofPeak * peak) {
      return [`${name}: ${(rate / peak).toFixed(2)} of the SIMD peak, not ${budget.ofPeak}`];
    }
    const peer = of.find(({ contender }) => contender === budget.against);
    if (budget.ratio && peer && peer.ratio < budget.ratio) {
      return [`${name}: ${peer.ratio.toFixed(2)} against ${peer.contender}, not ${budget.ratio}`];
    }
    return [];
  });
}
