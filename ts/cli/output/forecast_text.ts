// What `ridgelaw forecast` tells people.
import type { Forecast, ForecastPoint, Kernel } from "ridgelaw";
import { describeKernel } from "../input/kernel.ts";
import { count, counted, interval, list, short, table } from "./text.ts";

/** How many samples reach an error; infinite where the curve ends above it. */
export interface Reached {
  testError: number;
  samples: number;
  interval: [number, number];
}

interface Asked {
  kernel: Kernel;
  lambda: number | "optimal";
  reached: Reached | undefined;
  html: string | undefined;
}

/** The forecast as text: the sizes in a table, then what limits them. */
export function forecastText(result: Forecast, asked: Asked): string {
  const lambda =
    asked.lambda === "optimal" ? "the best ridge at each size" : `lambda ${short(asked.lambda)}`;
  const parts = [
    `${counted(result.seen, "sample")} seen, ${describeKernel(asked.kernel)}, ${lambda}`,
    points(result.forecast),
    summary(result, asked.reached),
    [result.universality.message, ...result.notes].join("\n"),
  ];
  if (asked.html !== undefined) parts.push(`The report is in ${asked.html}.`);
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const columns: readonly [string, (point: ForecastPoint) => string][] = [
  ["samples", (point) => count(point.samples)],
  ["test error", (point) => short(point.testError)],
  ["90 % interval", (point) => interval(point.interval)],
  ["train error", (point) => short(point.trainError)],
  ["lambda", (point) => short(point.lambda)],
  ["best lambda", (point) => short(point.optimalLambda)],
  ["its error", (point) => short(point.optimalError)],
  ["basis", (point) => point.reliability],
];

const classColumns: typeof columns = [
  ["wrong", ({ classification: is }) => (is ? percent(is.error) : "")],
  [
    "90 % interval",
    ({ classification: is }) =>
      is ? `${percent(is.interval[0])} to ${percent(is.interval[1])}` : "",
  ],
];

const percent = (share: number) => `${short(100 * share)} %`;

function points(forecast: readonly ForecastPoint[]): string {
  const hasClasses = forecast.some(({ classification }) => classification !== undefined);
  const all = hasClasses ? [...columns, ...classColumns] : columns;
  return table(
    all.map(([title]) => title),
    forecast.map((point) => all.map(([, cell]) => cell(point))),
  );
}

function summary({ now, ceiling, ceilingAtLambda }: Forecast, reached: Reached | undefined) {
  const basis = ceiling.basis === "reached" ? "seen in the data" : "extrapolated";
  const rows: [string, string][] = [
    ["now, by leave-one-out", `${short(now.looError)} ± ${short(now.looStandardError)}`],
    ["ceiling", `${short(ceiling.testError)} (${interval(ceiling.interval)}; ${basis})`],
  ];
  if (ceilingAtLambda) {
    const { testError, interval: ends } = ceilingAtLambda;
    rows.push(["ceiling at this lambda", `${short(testError)} (${interval(ends)})`]);
  }
  if (reached) rows.push([`samples for ${short(reached.testError)}`, reach(reached)]);
  return list(rows);
}

function reach({ samples, interval: [low, high] }: Reached): string {
  const size = (value: number) =>
    Number.isFinite(value) ? count(value) : "more than the curve has";
  if (low === Number.POSITIVE_INFINITY) return size(low);
  return `${size(samples)} (90 %: ${size(low)} to ${size(high)})`;
}
