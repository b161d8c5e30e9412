import type { NumbersLike } from "../data/matrix.ts";
import type { ActivationName } from "./activation.ts";
import { withActivation } from "./rounds.ts";

export interface ActivationKernelOptions {
  /** s of φ(s u) φ(s v); 1 where absent. */
  scale?: number;
  /** E uv of standard normal u and v, in [−1, 1]; an array gives an array. */
  correlation: number | NumbersLike;
}

/** E φ(s u) φ(s v). */
export interface ActivationKernel<Quantity> {
  kernel: Quantity;
  /**
   * What may be missing: rounding error for named activations and smooth functions; more where a function that bends or
   * jumps is asked for correlations near −1 or 1.
   */
  errorBound: Quantity;
}

/** The kernel of infinitely many features: E φ(s u) φ(s v) = Σ μ_k² correlation^k for correlated standard normal u, v. */
export function activationKernel(
  activation: ActivationName | ((x: number) => number),
  options: ActivationKernelOptions & { correlation: number },
): ActivationKernel<number>;
export function activationKernel(
  activation: ActivationName | ((x: number) => number),
  options: ActivationKernelOptions & { correlation: NumbersLike },
): ActivationKernel<Float64Array>;
export function activationKernel(
  activation: ActivationName | ((x: number) => number),
  options: ActivationKernelOptions,
): object {
  return withActivation("activationKernel", activation, options);
}
