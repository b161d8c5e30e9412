// Theory as lines, Monte Carlo as points with error bars.
import { dot, line, type PlotOptions, ruleX } from "@observablehq/plot";
import { logAxes } from "../axis.ts";
import { type Columns, rowsOf, thinned } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import {
  filled,
  type LegendEntry,
  type Picture,
  type Role,
  type Size,
  stroked,
  type Table,
} from "../picture.ts";
import { type Domain, logDomain } from "../ticks.ts";

/** One quantity along samples: what theory says, and what was measured, maybe at fewer sizes. */
export interface SimulatedCurve {
  /** Such as "test error". */
  label: string;
  role: Role;
  theory: Columns<"samples" | "value">;
  measured: Columns<"samples" | "mean" | "standardError">;
}

export interface SimulatedData {
  curves: readonly SimulatedCurve[];
  /** How many trials each point is the mean of. */
  trials: number;
  title?: string;
  /** What the errors are measured in; "mean squared" where absent. */
  unit?: string;
}

const needs = {
  curves: [
    {
      label: "text",
      role: "text",
      theory: { samples: "numbers", value: "numbers" },
      measured: { samples: "numbers", mean: "numbers", standardError: "numbers" },
    },
  ],
  trials: "number",
  "title?": "text",
  "unit?": "text",
} as const satisfies Needs<SimulatedData>;

type Point = Record<"samples" | "mean" | "standardError", number>;

/** Standard errors that a bar reaches to either side. */
const reach = 2;

/** Error bars of two standard errors around Monte Carlo means, on the lines that theory draws. */
export function simulated(data: SimulatedData): Picture {
  requireData(data, needs);
  return {
    title: data.title ?? "Theory and Monte Carlo",
    caption: captionOf(data),
    description: `Errors against training samples on logarithmic axes. ${captionOf(data)}`,
    legend: legendOf(data),
    panels: [(size) => draw(data, size)],
    table: tableOf(data),
  };
}

function draw({ curves, unit = "mean squared" }: SimulatedData, size: Size): PlotOptions {
  const [x, y] = domains(curves);
  const { options, marks } = logAxes(size, {
    x: { label: "Training samples P", domain: x },
    y: { label: `Error (${unit})`, domain: y },
  });
  return { ...options, marks: [...marks, ...curves.flatMap((curve) => marksOf(curve, y))] };
}

function domains(curves: readonly SimulatedCurve[]): [Domain, Domain] {
  const samples = curves.flatMap(({ theory }) => Array.from(theory.samples));
  const values = curves.flatMap(({ theory, measured }) => [
    ...Array.from(theory.value),
    ...Array.from(measured.mean),
  ]);
  return [logDomain(samples, 0.02), logDomain(values)];
}

function marksOf({ role, theory, measured }: SimulatedCurve, [floor]: Domain) {
  const points = pointsOf(measured);
  const shown = points.filter(({ mean }) => mean > floor);
  const bar = (sign: number) => (point: Point) =>
    Math.max(floor, point.mean + sign * reach * point.standardError);
  return [
    line(rowsOf({ samples: theory.samples, value: theory.value }), {
      ...stroked(role),
      x: "samples",
      y: "value",
      strokeWidth: 1.8,
    }),
    ruleX(shown, { ...stroked(role), x: "samples", y1: bar(-1), y2: bar(1), strokeWidth: 1.6 }),
    dot(shown, { ...filled(role), x: "samples", y: "mean", r: 2.4 }),
  ];
}

/** Other columns have no say in how many rows there are. */
const pointsOf = ({ samples, mean, standardError }: SimulatedCurve["measured"]): Point[] =>
  rowsOf({ samples, mean, standardError });

function legendOf({ curves }: SimulatedData): LegendEntry[] {
  return curves.map(({ label, role }) => ({ label, role, symbol: ["line", "dot"] }));
}

function captionOf({ curves, trials }: SimulatedData): string {
  const points = curves.flatMap(({ measured }) => Array.from(measured.mean));
  return `Lines: theory. ${points.length} points: means of ${formatNumber(trials)} trials each, with bars of ${reach} standard errors.`;
}

function tableOf({ curves }: SimulatedData): Table {
  const rows = curves.flatMap(({ label, measured }) =>
    pointsOf(measured).map(({ samples, mean, standardError }) => [
      label,
      Math.round(samples),
      mean,
      standardError,
    ]),
  );
  return { columns: ["Quantity", "Samples", "Mean", "Standard error"], rows: thinned(rows, 30) };
}
