import { scaling } from "../bridge/cores/scaling.ts";
import { together } from "../bridge/options.ts";
import type { Status } from "../problem/report.ts";
import type { Population } from "../problem/types.ts";

/** The flow from (λ, σ_ε²) with all modes to (κ, test error) with none; a row a step. */
export interface ModeElimination {
  status: Status;
  /** The same at every step, and `lambda` of the last. */
  kappa: number;
  /** The same at every step, and `noise` of the last. */
  testError: number;
  /** How many modes are left. */
  kept: Float64Array;
  /** The smallest eigenvalue left; 0 where none is. */
  eigenvalue: Float64Array;
  /** The ridge that makes up for the modes that are gone. */
  lambda: Float64Array;
  /** The label noise that makes up for them. */
  noise: Float64Array;
  /** df₁ and γ of the modes that are left. */
  df1: Float64Array;
  gamma: Float64Array;
}

/** Integrates out the small modes of ridge regression step by step: at each step κ and the test error stay exactly what they are. */
export const modeElimination = (
  population: Population,
  options: { samples: number; lambda: number; steps?: number },
): ModeElimination => scaling.verb("modeElimination", together({ population, options }));
