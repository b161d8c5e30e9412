// The intrinsic dimension of data.
import type { IntrinsicDimension } from "ridgelaw";
import { rangeOf } from "../columns.ts";
import { curvesPanel } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatInterval, formatNumber } from "../number.ts";
import type { Picture, Table } from "../picture.ts";

const estimate = { dimension: "number", interval: "pair" } as const;

const needs = {
  columns: "number",
  neighbours: "number",
  twoNearest: estimate,
  maximumLikelihood: estimate,
  byNeighbours: { neighbours: "numbers", dimension: "numbers" },
  "correlation?": { ...estimate, radius: "numbers", share: "numbers" },
} as const satisfies Needs<IntrinsicDimension>;

/** Pairs within a radius, and the dimension against the number of neighbours. */
export function dimension(data: IntrinsicDimension): Picture {
  requireData(data, needs);
  const { correlation, byNeighbours, twoNearest, maximumLikelihood } = data;
  const caption = `Two nearest neighbours: ${formatNumber(twoNearest.dimension)}; maximum likelihood over ${data.neighbours}: ${formatNumber(maximumLikelihood.dimension)}${correlation ? `; correlation dimension: ${formatNumber(correlation.dimension)}` : ""}. The data have ${data.columns} columns.`;
  const {
    radius = new Float64Array(),
    share = new Float64Array(),
    dimension: slope = 1,
  } = correlation ?? {};
  const [last, top] = [radius.at(-1) ?? 1, share.at(-1) ?? 1];
  return {
    title: "Intrinsic dimension",
    caption,
    description: `Share of pairs within a radius, and the dimension by maximum likelihood against the number of neighbours. ${caption}`,
    legend: [
      { label: "the data", role: "observed", symbol: "dot" },
      ...(correlation
        ? [{ label: "slope of the correlation dimension", role: "theory", symbol: "line" } as const]
        : []),
      { label: "two nearest neighbours", role: "reference", symbol: "line" },
    ],
    panels: [
      curvesPanel({
        x: { label: "Distance r" },
        y: { label: "Share of pairs C(r)" },
        series: [
          { role: "observed", mark: "dot", x: radius, y: share },
          {
            role: "theory",
            mark: "line",
            x: radius,
            y: radius.map((r) => top * (r / last) ** slope),
          },
        ],
      }),
      curvesPanel({
        x: { label: "Neighbours k" },
        y: {
          label: "Dimension",
          linear: true,
          domain: [0, 1.3 * rangeOf([twoNearest.dimension, ...byNeighbours.dimension])[1]],
        },
        series: [
          { role: "observed", mark: "dot", x: byNeighbours.neighbours, y: byNeighbours.dimension },
        ],
        levels: [twoNearest.dimension],
      }),
    ],
    table: tableOf(data),
  };
}

function tableOf({ twoNearest, maximumLikelihood, correlation }: IntrinsicDimension): Table {
  const row = (name: string, { dimension: value, interval }: IntrinsicDimension["twoNearest"]) =>
    [name, value, formatInterval(interval)] as const;
  return {
    columns: ["Method", "Dimension", "90 % interval"],
    rows: [
      row("two nearest neighbours", twoNearest),
      row("maximum likelihood", maximumLikelihood),
      ...(correlation ? [row("correlation", correlation)] : []),
    ],
  };
}
