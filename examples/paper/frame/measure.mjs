// Monte Carlo that is kept: what was simulated once, with the same core, is read back.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { evaluate, simulate } from "ridgelaw";
import { hashOf } from "./hash.mjs";
import { evaluateEach } from "./stack.mjs";

/** Trials that are kept together, or a twentieth where that is more. */
const least = 20;

/**
 * `keep(key, make)` computes once what is named by `key`; `measure(problem, { trials, by })` keeps its portions in `folder` and tells `progress`; its answer holds, by the path
 * of each quantity, the values of all trials at every point of the grid, and theory at the same points. It takes a problem
 * with a grid of samples, or several at one P each, of which `trials` may be a function. `by` is { name, trials, theory } of
 * what is not `simulate` and `evaluate`: the trials of a portion, and reports of several problems.
 *
 * @param {{ folder: string, core: string, progress: object, workers?: number }} options
 */
export function measuring({ folder, core, progress, workers }) {
  mkdirSync(folder, { recursive: true });
  const kept = async ({ by, ...job }) => {
    const file = join(folder, `${hashOf({ ...job, by: by.name, core })}.json`);
    return read(file) ?? write(file, await by.trials(job.problem, { ...job, workers }, progress));
  };
  const keep = (key, make) => {
    const file = join(folder, `${hashOf({ ...key, core })}.json`);
    return read(file) ?? write(file, make());
  };
  /**
   * @param {any} given
   * @param {{ trials: number | ((problem: any) => number), by?: any }} options
   * @returns {Promise<any>}
   */
  async function measure(given, { trials, by = simulated }) {
    const problems = [given].flat();
    const count = typeof trials === "function" ? trials : () => trials;
    const jobs = problems.flatMap((problem, i) =>
      portionsOf(count(problem)).map((job) => ({ ...job, problem, by, i })),
    );
    const found = problems.map(() => ({}));
    for (const [done, { i, ...job }] of jobs.entries()) {
      append(found[i], await kept(job));
      progress.portion(done + 1, jobs.length);
    }
    if (!Array.isArray(given))
      return { values: found[0], samples: given.samples, theory: evaluate(given) };
    const samples = problems.map((problem) => problem.samples);
    return { values: side(found), samples, theory: (by.theory ?? evaluateEach)(problems) };
  }
  return { measure, keep };
}

/** Points of several problems one after the other. */
const side = (found) =>
  Object.fromEntries(
    Object.keys(found[0]).map((path) => [path, found.flatMap((values) => values[path])]),
  );

/** Portions with a seed each. */
function portionsOf(trials) {
  const portion = Math.max(least, Math.ceil(trials / 20));
  const count = Math.ceil(trials / portion);
  return Array.from({ length: count }, (_, seed) => ({
    seed,
    count: Math.min(portion, trials - seed * portion),
  }));
}

const simulated = {
  name: "simulate",
  async trials(problem, { seed, count, workers = workersFor(problem) }, progress) {
    const onProgress = ({ done, trials }) => progress.trials(done, trials);
    const report = await simulate(problem, { trials: count, seed, raw: true, workers, onProgress });
    const values = {};
    collect(report, (problem.samples.length ?? 1) * (problem.lambda.length ?? 1), "", values);
    return values;
  },
};

/** A few long trials are worth workers that would not be started for a few short ones. */
const workersFor = ({ samples }) =>
  Math.max(...(samples.length ? samples : [samples])) >= 500 ? availableParallelism() : undefined;

/** Every measured quantity of a report, its values parted by the points of the grid. */
function collect(report, points, prefix, values) {
  for (const [name, entry] of Object.entries(report)) {
    if (name === "problem" || typeof entry !== "object" || entry === null) continue;
    if (!("raw" in entry)) collect(entry, points, `${prefix}${name}.`, values);
    else values[prefix + name] = parted(entry.raw, points);
  }
}

function parted(raw, points) {
  const each = raw.length / points;
  return Array.from({ length: points }, (_, i) => Array.from(raw.slice(i * each, (i + 1) * each)));
}

function append(values, more) {
  for (const [path, points] of Object.entries(more)) {
    const mine = values[path];
    values[path] = mine ? mine.map((trials, i) => [...trials, ...points[i]]) : points;
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** There whole or not at all. */
function write(file, values) {
  writeFileSync(`${file}.part`, JSON.stringify(values));
  renameSync(`${file}.part`, file);
  return values;
}
