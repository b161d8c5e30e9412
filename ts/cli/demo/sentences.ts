// What the trial means, in three sentences made from its numbers.
import type { Forecast, ForecastPoint } from "ridgelaw";
import { count } from "../output/text.ts";
import type { Descent } from "./pixels.ts";
import { type Outcome, settings, type Trial } from "./trial.ts";

/** Whether it came as forecast; what more data would bring; where the theory holds and where it does not. */
export function sentences(trial: Trial, descent: Descent): string[] {
  return [comparison(trial), outlook(trial.forecast), limits(trial, descent)];
}

/** A forecast beside what came of it. */
export interface Comparison {
  point: ForecastPoint;
  real: Outcome;
  isHit: boolean;
  isClassHit: boolean;
}

export const compared = ({ forecast, trained }: Trial): Comparison[] =>
  forecast.forecast.map((point, i) => {
    const real = trained[i] as Outcome;
    const classes = point.classification;
    return {
      point,
      real,
      isHit: holds(point.interval, real.testError),
      isClassHit: classes !== undefined && holds(classes.interval, real.classError),
    };
  });

const holds = ([low, high]: ArrayLike<number> & Iterable<number>, value: number) =>
  value >= (low as number) && value <= (high as number);

function comparison(trial: Trial): string {
  const pairs = compared(trial);
  const told = pairs.map(
    ({ point, real }) =>
      `${digits(point.testError)} for ${count(point.samples)} images, where training really gave ${digits(real.testError)} (${signed(point.testError / real.testError - 1)})`,
  );
  const hits = pairs.flatMap(({ isHit, isClassHit }) => [isHit, isClassHit]);
  const held = hits.filter(Boolean).length;
  const wrong = pairs.map(
    ({ point, real }) =>
      `${percent(point.classification?.error ?? 0)} against ${percent(real.classError)}`,
  );
  return `From ${count(trial.forecast.seen)} images alone the forecast was a squared error of ${told.join(", and ")}, and of wrong digits ${wrong.join(" and ")}; of the ${hits.length} errors forecast, squared and classification, ${held === hits.length ? "all" : held} lie in their 90 % intervals.`;
}

function outlook({ ceilingAtLambda, ceiling, forecast }: Forecast): string {
  const last = forecast.at(-1) as ForecastPoint;
  const doubling = 1 - 2 ** -last.localExponent;
  const { testError, interval } = ceilingAtLambda ?? ceiling;
  const [low, high] = interval;
  return `At ${count(last.samples)} images twice the data takes another ${percent(doubling)} off the squared error, and at this ridge no amount of data takes it below ${digits(testError)} (90 %: ${digits(low)} to ${digits(high)}), because κ, ${short(last.kappa)} there, can sink no lower than λ = ${settings.lambda}.`;
}

function limits({ forecast }: Trial, { theory, samples, trained }: Descent): string {
  const { gap, verdict } = forecast.universality;
  const kernel =
    verdict === "holds"
      ? "agrees with exact leave-one-out on this kernel: the digits act like Gaussian data"
      : `is ${percent(Math.abs(Math.expm1(gap)))} ${gap < 0 ? "below" : "above"} exact leave-one-out on this kernel: at so small a ridge the digits are no Gaussian data, and leave-one-out is what to trust`;
  const top = highest(trained);
  const peak = theory.testError.indexOf(Math.max(...theory.testError));
  return `Generalised cross-validation, Ŝ² times the training error, ${kernel}; on plain pixels the same theory foretells even the double-descent peak, ${digits(theory.testError[peak] as number)} near ${count(samples[peak] as number)} images, where training really gave ${digits(top.testError)} with ${count(top.samples)}.`;
}

const highest = (points: Descent["trained"]) =>
  points.reduce((best, point) => (point.testError > best.testError ? point : best));

const digits = (value: number) => value.toPrecision(3);
const short = (value: number) => value.toPrecision(2);
const percent = (share: number) => `${(100 * share).toFixed(Math.abs(share) < 0.1 ? 1 : 0)} %`;
const signed = (share: number) => `off by ${share < 0 ? "−" : "+"}${percent(Math.abs(share))}`;
