// The learning curve beyond the data at hand.
import { estimator } from "../bridge/cores/estimator.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { described, requireOptions } from "../bridge/options.ts";
import { toData } from "../data/labels.ts";
import type { Labels, MatrixLike, NumbersLike } from "../data/matrix.ts";
import type { Kernel } from "./kernel.ts";

export interface ForecastOptions {
  /** Samples as rows. */
  X: MatrixLike;
  /** A number a sample, a row of targets a sample, or class labels (one-hot inside). */
  y: NumbersLike | MatrixLike | Labels;
  /** Linear where absent. */
  kernel?: Kernel;
  /** The ridge that every training size uses, or "optimal" (the default): the best at each size. */
  lambda?: number | "optimal";
  /** Whether an unpenalised intercept is fitted; true where absent. */
  intercept?: boolean;
  /** Training sizes to forecast. */
  at: number | NumbersLike;
  /** Size of the test set that the interval is for (1,000 where absent); larger sets leave less noise. */
  testSize?: number;
  /** Seed of the subsamples of the backtest; 0 where absent. */
  seed?: number;
}

/** A low and a high end that hold the truth nine times in ten. */
export type Interval = [low: number, high: number];

/** Share of wrong classes. */
export interface ClassForecast {
  error: number;
  interval: Interval;
}

/** The forecast at one training size. Errors are means over samples, summed over targets. */
export interface ForecastPoint {
  samples: number;
  /** Expected test error, label noise included. */
  testError: number;
  interval: Interval;
  trainError: number;
  /** The ridge of this forecast. */
  lambda: number;
  /** Renormalized ridge there. */
  kappa: number;
  df1: number;
  /** −d ln testError / d ln samples. */
  localExponent: number;
  /** The best ridge at this size, among those that the data can judge. */
  optimalLambda: number;
  /** Expected test error at that ridge. */
  optimalError: number;
  /** Decades of κ below what the data resolve; negative inside. */
  decadesBelowWindow: number;
  /**
   * `inside`: interpolation in κ; `edge`: just below; `far`: extrapolation, carried by power laws, or a forecast that
   * its own backtest or copied samples speak against.
   */
  reliability: "inside" | "edge" | "far";
  classification?: ClassForecast;
}

/** An error that no amount of data beats. */
export interface Ceiling {
  testError: number;
  interval: Interval;
  /** `reached`: the data show it; `extrapolated`: it is the floor of a fitted law, which may be zero. */
  basis: "reached" | "extrapolated";
  /** The least collapse seen: the ceiling lies below this but for sampling noise. */
  bound: number;
}

export interface Forecast {
  /** Training samples seen. */
  seen: number;
  /** One entry for each size in `at`. */
  forecast: ForecastPoint[];
  /** The least error as samples grow, over all ridges. */
  ceiling: Ceiling;
  /** The least error as samples grow at the ridge given; absent for "optimal". */
  ceilingAtLambda?: { testError: number; interval: Interval };
  /** What the data say at the ridge given (the best one by leave-one-out for "optimal"). */
  now: {
    lambda: number;
    looError: number;
    looStandardError: number;
    gcv: number;
    kappa: number;
    df1: number;
  };
  /** Whether leave-one-out and GCV agree, as Gaussian universality has it. */
  universality: {
    verdict: "holds" | "doubtful" | "fails";
    /** ln(GCV/LOO). */
    gap: number;
    /** Standard error of the gap. */
    standardError: number;
    /** One sentence: what it means and which to trust. */
    message: string;
  };
  /** What the same method says of the data at hand: ln(forecast/leave-one-out) at n from parts of it; absent for few samples. */
  backtest: { fromHalf?: number; fromQuarter?: number };
  /** The whole curve from an eighth of the data to a million times as many. */
  curve: {
    samples: Float64Array;
    testError: Float64Array;
    low: Float64Array;
    high: Float64Array;
    trainError: Float64Array;
    kappa: Float64Array;
    df1: Float64Array;
    lambda: Float64Array;
  };
  /** Leave-one-out errors of models trained on parts of the data, for the picture. */
  observed: { samples: Float64Array; looError: Float64Array };
  /** Sentences on what limits this forecast. */
  notes: string[];
  /** Class names, where labels were given. */
  classes?: string[];
  /**
   * Training samples at which the expected error reaches `target`, with a 90 % interval; `null` where it is not
   * reached within the curve, which for the upper end means "perhaps never". An eighth of the samples seen, where the
   * curve begins, means that or fewer.
   */
  samplesFor(target: number): { samples: number | null; interval: [number | null, number | null] };
}

type Answer = Omit<Forecast, "samplesFor" | "classes">;

/**
 * Forecasts the test error at other training sizes from the data at hand, without a fitted parameter where the data
 * allow it: (P, λ) enters the bias through κ alone, so that fewer samples at a smaller ridge show the bias of more.
 *
 * @throws RidgelawError on bad input, before any work.
 */
export function forecast(options: ForecastOptions): Forecast {
  const { X, y, ...rest } = requireOptions(options);
  const { data, classes } = toData(X, y);
  const answer = estimator.verb<Answer>("forecast", {
    ...rest,
    ...data,
    ...(classes && { labels: true }),
  });
  const samplesFor = (target: number) => reach(answer.curve, target);
  return { ...answer, ...(classes && { classes }), samplesFor };
}

export function reach(curve: Forecast["curve"], target: number) {
  if (!(Number.isFinite(target) && target >= 0)) {
    const message = `target must be zero or more and finite, not ${described(target)}`;
    throw new RidgelawError("OutOfRange", "target", message);
  }
  const { samples, testError, low, high } = curve;
  const interval: [number | null, number | null] = [
    crossing(samples, low, target),
    crossing(samples, high, target),
  ];
  return { samples: crossing(samples, testError, target), interval };
}

/** Where a falling curve first reaches a value, linear in the logarithms; its start where it begins below. */
function crossing(x: Float64Array, y: Float64Array, target: number): number | null {
  const i = y.findIndex((value) => value <= target);
  if (i < 0) return null;
  const [x1, y1] = [x[i] as number, y[i] as number];
  if (i === 0) return x1;
  const [x0, y0] = [x[i - 1] as number, y[i - 1] as number];
  const share = Math.log(y0 / target) / Math.log(y0 / y1);
  return x0 * (x1 / x0) ** share;
}
