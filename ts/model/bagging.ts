import { theory } from "../bridge/cores/theory.ts";
import { together } from "../bridge/options.ts";
import type { Status } from "../problem/report.ts";
import type { Population } from "../problem/types.ts";

/** Two fits and the samples they share. */
export interface CrossRiskOptions {
  samples: readonly [number, number];
  lambda: readonly [number, number];
  /** How many samples, with their labels, are in both; 0 where absent. */
  shared?: number;
}

export interface CrossRisk {
  status: Status;
  /** κ of the two fits. */
  kappa: [number, number];
  /** n_ab/(n_a n_b) Σ σ²/((σ+κ_a)(σ+κ_b)). */
  gamma: number;
  /** Mean product of the two models' errors on a new noisy label. */
  risk: number;
}

/** The mean product of two models' test errors, label noise included. */
export const crossRisk = (population: Population, options: CrossRiskOptions): CrossRisk =>
  theory.verb("crossRisk", together({ population, options }));

/** Bags of random subsets. */
export interface BaggingOptions {
  /** All samples P. */
  samples: number;
  /** Samples of each member, n ≤ P. */
  bagSize: number;
  /** Members B. */
  bags: number;
  lambda: number;
}

export interface Bag {
  status: Status;
  /** Test error of one member. */
  singleError: number;
  /** Mean product of two members' errors: the error of an infinite bag. */
  crossError: number;
  /** Test error of the average. */
  testError: number;
  /** The ridge at which one fit on all samples equals an infinite bag. */
  equivalentLambda: number;
}

/** The test error of an average of ridge fits, each on a random `bagSize` of the samples. */
export const bagging = (population: Population, options: BaggingOptions): Bag =>
  theory.verb("bagging", together({ population, options }));
