// Polynomial regression: the smallest example of double descent.
import { polynomials } from "../bridge/cores/polynomials.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { ReportGrid, Status } from "../problem/report.ts";

/**
 * Functions of t in (−1, 1): `monomial` t^k; `legendre` √(2k+1) P_k, orthonormal for uniform t; `chebyshev` 1, √2 T_k,
 * orthonormal for cosines of uniform angles; `fourier` 1, √2 cos πt, √2 sin πt, …, orthonormal for uniform t.
 */
export type PolynomialBasis = "monomial" | "legendre" | "chebyshev" | "fourier";

export interface PolynomialOptions {
  x: NumbersLike;
  y: NumbersLike;
  /** How many functions: a polynomial of one degree less. May exceed the number of points. */
  functions: number;
  /** Legendre where absent. */
  basis?: PolynomialBasis;
  /** The ridge λ of (1/P)|Φc − y|² + λ|c|²; 0, the solution of least norm, where absent. */
  lambda?: number;
  /** What is mapped to (−1, 1); from the least to the greatest x where absent. */
  domain?: readonly [low: number, high: number];
  /** Where to evaluate the fit. */
  at?: NumbersLike;
}

export interface PolynomialFit {
  /** `ReducedAccuracy` where functions or points depend on one another up to rounding. */
  status: Status;
  coefficients: Float64Array;
  rank: number;
  /** Largest over smallest singular value above rounding. */
  condition: number;
  trainError: number;
  df1: number;
  domain: [number, number];
  /** The fit at `at`. */
  values?: Float64Array;
}

/** Fits functions of one variable by singular values: least squares, ridge, or the interpolation of least norm. */
export const fitPolynomial = (options: PolynomialOptions): PolynomialFit =>
  polynomials.verb("fitPolynomial", requireOptions(options));

export interface PolynomialTheoryOptions {
  /** Coefficients of the target in the orthonormal basis (for monomials Legendre's). */
  target: NumbersLike;
  /** Numbers of functions. */
  functions: number | NumbersLike;
  /** Points P, drawn from the measure of the basis. */
  samples: number;
  noise?: number;
  lambda?: number;
  basis?: PolynomialBasis;
}

/** Ridge theory for each number of functions; what a model cannot reach of the target acts as noise. */
export type PolynomialTheory = Omit<ReportGrid, "shape"> & { functions: Float64Array };

/** The theory's answer for the same: errors, bias and variance against the number of functions. */
export const polynomialTheory = (options: PolynomialTheoryOptions): PolynomialTheory =>
  polynomials.verb("polynomialTheory", requireOptions(options));
