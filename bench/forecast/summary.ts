// What forecasts were worth.
import { byCase } from "./cases.ts";
import type { Outcome } from "./outcomes.ts";

/** Errors are relative. */
export interface Summary {
  name: string;
  forecasts: number;
  mean: number;
  median: number;
  /** What noise of the rows seen alone leaves: mean and median distance from the forecasts' own mean over samples. */
  floor: { mean: number; median: number };
  /** Root mean square of what remains of ln(forecast/truth) in the mean over samples, noise taken off. */
  bias: number;
  /** Mean of ln(forecast/truth). */
  drift: number;
  /** Share of trials whose error lies inside the interval. */
  held: number;
  /** Mean of ln(high/low). */
  width: number;
  /** What all intervals could be multiplied by, in logarithms, to hold in 90 %. */
  needed: number;
  carried: { mean: number; median: number };
  law: { mean: number; median: number };
}

const average = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;

/** A quantile of a list, linear between its entries. */
function quantile(x: readonly number[], share: number): number {
  const sorted = [...x].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] as number;
  return low + (place % 1) * ((sorted[Math.ceil(place)] as number) - low);
}

const spread = (x: readonly number[]) => ({ mean: average(x), median: quantile(x, 0.5) });

/** ln(forecast/truth). */
const miss = ({ testError, truth }: Outcome) => Math.log(testError / truth.mean);

/** Sums up outcomes under a name. */
export function summarise(name: string, outcomes: readonly Outcome[]): Summary {
  const off = (value: (o: Outcome) => number) =>
    spread(outcomes.map((o) => Math.abs(value(o) / o.truth.mean - 1)));
  const trials = outcomes.flatMap((o) => o.truth.trials.map((trial) => reach(o, trial)));
  return {
    name,
    forecasts: outcomes.length,
    ...off((o) => o.testError),
    ...overSamples(outcomes),
    drift: average(outcomes.map(miss)),
    held: average(trials.map((distance) => Number(distance <= 1))),
    width: average(outcomes.map(({ interval: [low, high] }) => Math.log(high / low))),
    needed: quantile(trials, 0.9),
    carried: off((o) => o.loo),
    law: off((o) => o.law),
  };
}

/** How far a trial lies from the forecast, in units of the interval's half on that side. */
function reach({ testError, interval: [low, high] }: Outcome, trial: number): number {
  const end = trial > testError ? high : low;
  return Math.log(trial / testError) / Math.log(end / testError);
}

/** Splits misses of one case (table, setting, size) into their mean over samples and the rest. */
function overSamples(outcomes: readonly Outcome[]): Pick<Summary, "floor" | "bias"> {
  const noise: number[] = [];
  const squares: number[] = [];
  for (const misses of [...byCase(outcomes).values()].map((all) => all.map(miss))) {
    const count = misses.length;
    if (count < 2) continue;
    const mean = average(misses);
    const rest = misses.map((x) => x - mean);
    const unbiased = Math.sqrt(count / (count - 1));
    noise.push(...rest.map((x) => Math.abs(Math.expm1(x * unbiased))));
    squares.push(mean ** 2 - rest.reduce((sum, x) => sum + x * x, 0) / (count - 1) / count);
  }
  return { floor: spread(noise), bias: Math.sqrt(Math.max(average(squares), 0)) };
}

const columns = [
  "",
  "forecasts",
  "off by",
  "noise alone",
  "bias",
  "drift",
  "held",
  "width",
  "needed",
  "carried forward",
  "power law",
];

const percent = (x: number) => (100 * x).toFixed(1);
const both = ({ mean, median }: { mean: number; median: number }) =>
  `${percent(mean)} / ${percent(median)}`;

function cells(s: Summary): string[] {
  return [
    s.name,
    String(s.forecasts),
    both(s),
    both(s.floor),
    percent(s.bias),
    percent(s.drift),
    percent(s.held),
    s.width.toFixed(3),
    s.needed.toFixed(2),
    both(s.carried),
    both(s.law),
  ];
}

/** Lines of a table; errors in percent, mean / median. */
export function lines(summaries: readonly Summary[]): string {
  const rows = [columns, ...summaries.map(cells)];
  const widths = columns.map((_, j) => Math.max(...rows.map((row) => (row[j] as string).length)));
  return rows
    .map((row) =>
      row
        .map((cell, j) =>
          j === 0 ? cell.padEnd(widths[j] as number) : cell.padStart(widths[j] as number),
        )
        .join("  "),
    )
    .join("\n");
}
