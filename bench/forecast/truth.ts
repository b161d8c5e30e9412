// What models really trained at larger sizes reach.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { permutation } from "./random.ts";
import { type Setting, squaredErrors, type Table, take } from "./table.ts";

/** The test error at one size. */
export interface Truth {
  /** Mean over training sets, each tested on the rows that are left. */
  mean: number;
  /** Its standard error from the spread of the training sets, relative to it. */
  noise: number;
  /** Errors of each training set on a test set of `testSize` rows alone: what one trial would show. */
  trials: number[];
  testSize: number;
}

/** Most rows that a model is tested on. */
const mostTested = 4000;
/** Rows of a trial's test set. */
const trialSize = 1000;

/** More training sets where they are small: their errors scatter more, and they cost less. */
const trainingSets = (multiple: number) => (multiple <= 2 ? 5 : multiple <= 4 ? 4 : 3);

/** Trains on random rows of the table and averages. */
function measure(table: Table, setting: Setting, samples: number, multiple: number): Truth {
  const rest = table.X.rows - samples;
  const testSize = Math.min(trialSize, rest);
  const errors = Array.from({ length: trainingSets(multiple) }, (_, i) => {
    const order = permutation(table.X.rows, 1000 * samples + i);
    const training = take(table, order.slice(0, samples));
    const test = take(table, order.slice(samples, samples + Math.min(rest, mostTested)));
    return squaredErrors(training, test, setting);
  });
  const means = errors.map(average);
  const mean = average(means);
  const variance = average(means.map((x) => (x - mean) ** 2)) / (means.length - 1);
  const trials = errors.map((all) => average(all.slice(0, testSize)));
  return { mean, noise: Math.sqrt(variance) / mean, trials, testSize };
}

const average = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;

const path = join(import.meta.dirname, "..", "..", "build", "forecast", "truth.json");

/** Truths that were measured before, by table, setting and size: they do not depend on the forecast. */
export class Truths {
  #known: Record<string, Truth> = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};

  at(table: Table, setting: Setting, samples: number, multiple: number): Truth {
    const { rows, columns } = table.X;
    const checksum = table.X.data.reduce((sum, x, i) => sum + x * (1 + (i % 7)), 0).toPrecision(8);
    const key = JSON.stringify([table.name, rows, columns, checksum, setting, samples, multiple]);
    this.#known[key] ??= measure(table, setting, samples, multiple);
    return this.#known[key];
  }

  save(): void {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, JSON.stringify(this.#known));
  }
}
