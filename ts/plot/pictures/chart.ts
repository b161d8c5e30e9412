// Series of the caller's own: lines, points with intervals, bars, guides, on logarithmic or linear axes.
import { dot, line, type PlotOptions, rectY, ruleX, text } from "@observablehq/plot";
import { type Axis, axesOf } from "../axis.ts";
import { type Columns, rangeOf, rowsOf } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import {
  filled,
  type LegendEntry,
  type Mark,
  type Picture,
  type Role,
  type Size,
  stroked,
  type Table,
  tableNeeds,
} from "../picture.ts";
import { type Domain, logDomain } from "../ticks.ts";

/** How a line is drawn. */
export type LineMark = Extract<Mark, "line" | "dashed" | "dotted" | "dashdot" | "longdash">;

/** How a point is drawn. */
export type PointMark = Extract<Mark, "dot" | "diamond" | "square" | "triangle" | "cross">;

/** One quantity: a line, points, or both under one entry of the legend. */
export interface ChartSeries {
  label: string;
  role: Role;
  /** "line" where absent. */
  stroke?: LineMark;
  /** "dot" where absent. */
  marker?: PointMark;
  /** A line through these; it has a gap where it leaves the axes. */
  line?: Columns<"x" | "y">;
  /** Points, with half the length of an interval around each; on a logarithmic axis none reaches below a tenth of its point. */
  points?: Columns<"x" | "y"> & { readonly error?: ArrayLike<number> };
  /** Bars from zero between two places. */
  bars?: Columns<"x1" | "x2" | "y">;
}

export interface ChartAxis {
  label: string;
  scale?: Axis["scale"];
  /** What the series need where absent. */
  domain?: Domain;
}

export interface ChartData {
  title: string;
  caption: string;
  x: ChartAxis;
  y: ChartAxis;
  series: readonly ChartSeries[];
  /** Places on the x axis that are marked, with a word each. */
  verticals?: readonly { x: number; label: string }[];
  table: Table;
}

type Point = Record<"x" | "y" | "error", number>;

const axisNeeds = {
  label: "text",
  "scale?": "text",
  "domain?": "pair",
} as const satisfies Needs<ChartAxis>;

const needs = {
  title: "text",
  caption: "text",
  x: axisNeeds,
  y: axisNeeds,
  series: [
    {
      label: "text",
      role: "text",
      "stroke?": "text",
      "marker?": "text",
      "line?": { x: "numbers", y: "numbers" },
      "points?": { x: "numbers", y: "numbers", "error?": "numbers" },
      "bars?": { x1: "numbers", x2: "numbers", y: "numbers" },
    },
  ],
  "verticals?": [{ x: "number", label: "text" }],
  table: tableNeeds,
} as const satisfies Needs<ChartData>;

/** Any series on two axes. */
export function chart(data: ChartData): Picture {
  requireData(data, needs);
  const names = data.series.map(({ label }) => label).join(", ");
  return {
    title: data.title,
    caption: data.caption,
    description: `${data.y.label} against ${data.x.label}: ${names}. ${data.caption}`,
    legend: data.series.map(legendOf),
    panels: [(size) => draw(data, size)],
    table: data.table,
  };
}

function legendOf({ label, role, stroke, marker, line, points, bars }: ChartSeries): LegendEntry {
  const symbol: Mark[] = [];
  if (bars) symbol.push("band");
  if (line) symbol.push(stroke ?? "line");
  if (points) symbol.push(marker ?? "dot");
  return { label, role, symbol };
}

function draw(data: ChartData, size: Size): PlotOptions {
  const axes = { x: axisOf(data, "x"), y: axisOf(data, "y") };
  const { options, marks } = axesOf(size, axes);
  const lines = underneath(data.series).flatMap((each) => lineOf(each, axes));
  const points = data.series.flatMap((each) => pointMarks(each, axes));
  return { ...options, marks: [...marks, ...verticalsOf(data, axes), ...lines, ...points] };
}

function axisOf({ series, ...axes }: ChartData, name: "x" | "y"): Axis & { domain: Domain } {
  const { label, scale = "log", domain } = axes[name];
  if (domain) return { label, scale, domain };
  const values = series.flatMap(({ line, points, bars }) => [
    ...Array.from(line?.[name] ?? []),
    ...Array.from(points?.[name] ?? []),
    ...Array.from(bars?.[name === "x" ? "x1" : "y"] ?? []),
    ...Array.from(bars && name === "x" ? bars.x2 : []),
  ]);
  if (scale === "log") return { label, scale, domain: logDomain(values, 0.03) };
  const [low, high] = rangeOf([0, ...values.filter(Number.isFinite)]);
  return {
    label,
    scale,
    domain: high > low ? [low, Math.min(1.05 * high, Number.MAX_VALUE)] : [0, 1],
  };
}

type Axes = Record<"x" | "y", Axis & { domain: Domain }>;

const dashes: Readonly<Record<LineMark, string | undefined>> = {
  line: undefined,
  dashed: "6,4",
  dotted: "1.5,3.5",
  dashdot: "7,3,1.5,3",
  longdash: "12,4",
};

const symbols: Readonly<
  Record<PointMark, "circle" | "diamond2" | "square" | "triangle" | "times">
> = { dot: "circle", diamond: "diamond2", square: "square", triangle: "triangle", cross: "times" };

