// Where eigenvalues are: a density as a line, eigenvalues as a histogram, atoms and edges marked.
import {
  area,
  axisX,
  axisY,
  dot,
  gridY,
  line,
  type PlotOptions,
  rectY,
  ruleX,
} from "@observablehq/plot";
import { rangeOf, rowsOf, thinned } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber, formatPercent } from "../number.ts";
import {
  filled,
  type LegendEntry,
  type Picture,
  type Size,
  stroked,
  type Table,
} from "../picture.ts";

export interface DensityData {
  /** What `density` answered. */
  density: {
    support: readonly { low: number; high: number; mass: number }[];
    atoms: readonly { at: number; mass: number }[];
    x: ArrayLike<number>;
    density: ArrayLike<number>;
  };
  /** Eigenvalues of one or several matrices, in any order, to be counted beside it. */
  eigenvalues?: ArrayLike<number>;
  title?: string;
  /** Bars over the whole support; 60 where absent. */
  bars?: number;
  /** The top of the axis, where a hard edge or a narrow bulk would leave the rest flat. */
  top?: number;
}

const needs = {
  density: {
    support: [{ low: "number", high: "number", mass: "number" }],
    atoms: [{ at: "number", mass: "number" }],
    x: "numbers",
    density: "numbers",
  },
  "eigenvalues?": "numbers",
  "title?": "text",
  "bars?": "positive",
  "top?": "positive",
} as const satisfies Needs<DensityData>;

interface Bar {
  from: number;
  to: number;
  density: number;
}

interface Point {
  x: number;
  density: number;
}

/** The density of an element's eigenvalues, maybe beside eigenvalues that were drawn or measured. */
export function densityPicture(data: DensityData): Picture {
  requireData(data, needs);
  const bars = barsOf(data);
  return {
    title: data.title ?? "Density of eigenvalues",
    caption: captionOf(data),
    description: `Density against eigenvalue. ${captionOf(data)}`,
    legend: legendOf(data),
    panels: [(size) => draw(data, bars, size)],
    table: tableOf(data),
  };
}

/** Shares of all eigenvalues per unit of x, atoms left out. */
function barsOf({ density, eigenvalues, bars = 60 }: DensityData): Bar[] {
  if (!eigenvalues || eigenvalues.length === 0) return [];
  const [low, high] = ends(density.support);
  const width = (high - low) / bars;
  const scale = Math.max(Math.abs(low), Math.abs(high));
  const isAtom = (x: number) => density.atoms.some(({ at }) => Math.abs(x - at) <= 1e-9 * scale);
  const counts = new Map<number, number>();
  for (const x of Array.from(eigenvalues)) {
    if (isAtom(x)) continue;
    const bar = Math.floor((x - low) / width);
    counts.set(bar, (counts.get(bar) ?? 0) + 1);
  }
  return [...counts].map(([bar, count]) => ({
    from: low + bar * width,
    to: low + (bar + 1) * width,
    density: count / eigenvalues.length / width,
  }));
}

const ends = (support: DensityData["density"]["support"]): [number, number] => [
  support[0]?.low ?? 0,
  support.at(-1)?.high ?? 1,
];

/** One curve for each part of the support, which starts and ends at zero but at a hard edge. */
function curvesOf({ support, x, density }: DensityData["density"], top: number): Point[][] {
  const rows = rowsOf({ x, density });
  return support.map(({ low, high }) => {
    const inside = rows.filter((row) => row.x >= low && row.x <= high);
    const starts = low === 0 && (inside[0]?.density ?? 0) > (inside[8]?.density ?? 0);
    const curve = [...inside, { x: high, density: 0 }];
    if (!starts) curve.unshift({ x: low, density: 0 });
    return curve.map((point) => ({ ...point, density: Math.min(point.density, top) }));
  });
}

