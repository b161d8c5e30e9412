// One law in the words of several papers: its exact errors, and what each paper calls its exponents.
import { type PlotOptions, text } from "@observablehq/plot";
import type { FrameDescription, FrameWords } from "ridgelaw";
import { curvesPanel, type Series } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import { filled, type Picture, type Role, type Size } from "../picture.ts";

export interface FramesData {
  description: FrameDescription;
  /** Sizes, and the exact errors of so many samples with width to spare, and of such a width with samples to spare. */
  size: ArrayLike<number>;
  bySamples: ArrayLike<number>;
  byWidth: ArrayLike<number>;
}

const needs = {
  description: {
    exponent: "number",
    source: "number",
    exponents: { samples: "number", width: "number" },
    frames: [{ frame: "text" }],
  },
  size: "numbers",
  bySamples: "numbers",
  byWidth: "numbers",
} as const satisfies Needs<FramesData>;

/** Exact errors beside the exponents that the papers give them, and the words of each paper. */
export function framesPicture(data: FramesData): Picture {
  requireData(data, needs);
  const { description, size } = data;
  const { exponents, exponent, source, frames } = description;
  const curves = [
    { label: "in samples", role: "theory", y: data.bySamples, slope: exponents.samples },
    { label: "in width", role: "variance", y: data.byWidth, slope: exponents.width },
  ] as const;
  const series = curves.flatMap(({ role, y, slope }): Series[] => [
    { role, mark: "line", x: size, y },
    { role, mark: "dashed", x: size, y: tangent(size, y, slope) },
  ]);
  const rows = frames.map((frame): [string, string] => [frame.frame, wordsOf(frame)]);
  const law = `α = ${formatNumber(exponent)}, r = ${formatNumber(source)}`;
  return {
    title: `One law in the words of ${frames.length} papers`,
    caption: `${law}. Lines are exact errors without ridge and noise, dashes the exponents that follow from each paper's words: P^−${formatNumber(exponents.samples)} and N^−${formatNumber(exponents.width)}.`,
    description: `The error of the law ${law} against samples and against width, and its words: ${rows.map((row) => row.join(": ")).join("; ")}.`,
    legend: [
      ...curves.map(({ label, role }) => ({ label, role: role as Role, symbol: "line" as const })),
      { label: "the papers' exponents", role: "reference", symbol: "dashed" },
    ],
    panels: [
      curvesPanel({ x: { label: "Samples P, or width N" }, y: { label: "Excess error" }, series }),
      (panel) => words(panel, rows),
    ],
    table: { columns: ["Paper", "Words"], rows },
  };
}

/** A power law through the last point. */
function tangent(x: ArrayLike<number>, y: ArrayLike<number>, slope: number): number[] {
  const last = x.length - 1;
  return Array.from(
    { length: x.length },
    (_, i) => (y[last] as number) * ((x[last] as number) / (x[i] as number)) ** slope,
  );
}

function wordsOf(frame: FrameWords): string {
  if ("refused" in frame) return "cannot say it";
  const { frame: _, ...named } = frame;
  return Object.entries(named)
    .map(([name, value]) => `${name} = ${formatNumber(value)}`)
    .join(", ");
}

/** Names at the left, words beside them, a line each. */
function words(size: Size, rows: readonly (readonly [string, string])[]): PlotOptions {
  const lines = rows.map(([name, said], i) => ({ name, said, i }));
  const common = { ...filled("reference"), y: "i", textAnchor: "start", fontSize: 12 } as const;
  return {
    marginLeft: 8,
    marginRight: 4,
    x: { domain: [0, size.width], axis: null },
    y: { domain: [-0.6, rows.length - 0.4], reverse: true, axis: null },
    marks: [
      text(lines, { ...common, x: () => 0, text: "name", fontWeight: 600 }),
      text(lines, { ...common, x: () => 78, text: "said" }),
    ],
  };
}
