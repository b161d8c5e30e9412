// Images of matrices: the deeper the colour the larger the entry, one colour for each sign.
import { frame, type PlotOptions, type RenderFunction, text } from "@observablehq/plot";
import { RidgelawError } from "../../bridge/errors.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import {
  classOf,
  type LegendEntry,
  type Picture,
  type Role,
  stroked,
  type Table,
  tableNeeds,
} from "../picture.ts";

/** One matrix, row after row, with what stands above it. */
export interface HeatMapPanel {
  label: string;
  values: { data: ArrayLike<number>; rows: number; columns: number };
}

export interface HeatMapData {
  title: string;
  caption: string;
  panels: readonly HeatMapPanel[];
  table: Table;
}

const needs = {
  title: "text",
  caption: "text",
  panels: [{ label: "text", values: { data: "numbers", rows: "positive", columns: "positive" } }],
  table: tableNeeds,
} as const satisfies Needs<HeatMapData>;

/** Shades between none and full. */
const depth = 12;

const svg = "http://www.w3.org/2000/svg";

/** Matrices side by side on one scale, their first rows on top. A few hundred rows are as many as a picture shows. */
export function heatMap(data: HeatMapData): Picture {
  requireData(data, needs);
  const { panels, ...words } = data;
  for (const [i, { values }] of panels.entries()) {
    requireShape(values, `data.panels[${i}].values.data`);
  }
  const entries = panels.flatMap(({ values }) => Array.from(values.data));
  const highest = entries.reduce((most, value) => Math.max(most, value), 0);
  const lowest = entries.reduce((least, value) => Math.min(least, value), 0);
  const largest = Math.max(highest, -lowest);
  const legend: LegendEntry[] = [];
  if (highest > 0)
    legend.push({ label: `0 to ${formatNumber(highest)}`, role: "theory", symbol: "band" });
  if (lowest < 0)
    legend.push({ label: `0 to ${formatNumber(lowest)}`, role: "observed", symbol: "band" });
  return {
    ...words,
    description: `Images of ${panels.map(({ label }) => label).join(" and ")}. ${words.caption}`,
    legend,
    panels: panels.map((panel) => () => draw(panel, largest)),
  };
}

function requireShape({ data, rows, columns }: HeatMapPanel["values"], argument: string): void {
  if (data.length === rows * columns && Number.isInteger(rows)) return;
  const message = `${argument} has ${data.length} numbers where rows × columns, ${rows} × ${columns}, are needed`;
  throw new RidgelawError("ShapeMismatch", argument, message);
}

function draw({ label, values }: HeatMapPanel, largest: number): PlotOptions {
  const shades = (sign: number) =>
    runsOf(values, (value) => Math.round((depth * sign * value) / largest));
  return {
    marginLeft: 12,
    marginRight: 12,
    marginTop: 26,
    marginBottom: 14,
    x: { type: "linear", domain: [0, values.columns], axis: null },
    y: { type: "linear", domain: [values.rows, 0], axis: null },
    marks: [
      image("theory", shades(1)),
      image("observed", shades(-1)),
      frame(stroked("reference")),
      text([label], { frameAnchor: "top-left", dy: -16, fill: "currentColor" }),
    ],
  };
}

/** A path of boxes for each shade: thousands of them are a few kilobytes. */
const image =
  (role: Role, shades: Runs): RenderFunction =>
  (_index, scales, _values, _dimensions, { document }) => {
    const group = document.createElementNS(svg, "g");
    group.setAttribute("class", classOf(role));
    for (const [shade, runs] of shades) {
      const path = document.createElementNS(svg, "path");
      path.setAttribute("d", runs.map((run) => box(run, scales as Scales)).join(""));
      path.setAttribute("fill", "currentColor");
      path.setAttribute("fill-opacity", (shade / depth).toFixed(2));
      group.append(path);
    }
    return group;
  };

type Run = readonly [row: number, from: number, to: number];
type Runs = Map<number, Run[]>;
type Scales = Record<"x" | "y", (place: number) => number>;

function box([row, from, to]: Run, { x, y }: Scales): string {
  const [left, right, top, bottom] = [x(from), x(to), y(row), y(row + 1)].map((at) =>
    at.toFixed(1),
  );
  return `M${left},${top}H${right}V${bottom}H${left}Z`;
}

/** Stretches of one shade within a row, by shade; none where the shade is not above zero. */
function runsOf(
  { data, rows, columns }: HeatMapPanel["values"],
  shadeOf: (value: number) => number,
): Runs {
  const runs: Runs = new Map();
  for (let row = 0; row < rows; row++) {
    let from = 0;
    for (let to = 1; to <= columns; to++) {
      const shade = shadeOf(data[row * columns + from] ?? 0);
      if (to < columns && shadeOf(data[row * columns + to] ?? 0) === shade) continue;
      if (shade > 0)
        runs
          .set(shade, runs.get(shade) ?? [])
          .get(shade)
          ?.push([row, from, to]);
      from = to;
    }
  }
  return runs;
}
