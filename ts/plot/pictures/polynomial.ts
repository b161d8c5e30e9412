// Polynomial regression: fits of several sizes, and the error against the number of functions.
import { rangeOf } from "../columns.ts";
import { curvesPanel } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import type { Picture, Role } from "../picture.ts";

export interface PolynomialData {
  /** The points, and fits at places along x with their numbers of functions. */
  points: { x: ArrayLike<number>; y: ArrayLike<number> };
  at: ArrayLike<number>;
  fits: readonly { functions: number; values: ArrayLike<number> }[];
  /** Test errors against the number of functions: of fits, and of theory where there is one. */
  functions: ArrayLike<number>;
  testError: ArrayLike<number>;
  theory?: { functions: ArrayLike<number>; testError: ArrayLike<number> };
}

const needs = {
  points: { x: "numbers", y: "numbers" },
  at: "numbers",
  fits: [{ functions: "number", values: "numbers" }],
  functions: "numbers",
  testError: "numbers",
  "theory?": { functions: "numbers", testError: "numbers" },
} as const satisfies Needs<PolynomialData>;

const roles: readonly Role[] = ["bias", "variance", "theory"];

/** Fits through the points, and the peak where there are as many functions as points. */
export function polynomial(data: PolynomialData): Picture {
  requireData(data, needs);
  const { points, at, fits, functions, testError, theory } = data;
  const shown = fits.slice(0, roles.length);
  const samples = points.x.length;
  const [low, high] = rangeOf(Array.from(points.y));
  const edge = 0.35 * (high - low);
  const chosen = "of all functions that pass through all points, those of least norm are chosen";
  const caption = theory
    ? `With ${samples} points the error peaks near ${samples} functions, where the fit just passes through all of them, and falls again beyond: ${chosen}.`
    : `The upright marks as many functions as the ${samples} points; beyond, ${chosen}.`;
  return {
    title: "Polynomial regression: the smallest double descent",
    caption,
    description: `Polynomials through points, and their test error against the number of functions. ${caption}`,
    legend: [
      { label: "points", role: "observed", symbol: "dot" },
      ...shown.map(
        (fit, i) =>
          ({
            label: `${formatNumber(fit.functions)} functions`,
            role: roles[i] as Role,
            symbol: "line",
          }) as const,
      ),
      { label: "test error of fits", role: "trained", symbol: "dot" },
      ...(theory ? [{ label: "theory", role: "reference", symbol: "dashed" } as const] : []),
    ],
    panels: [
      curvesPanel({
        x: { label: "x", linear: true },
        y: { label: "y", linear: true, domain: [low - edge, high + edge] },
        series: [
          ...shown.map(
            (fit, i) => ({ role: roles[i] as Role, mark: "line", x: at, y: fit.values }) as const,
          ),
          { role: "observed", mark: "dot", x: points.x, y: points.y, opacity: 1 },
        ],
      }),
      curvesPanel({
        x: { label: "Functions N" },
        y: { label: "Test error" },
        series: [
          ...(theory
            ? [
                {
                  role: "reference",
                  mark: "dashed",
                  x: theory.functions,
                  y: theory.testError,
                } as const,
              ]
            : []),
          { role: "trained", mark: "dot", x: functions, y: testError },
        ],
        uprights: [samples],
      }),
    ],
    table: {
      columns: ["Functions", "Test error"],
      rows: Array.from(functions, (n, i) => [n, testError[i] as number]),
    },
  };
}
