import { limits } from "../bridge/cores/limits.ts";
import { scaling } from "../bridge/cores/scaling.ts";
import { requireOptions, together } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Status } from "../problem/report.ts";
import type { Population, Problem } from "../problem/types.ts";
import type { Cost } from "./law.ts";

export interface ComputeOptimalOptions {
  /** C, above the cost of one sample and one feature; an array asks for the frontier. */
  budget: number | NumbersLike;
  /** C = P^samples N^width, or a sum of such terms; N P where absent. */
  cost?: Cost | readonly CostTerm[];
  /** λ at every split; the best one of each, λ ≥ 0, where absent. */
  lambda?: number | "optimal";
  /** Gaussian layers of width N times each of these; one layer where absent. */
  widthRatios?: NumbersLike;
}

/** One term of a cost: coefficient · P^samples N^width; a coefficient left out is 1, an exponent left out 0. */
export interface CostTerm {
  coefficient?: number;
  samples?: number;
  width?: number;
}

/** The best split of one budget. */
export interface ComputeOptimal {
  status: Status;
  budget: number;
  /** P and N as real numbers from 1 up. */
  samples: number;
  width: number;
  lambda: number;
  excessError: number;
  testError: number;
  /** −d ln excessError/d ln C along the frontier. */
  computeExponent: number;
}

/** The best split of each budget. */
export type Frontier = { [Name in Exclude<keyof ComputeOptimal, "status">]: Float64Array } & {
  status: Status[];
};

/** Splits a budget between samples and the width of random features so that the excess error is least. */
export function computeOptimal(
  population: Population,
  options: ComputeOptimalOptions & { budget: number },
): ComputeOptimal;
export function computeOptimal(
  population: Population,
  options: ComputeOptimalOptions & { budget: NumbersLike },
): Frontier;
export function computeOptimal(population: Population, options: ComputeOptimalOptions): unknown {
  return scaling.verb("computeOptimal", together({ population, options }));
}

/** What could be gained. */
export interface ProblemBottleneck {
  status: Status;
  excessError: number;
  /** The label noise σ_ε², which stays in the test error whatever is done. */
  irreducible: number;
  /**
   * "noise" where more than half of the error comes from it; else what would help most, "none" below one percent;
   * "correlation" where that is more samples, and independent ones would bring more than half of it.
   */
  bottleneck: "samples" | "width" | "ridge" | "noise" | "correlation" | "none";
  /**
   * The excess error with infinitely many samples, infinitely wide layers, the best ridge λ ≥ 0, clean labels, or as many
   * independent samples in place of correlated ones: one at a time.
   */
  without: { samples: number; width?: number; ridge: number; noise: number; correlation?: number };
  bestLambda: number;
  exponents: { samples: number; widths: Float64Array; lambda: number };
}

/** What limits the error of a problem at one P and λ: local exponents, and the gain if one limit were lifted. */
export const bottleneck = (
  problem: Problem & { samples: number; lambda: number },
): ProblemBottleneck => limits.verb("bottleneck", requireOptions(problem, "problem"));
