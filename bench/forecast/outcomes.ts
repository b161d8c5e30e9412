// Forecasts of every table, kernel, ridge, sample and size, beside what was really reached.
import { type Forecast, forecast } from "ridgelaw";
import { powerLaw } from "./power_law.ts";
import { permutation } from "./random.ts";
import { settingsOf } from "./settings.ts";
import { type Setting, type Table, take } from "./table.ts";
import type { Truth, Truths } from "./truth.ts";

export interface Plan {
  /** Rows seen, where the table has enough for six times as many. */
  seen: number;
  /** Random samples of the table's rows. */
  samples: number;
  /** Kernels and ridges a table. */
  settings: number;
  /** Multiples of the rows seen to forecast. */
  multiples: readonly number[];
}

/** One forecast and what it is held against. */
export interface Outcome {
  table: string;
  kind: string;
  /** 0 or 1: what is decided on one half of the tables is confirmed on the other. */
  half: number;
  setting: Setting;
  seen: number;
  samples: number;
  seed: number;
  testError: number;
  interval: [number, number];
  /** Decades of κ below the window. */
  below: number;
  reliability: Forecast["forecast"][number]["reliability"];
  universality: Forecast["universality"]["verdict"];
  /** Leave-one-out carried forward, and its standard error, relative. */
  loo: number;
  looNoise: number;
  /** A power law through leave-one-out errors of parts. */
  law: number;
  truth: Truth;
}

/** Rows that are kept for testing at the largest size. */
const leastTested = 300;

/** Every outcome of one table. */
export function outcomesOf(table: Table, place: number, plan: Plan, truths: Truths): Outcome[] {
  const most = Math.max(...plan.multiples);
  const seen = Math.min(plan.seen, Math.floor((table.X.rows - leastTested) / most));
  return settingsOf(table, place, plan.settings).flatMap((setting) => {
    const truth = plan.multiples.map((m) => truths.at(table, setting, m * seen, m));
    const seeds = Array.from({ length: plan.samples }, (_, seed) => seed);
    return seeds.flatMap((seed) => {
      const future = foresee(table, setting, seen, plan.multiples, seed);
      return plan.multiples.map((_, i) => {
        const at = { half: place % 2, setting, seen, seed };
        return outcome(table, at, future, i, truth[i] as Truth);
      });
    });
  });
}

function foresee(
  table: Table,
  setting: Setting,
  seen: number,
  multiples: readonly number[],
  seed: number,
): Forecast {
  const known = take(table, permutation(table.X.rows, seed + 1).slice(0, seen));
  return forecast({ ...known, ...setting, at: multiples.map((m) => m * seen) });
}

function outcome(
  table: Table,
  at: Pick<Outcome, "half" | "setting" | "seen" | "seed">,
  { forecast: points, now, observed, universality }: Forecast,
  i: number,
  truth: Truth,
): Outcome {
  const point = points[i] as Forecast["forecast"][number];
  return {
    table: table.name,
    kind: table.kind,
    ...at,
    samples: point.samples,
    testError: point.testError,
    interval: point.interval,
    below: point.decadesBelowWindow,
    reliability: point.reliability,
    universality: universality.verdict,
    loo: now.looError,
    looNoise: now.looStandardError / now.looError,
    law: powerLaw(observed.samples, observed.looError, point.samples),
    truth,
  };
}
