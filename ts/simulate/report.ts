// What a simulation answers: each quantity of a theory's report beside what was measured.
import type { Problem } from "../problem/types.ts";
import { joined, type Moments, quantile } from "./moments.ts";

/** One quantity; number for a point, `Float64Array` over (samples, lambda) for a grid. */
export interface Measured<Of> {
  /** Mean over trials. */
  mean: Of;
  /** Standard error of the mean; infinite for fewer than two values. */
  standardError: Of;
  /** What `evaluate` says. */
  theory: Of;
  /**
   * Of traces (κ, γ, degrees of freedom) only: the spread of one trial, the size of the terms of order 1/P that the theory
   * leaves out.
   */
  finiteSize?: Of;
  /**
   * (mean − theory)/standardError, of traces over √(standardError² + finiteSize²); 0 where both agree exactly, infinite
   * where they differ without any spread.
   */
  zScore: Of;
  /** At the fractions asked for; of a grid point after point. */
  quantiles?: Float64Array;
  /** The value of every trial (of every pair of trials for `bias` and `variance`); of a grid point after point. */
  raw?: Float64Array;
}

/** What every simulation measures. */
interface Errors<Of> {
  /**
   * κ̂ = λ/mean(a), a = λ/(ŝ + λ) over the eigenvalues ŝ of the training Gram matrix over P. With correlated samples,
   * where these estimates make no sense, it is left out, as are the next three.
   */
  kappa?: Measured<Of>;
  /** 1 − mean(a)²/mean(a²). */
  gamma?: Measured<Of>;
  oneMinusGamma?: Measured<Of>;
  /** κ̂/λ. */
  sTransform?: Measured<Of>;
  trainError: Measured<Of>;
  testError: Measured<Of>;
  excessError: Measured<Of>;
  bias: Measured<Of>;
  variance: {
    data: Measured<Of>;
    noise: Measured<Of>;
    /** The rest for random features only. */
    features?: Measured<Of>;
    featuresData?: Measured<Of>;
    featuresNoise?: Measured<Of>;
  };
  /** Σ (1 − a), for ridge and linear random features. */
  df1?: Measured<Of>;
  /** P times the estimate of γ, for ridge. */
  df2?: Measured<Of>;
  /** Σ (1 − a), for features with noise and nonlinear ones. */
  dfTotal?: Measured<Of>;
  outOfDistributionError?: Measured<Of>;
  /** With `testCorrelation`: on the noisy label of the point that is correlated with the samples. */
  correlatedTestError?: Measured<Of>;
}

/** How a simulation was made. */
export interface Made {
  /** Trials that the means are over. */
  trials: number;
  seed: number;
  problem: Problem;
}

/** At one (P, λ). */
export interface Simulation extends Errors<number>, Made {}

/** On a grid. */
export interface SimulationGrid extends Errors<Float64Array>, Made {
  shape: [samples: number, lambda: number];
}

/** What there is to do, as the core says. */
export interface Plan {
  trials: number;
  seed: number;
  quantities: string[];
  byTrial: number;
  /** How many of the first quantities are traces. */
  traces: number;
  /** Models that a trial averages. */
  models: number;
  shape: [number, number];
  grid: boolean;
  batchTrials: number;
  batches: number;
}

/** What is wanted of the values beyond their means. */
export interface Wanted {
  quantiles?: readonly number[] | undefined;
  raw?: boolean | undefined;
}

/** The report of some moments. */
export function toReport(
  plan: Plan,
  moments: Moments,
  theory: object,
  wanted: Wanted,
): Record<string, unknown> {
  const report: Record<string, unknown> = {};
  plan.quantities.forEach((name, quantity) => {
    const slots = pointsOf(plan).map((point) => point * plan.quantities.length + quantity);
    const isTrace = quantity < plan.traces;
    put(report, name, measured(plan, moments, { slots, isTrace }, read(theory, name), wanted));
  });
  return plan.grid ? { ...report, shape: plan.shape } : report;
}

const pointsOf = ({ shape: [samples, lambda] }: Plan) =>
  Array.from({ length: samples * lambda }, (_, point) => point);

/** Where the moments of a quantity are. */
interface Quantity {
  slots: readonly number[];
  isTrace: boolean;
}

function measured(
  { grid, models }: Plan,
  moments: Moments,
  { slots, isTrace }: Quantity,
  theory: ArrayLike<number>,
  { quantiles, raw }: Wanted,
): object {
  const of = (value: (slot: number, point: number) => number) => {
    const values = Float64Array.from(slots, value);
    return grid ? values : values[0];
  };
  const error = (slot: number) => moments.standardError(slot);
  const allowed = (slot: number) => (isTrace ? moments.deviation(slot) * Math.sqrt(models) : 0);
  const whole = (slot: number) => Math.sqrt(error(slot) ** 2 + allowed(slot) ** 2);
  const said = (point: number) => theory[point] as number;
  return {
    mean: of((slot) => moments.mean[slot] as number),
    standardError: of(error),
    theory: of((_, point) => said(point)),
    ...(isTrace && { finiteSize: of(allowed) }),
    zScore: of((slot, point) => zScore(moments.mean[slot] as number, whole(slot), said(point))),
    ...(quantiles && {
      quantiles: joined(slots.map((slot) => quantilesOf(moments, slot, quantiles))),
    }),
    ...(raw && { raw: joined(slots.map((slot) => moments.values(slot))) }),
  };
}

/** Rounding of a quantity that does not vary is no deviation, relative to itself or, of squares, to one. */
const rounding = { relative: 1e-9, absolute: 1e-20 };

function zScore(mean: number, error: number, theory: number): number {
  if (mean === theory) return 0;
  const apart = mean - theory;
  const scale = Number.isFinite(theory) ? Math.abs(theory) : 0;
  const small = rounding.relative * scale + rounding.absolute;
  return Math.abs(apart) <= small && error <= small ? 0 : apart / error;
}

const quantilesOf = (moments: Moments, slot: number, fractions: readonly number[]) => {
  const sorted = moments.values(slot).sort();
  return Float64Array.from(fractions, (fraction) => quantile(sorted, fraction));
};

/** A quantity of the theory's report by its path, such as `variance.data`. */
function read(theory: object, path: string): ArrayLike<number> {
  let at: unknown = theory;
  for (const name of path.split(".")) at = (at as Record<string, unknown>)[name];
  return typeof at === "number" ? [at] : (at as Float64Array);
}

function put(report: Record<string, unknown>, path: string, value: object): void {
  const [first = "", second] = path.split(".");
  if (second === undefined) report[first] = value;
  else report[first] = { ...(report[first] as object | undefined), [second]: value };
}
