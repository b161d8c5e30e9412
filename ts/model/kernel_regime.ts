// Dot-product kernels and infinitely wide features at P ~ D^ℓ.
import { activations } from "../bridge/cores/activations.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Status } from "../problem/report.ts";
import type { Problem } from "../problem/types.ts";

export interface KernelRegimeOptions {
  /** μ_0, μ_1, …: the kernel is Σ μ_k² t^k; `hermite(φ).coefficients` for features φ(w·x). */
  coefficients: NumbersLike;
  /** Σ μ_k² over all degrees, those not listed included; the sum of the listed ones where absent. */
  secondMoment?: number;
  /** F_k², the target's power in each degree. */
  target: NumbersLike;
  /** D. */
  dimension: number;
  /** P. */
  samples: number;
  /** λ (0). */
  lambda?: number;
  /** Label-noise variance (0). */
  noise?: number;
}

export interface KernelRegime {
  status: Status;
  /** ℓ, with D^ℓ/ℓ! nearest to P in its logarithm. */
  degree: number;
  /** Degrees below ℓ that the kernel has: learned entirely in the limit. */
  learned: Float64Array;
  /** B = D^ℓ/ℓ!. */
  blockSize: number;
  /** μ_ℓ²/B. */
  blockEigenvalue: number;
  /** P/B. */
  ratio: number;
  /** λ + Σ_{k>ℓ} μ_k²/P. */
  effectiveLambda: number;
  /** σ² and the target's power in degrees that are not learned at all. */
  effectiveNoise: number;
  /** Of the block's ridge problem; absent where μ_ℓ = 0. */
  kappa?: number;
  gamma?: number;
  trainError?: number;
  /** Noise included; infinite at the interpolation threshold without ridge. */
  testError: number;
  /** Without the noise of labels, but with the parts of the target that are not learned. */
  excessError: number;
  /** The ridge problem of the block, for `evaluate`; absent where μ_ℓ = 0. */
  problem?: Problem;
}

/**
 * What kernel ridge regression with Σ μ_k² t^k learns from P ~ D^ℓ samples without a preferred direction: degrees below ℓ
 * are learned, degree ℓ is a white block of B = D^ℓ/ℓ! modes of eigenvalue μ_ℓ²/B, and higher degrees add Σ μ_k²/P to λ
 * and their part of the target to the noise. A limit, with corrections of order 1/D and of the distance from it in P.
 */
export const kernelRegime = (options: KernelRegimeOptions): KernelRegime =>
  activations.verb("kernelRegime", requireOptions(options));
