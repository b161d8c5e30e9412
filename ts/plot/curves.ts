// Curves and points on axes of either kind: what most pictures of fits consist of.
import {
  areaY,
  axisX,
  axisY,
  dot,
  gridX,
  gridY,
  line,
  type PlotOptions,
  ruleX,
  ruleY,
} from "@observablehq/plot";
import { logAxes } from "./axis.ts";
import { rangeOf } from "./columns.ts";
import { formatNumber } from "./number.ts";
import { filled, type Panel, type Role, type Size, stroked } from "./picture.ts";
import { type Domain, logDomain, within } from "./ticks.ts";

/** One axis: logarithmic unless it is said to be linear. */
export interface CurveAxis {
  label: string;
  linear?: boolean;
  /** From the points where absent. */
  domain?: Domain;
}

/** Points of one kind. */
export interface Series {
  role: Role;
  mark: "line" | "dashed" | "dotted" | "dot" | "diamond" | "band";
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** The other edge of a band. */
  to?: ArrayLike<number>;
  /** How opaque its dots are; 0.65 where absent. */
  opacity?: number;
}

export interface Curves {
  x: CurveAxis;
  y: CurveAxis;
  series: readonly Series[];
  /** Upright and level lines to point out. */
  uprights?: readonly number[];
  levels?: readonly number[];
}

interface Point {
  x: number;
  y: number;
  to: number;
}

/** One pair of axes with these series. */
export function curvesPanel({ x, y, series, uprights = [], levels = [] }: Curves): Panel {
  const points = series.map((each) => pointsOf(each, x, y));
  const all = points.flat();
  const xDomain = x.domain ?? domainOf(x, [...all.map((point) => point.x), ...uprights]);
  const yDomain =
    y.domain ?? domainOf(y, [...all.flatMap((point) => [point.y, point.to]), ...levels]);
  return (size) => {
    const { options, marks } = axes(size, {
      x: { ...x, domain: xDomain },
      y: { ...y, domain: yDomain },
    });
    const rule = { ...stroked("reference"), strokeOpacity: 0.7 };
    return {
      ...options,
      marks: [
        ...marks,
        ruleX([...uprights], rule),
        ruleY([...levels], rule),
        ...series.map((each, i) => draw(each, inside(points[i] ?? [], xDomain, yDomain))),
      ],
    };
  };
}

function pointsOf({ x, y, to = y }: Series, along: CurveAxis, up: CurveAxis): Point[] {
  const all = Array.from({ length: Math.min(x.length, y.length, to.length) }, (_, i) => ({
    x: x[i] as number,
    y: y[i] as number,
    to: to[i] as number,
  }));
  const fits = (axis: CurveAxis, value: number) =>
    Number.isFinite(value) && (axis.linear || value > 0);
  return all.filter((point) => fits(along, point.x) && fits(up, point.y) && fits(up, point.to));
}

function domainOf(axis: CurveAxis, values: readonly number[]): Domain {
  if (!axis.linear) return logDomain(values, 0.04);
  const [low, high] = rangeOf(values);
  if (!(high > low)) return Number.isFinite(low) ? [low - 1, low + 1] : [0, 1];
  const edge = 0.05 * (high - low);
  return [low - edge, high + edge];
}

/** Points within the axes; the ends of bands are cut there. */
function inside(points: readonly Point[], x: Domain, y: Domain): Point[] {
  const cut = (value: number) => Math.min(Math.max(value, y[0]), y[1]);
  const span = (value: number) => value >= y[0] && value <= y[1];
  return points
    .filter((point) => inRange(x, point.x))
    .map((point) =>
      point.to === point.y
        ? { ...point, y: span(point.y) || within(y, point.y) ? point.y : Number.NaN }
        : { ...point, y: cut(point.y), to: cut(point.to) },
    );
}

const inRange = ([low, high]: Domain, value: number) => {
  const edge = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  return value >= low - edge && value <= high + edge;
};

function draw({ role, mark, opacity = 0.65 }: Series, points: readonly Point[]) {
  const at = { x: "x", y: "y" } as const;
  if (mark === "band") {
    return areaY(points, { ...filled(role), x: "x", y1: "y", y2: "to", fillOpacity: 0.2 });
  }
  const drawn = points.filter((point) => Number.isFinite(point.y));
  if (mark === "dot") return dot(drawn, { ...filled(role), ...at, r: 2.6, fillOpacity: opacity });
  if (mark === "diamond") return dot(drawn, { ...filled(role), ...at, symbol: "diamond", r: 4.5 });
  return line(points, { ...stroked(role), ...at, ...strokes[mark] });
}

const strokes = {
  line: { strokeWidth: 2 },
  dashed: { strokeWidth: 1.6, strokeDasharray: "6,4" },
  dotted: { strokeWidth: 2, strokeDasharray: "1.5,3.5", strokeLinecap: "round" },
} as const;

interface Placed {
  x: CurveAxis & { domain: Domain };
  y: CurveAxis & { domain: Domain };
}

function axes(
  size: Size,
  { x, y }: Placed,
): { options: PlotOptions; marks: PlotOptions["marks"] & object } {
  const positive = (axis: { linear?: boolean; domain: Domain; label: string }) =>
    axis.linear ? { label: axis.label, domain: [1, 10] as const } : axis;
  const { options, marks } = logAxes(size, { x: positive(x), y: positive(y) });
  if (!x.linear && !y.linear) return { options, marks };
  const [xLog, yLog] = [marks.slice(0, 3), marks.slice(3)];
  const left = y.linear ? 18 + 7 * longest(linearTicks(y.domain, 6)) : (options.marginLeft ?? 60);
  return {
    options: {
      ...options,
      marginLeft: left,
      x: x.linear ? { domain: [...x.domain] } : (options.x as object),
      y: y.linear ? { domain: [...y.domain] } : (options.y as object),
    },
    marks: [
      ...(x.linear ? linearX(x, size.width < 300 ? 4 : 6) : xLog),
      ...(y.linear ? linearY(y) : yLog),
    ],
  };
}

const longest = (ticks: readonly number[]) =>
  Math.max(...ticks.map((tick) => formatNumber(tick).length));

/** Round numbers within a domain. */
function linearTicks([low, high]: Domain, count: number): number[] {
  const span = high - low;
  const unit = 10 ** Math.floor(Math.log10(span / count));
  const step = [1, 2, 5, 10].map((m) => m * unit).find((each) => span / each <= count) ?? span;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(6)),
  );
}

const label = (value: number) => formatNumber(value);

function linearX({ label: words, domain }: { label: string; domain: Domain }, count: number) {
  const ticks = linearTicks(domain, count);
  return [
    gridX(ticks),
    axisX(ticks, { text: label, label: words, labelArrow: false, labelAnchor: "right" }),
  ];
}

function linearY({ label: words, domain }: { label: string; domain: Domain }) {
  const ticks = linearTicks(domain, 6);
  return [
    gridY(ticks),
    axisY(ticks, { text: label, label: words, labelArrow: false, labelAnchor: "top" }),
  ];
}
