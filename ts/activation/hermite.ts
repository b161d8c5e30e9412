import type { ActivationName, ActivationParts } from "./activation.ts";
import { withActivation } from "./rounds.ts";

export interface HermiteOptions {
  /** s of φ(s g); 1 where absent. */
  scale?: number;
  /** The highest coefficient wanted; 10 where absent, at most 200. */
  order?: number;
}

/** Hermite coefficients of an activation. */
export interface Hermite extends ActivationParts {
  /** μ_k = E[φ(s g) He_k(g)]/√k! for k = 0 … order. */
  coefficients: Float64Array;
  /** E φ(s g)² = Σ μ_k². */
  secondMoment: number;
}

/**
 * Coefficients of φ(s g), g ~ N(0, 1), in orthonormal Hermite polynomials, to about 1e-14 of √E φ².
 *
 * @throws RidgelawError where a function throws, gives no number, oscillates without end or has no variance.
 */
export const hermite = (
  activation: ActivationName | ((x: number) => number),
  options: HermiteOptions = {},
): Hermite => withActivation("hermite", activation, options);
