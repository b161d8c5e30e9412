import { theory } from "../bridge/cores/theory.ts";
import { together } from "../bridge/options.ts";
import type { Population } from "../problem/types.ts";

/** The least ridge: where df₂(κ) = P. */
export interface RidgeEdge {
  kappa: number;
  /** λ must lie above this; negative, or zero where P equals the rank. */
  lambda: number;
}

/** How far λ may go below zero at P samples. */
export const ridgeEdge = (population: Population, options: { samples: number }): RidgeEdge =>
  theory.verb("ridgeEdge", together({ population, options }));
