// Ridge and noise as the small modes are integrated out.
import { line, type PlotOptions, ruleY } from "@observablehq/plot";
import type { ModeElimination } from "ridgelaw";
import { logAxes } from "../axis.ts";
import { positiveRows, thinned } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import { type Picture, type Role, type Size, stroked, type Table } from "../picture.ts";
import { logDomain } from "../ticks.ts";

const needs = {
  kappa: "number",
  testError: "number",
  kept: "numbers",
  lambda: "numbers",
  noise: "numbers",
} as const satisfies Needs<ModeElimination>;

type Row = Record<"kept" | "lambda" | "noise", number>;

/** What flows, what it flows to, and in which colour. */
interface Flow {
  name: "lambda" | "noise";
  end: number;
  label: string;
  role: Role;
}

/** The flow of λ to κ and of the label noise to the test error. */
export function eliminationPicture(data: ModeElimination): Picture {
  requireData(data, needs);
  const { kept, lambda, noise, kappa, testError } = data;
  const rows = positiveRows({ kept, lambda, noise });
  const flows: Flow[] = [
    { name: "lambda", end: kappa, label: "Ridge λ", role: "theory" },
    { name: "noise", end: testError, label: "Noise variance", role: "noise" },
  ];
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    title: "Small modes integrated out, from right to left",
    caption:
      "Each mode that is integrated out leaves a little more ridge and a little more noise to those that stay. At every step the smaller problem has the same renormalized ridge κ and the same test error; with no mode left, the ridge is κ and the noise is the test error.",
    description:
      first && last
        ? `From ${formatNumber(first.kept)} modes to ${formatNumber(last.kept)} the ridge grows from ${formatNumber(first.lambda)} to ${formatNumber(last.lambda)}, towards ${formatNumber(kappa)}; the noise from ${formatNumber(first.noise)} to ${formatNumber(last.noise)}, towards ${formatNumber(testError)}.`
        : "Nothing flows.",
    legend: [
      { label: "ridge", role: "theory", symbol: "line" },
      { label: "noise", role: "noise", symbol: "line" },
      { label: "their ends, κ and the test error", role: "reference", symbol: "dashed" },
    ],
    panels: flows.map((flow) => (size: Size) => draw(rows, flow, size)),
    table: tableOf(rows),
  };
}

function draw(rows: readonly Row[], { name, end, label, role }: Flow, size: Size): PlotOptions {
  const { options, marks } = logAxes(size, {
    x: {
      label: "Modes kept",
      domain: logDomain(
        rows.map((row) => row.kept),
        0.02,
      ),
    },
    y: { label, domain: logDomain([...rows.map((row) => row[name]), end], 0.08) },
  });
  return {
    ...options,
    marks: [
      ...marks,
      ruleY([end], { ...stroked("reference"), strokeDasharray: "6,4", strokeWidth: 1.5 }),
      line(rows, { ...stroked(role), x: "kept", y: name, strokeWidth: 2 }),
    ],
  };
}

function tableOf(rows: readonly Row[]): Table {
  return {
    columns: ["Modes kept", "λ", "Noise"],
    rows: thinned(rows, 12).map((row) => [row.kept, row.lambda, row.noise]),
  };
}
