import { samples } from "../bridge/cores/samples.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Correlation } from "../problem/correlation.ts";

/** What a correlation of samples does to the ridge. */
export interface CorrelationTransform<Quantity> {
  /** κ̃, the inverse of x = Tr K(K+κ̃)⁻¹/T. */
  kappaTilde: Quantity;
  /** S_K = (1−x)/(x κ̃), 1 for independent samples. */
  sTransform: Quantity;
}

interface Options<Fraction> {
  /** x = df/T, above 0 and below 1. */
  fraction: Fraction;
  /** T; where absent, the limit of long runs in closed form (Szegő). */
  samples?: number;
}

/**
 * κ̃ and the S-transform of a correlation at x = df/T.
 *
 * Exponential, B = coth(1/ξ): S_K = [√(1+(B²−1)x²) + Bx]/(1+x); nearest neighbours of strength b:
 * S_K = (2−x)/(1−x+√(1−b²x(2−x))); a power law by quadrature over its spectral density.
 *
 * @throws RidgelawError where `fraction` is not inside (0, 1), and for a power law of more than 2,048 `samples`
 */
export function correlationTransform(
  correlation: Correlation,
  options: Options<number>,
): CorrelationTransform<number>;
export function correlationTransform(
  correlation: Correlation,
  options: Options<NumbersLike>,
): CorrelationTransform<Float64Array>;
export function correlationTransform(
  correlation: Correlation,
  options: Options<number | NumbersLike>,
): object {
  return samples.verb("correlationTransform", { ...requireOptions(options), correlation });
}
