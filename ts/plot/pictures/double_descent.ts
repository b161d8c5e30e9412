// Test error that rises before it falls: where samples are just as many as directions.
import { dot, line, type PlotOptions, ruleX } from "@observablehq/plot";
import { logAxes } from "../axis.ts";
import { type Columns, positiveRows, rangeOf, rowsOf, thinned } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import {
  filled,
  type LegendEntry,
  type Mark,
  type Picture,
  type Role,
  type Size,
  stroked,
  type Table,
} from "../picture.ts";
import { logDomain, within } from "../ticks.ts";

/** The theory along samples, such as a grid's report at one ridge. */
export interface DoubleDescentCurve extends Columns<"testError" | "bias"> {
  variance: Columns<"data" | "noise">;
}

type TrainedPoint = { samples: number; testError: number };

export interface DoubleDescentData {
  samples: ArrayLike<number>;
  /** The ridge. */
  lambda: number;
  theory: DoubleDescentCurve;
  /** The same samples at a ridge that has no peak. */
  tamed?: { lambda: number; testError: ArrayLike<number>; trained?: readonly TrainedPoint[] };
  /** Models really trained at the small ridge, where there are any. */
  trained?: readonly TrainedPoint[];
  /** "Double descent at small ridge" where absent. */
  title?: string;
  /** Samples to point out by an upright line. */
  marked?: number;
  /** What the error is measured in; "mean squared" where absent. */
  unit?: string;
}

const trainedNeeds = [{ samples: "number", testError: "number" }] as const;

const needs = {
  samples: "numbers",
  lambda: "number",
  theory: {
    testError: "numbers",
    bias: "numbers",
    variance: { data: "numbers", noise: "numbers" },
  },
  "tamed?": { lambda: "number", testError: "numbers", "trained?": trainedNeeds },
  "trained?": trainedNeeds,
  "title?": "text",
  "marked?": "positive",
  "unit?": "text",
} as const satisfies Needs<DoubleDescentData>;

type Name = "testError" | "bias" | "data" | "noise";
type Row = Record<"samples" | Name, number>;

/** Which line is which. */
const lines: readonly { name: Name; label: string; role: Role; symbol: Mark }[] = [
  { name: "bias", label: "bias²", role: "bias", symbol: "dotted" },
  { name: "data", label: "variance from inputs", role: "variance", symbol: "dashed" },
  { name: "noise", label: "variance from noise", role: "noise", symbol: "dashed" },
  { name: "testError", label: "test error", role: "theory", symbol: "line" },
];

/** Test error against samples at a small ridge, with the bias and the variances that it consists of. */
export function doubleDescent(data: DoubleDescentData): Picture {
  requireData(data, needs);
  const { theory, samples } = data;
  const rows = rowsOf({
    samples,
    testError: theory.testError,
    bias: theory.bias,
    ...parts(theory),
  });
  return {
    title: data.title ?? "Double descent at small ridge",
    caption: captionOf(data, rows),
    description: `Test error against training samples on logarithmic axes. ${captionOf(data, rows)}`,
    legend: legendOf(data),
    panels: [(size) => draw(data, rows, size)],
    table: tableOf(rows),
  };
}

const parts = ({ variance }: DoubleDescentCurve) => ({
  data: variance.data,
  noise: variance.noise,
});

function draw(data: DoubleDescentData, rows: readonly Row[], size: Size): PlotOptions {
  const { trained = [], tamed, samples, marked, unit = "mean squared" } = data;
  const tameTrained = tamed?.trained ?? [];
  const real = [...trained, ...tameTrained].map((point) => point.testError);
  const shown = [...rows.map((row) => row.testError), ...real];
  const tame = tamed ? positiveRows({ samples, testError: tamed.testError }) : [];
  const y = logDomain([...shown, rangeOf(shown)[0] / 12]);
  const { options, marks } = logAxes(size, {
    x: { label: "Training samples P", domain: logDomain(Array.from(samples), 0.02) },
    y: { label: `Test error (${unit})`, domain: y },
  });
  return {
    ...options,
    marks: [
      ...marks,
      ruleX(marked ? [marked] : [], { ...stroked("reference"), strokeOpacity: 0.7 }),
      ...lines.map(({ name, role, symbol }) =>
        line(rows, {
          ...stroked(role),
          x: "samples",
          y: (row: Row) => (within(y, row[name]) ? row[name] : Number.NaN),
          ...strokes[symbol],
        }),
      ),
      line(tame, { ...stroked("reference"), x: "samples", y: "testError", strokeWidth: 2 }),
      dot(tameTrained, { ...filled("reference"), ...diamond }),
      dot(trained, { ...filled("trained"), ...diamond }),
    ],
  };
}

const diamond = { x: "samples", y: "testError", symbol: "diamond", r: 4.5 } as const;

const strokes: Partial<Record<Mark, object>> = {
  line: { strokeWidth: 2.2 },
  dashed: { strokeWidth: 1.6, strokeDasharray: "6,4" },
  dotted: { strokeWidth: 2, strokeDasharray: "1.5,3.5", strokeLinecap: "round" },
};

function legendOf({ lambda, tamed, trained = [] }: DoubleDescentData): LegendEntry[] {
  const theory = (at: number) => `theory, λ = ${formatNumber(at)}`;
  const real: LegendEntry = { label: "really trained", role: "trained", symbol: "diamond" };
  const parts = lines.slice(0, -1).map(({ label, role, symbol }) => ({ label, role, symbol }));
  return [
    { label: theory(lambda), role: "theory", symbol: "line" },
    ...(tamed ? [{ label: theory(tamed.lambda), role: "reference", symbol: "line" } as const] : []),
    ...(trained.length > 0 ? [real] : []),
    ...parts,
  ];
}

function captionOf({ lambda, tamed }: DoubleDescentData, rows: readonly Row[]): string {
  const peak = peakOf(rows);
  if (!peak) {
    return `At λ = ${formatNumber(lambda)} the test error falls with every sample: no peak in this range.`;
  }
  const cure = tamed ? ` A ridge of ${formatNumber(tamed.lambda)} removes the peak.` : "";
  return `At λ = ${formatNumber(lambda)} more samples can harm: the error rises to a peak near ${formatNumber(peak.samples)} samples, where they are about as many as the directions of the data and the variance explodes.${cure}`;
}

/** The highest point that has lower ones on both sides. */
function peakOf(rows: readonly Row[]): Row | undefined {
  const inner = rows.filter((row, i) => {
    const [before, after] = [rows[i - 1], rows[i + 1]];
    return before && after && row.testError > before.testError && row.testError > after.testError;
  });
  return inner.toSorted((a, b) => b.testError - a.testError)[0];
}

function tableOf(rows: readonly Row[]): Table {
  return {
    columns: ["Samples", "Test error", "Bias²", "Variance from inputs", "Variance from noise"],
    rows: thinned(rows, 14).map((row) => [
      Math.round(row.samples),
      row.testError,
      row.bias,
      row.data,
      row.noise,
    ]),
  };
}
