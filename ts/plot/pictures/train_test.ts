// Training error and test error along ridges, and the factor between them.
import { dot, line, link, type PlotOptions, ruleX, text } from "@observablehq/plot";
import { logAxes } from "../axis.ts";
import { type Columns, positiveRows, rangeOf, thinned } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import {
  filled,
  type LegendEntry,
  type Picture,
  type Size,
  stroked,
  type Table,
} from "../picture.ts";
import { type Domain, logDomain, within } from "../ticks.ts";

/** Estimates along a path of ridges: the `path` of a fit. */
export type ErrorPath = Columns<"lambda" | "sTransform" | "trainError" | "looError">;

export interface TrainTestData {
  path: ErrorPath;
  /** The ridge at which the factor is pointed out. */
  lambda: number;
  /** Errors on held-out data of models trained on the same samples, where there are any. */
  trained?: readonly { lambda: number; trainError: number; testError: number }[];
  /** What the error is measured in; "mean squared" where absent. */
  unit?: string;
}

/** What pictures read of a path. */
export const pathNeeds = {
  lambda: "numbers",
  sTransform: "numbers",
  trainError: "numbers",
  looError: "numbers",
} as const satisfies Needs<ErrorPath>;

/** What pictures read of models trained at other ridges. */
export const ridgesNeeds = [
  { lambda: "number", trainError: "number", testError: "number" },
] as const;

const needs = {
  path: pathNeeds,
  lambda: "number",
  "trained?": ridgesNeeds,
  "unit?": "text",
} as const satisfies Needs<TrainTestData>;

type Row = Record<"lambda" | "sTransform" | "trainError" | "looError", number> & {
  /** Ŝ² times the training error: what the theory says the test error is. */
  predicted: number;
};

/** Errors against λ, and test error against training error, with Ŝ² between them. */
export function trainTest(data: TrainTestData): Picture {
  requireData(data, needs);
  const { trained = [] } = data;
  const rows = rowsOf(data.path);
  const here = nearest(rows, data.lambda);
  return {
    title: "Training error and test error",
    caption: captionOf(here, trained.length > 0),
    description: `Errors along a path of ridges on logarithmic axes. ${captionOf(here, trained.length > 0)}`,
    legend: legendOf(trained.length > 0),
    panels: [
      (size) => againstLambda(data, rows, size),
      (size) => againstTraining(data, rows, size),
    ],
    table: tableOf(rows),
  };
}

/** The part of the path where the training error is not yet tiny. */
function rowsOf({ lambda, sTransform, trainError, looError }: ErrorPath): Row[] {
  const rows = positiveRows({ lambda, sTransform, trainError, looError });
  const floor = rangeOf(rows.map((row) => row.looError))[0] * 1e-3;
  const shown = rows.filter((row) => row.trainError > floor);
  return shown
    .map((row) => ({ ...row, predicted: row.sTransform ** 2 * row.trainError }))
    .sort((a, b) => a.lambda - b.lambda);
}

const nearest = (rows: readonly Row[], lambda: number): Row | undefined => {
  const distance = (row: Row) => Math.abs(Math.log(row.lambda / lambda));
  return rows.toSorted((a, b) => distance(a) - distance(b))[0];
};

function againstLambda(data: TrainTestData, rows: readonly Row[], size: Size): PlotOptions {
  const { trained = [], unit = "mean squared" } = data;
  const errors = rows.flatMap((row) => [row.trainError, row.looError, row.predicted]);
  const x = logDomain(
    [...rows, ...trained].map((point) => point.lambda),
    0.03,
  );
  const y = logDomain([...errors, ...tested(trained)]);
  const { options, marks } = logAxes(size, {
    x: { label: "Ridge λ", domain: x },
    y: { label: `Error (${unit})`, domain: y },
  });
  const here = nearest(rows, data.lambda);
  return {
    ...options,
    marks: [
      ...marks,
      ...(here ? factorMarks(here, { x, y }) : []),
      line(rows, { ...stroked("bias"), x: "lambda", y: "trainError", strokeWidth: 2 }),
      line(rows, { ...stroked("theory"), x: "lambda", y: "predicted", strokeWidth: 2 }),
      dot(thinned(rows, 24), { ...filled("observed"), x: "lambda", y: "looError", r: 3 }),
      dot(trained, { ...diamond, x: "lambda", y: "testError" }),
    ],
  };
}

