// The least error of each budget, and how the budget is split.
import { line, type PlotOptions } from "@observablehq/plot";
import type { Frontier } from "ridgelaw";
import { logAxes } from "../axis.ts";
import { type Columns, positiveRows, thinned } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import { type Picture, type Size, stroked, type Table } from "../picture.ts";
import { logDomain } from "../ticks.ts";

export interface ComputeFrontierData {
  frontier: Frontier;
  /** Errors of other splits, such as a fixed width, each with its label. */
  others?: readonly (Columns<"budget" | "excessError"> & { label: string })[];
}

const needs = {
  frontier: { budget: "numbers", excessError: "numbers", samples: "numbers", width: "numbers" },
  "others?": [{ label: "text", budget: "numbers", excessError: "numbers" }],
} as const satisfies Needs<ComputeFrontierData>;

type Row = Record<"budget" | "excessError" | "samples" | "width", number>;

/** The excess error against the budget, and samples and width behind it. */
export function computeFrontierPicture(data: ComputeFrontierData): Picture {
  requireData(data, needs);
  const { frontier, others = [] } = data;
  const { budget, excessError, samples, width } = frontier;
  const rows = positiveRows({ budget, excessError, samples, width });
  const last = rows.at(-1);
  return {
    title: "The best split of a budget",
    caption:
      "Left, the least excess error of each budget; any other split lies above it. Right, the samples and the width that reach it.",
    description: last
      ? `At a budget of ${formatNumber(last.budget)} the best split is ${formatNumber(last.samples)} samples and width ${formatNumber(last.width)}, with excess error ${formatNumber(last.excessError)}.`
      : "There is no budget.",
    legend: [
      { label: "best split", role: "theory", symbol: "line" },
      ...others.map(({ label }) => ({ label, role: "reference", symbol: "dashed" }) as const),
      { label: "samples", role: "observed", symbol: "line" },
      { label: "width", role: "variance", symbol: "line" },
    ],
    panels: [(size) => errors(rows, others.map(positiveOf), size), (size) => split(rows, size)],
    table: tableOf(rows),
  };
}

const positiveOf = ({ budget, excessError }: Columns<"budget" | "excessError">) =>
  positiveRows({ budget, excessError });

const budgets = (rows: readonly Row[]) => ({
  label: "Budget C",
  domain: logDomain(
    rows.map((row) => row.budget),
    0.02,
  ),
});

function errors(
  rows: readonly Row[],
  others: readonly { budget: number; excessError: number }[][],
  size: Size,
): PlotOptions {
  const all = [...rows, ...others.flat()].map((row) => row.excessError);
  const { options, marks } = logAxes(size, {
    x: budgets(rows),
    y: { label: "Excess error", domain: logDomain(all) },
  });
  const dashed = { ...stroked("reference"), strokeDasharray: "6,4", strokeWidth: 1.5 };
  return {
    ...options,
    marks: [
      ...marks,
      ...others.map((other) => line(other, { ...dashed, x: "budget", y: "excessError" })),
      line(rows, { ...stroked("theory"), x: "budget", y: "excessError", strokeWidth: 2 }),
    ],
  };
}

function split(rows: readonly Row[], size: Size): PlotOptions {
  const { options, marks } = logAxes(size, {
    x: budgets(rows),
    y: {
      label: "Samples P, width N",
      domain: logDomain(rows.flatMap((row) => [row.samples, row.width])),
    },
  });
  return {
    ...options,
    marks: [
      ...marks,
      line(rows, { ...stroked("observed"), x: "budget", y: "samples", strokeWidth: 2 }),
      line(rows, { ...stroked("variance"), x: "budget", y: "width", strokeWidth: 2 }),
    ],
  };
}

function tableOf(rows: readonly Row[]): Table {
  return {
    columns: ["Budget", "Samples", "Width", "Excess error"],
    rows: thinned(rows, 12).map((row) => [row.budget, row.samples, row.width, row.excessError]),
  };
}