/** Whole lines beneath broken ones, so that both are seen where they coincide. */
const underneath = (series: readonly ChartSeries[]) => [
  ...series.filter(({ stroke = "line" }) => stroke === "line"),
  ...series.filter(({ stroke = "line" }) => stroke !== "line"),
];

function lineOf(series: ChartSeries, axes: Axes) {
  const { role, stroke = "line" } = series;
  const strokeDasharray = dashes[stroke];
  const path = { x: "x", y: "y", strokeWidth: 1.8, ...(strokeDasharray && { strokeDasharray }) };
  return [
    ...(series.bars ? [barsOf(series, axes)] : []),
    ...(series.line ? [line(clipped(series.line, axes), { ...stroked(role), ...path })] : []),
  ];
}

function pointMarks(series: ChartSeries, axes: Axes) {
  const { role, marker = "dot" } = series;
  const points = pointsOf(series).filter(inside(axes));
  const [low, high] = axes.y.domain;
  // On a logarithmic axis a bar that would reach zero ends at a tenth of its point.
  const floor = (y: number) => (axes.y.scale === "linear" ? low : Math.max(low, y / 10));
  const end = (sign: number) => (point: Point) =>
    Math.min(high, Math.max(floor(point.y), point.y + sign * point.error));
  const bars = points.filter(({ error }) => error > 0);
  const bar = { ...stroked(role), x: "x", y1: end(-1), y2: end(1), strokeWidth: 1.4 };
  const colour = marker === "cross" ? stroked(role) : filled(role);
  const place = { ...colour, x: "x", y: "y", r: 2.8, symbol: symbols[marker] };
  return [
    ...(bars.length > 0 ? [ruleX(bars, bar)] : []),
    ...(points.length > 0 ? [dot(points, place)] : []),
  ];
}

function pointsOf({ points }: ChartSeries): Point[] {
  if (!points) return [];
  const none = new Float64Array(points.x.length);
  return rowsOf({ x: points.x, y: points.y, error: points.error ?? none });
}

const inside =
  ({ x, y }: Axes) =>
  (point: { x: number; y: number }) =>
    within(x.domain, point.x) && within(y.domain, point.y);

const within = ([low, high]: Domain, value: number) => {
  const slack = 1e-9 * (high - low);
  return value >= low - Math.min(slack, Math.abs(low) * 1e-9) && value <= high + slack;
};

/** The line as far as it lies within the axes, to the very edge; outside it has gaps. */
function clipped(columns: Columns<"x" | "y">, axes: Axes): { x: number; y: number }[] {
  const rows = rowsOf({ x: columns.x, y: columns.y });
  const keep = inside(axes);
  return rows.flatMap((row, i) => {
    const before = rows[i - 1];
    if (!before || keep(before) === keep(row)) return [keep(row) ? row : gap(row)];
    const [inner, outer] = keep(row) ? [row, before] : [before, row];
    const edge = crossing(inner, outer, axes);
    return keep(row) ? [edge, row] : [edge, gap(row)];
  });
}

const gap = ({ x }: { x: number }) => ({ x, y: Number.NaN });

/** Where a segment leaves the axes, on the scales that they have. */
function crossing(inner: { x: number; y: number }, outer: { x: number; y: number }, axes: Axes) {
  const along = (name: "x" | "y"): number => {
    const { domain, scale } = axes[name];
    const place = scale === "linear" ? (v: number) => v : (v: number) => Math.log(v);
    const [from, to] = [place(inner[name]), place(outer[name])];
    const edge = to > from ? place(domain[1]) : place(domain[0]);
    return to === from || Number.isNaN(to)
      ? 1
      : Math.max(0, Math.min(1, (edge - from) / (to - from)));
  };
  const share = Math.min(along("x"), along("y"));
  const at = (name: "x" | "y"): number => {
    if (axes[name].scale === "linear") return inner[name] + share * (outer[name] - inner[name]);
    const ratio = Math.max(outer[name], Number.MIN_VALUE) / inner[name];
    const [low, high] = axes[name].domain;
    return Math.min(high, Math.max(low, inner[name] * ratio ** share));
  };
  return { x: at("x"), y: at("y") };
}

function barsOf({ bars, role }: ChartSeries, { x, y }: Axes) {
  const { x1, x2, y: height } = bars as Columns<"x1" | "x2" | "y">;
  const rows = rowsOf({ x1, x2, y: height });
  const shown = rows.filter((bar) => bar.x2 > x.domain[0] && bar.x1 < x.domain[1] && bar.y > 0);
  return rectY(shown, {
    ...filled(role),
    fillOpacity: 0.3,
    x1: (bar: { x1: number }) => Math.max(bar.x1, x.domain[0]),
    x2: (bar: { x2: number }) => Math.min(bar.x2, x.domain[1]),
    y1: y.scale === "linear" ? 0 : y.domain[0],
    y2: (bar: { y: number }) => Math.min(Math.max(bar.y, y.domain[0]), y.domain[1]),
  });
}

function verticalsOf({ verticals = [] }: ChartData, { x, y }: Axes) {
  const shown = verticals.filter((each) => within(x.domain, each.x));
  if (shown.length === 0) return [];
  const at = { x: "x", ...stroked("reference") };
  const label = { ...filled("reference"), x: "x", y: y.domain[1], text: "label", dy: 7, dx: 4 };
  return [
    ruleX(shown, { ...at, strokeDasharray: "1.5,3.5" }),
    text(shown, { ...label, textAnchor: "start", fontSize: 11 }),
  ];
}
