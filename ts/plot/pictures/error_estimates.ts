// What estimates from training data say of the test error, beside the theory and the truth.
import { dot, line, type PlotOptions } from "@observablehq/plot";
import { logAxes } from "../axis.ts";
import { type Columns, positiveRows, rangeOf } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import {
  filled,
  type LegendEntry,
  type Picture,
  type Role,
  type Size,
  stroked,
} from "../picture.ts";
import { logDomain } from "../ticks.ts";

/** Means over draws of training sets, one entry a sample size. */
export type ErrorEstimates = Columns<"samples" | "truth" | "corrGcv" | "gcv" | "looError">;

export interface ErrorEstimatesData {
  /** The theory's test error along samples. */
  theory: Columns<"samples" | "testError">;
  estimates: ErrorEstimates;
  title?: string;
}

const needs = {
  theory: { samples: "numbers", testError: "numbers" },
  estimates: {
    samples: "numbers",
    truth: "numbers",
    corrGcv: "numbers",
    gcv: "numbers",
    looError: "numbers",
  },
  "title?": "text",
} as const satisfies Needs<ErrorEstimatesData>;

const shown: readonly {
  name: "truth" | "corrGcv" | "gcv" | "looError";
  label: string;
  role: Role;
  symbol: "diamond" | "circle" | "square2" | "times";
}[] = [
  { name: "truth", label: "really trained", role: "trained", symbol: "diamond" },
  { name: "corrGcv", label: "CorrGCV", role: "observed", symbol: "circle" },
  { name: "gcv", label: "GCV", role: "variance", symbol: "square2" },
  { name: "looError", label: "leave-one-out", role: "noise", symbol: "times" },
];

/** The legend's drawing of each symbol. */
const inLegend = { diamond: "diamond", circle: "dot", square2: "square", times: "cross" } as const;

/** Test error against samples: theory, trained models, and what CorrGCV, GCV and leave-one-out make of the same data. */
export function errorEstimates(data: ErrorEstimatesData): Picture {
  requireData(data, needs);
  const { samples, truth, corrGcv, gcv, looError } = data.estimates;
  const rows = positiveRows({ samples, truth, corrGcv, gcv, looError });
  const caption = captionOf(rows);
  return {
    title: data.title ?? "Estimates of the test error on correlated samples",
    caption,
    description: `Test error against training samples on logarithmic axes. ${caption}`,
    legend: legend(),
    panels: [(size) => draw(data, rows, size)],
    table: {
      columns: ["Samples", ...shown.map(({ label }) => label)],
      rows: rows.map((row) => [row.samples, ...shown.map(({ name }) => row[name])]),
    },
  };
}

type Row = Record<keyof ErrorEstimates, number>;

function draw({ theory }: ErrorEstimatesData, rows: readonly Row[], size: Size): PlotOptions {
  const curve = positiveRows({ samples: theory.samples, testError: theory.testError });
  const errors = rows.flatMap((row) => shown.map(({ name }) => row[name]));
  const { options, marks } = logAxes(size, {
    x: {
      label: "Training samples",
      domain: logDomain(
        curve.map(({ samples }) => samples),
        0.02,
      ),
    },
    y: {
      label: "Test error (mean squared)",
      domain: logDomain([...errors, ...curve.map(({ testError }) => testError)]),
    },
  });
  return {
    ...options,
    marks: [
      ...marks,
      line(curve, { ...stroked("theory"), x: "samples", y: "testError", strokeWidth: 2.2 }),
      ...shown.map(({ name, role, symbol }) =>
        dot(rows, {
          ...(symbol === "times" ? { ...stroked(role), strokeWidth: 2 } : filled(role)),
          x: "samples",
          y: name,
          symbol,
          r: 4.5,
        }),
      ),
    ],
  };
}

const legend = (): LegendEntry[] => [
  { label: "theory", role: "theory", symbol: "line" },
  ...shown.map(({ label, role, symbol }) => ({ label, role, symbol: inLegend[symbol] })),
];

function captionOf(rows: readonly Row[]): string {
  const [, worst] = rangeOf(rows.map(({ truth, gcv }) => truth / gcv));
  const [, best] = rangeOf(rows.map(({ truth, corrGcv }) => Math.abs(corrGcv / truth - 1)));
  return `GCV and leave-one-out see up to ${formatNumber(worst)} times less than the error on new data; CorrGCV, which knows how the samples are correlated, is right to ${formatNumber(100 * best)} %.`;
}
