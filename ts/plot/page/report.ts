// A forecast as one HTML page.
import type { Forecast, Ridge } from "ridgelaw";
import { type Needs, requireData, requireOptions } from "../needs.ts";
import { formatInterval, formatNumber, formatPercent } from "../number.ts";
import { type Picture, pictureNeeds, type Table } from "../picture.ts";
import { kappaCurve } from "../pictures/kappa_curve.ts";
import {
  forecastNeeds,
  learningCurve,
  type Trained,
  trainedNeeds,
} from "../pictures/learning_curve.ts";
import { spectrum } from "../pictures/spectrum.ts";
import { pathNeeds, ridgesNeeds, trainTest } from "../pictures/train_test.ts";
import { toFigure, toList, toParagraphs, toTable } from "./html.ts";
import { toPage } from "./page.ts";

/** What a fit on the data at hand adds to a report: its spectrum, and its errors along the ridges. */
export type ReportFit = Pick<Ridge, "path" | "modes">;

export interface ReportOptions {
  title?: string;
  subtitle?: string;
  /** Sentences at the head of the page, instead of those made from the forecast. */
  lead?: readonly string[];
  fit?: ReportFit;
  /** Models really trained at sizes that were forecast. */
  trained?: readonly Trained[];
  /** Held-out errors of models on the samples seen, at other ridges. */
  trainedHere?: readonly { lambda: number; trainError: number; testError: number }[];
  /** Pictures after those of the forecast. */
  pictures?: readonly Picture[];
  /** What the error is measured in; "mean squared" where absent. */
  unit?: string;
  /** The last line of the page. */
  footer?: string;
  /** The document to draw with; where absent the page's own, or linkedom's outside a browser. */
  document?: Document;
}

const ofForecast = {
  ...forecastNeeds,
  forecast: [
    {
      ...forecastNeeds.forecast[0],
      optimalLambda: "number",
      reliability: "text",
      "classification?": { error: "number", interval: "pair" },
    },
  ],
  ceiling: { testError: "number", interval: "pair", basis: "text" },
  "ceilingAtLambda?": { testError: "number", interval: "pair" },
  curve: {
    ...forecastNeeds.curve,
    kappa: "numbers",
    df1: "numbers",
    lambda: "numbers",
  },
  now: {
    lambda: "number",
    looError: "number",
    looStandardError: "number",
    kappa: "number",
    df1: "number",
  },
  universality: { message: "text" },
  backtest: { "fromHalf?": "number", "fromQuarter?": "number" },
  notes: ["text"],
} as const satisfies Needs<Forecast>;

const ofOptions = {
  "title?": "text",
  "subtitle?": "text",
  "lead?": ["text"],
  "fit?": {
    path: { ...pathNeeds, kappa: "numbers", df1: "numbers" },
    modes: { eigenvalues: "numbers" },
  },
  "trained?": trainedNeeds,
  "trainedHere?": ridgesNeeds,
  "pictures?": [pictureNeeds],
  "unit?": "text",
  "footer?": "text",
  "document?": { createElement: "function" },
} as const satisfies Needs<ReportOptions>;

/** A self-contained HTML document: one file, no network, no script, light and dark. */
export function forecastReport(forecast: Forecast, options: ReportOptions = {}): string {
  requireData(forecast, ofForecast, "forecast");
  requireOptions(options, ofOptions);
  const { title = "Forecast of a learning curve", lead = leadOf(forecast), document } = options;
  const figures = picturesOf(forecast, options).map((picture) =>
    toFigure(picture, { ...(document && { document }) }),
  );
  return toPage({
    title,
    subtitle: options.subtitle ?? subtitleOf(forecast),
    body: [
      `<section class="rl-lead">${toParagraphs(lead)}</section>`,
      `<section><h2>Forecast${options.trained ? " and what came of it" : ""}</h2>${toTable(forecastTable(forecast, options.trained))}</section>`,
      ...figures,
      `<section><h2>How far to trust it</h2>${toList(trustOf(forecast))}</section>`,
    ],
    footer:
      options.footer ??
      "Made by ridgelaw. Errors are on new data, label noise included; intervals hold nine times in ten.",
  });
}

