// Brute force beside theory, on every core.
import { watched } from "../batches/watch.ts";
import { simulation } from "../bridge/cores/simulation.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { doubles, isTypedNumbers } from "../bridge/marshal.ts";
import { described, requireFlag, requireOptions } from "../bridge/options.ts";
import { evaluate } from "../model/evaluate.ts";
import type { PointOrGrid } from "../problem/report_of.ts";
import type { Problem } from "../problem/types.ts";
import { runBatches, withPool } from "../workers/batches.ts";
import { Pool, type PoolOptions } from "../workers/pool.ts";
import { type BatchMoments, Moments } from "./moments.ts";
import { type Plan, type Simulation, type SimulationGrid, toReport } from "./report.ts";

/** The law of the inputs, all of mean 0 and the population's covariance. */
export type Design =
  | "gaussian"
  | "rademacher"
  | "studentT"
  | "elliptical"
  /** Normal inputs; `bartlett: false` draws every row instead of a triangle with the law of their QR factor. */
  | { kind: "gaussian"; bartlett?: boolean }
  | { kind: "rademacher" }
  /** Independent entries with Student's law; 5 degrees of freedom where absent, more than 2. */
  | { kind: "studentT"; degreesOfFreedom?: number }
  /** Rows with Student's multivariate law, which no theory here covers. */
  | { kind: "elliptical"; degreesOfFreedom?: number };

/** How a simulation is getting on. */
export interface SimulateProgress {
  /** Trials done. */
  done: number;
  trials: number;
  /** Milliseconds since the call. */
  elapsedMs: number;
  /** Milliseconds to go, at the pace so far. */
  etaMs: number;
  /** The report of the trials done so far. */
  report: () => Simulation | SimulationGrid;
}

/** What is measured, and how often. */
export interface Experiment {
  /** Draws of features, data and noise; 200 where absent. */
  trials?: number;
  /** Decides every draw, whatever runs where; 0 where absent. */
  seed?: number;
  design?: Design;
  /** Fractions between 0 and 1. */
  quantiles?: readonly number[];
  /** Whether to keep the value of every trial. */
  raw?: boolean;
  /** Called at most ten times a second, and once at the end; what it throws or is rejected with ends the work. */
  onProgress?: ((progress: SimulateProgress) => void) | undefined;
}

export interface SimulateOptions extends Experiment, PoolOptions {
  /** Stops the work within a tenth of a second and leaves no worker behind; the promise rejects with its reason. */
  signal?: AbortSignal;
}

/**
 * Draws features, data and noise, trains, and measures errors over the population: what `evaluate` predicts, by brute
 * force. Mean, standard error and z-score of every quantity; the answer depends on problem, design, seed and trials
 * only, to the last bit.
 *
 * @throws RidgelawError where the problem or an option makes no sense; the signal's reason where it aborts.
 */
export function simulate<const P extends Problem>(
  problem: P,
  options?: SimulateOptions,
): Promise<{ point: Simulation; grid: SimulationGrid }[PointOrGrid<P>]>;
export async function simulate(
  problem: Problem,
  options: SimulateOptions = {},
): Promise<Simulation | SimulationGrid> {
  const { workers, createWorker, signal, onProgress, ...rest } = requireOptions(options);
  return watched({ signal, onProgress }, async (watch) => {
    const job = prepare(problem, { ...rest, onProgress: watch.onProgress });
    const pool = await Pool.open(simulation, { workers, createWorker }, job.plan.batches);
    return withPool(pool, watch.signal, job.run);
  });
}

/** A checked simulation, and what it needs of a pool. */
export interface Job {
  plan: Plan;
  run: (pool: Pool) => Promise<Simulation | SimulationGrid>;
}

/** Checks a problem and its options before any work. */
export function prepare(problem: Problem, options: Experiment): Job {
  const { quantiles: given, raw, onProgress, ...rest } = options;
  const quantiles = requireFractions(given);
  requireFlag("raw", raw);
  const theory = evaluate(requireOptions(problem, "problem"));
  const keep = raw === true || quantiles !== undefined;
  const experiment = { ...problem, ...known(rest), keep };
  const plan = simulation.verb<Plan>("simulatePlan", experiment);
  const [samples, lambda] = plan.shape;
  const work = { verb: "simulateBatch", options: experiment, count: plan.batches };
  const run = async (pool: Pool) => {
    const moments = new Moments(samples * lambda * plan.quantities.length);
    const report = (trials: number) => {
      const measured = toReport(plan, moments, theory, { quantiles, raw });
      return { trials, seed: plan.seed, ...measured, problem } as unknown as Simulation;
    };
    const tell = teller(plan, report, onProgress);
    await runBatches(pool, work, (answer, batch) => {
      moments.take(answer as BatchMoments);
      tell(Math.min(plan.trials, (batch + 1) * plan.batchTrials));
    });
    return report(plan.trials);
  };
  return { plan, run };
}

/** The options that the core reads; another is a misspelt one. */
function known(rest: object): object {
  const { trials, seed, design, ...unknown } = rest as Experiment;
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw new RidgelawError("Unknown", name, `${name} is not an argument here`);
  }
  return { trials, seed, design };
}

/** Quantiles must be an array of numbers between 0 and 1. */
export function requireFractions(
  given: readonly number[] | undefined,
): readonly number[] | undefined {
  const quantiles = isTypedNumbers(given) ? Array.from(doubles(given)) : given;
  if (quantiles !== undefined && !Array.isArray(quantiles)) {
    throw new RidgelawError("WrongType", "quantiles", "quantiles must be an array of fractions");
  }
  const isFraction = (x: unknown) => typeof x === "number" && x >= 0 && x <= 1;
  const wrong = (quantiles ?? []).findIndex((fraction) => !isFraction(fraction));
  if (wrong < 0) return quantiles;
  const argument = `quantiles[${wrong}]`;
  const message = `${argument} must be a number between 0 and 1, not ${described(quantiles?.[wrong])}`;
  throw new RidgelawError("OutOfRange", argument, message);
}

/** Milliseconds between two calls of `onProgress`. */
const pace = 100;

function teller(
  { trials }: Plan,
  report: (trials: number) => Simulation,
  onProgress: SimulateOptions["onProgress"],
): (done: number) => void {
  const start = performance.now();
  let last = start;
  return (done) => {
    const now = performance.now();
    if (!onProgress || (now - last < pace && done < trials)) return;
    last = now;
    const elapsedMs = now - start;
    const etaMs = (elapsedMs / done) * (trials - done);
    onProgress({ done, trials, elapsedMs, etaMs, report: () => report(done) });
  };
}
