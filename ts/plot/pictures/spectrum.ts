// Eigenvalues of the sample, and the power law that they follow.
import { dot, line, type PlotOptions } from "@observablehq/plot";
import { logAxes } from "../axis.ts";
import { type Columns, positiveRows, thinned } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import {
  filled,
  type LegendEntry,
  type Picture,
  type Size,
  stroked,
  type Table,
} from "../picture.ts";
import { type Domain, logDomain, within } from "../ticks.ts";
import { fitDegrees, fitPowerLaw, type PowerLawFit, spectrumOf, valueAt } from "./power_law_fit.ts";

export interface SpectrumData {
  /** Eigenvalues of K/P, in any order. */
  eigenvalues: ArrayLike<number>;
  /** κ̂ and df̂₁ along a path of ridges: what the exponent is fitted to. Without it the eigenvalues themselves are. */
  path?: Columns<"kappa" | "df1">;
}

const needs = {
  eigenvalues: "numbers",
  "path?": { kappa: "numbers", df1: "numbers" },
} as const satisfies Needs<SpectrumData>;

interface Mode {
  index: number;
  eigenvalue: number;
}

interface Point {
  x: number;
  y: number;
}

/** Eigenvalues in descending order with a power law, beside the degrees of freedom that it is taken from. */
export function spectrum(data: SpectrumData): Picture {
  requireData(data, needs);
  const modes = modesOf(data.eigenvalues);
  const degrees = data.path && fitDegrees(data.path, modes.length);
  const law = lawOf(modes, degrees);
  return {
    title: "Spectrum",
    caption: captionOf(law),
    description: `Eigenvalues of the kernel matrix in descending order on logarithmic axes. ${captionOf(law)}`,
    legend: legendOf(law),
    panels: [
      (size) => drawModes(modes, law?.fit, size),
      ...(data.path ? [degreesPanel(data.path, degrees, modes.length)] : []),
    ],
    table: tableOf(modes),
  };
}

/** Eigenvalues above rounding, from the largest. */
function modesOf(eigenvalues: ArrayLike<number>): Mode[] {
  const sorted = Float64Array.from(eigenvalues).sort().reverse();
  const floor = (sorted[0] ?? 0) * 1e-12;
  const modes = [...sorted].map((eigenvalue, i) => ({ index: i + 1, eigenvalue }));
  return modes.filter((mode) => mode.eigenvalue > floor);
}

interface Law {
  fit: PowerLawFit;
  /** Of the population, from the degrees of freedom; else of the sample's own eigenvalues. */
  of: "population" | "sample";
}

function lawOf(modes: readonly Mode[], degrees: PowerLawFit | undefined): Law | undefined {
  const inside = modes.filter(({ index }) => index >= 10 && index <= modes.length / 4);
  const own = fitPowerLaw(inside.map(({ index, eigenvalue }) => ({ x: index, y: eigenvalue })));
  const population = own && degrees && spectrumOf(degrees, own.window);
  if (population) return { fit: population, of: "population" };
  return own && { fit: own, of: "sample" };
}

function drawModes(modes: readonly Mode[], law: PowerLawFit | undefined, size: Size): PlotOptions {
  const x: Domain = [0.9, Math.max(10, modes.length * 1.15)];
  const y = logDomain(modes.map((mode) => mode.eigenvalue));
  const { options, marks } = logAxes(size, {
    x: { label: "Mode k", domain: x },
    y: { label: "Eigenvalue of K/P", domain: y },
  });
  const shown = spreadOut(modes);
  return {
    ...options,
    marks: [
      ...marks,
      dot(shown, { ...pale, x: "index", y: "eigenvalue" }),
      ...(law ? fitMarks(law, { x, y }) : []),
    ],
  };
}

/** Enough modes to see them all on a logarithmic axis. */
function spreadOut(modes: readonly Mode[]): Mode[] {
  let last = 0;
  return modes.filter(({ index }) => {
    if (index <= last * 1.015) return false;
    last = index;
    return true;
  });
}

const pale = { ...filled("observed"), fillOpacity: 0.65, r: 2.4 };

/** The fit where it was made, and thin and dashed where it is only continued. */
function fitMarks(fit: PowerLawFit, { x, y }: { x: Domain; y: Domain }) {
  const at = (value: number): Point => ({ x: value, y: valueAt(fit, value) });
  const along = Array.from({ length: 101 }, (_, i) => at(x[0] * (x[1] / x[0]) ** (i / 100)));
  const continued = along.filter((point) => within(y, point.y));
  const ends = { ...stroked("theory"), x: "x", y: "y" };
  return [
    line(continued, { ...ends, strokeWidth: 1, strokeDasharray: "3,3" }),
    line(fit.window.map(at), { ...ends, strokeWidth: 2.5 }),
  ];
}

function degreesPanel(
  { kappa, df1 }: Columns<"kappa" | "df1">,
  fit: PowerLawFit | undefined,
  samples: number,
) {
  const rows = positiveRows({ kappa, df1 }).filter((row) => row.df1 >= 0.5 && row.df1 <= samples);
  const x = logDomain(rows.map((row) => row.kappa));
  const y = logDomain(rows.map((row) => row.df1));
  return (size: Size): PlotOptions => {
    const { options, marks } = logAxes(size, {
      x: { label: "Renormalized ridge κ", domain: x },
      y: { label: "Degrees of freedom df₁", domain: y },
    });
    return {
      ...options,
      marks: [
        ...marks,
        dot(thinned(rows, 60), { ...pale, x: "kappa", y: "df1" }),
        ...(fit ? fitMarks(fit, { x, y }) : []),
      ],
    };
  };
}

function legendOf(law: Law | undefined): LegendEntry[] {
  const entries: LegendEntry[] = [{ label: "the sample", role: "observed", symbol: "dot" }];
  if (law) {
    const label = `power law, α = ${formatNumber(-law.fit.slope)}`;
    entries.push({ label, role: "theory", symbol: "line" });
  }
  return entries;
}

function captionOf(law: Law | undefined): string {
  if (!law) return "Too few eigenvalues for a power law.";
  const alpha = formatNumber(-law.fit.slope);
  if (law.of === "sample")
    return `Eigenvalues fall like k^−α with α = ${alpha} where the line is drawn.`;
  return `The population's eigenvalues fall like k^−α with α = ${alpha}: so the degrees of freedom say, df₁ ∝ κ^(−1/α). The sample's own eigenvalues lie above that line, because all directions too weak to be seen add to each of them, and end where the samples do.`;
}

function tableOf(modes: readonly Mode[]): Table {
  const listed = modes.filter(({ index }) => /^[125]0*$/.test(String(index)));
  return {
    columns: ["Mode", "Eigenvalue"],
    rows: listed.map(({ index, eigenvalue }) => [index, eigenvalue]),
  };
}
