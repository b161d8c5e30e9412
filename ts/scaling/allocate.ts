// How to split a budget between parameters and samples, by a fitted law.
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Interval } from "../estimator/forecast.ts";
import { allocateByFunction } from "./allocate_by_function.ts";
import { allocateByPowers } from "./allocate_by_powers.ts";
import type { CostFunction } from "./cost_function.ts";
import type { LawFit, LawKind, LawParameters } from "./fit_law.ts";

/** What N parameters and D samples cost: coefficient · N^parametersExponent · D^samplesExponent, each 1 where absent. */
export interface AllocationCost {
  coefficient?: number;
  parametersExponent?: number;
  samplesExponent?: number;
}

export interface AllocateOptions {
  /** Budgets, in the units of the cost. */
  budget: number | NumbersLike;
  /**
   * 6 N D where absent: floating-point operations of training a transformer on D tokens. A list is a sum of such powers, in
   * which an exponent left out is 0. A function may be anything that grows with N and with D; sizes are then from one up.
   */
  cost?: AllocationCost | readonly AllocationCost[] | CostFunction;
  /** Sizes of runs to look at: what limits them, and what their budget could buy. */
  now?: { parameters: NumbersLike; samples: NumbersLike };
}

/** One run beside the best one of the same budget. */
export interface Bottleneck {
  parameters: number;
  samples: number;
  loss: number;
  /** E, which no budget beats. */
  floor: number;
  /** Shares of the reducible loss that finite parameters and finite samples cause. */
  fromParameters: number;
  fromSamples: number;
  /** −∂ ln L/∂ ln N and −∂ ln L/∂ ln D. */
  parameterExponent: number;
  sampleExponent: number;
  withTwiceParameters: number;
  withTwiceSamples: number;
  /** Where a little more budget is spent best; `floor` where less than a twentieth of the loss can still be gained. */
  bottleneck: "parameters" | "samples" | "floor";
  budget: number;
  bestParameters: number;
  bestSamples: number;
  bestLoss: number;
}

/** The frontier: the least loss of each budget and what buys it, with 90 % intervals where the fit has a bootstrap. */
export interface Allocation {
  /** `BelowOne` where a budget buys less than one parameter or sample, in the units of the law. */
  status: ("Converged" | "BelowOne")[];
  budget: Float64Array;
  parameters: Float64Array;
  samples: Float64Array;
  loss: Float64Array;
  parametersInterval?: Interval[];
  samplesInterval?: Interval[];
  lossInterval?: Interval[];
  /** N ∝ C^parameters, D ∝ C^samples, and the reducible loss ∝ C^-reducibleLoss; local ones at the last budget for sums and functions. */
  exponents: {
    parameters: number;
    samples: number;
    reducibleLoss: number;
    parametersInterval?: Interval;
  };
  now?: Bottleneck[];
}

/** A law of parameters and samples: a fit, or one from the literature. */
export type TwoVariableLaw = {
  law: LawKind;
  offset?: boolean;
  parameters: LawParameters;
} & Partial<Pick<LawFit, "draws">>;

/**
 * Splits each budget so that the loss is least: α A N^-α/x = β B D^-β/y on c N^x D^y = C, in closed form. For a sum of powers
 * the same rule with the local x and y has one root, which is bisected; for a function D(N) is found by halving, and the best
 * N by a scan of 160 points in ln N and a golden section about the best of them.
 *
 * @throws RidgelawError for laws of one variable, and where an exponent is zero so that nothing is to be balanced.
 */
export function allocate(fit: TwoVariableLaw, options: AllocateOptions): Allocation {
  const { cost, ...rest } = requireOptions(options);
  const law = requireOptions(fit, "fit");
  if (typeof cost === "function") return allocateByFunction(law, { ...rest, cost });
  return allocateByPowers(law, { ...rest, ...(cost !== undefined && { cost }) });
}
