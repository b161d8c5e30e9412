// The exponent of a spectrum from what data show of it.
import { type Columns, positiveRows, rangeOf } from "../columns.ts";

/** y = e^offset · x^slope, fitted to points of a window. */
export interface PowerLawFit {
  slope: number;
  offset: number;
  /** From the least to the greatest x that was fitted. */
  window: readonly [number, number];
}

/** Least squares in the logarithms; undefined for fewer than three points. */
export function fitPowerLaw(points: readonly { x: number; y: number }[]): PowerLawFit | undefined {
  if (points.length < 3) return undefined;
  const logs = points.map(({ x, y }) => [Math.log(x), Math.log(y)] as const);
  const [meanX, meanY] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))];
  const xx = mean(logs.map(([x]) => (x - meanX) ** 2));
  const xy = mean(logs.map(([x, y]) => (x - meanX) * (y - meanY)));
  if (xx === 0) return undefined;
  const slope = xy / xx;
  const all = points.map(({ x }) => x);
  return { slope, offset: meanY - slope * meanX, window: rangeOf(all) };
}

/** What the fit says at x. */
export const valueAt = (fit: PowerLawFit, x: number): number =>
  Math.exp(fit.offset + fit.slope * Math.log(x));

/**
 * df̂₁ against κ̂ where it is a power law κ^(-1/α) if the spectrum is k^-α: without the first ten modes and where
 * fewer than a quarter of the samples are used up. Unlike the sample's own eigenvalues this is not biased near k = P.
 */
export function fitDegrees(
  path: Columns<"kappa" | "df1">,
  samples: number,
): PowerLawFit | undefined {
  const { kappa, df1 } = path;
  const inside = positiveRows({ kappa, df1 }).filter(
    (row) => row.df1 >= 10 && row.df1 <= samples / 4,
  );
  return fitPowerLaw(inside.map((row) => ({ x: row.kappa, y: row.df1 })));
}

/**
 * The spectrum whose degrees of freedom these are: df₁ = c₁ (scale/κ)^(1/α) with c₁ = (π/α)/sin(π/α) for
 * σ_k = scale · k^-α; undefined where α ≤ 1, since df₁ then hangs on where the spectrum ends.
 */
export function spectrumOf(
  degrees: PowerLawFit,
  window: PowerLawFit["window"],
): PowerLawFit | undefined {
  const alpha = -1 / degrees.slope;
  if (!(alpha > 1.02)) return undefined;
  const c1 = Math.PI / alpha / Math.sin(Math.PI / alpha);
  return { slope: -alpha, offset: alpha * (degrees.offset - Math.log(c1)), window };
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
