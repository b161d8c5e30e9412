// Brute force beside theory, on every core.
import { RidgelawError } from "../bridge/errors.ts";
import { requireOptions, verb } from "../bridge/verb.ts";
import { evaluate } from "../model/evaluate.ts";
import type { Problem } from "../problem/types.ts";
import { type BatchMoments, Moments } from "./moments.ts";
import { type PoolOptions, runBatches } from "./pool.ts";
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
export interface Progress {
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

export interface SimulateOptions extends PoolOptions {
  /** Draws of features, data and noise; 200 where absent. */
  trials?: number;
  /** Decides every draw, whatever runs where; 0 where absent. */
  seed?: number;
  design?: Design;
  /** Fractions between 0 and 1. */
  quantiles?: readonly number[];
  /** Whether to keep the value of every trial. */
  raw?: boolean;
  /** Called at most ten times a second, and once at the end. */
  onProgress?: (progress: Progress) => void;
}

type Point = Problem & { samples: number; lambda: number };

/**
 * Draws features, data and noise, trains, and measures errors over the population: what `evaluate` predicts, by brute
 * force. Mean, standard error and z-score of every quantity; the answer depends on problem, design, seed and trials
 * only, to the last bit.
 *
 * @throws RidgelawError where the problem or an option makes no sense; the signal's reason where it aborts.
 */
export function simulate(problem: Point, options?: SimulateOptions): Promise<Simulation>;
export function simulate(
  problem: Problem,
  options?: SimulateOptions,
): Promise<Simulation | SimulationGrid>;
export async function simulate(
  problem: Problem,
  options: SimulateOptions = {},
): Promise<Simulation | SimulationGrid> {
  const { workers, signal, createWorker, quantiles, raw, onProgress, ...rest } =
    requireOptions(options);
  requireFractions(quantiles);
  const theory = evaluate(problem);
  const experiment = { ...problem, ...known(rest) };
  const plan = verb<Plan>("simulatePlan", experiment);
  const [samples, lambda] = plan.shape;
  const moments = new Moments(samples * lambda * plan.quantities.length);
  const report = (trials: number) =>
    ({
      trials,
      seed: plan.seed,
      ...toReport(plan, moments, theory, { quantiles, raw }),
      problem,
    }) as unknown as Simulation | SimulationGrid;
  const keep = raw === true || quantiles !== undefined;
  const tell = teller(plan, report, onProgress);
  await runBatches(
    { verb: "simulateBatch", options: { ...experiment, keep }, count: plan.batches },
    { workers, signal, createWorker },
    (answer, batch) => {
      moments.take(answer as BatchMoments);
      tell(Math.min(plan.trials, (batch + 1) * plan.batchTrials));
    },
  );
  return report(plan.trials);
}

/** The options that the core reads; another is a misspelt one. */
function known(rest: object): object {
  const { trials, seed, design, ...unknown } = rest as SimulateOptions;
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw new RidgelawError("Unknown", name, `${name} is not an argument here`);
  }
  return { trials, seed, design };
}

function requireFractions(quantiles: readonly number[] | undefined): void {
  const wrong = (quantiles ?? []).findIndex((fraction) => !(fraction >= 0 && fraction <= 1));
  if (wrong < 0) return;
  const argument = `quantiles[${wrong}]`;
  const message = `${argument} must be between 0 and 1, not ${String(quantiles?.[wrong])}`;
  throw new RidgelawError("OutOfRange", argument, message);
}

/** Milliseconds between two calls of `onProgress`. */
const pace = 100;

function teller(
  { trials }: Plan,
  report: (trials: number) => Simulation | SimulationGrid,
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
