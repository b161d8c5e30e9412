// The learning curve beyond rows that were accumulated.
import { accumulation } from "../bridge/cores/accumulation.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import { type Forecast, reach } from "../estimator/forecast.ts";
import { type Accumulator, bare } from "./accumulator.ts";

export interface StreamedForecastOptions {
  /** Training sizes to forecast. */
  at: number | NumbersLike;
  /** The ridge that every training size uses, or "optimal" (the default): the best at each size. */
  lambda?: number | "optimal";
  /** Whether an unpenalised intercept is fitted; true where absent. */
  intercept?: boolean;
  /** Size of the test set that the interval is for (1,000 where absent). */
  testSize?: number;
}

/**
 * A forecast by GCV alone. Lost without the rows: leave-one-out and with it the verdict on universality, the backtest
 * from halves and quarters, the power law through parts, and class errors.
 */
export interface StreamedForecast
  extends Omit<Forecast, "now" | "universality" | "backtest" | "observed" | "classes"> {
  now: Omit<Forecast["now"], "looError" | "looStandardError">;
}

type Answer = Omit<StreamedForecast, "samplesFor">;

/**
 * Forecasts the test error at other training sizes from sums over rows: the collapse on κ, by GCV.
 *
 * @throws RidgelawError on bad input, before any work.
 */
export function forecastAccumulated(
  accumulator: Accumulator,
  options: StreamedForecastOptions,
): StreamedForecast {
  const answer = accumulation.verb<Answer>("forecastAccumulated", {
    ...requireOptions(options),
    accumulator: bare(accumulator),
  });
  return { ...answer, samplesFor: (target) => reach(answer.curve, target) };
}
