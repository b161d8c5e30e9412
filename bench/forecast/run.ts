// npm run bench -- forecast [--quick] [--seen=400] [--samples=4] [--settings=1] [--multiples=2,4,6] -- forecasts on tables that are not part of this package, beside models really trained.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { bundled } from "./bundled.ts";
import { byCase, caseOf } from "./cases.ts";
import { images } from "./images.ts";
import { type Outcome, outcomesOf, type Plan } from "./outcomes.ts";
import { lines, type Summary, summarise } from "./summary.ts";
import { synthetic } from "./synthetic.ts";
import type { Table } from "./table.ts";
import { Truths } from "./truth.ts";

const whole: Plan = { seen: 400, samples: 4, settings: 1, multiples: [2, 4, 6] };
const quick: Plan = { seen: 200, samples: 3, settings: 1, multiples: [2, 4] };
const smallest: Plan = { seen: 60, samples: 2, settings: 1, multiples: [2] };

/** Targets of such kurtosis have errors that no sample of this size shows. */
const heavyTail = 30;

/** Runs everything, or what the flags choose, prints a table and writes it beside the timings. */
export function runForecasts(flags: readonly string[]): void {
  const plan = { ...(flags.includes("--quick") ? quick : whole), ...given(flags) };
  const tables = [...bundled(), ...synthetic(), images()];
  const truths = new Truths();
  const outcomes = tables.flatMap((table, place) => {
    const found = outcomesOf(table, place, plan, truths);
    truths.save();
    console.log(lines([summarise(table.name, found)]).split("\n")[1]);
    return found;
  });
  const summaries = groups(tables, outcomes);
  console.log(`\n${lines(summaries)}\n\nwritten to ${save(plan, summaries, outcomes)}`);
}

/** One table made here, forecast and held against a model that was trained: whether everything still runs. */
export function smokeForecasts(): void {
  const table = synthetic()[0] as Table;
  const { mean } = summarise(table.name, outcomesOf(table, 0, smallest, new Truths()));
  if (!(mean < 1)) throw new Error(`a forecast of ${table.name} is off by ${100 * mean} %`);
  console.log("forecast: a table is forecast and held against models really trained");
}

/** `--seen=800`, `--multiples=2,4` and the like in place of the plan's own numbers. */
function given(flags: readonly string[]): Partial<Plan> {
  const numbers = (name: string) => {
    const flag = flags.find((each) => each.startsWith(`--${name}=`));
    return flag?.split("=")[1]?.split(",").map(Number);
  };
  const [seen, samples, settings] = ["seen", "samples", "settings"].map(numbers);
  const multiples = numbers("multiples");
  return {
    ...(seen && { seen: seen[0] as number }),
    ...(samples && { samples: samples[0] as number }),
    ...(settings && { settings: settings[0] as number }),
    ...(multiples && { multiples }),
  };
}

function groups(tables: readonly Table[], outcomes: readonly Outcome[]): Summary[] {
  const heavy = new Set(tables.filter((t) => kurtosis(t.y) > heavyTail).map((t) => t.name));
  const real = outcomes.filter((o) => o.kind !== "synthetic" && o.kind !== "images");
  const light = real.filter((o) => !heavy.has(o.table));
  const by = (name: string, chosen: (o: Outcome) => boolean, of = outcomes) =>
    summarise(name, of.filter(chosen));
  const kinds = [...new Set(outcomes.map((o) => o.kind))];
  const summaries = [
    summarise("real tables", real),
    summarise(`kurtosis below ${heavyTail}`, light),
    by("  first half of them", (o) => o.half === 0, light),
    by("  second half", (o) => o.half === 1, light),
    by("  inside the window", (o) => o.below <= 0, light),
    by("  below it", (o) => o.below > 0, light),
    by("  whose error falls by 7 %", falling(light), light),
    by("  reliability: far", (o) => o.reliability === "far", light),
    by("  universality: fails", (o) => o.universality === "fails", light),
    by("heavier tails", (o) => heavy.has(o.table), real),
    ...kinds.map((kind) => by(kind, (o) => o.kind === kind)),
  ];
  return summaries.filter(({ forecasts }) => forecasts > 0);
}

/** Whether the real error lies by 7 % and more below what leave-one-out shows of the rows seen, in the mean over samples. */
function falling(outcomes: readonly Outcome[]): (o: Outcome) => boolean {
  const loo = new Map<string, number>();
  for (const [name, all] of byCase(outcomes)) {
    loo.set(name, all.reduce((sum, o) => sum + o.loo, 0) / all.length);
  }
  return (o) => o.truth.mean < 0.93 * (loo.get(caseOf(o)) as number);
}

function kurtosis(y: Table["y"]): number {
  if (!(y instanceof Float64Array)) return 0;
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  const moment = (k: number) => y.reduce((sum, x) => sum + (x - mean) ** k, 0) / y.length;
  return moment(4) / moment(2) ** 2;
}

function save(plan: Plan, summaries: readonly Summary[], outcomes: readonly Outcome[]): string {
  const folder = join(import.meta.dirname, "..", "results");
  mkdirSync(folder, { recursive: true });
  const taken = new Date().toISOString();
  const path = join(folder, `forecast-${taken.replaceAll(":", "-")}.json`);
  writeFileSync(path, `${JSON.stringify({ taken, plan, summaries, outcomes }, null, 1)}\n`);
  return relative(process.cwd(), path);
}
