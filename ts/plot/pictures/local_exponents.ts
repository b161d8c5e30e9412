// Local exponents along a learning curve.
import { curvesPanel, type Series } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import type { Picture, Role } from "../picture.ts";

/** Local exponents at several samples and one ridge, as of a grid of `localExponents`. */
export interface LocalExponentsData {
  samples: ArrayLike<number>;
  exponents: {
    excessError: ArrayLike<number>;
    samples: ArrayLike<number>;
    widths: ArrayLike<number>;
    lambda: ArrayLike<number>;
  };
}

const needs = {
  samples: "numbers",
  exponents: {
    excessError: "numbers",
    samples: "numbers",
    widths: "numbers",
    lambda: "numbers",
  },
} as const satisfies Needs<LocalExponentsData>;

/** The error against the samples, and beside it how steep it is in samples, width and ridge. */
export function localExponentsPicture(data: LocalExponentsData): Picture {
  requireData(data, needs);
  const { samples: x, exponents } = data;
  const { excessError, samples, widths, lambda } = exponents;
  const layers = Math.round(widths.length / Math.max(1, x.length));
  const width = Array.from({ length: x.length }, (_, i) =>
    Array.from({ length: layers }, (_, l) => widths[i * layers + l] as number).reduce(
      (sum, each) => sum + each,
      0,
    ),
  );
  const curves: { label: string; role: Role; y: ArrayLike<number> }[] = [
    { label: "in samples P", role: "theory", y: samples },
    ...(layers > 0 ? [{ label: "in width N", role: "variance", y: width } as const] : []),
    { label: "in the ridge λ", role: "bias", y: lambda },
  ];
  const series = curves.map(({ role, y }): Series => ({ role, mark: "line", x, y }));
  const last = x.length - 1;
  return {
    title: "What the error depends on",
    caption: `Left, the excess error. Right, its slopes there: E ∝ P^−samples N^−width λ^lambda${layers > 1 ? ", all layers together" : ""}. The steepest says what helps now; below zero, more of it hurts.`,
    description:
      last < 0
        ? "There is no point."
        : `At ${formatNumber(x[last] as number)} samples the excess error is ${formatNumber(excessError[last] as number)}; its exponents are ${curves.map(({ label, y }) => `${formatNumber(y[last] as number)} ${label}`).join(", ")}.`,
    legend: curves.map(({ label, role }) => ({ label, role, symbol: "line" as const })),
    panels: [
      curvesPanel({
        x: { label: "Samples P" },
        y: { label: "Excess error" },
        series: [{ role: "observed", mark: "line", x, y: excessError }],
      }),
      curvesPanel({
        x: { label: "Samples P" },
        y: {
          label: "Local exponent",
          linear: true,
          domain: usual(curves.flatMap(({ y }) => Array.from(y))),
        },
        series,
        levels: [0],
      }),
    ],
    table: {
      columns: ["Samples", "Excess error", ...curves.map(({ label }) => label)],
      rows: Array.from({ length: x.length }, (_, i) => [
        x[i] as number,
        excessError[i] as number,
        ...curves.map(({ y }) => y[i] as number),
      ]),
    },
  };
}

/** A range that leaves out the few extremes next to a peak. */
function usual(values: readonly number[]): [number, number] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [Math.min(0, at(0.03)), Math.max(0, at(0.97))];
  const edge = 0.15 * Math.max(high - low, 0.1);
  return [low - edge, high + edge];
}