function draw(data: DensityData, bars: readonly Bar[], size: Size): PlotOptions {
  const { density } = data;
  const [low, high] = ends(density.support);
  const places = [low, high, ...density.atoms.map(({ at }) => at)];
  const [first, last] = rangeOf(places);
  const pad = 0.03 * (last - first);
  const top = data.top ?? topOf(data, bars);
  const curves = curvesOf(density, top);
  const edges = density.support.flatMap((part) => [part.low, part.high]);
  const shown = bars.map((bar) => ({ ...bar, density: Math.min(bar.density, top) }));
  return {
    marginLeft: 52,
    marginRight: 20,
    marginTop: 24,
    marginBottom: 40,
    x: { domain: [first - pad, last + pad] },
    y: { domain: [0, top] },
    marks: [
      gridY({ ticks: 5 }),
      axisX({
        ticks: Math.max(3, size.width / 80),
        label: "Eigenvalue",
        labelArrow: "none",
        labelAnchor: "right",
      }),
      axisY({ ticks: 5, label: "Density", labelArrow: "none", labelAnchor: "top" }),
      rectY(shown, {
        ...filled("observed"),
        fillOpacity: 0.45,
        x1: "from",
        x2: "to",
        y: "density",
        inset: 0.3,
      }),
      ...curves.flatMap((curve) => [
        area(curve, { ...filled("theory"), fillOpacity: 0.08, x1: "x", y1: "density", y2: 0 }),
        line(curve, { ...stroked("theory"), x: "x", y: "density", strokeWidth: 2 }),
      ]),
      ruleX(edges, { ...stroked("reference"), y1: 0, y2: 0.05 * top, strokeWidth: 1.5 }),
      ruleX(density.atoms, {
        ...stroked("variance"),
        x: "at",
        y1: 0,
        y2: (d: { mass: number }) => d.mass * top,
        strokeWidth: 2.5,
      }),
      dot(density.atoms, {
        ...filled("variance"),
        x: "at",
        y: (d: { mass: number }) => d.mass * top,
        r: 3.5,
      }),
    ],
  };
}

/** A little above the line and the bars, but not as high as a hard edge. */
function topOf({ density }: DensityData, bars: readonly Bar[]): number {
  const sorted = Float64Array.from(density.density).sort();
  const bulk = sorted[Math.floor(0.8 * sorted.length)] ?? 0;
  const peak = sorted.at(-1) ?? 1;
  const [, tallest] = rangeOf([0, ...bars.map((bar) => bar.density)]);
  return 1.08 * Math.max(Math.min(peak, 6 * bulk), Math.min(tallest, 6 * bulk)) || 1;
}

function legendOf({ density, eigenvalues }: DensityData): LegendEntry[] {
  const entries: LegendEntry[] = [{ label: "density", role: "theory", symbol: "line" }];
  if (eigenvalues) {
    const count = formatNumber(eigenvalues.length);
    entries.push({ label: `${count} eigenvalues`, role: "observed", symbol: "band" });
  }
  if (density.atoms.length > 0) {
    entries.push({ label: "atoms, height their share", role: "variance", symbol: "dot" });
  }
  return [...entries, { label: "edges", role: "reference", symbol: "line" }];
}

function captionOf({ density }: DensityData): string {
  const parts = density.support.map(
    ({ low, high, mass }) =>
      `${formatPercent(mass)} of the eigenvalues lie between ${formatNumber(low)} and ${formatNumber(high)}`,
  );
  const atoms = density.atoms.map(
    ({ at, mass }) => `${formatPercent(mass)} are ${formatNumber(at)}`,
  );
  return `${[...thinned(parts, 4), ...thinned(atoms, 3)].join("; ")}.`;
}

function tableOf({ density }: DensityData): Table {
  const rows = thinned(rowsOf({ x: density.x, density: density.density }), 20);
  return {
    columns: ["Eigenvalue", "Density"],
    rows: rows.map((row) => [row.x, row.density]),
  };
}
