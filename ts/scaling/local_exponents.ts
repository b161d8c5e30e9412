import { limits } from "../bridge/cores/limits.ts";
import { oneOrSeveral } from "../problem/problems.ts";
import type { Status } from "../problem/report.ts";
import type { PointOrGrid } from "../problem/report_of.ts";
import type { Problem } from "../problem/types.ts";

/** E ∝ P^-samples Π N_l^-widths_l λ^lambda next to a point: derivatives of ln(excess error), the others fixed. */
export interface LocalExponents {
  status: Status;
  excessError: number;
  /** −∂ ln E/∂ ln P. */
  samples: number;
  /** −∂ ln E/∂ ln N_l of each layer that has a width; a weight spectrum grows in proportion. Empty for ridge. */
  widths: Float64Array;
  /** ∂ ln E/∂ ln λ: positive where the ridge is larger than the best one. */
  lambda: number;
}

/** The same on a grid: flat row-major arrays over (samples, lambda); `widths` point after point. */
export interface LocalExponentsGrid {
  status: Status[];
  excessError: Float64Array;
  samples: Float64Array;
  widths: Float64Array;
  lambda: Float64Array;
  shape: [samples: number, lambda: number];
}

/** What a problem of this type has: numbers at one point, arrays on a grid. */
type ExponentsOf<P> = { point: LocalExponents; grid: LocalExponentsGrid }[PointOrGrid<P>];

/**
 * Local exponents of ridge regression and linear random features, in closed form: no differences are taken, and none of the
 * sums cancels near an interpolation threshold. All are 0 where the error is zero, or infinite (the status says so).
 */
export function localExponents<const P extends Problem>(problem: P): ExponentsOf<P>;
export function localExponents<const List extends readonly Problem[]>(
  problems: List,
): { -readonly [Place in keyof List]: ExponentsOf<List[Place]> };
export function localExponents(problems: Problem | readonly Problem[]): unknown {
  return limits.verb("localExponents", oneOrSeveral(problems));
}
