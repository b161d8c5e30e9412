// Monte Carlo that is kept: what was simulated once, with the same core, is read back.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate, simulate } from "ridgelaw";
import { hashOf } from "./hash.mjs";
import { evaluateEach } from "./stack.mjs";

/** Trials that are kept together. */
const portion = 10;

/**
 * A `measure(problem, { trials })` that keeps its portions in `folder` and tells `progress`. Its answer holds, by the path
 * of each quantity, the values of all trials at every point of the grid, and theory at the same points. It takes a problem
 * with a grid of samples, or several at one P each.
 */
export function measuring({ folder, core, progress, workers }) {
  mkdirSync(folder, { recursive: true });
  return async function measure(problem, { trials }) {
    const portions = portionsOf(trials);
    const values = {};
    for (const [seed, count] of portions.entries()) {
      const file = join(folder, `${hashOf({ problem, seed, count, core })}.json`);
      const kept =
        read(file) ?? write(file, await run({ problem, seed, count, workers }, progress));
      progress.portion(seed + 1, portions.length);
      append(values, kept);
    }
    return { values, samples: problem.samples, theory: evaluate(problem) };
  };
}

function portionsOf(trials) {
  const whole = Math.floor(trials / portion);
  const rest = trials % portion;
  return [...Array(whole).fill(portion), ...(rest > 0 ? [rest] : [])];
}

async function run({ problem, seed, count, workers }, progress) {
  const report = await simulate(problem, {
    trials: count,
    seed,
    raw: true,
    workers,
    onProgress: ({ done, trials }) => progress.trials(done, trials),
  });
  const values = {};
  collect(report, problem.samples.length ?? 1, "", values);
  return values;
}

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
