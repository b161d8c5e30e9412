// The intrinsic dimension of data.
import type { IntrinsicDimension } from "ridgelaw";
import { curvesPanel } from "../curves.ts";
import { formatInterval, formatNumber } from "../number.ts";
import type { Picture, Table } from "../picture.ts";

/** Pairs within a radius, and the dimension against the number of neighbours. */
export function dimension(found: IntrinsicDimension): Picture {
  const { correlation, byNeighbours, twoNearest, maximumLikelihood } = found;
  const caption = `Two nearest neighbours: ${formatNumber(twoNearest.dimension)}; maximum likelihood over ${found.neighbours}: ${formatNumber(maximumLikelihood.dimension)}${correlation ? `; correlation dimension: ${formatNumber(correlation.dimension)}` : ""}. The data have ${found.columns} columns.`;
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
          domain: [0, 1.3 * Math.max(twoNearest.dimension, ...byNeighbours.dimension)],
        },
        series: [
          { role: "observed", mark: "dot", x: byNeighbours.neighbours, y: byNeighbours.dimension },
        ],
        levels: [twoNearest.dimension],
      }),
    ],
    table: tableOf(found),
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