function picturesOf(forecast: Forecast, options: ReportOptions): Picture[] {
  const { fit, trained, trainedHere, unit } = options;
  const { now, seen, curve } = forecast;
  const measured = unit === undefined ? {} : { unit };
  return [
    learningCurve({ forecast, ...(trained && { trained }), ...measured }),
    ...(fit ? [spectrum({ eigenvalues: fit.modes.eigenvalues, path: fit.path })] : []),
    ...(fit && fit.path.lambda.length > 2
      ? [
          trainTest({
            path: fit.path,
            lambda: now.lambda,
            ...(trainedHere && { trained: trainedHere }),
            ...measured,
          }),
        ]
      : []),
    kappaCurve({ curve, seen, now }),
    ...(options.pictures ?? []),
  ];
}

function subtitleOf({ seen, now, ceilingAtLambda }: Forecast): string {
  const lambda = formatNumber(now.lambda);
  const ridge = ceilingAtLambda
    ? `with λ = ${lambda}`
    : `with the best λ at each size, ${lambda} at this one`;
  return `From ${formatNumber(seen)} samples, ${ridge}.`;
}

/** What the numbers say, in sentences. */
function leadOf({ seen, now, forecast, ceiling, ceilingAtLambda }: Forecast): string[] {
  const ahead = forecast.map(
    (point) =>
      `${formatNumber(point.testError)} with ${formatNumber(point.samples)} samples (${formatInterval(point.interval)})`,
  );
  const top = ceilingAtLambda
    ? `With ever more samples at this ridge it falls to ${formatNumber(ceilingAtLambda.testError)} (${formatInterval(ceilingAtLambda.interval)}), and no further.`
    : ceiling.basis === "reached"
      ? `The ceiling, which no amount of data beats, is ${formatNumber(ceiling.testError)} (${formatInterval(ceiling.interval)}).`
      : `The ceiling lies beyond what the data show; extrapolated it is ${formatNumber(ceiling.testError)} (${formatInterval(ceiling.interval)}).`;
  return [
    `The ${formatNumber(seen)} samples at hand give a test error of ${formatNumber(now.looError)} ± ${formatNumber(now.looStandardError, 2)} by exact leave-one-out.`,
    `Expected: ${ahead.join("; ")}.`,
    top,
  ];
}

/** The forecast in rows; with models really trained, what came of it and whether the interval held. */
export function forecastTable(forecast: Forecast, trained?: readonly Trained[]): Table {
  const hasClasses = forecast.forecast.some((point) => point.classification);
  const columns = ["Samples", "Forecast", "90 % interval"];
  if (trained) columns.push("Really trained", "Off by", "In interval");
  if (hasClasses) columns.push("Wrong classes", "90 % interval");
  if (hasClasses && trained) columns.push("Really wrong");
  columns.push("Best λ", "Reliability");
  const rows = forecast.forecast.map((point) => {
    const real = trained?.find(({ samples }) => samples === point.samples);
    return [
      point.samples,
      point.testError,
      formatInterval(point.interval),
      ...(trained ? outcome(point, real) : []),
      ...(hasClasses ? classCells(point) : []),
      ...(hasClasses && trained ? [formatPercent(real?.classError ?? Number.NaN)] : []),
      point.optimalLambda,
      point.reliability,
    ];
  });
  return { columns, rows };
}

type Point = Forecast["forecast"][number];

function outcome({ testError, interval: [low, high] }: Point, real: Trained | undefined) {
  if (!real) return ["", "", ""];
  const isHeld = real.testError >= low && real.testError <= high;
  return [real.testError, formatPercent(testError / real.testError - 1), isHeld ? "yes" : "no"];
}

function classCells({ classification }: Point): string[] {
  if (!classification) return ["", ""];
  const [low, high] = classification.interval;
  return [formatPercent(classification.error), `${formatPercent(low)} to ${formatPercent(high)}`];
}

function trustOf({ universality, backtest, notes }: Forecast): string[] {
  const tests = [
    ["half", backtest.fromHalf],
    ["a quarter", backtest.fromQuarter],
  ] as const;
  const passed = tests.flatMap(([part, miss]) =>
    miss === undefined
      ? []
      : [`from ${part} of the data it was off by ${formatPercent(Math.expm1(miss))}`],
  );
  return [
    universality.message,
    ...(passed.length > 0
      ? [`The same method was tried on what is known: ${passed.join(", ")}.`]
      : []),
    ...notes,
  ];
}