const tested = (trained: readonly { testError: number }[]) =>
  trained.map((point) => point.testError);

const diamond = { ...filled("trained"), symbol: "diamond", r: 4.5 } as const;

/** How far along a logarithmic axis a value lies, from 0 to 1. */
const share = (value: number, [low, high]: Domain) => Math.log(value / low) / Math.log(high / low);

/** The way from the training error to the test error at one ridge, and how far it is. */
function factorMarks(here: Row, { x, y }: { x: Domain; y: Domain }) {
  // Where the curves run low there is room above them, else below.
  const isLow = share(here.trainError, y) < 0.3;
  const isRight = share(here.lambda, x) > 0.6;
  const label = `Ŝ² = ${formatNumber(here.sTransform ** 2)}`;
  return [
    ruleX([here.lambda], { ...stroked("reference"), strokeOpacity: 0.7 }),
    link([here], {
      ...stroked("reference"),
      x: "lambda",
      y1: "trainError",
      y2: "predicted",
      strokeWidth: 5,
      strokeOpacity: 0.55,
    }),
    text([label], {
      ...filled("reference"),
      x: () => here.lambda,
      frameAnchor: isLow ? "top" : "bottom",
      textAnchor: isRight ? "end" : "start",
      dx: isRight ? -6 : 6,
      dy: isLow ? 6 : -6,
    }),
  ];
}

function againstTraining(data: TrainTestData, rows: readonly Row[], size: Size): PlotOptions {
  const { trained = [] } = data;
  const x = logDomain(rows.map((row) => row.trainError));
  const errors = rows.flatMap((row) => [row.looError, row.predicted]);
  const y = logDomain([...errors, ...tested(trained)], 0.1);
  const shown = trained.filter((point) => within(x, point.trainError));
  const { options, marks } = logAxes(size, {
    x: { label: "Training error", domain: x },
    y: { label: "Test error", domain: y },
  });
  const here = nearest(rows, data.lambda);
  return {
    ...options,
    marks: [
      ...marks,
      here ? ruleX([here.trainError], { ...stroked("reference"), strokeOpacity: 0.7 }) : null,
      line(diagonal(x, y), { ...stroked("reference"), x: "end", y: "end", strokeDasharray: "6,4" }),
      line(rows, { ...stroked("theory"), x: "trainError", y: "predicted", strokeWidth: 2 }),
      dot(thinned(rows, 24), { ...filled("observed"), x: "trainError", y: "looError", r: 3 }),
      dot(shown, { ...diamond, x: "trainError", y: "testError" }),
    ],
  };
}

/** Where both errors are equal, as far as it lies within the axes. */
function diagonal(x: Domain, y: Domain): { end: number }[] {
  const [low, high] = [Math.max(x[0], y[0]), Math.min(x[1], y[1])];
  return low < high ? [{ end: low }, { end: high }] : [];
}

function legendOf(isTrained: boolean): LegendEntry[] {
  const entries: LegendEntry[] = [
    { label: "training error", role: "bias", symbol: "line" },
    { label: "Ŝ² × training error", role: "theory", symbol: "line" },
    { label: "leave-one-out", role: "observed", symbol: "dot" },
  ];
  if (isTrained) entries.push({ label: "held-out test error", role: "trained", symbol: "diamond" });
  return [...entries, { label: "equal errors", role: "reference", symbol: "dashed" }];
}

function captionOf(here: Row | undefined, isTrained: boolean): string {
  const factor = here
    ? ` At λ = ${formatNumber(here.lambda)} that factor is Ŝ² = ${formatNumber(here.sTransform ** 2)}.`
    : "";
  const witnesses = isTrained
    ? "leave-one-out and the held-out errors leave"
    : "leave-one-out leaves";
  return `Test error is Ŝ² times training error, and Ŝ = κ̂/λ is read off the training inputs alone.${factor} Where ${witnesses} the line at small λ, the theory's Gaussian picture of the data ends.`;
}

function tableOf(rows: readonly Row[]): Table {
  return {
    columns: ["λ", "Training error", "Ŝ²", "Ŝ² × training error", "Leave-one-out"],
    rows: thinned(rows, 12).map((row) => [
      row.lambda,
      row.trainError,
      row.sTransform ** 2,
      row.predicted,
      row.looError,
    ]),
  };
}
