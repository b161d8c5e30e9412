// Spectral densities of elements: where eigenvalues are, and how many.
import { densities } from "../bridge/cores/densities.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Status } from "../problem/report.ts";
import type { Element } from "./element.ts";

/** The limiting distribution of an element's eigenvalues, of mass one. */
export interface Density {
  status: Status;
  dimension: number;
  /** Intervals where the density is positive, ascending, with the share of eigenvalues in each. */
  support: { low: number; high: number; mass: number }[];
  /** Shares of eigenvalues that are one number, most often zero. */
  atoms: { at: number; mass: number }[];
  /**
   * Both edges of each interval. The outermost eigenvalue beside it has mean `extremeMean` and standard deviation
   * `extremeDeviation` (Tracy–Widom, real matrices), where it is the lowest or the highest of all, or beside a gap. A
   * hard edge at zero has scale 0. `ReducedAccuracy` where that law does not hold: at a hard edge, and where the interval
   * has fewer than ten eigenvalues, as around an outlier of the population.
   */
  edges: {
    status: Status;
    at: number;
    side: "lower" | "upper";
    scale: number;
    extremeMean: number;
    extremeDeviation: number;
  }[];
  /** Places, ascending, close where the density bends: Σ weight f(x), with the atoms, is the mean of f. */
  x: Float64Array;
  /** The density at each place. */
  density: Float64Array;
  /** The share of eigenvalues that each place stands for. */
  weight: Float64Array;
  /** The share of eigenvalues up to each place. */
  cdf: Float64Array;
}

/**
 * The density of an element's eigenvalues, by a parametrisation in which everything is monotone: no smoothing.
 *
 * One spectrum (or `weightSpectrum`) times any number of white Wishart factors, projections, multiples and corners;
 * semicircles; given eigenvalues, which are atoms; sums of any of these.
 *
 * @throws RidgelawError `Conflict` for an element of another form.
 */
export const density = (element: Element): Density => densities.verb("density", { element });

/** The density and the share of eigenvalues up to x; outside the support the density is exactly 0. */
export const densityAt = <At extends number | NumbersLike>(
  element: Element,
  at: { x: At },
): At extends number
  ? { status: Status; density: number; cdf: number }
  : { status: Status[]; density: Float64Array; cdf: Float64Array } =>
  densities.verb("densityAt", { element, ...requireOptions(at, "at") });

/** The least x up to which a share `p` of the eigenvalues lies. */
export const quantile = <At extends number | NumbersLike>(
  element: Element,
  at: { p: At },
): At extends number ? number : Float64Array =>
  densities.verb<{ x: At extends number ? number : Float64Array }>("quantile", {
    element,
    ...requireOptions(at, "at"),
  }).x;

/** Independent draws from the density: the same for the same seed. */
export const drawEigenvalues = (
  element: Element,
  options: { count: number; seed?: number },
): Float64Array =>
  densities.verb<{ values: Float64Array }>("drawEigenvalues", {
    element,
    ...requireOptions(options),
  }).values;
