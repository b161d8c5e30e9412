// Curves of several sizes before and after their collapse on one.
import type { DataCollapse } from "ridgelaw";
import { curvesPanel, type Series } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import type { Picture, Role } from "../picture.ts";

const roles: readonly Role[] = ["theory", "observed", "bias", "variance", "noise", "reference"];

export interface CollapseData {
  collapse: DataCollapse;
  /** x and y as they were given. */
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Names of x, y and L; "x", "y" and "L" where absent. */
  names?: { x?: string; y?: string; size?: string };
  /** Whether y is on a linear axis. */
  linear?: boolean;
}

const exponent = { value: "number", "standardError?": "number" } as const;

const needs = {
  collapse: {
    status: "text",
    critical: exponent,
    inverseNu: exponent,
    zeta: exponent,
    quality: "number",
    size: "numbers",
    scaledX: "numbers",
    scaledY: "numbers",
  },
  x: "numbers",
  y: "numbers",
  "names?": { "x?": "text", "y?": "text", "size?": "text" },
  "linear?": "flag",
} as const satisfies Needs<CollapseData>;

const cautions = {
  PoorCollapse: "They do not lie on one: the exponents mean little.",
  Undetermined: "The data do not tell all three: one may be moved far without a loss.",
} as const;

/** y against x, and y L^−ζ against (x − x_c) L^(1/ν). */
export function collapse(data: CollapseData): Picture {
  requireData(data, needs);
  const { collapse: found, x, y, names = {}, linear = false } = data;
  const sizes = [...new Set(found.size)].sort((a, b) => a - b);
  const name = { x: "x", y: "y", size: "L", ...names };
  const series = (xs: ArrayLike<number>, ys: ArrayLike<number>): Series[] =>
    sizes.map((size, i) => {
      const rows = [...found.size].flatMap((each, k) => (each === size ? [k] : []));
      return {
        role: roles[i % roles.length] as Role,
        mark: "dot",
        x: rows.map((k) => xs[k] as number),
        y: rows.map((k) => ys[k] as number),
        opacity: 0.8,
      };
    });
  const { critical, inverseNu, zeta, quality } = found;
  const caution = found.status === "Converged" ? "" : ` ${cautions[found.status]}`;
  const caption = `x_c = ${formatNumber(critical.value)}, 1/ν = ${formatNumber(inverseNu.value)}, ζ = ${formatNumber(zeta.value)}: curves then lie ${formatNumber(Math.sqrt(quality), 2)} errors from one another.${caution}`;
  return {
    title: "Data collapse",
    caption,
    description: `${name.y} against ${name.x} at ${sizes.length} sizes, and the same after scaling. ${caption}`,
    legend: sizes.map((size, i) => ({
      label: `${name.size} = ${formatNumber(size)}`,
      role: roles[i % roles.length] as Role,
      symbol: "dot",
    })),
    panels: [
      curvesPanel({
        x: { label: name.x, linear: true },
        y: { label: name.y, linear },
        series: series(x, y),
      }),
      curvesPanel({
        x: { label: `(${name.x} − x_c) ${name.size}^(1/ν)`, linear: true },
        y: { label: `${name.y} · ${name.size}^−ζ`, linear },
        series: series(found.scaledX, found.scaledY),
      }),
    ],
    table: {
      columns: ["", "Value", "Standard error"],
      rows: [
        ["x_c", critical.value, critical.standardError ?? ""],
        ["1/ν", inverseNu.value, inverseNu.standardError ?? ""],
        ["ζ", zeta.value, zeta.standardError ?? ""],
      ],
    },
  };
}
