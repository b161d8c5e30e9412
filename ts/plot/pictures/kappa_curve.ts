// How the ridge that the model feels, and the directions it learns, change with samples.
import { dot, line, type PlotOptions, ruleX } from "@observablehq/plot";
import { logAxes } from "../axis.ts";
import { type Columns, positiveRows, thinned } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import { filled, type Picture, type Size, stroked, type Table } from "../picture.ts";
import { type Domain, logDomain } from "../ticks.ts";

export interface KappaCurveData {
  /** κ, df₁ and λ at each number of samples, such as a forecast's `curve`. */
  curve: Columns<"samples" | "kappa" | "df1" | "lambda">;
  /** Samples seen. */
  seen?: number;
  /** What the data at hand say there. */
  now?: { kappa: number; df1: number };
  /** The largest number of samples to show. */
  upTo?: number;
}

const needs = {
  curve: { samples: "numbers", kappa: "numbers", df1: "numbers", lambda: "numbers" },
  "seen?": "positive",
  "now?": { kappa: "number", df1: "number" },
  "upTo?": "number",
} as const satisfies Needs<KappaCurveData>;

type Row = Record<"samples" | "kappa" | "df1" | "lambda", number>;

/** κ and df₁ against samples, in two panels. */
export function kappaCurve(data: KappaCurveData): Picture {
  requireData(data, needs);
  const { samples, kappa, df1, lambda } = data.curve;
  const upTo = data.upTo ?? 32 * (data.seen ?? Number.POSITIVE_INFINITY);
  const rows = positiveRows({ samples, kappa, df1, lambda }).filter((row) => row.samples <= upTo);
  const x = logDomain(
    rows.map((row) => row.samples),
    0.02,
  );
  return {
    title: "κ and degrees of freedom",
    caption:
      "With few samples the model feels a ridge κ far above the λ that was set: the randomness of the sample acts as a ridge, and fades as samples come in. df₁ counts the directions learned; once it stops growing with P, more samples only sharpen what is known.",
    description: `Two curves against training samples on logarithmic axes. ${describe(rows)}`,
    legend: [
      { label: "κ and df₁", role: "theory", symbol: "line" },
      { label: "their bounds, λ and P", role: "reference", symbol: "dashed" },
      ...(data.now
        ? [{ label: "from the data at hand", role: "observed", symbol: "dot" } as const]
        : []),
    ],
    panels: [
      (size) =>
        draw(
          data,
          { rows, x, name: "kappa", bound: "lambda", label: "Renormalized ridge κ" },
          size,
        ),
      (size) =>
        draw(
          data,
          { rows, x, name: "df1", bound: "samples", label: "Degrees of freedom df₁" },
          size,
        ),
    ],
    table: tableOf(rows),
  };
}

interface Curve {
  rows: readonly Row[];
  x: Domain;
  name: "kappa" | "df1";
  /** The column that bounds it. */
  bound: "lambda" | "samples";
  label: string;
}

function draw({ seen, now }: KappaCurveData, curve: Curve, size: Size): PlotOptions {
  const { rows, x, name, bound } = curve;
  const y = logDomain(
    rows.flatMap((row) => [row[name], ...(bound === "lambda" ? [row[bound]] : [])]),
  );
  const { options, marks } = logAxes(size, {
    x: { label: "Training samples P", domain: x },
    y: { label: curve.label, domain: y },
  });
  const dashed = { ...stroked("reference"), strokeDasharray: "6,4", strokeWidth: 1.5 };
  return {
    ...options,
    marks: [
      ...marks,
      seen ? ruleX([seen], { ...stroked("reference"), strokeOpacity: 0.7 }) : null,
      line(upTo(rows, bound, y[1]), { ...dashed, x: "samples", y: bound }),
      line(rows, { ...stroked("theory"), x: "samples", y: name, strokeWidth: 2 }),
      dot(now && seen ? [{ samples: seen, [name]: now[name] }] : [], {
        ...filled("observed"),
        x: "samples",
        y: name,
        r: 4,
      }),
    ],
  };
}

/** The rows of a bound as far as it stays within the axes. */
const upTo = (rows: readonly Row[], name: Curve["bound"], top: number) =>
  rows.filter((row) => row[name] <= top);

function describe(rows: readonly Row[]): string {
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (!(first && last)) return "";
  return `From ${formatNumber(first.samples)} to ${formatNumber(last.samples)} samples κ falls from ${formatNumber(first.kappa)} to ${formatNumber(last.kappa)}, and df₁ grows from ${formatNumber(first.df1)} to ${formatNumber(last.df1)}.`;
}

function tableOf(rows: readonly Row[]): Table {
  return {
    columns: ["Samples", "λ", "κ", "df₁"],
    rows: thinned(rows, 12).map((row) => [Math.round(row.samples), row.lambda, row.kappa, row.df1]),
  };
}
