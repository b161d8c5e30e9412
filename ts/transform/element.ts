import { transform } from "../bridge/cores/transform.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Spectrum } from "../problem/types.ts";

/**
 * A large matrix in `dimension` directions, free of every other: a plain object, made of others by `product`, `sum`,
 * `scaled`, `inverse`, `compressed` and `resized`.
 */
export type Element =
  /** Given eigenvalues, a power law, or a multiple of the identity. */
  | Spectrum
  /** Z Γ Zᵀ, Z of dimension × samples entries N(0, 1/samples); Γ = I, or with the eigenvalues `weightSpectrum`. */
  | {
      kind: "wishart";
      dimension: number;
      samples: number;
      weightSpectrum?: NumbersLike | undefined;
    }
  /** A sample covariance Σ^{1/2} Z Zᵀ Σ^{1/2} = XᵀX/samples. */
  | { kind: "wishart"; covariance: Spectrum; samples: number }
  /** `scale` times a Haar projection of the given rank. */
  | { kind: "projection"; dimension: number; rank: number; scale?: number | undefined }
  /** F Fᵀ of a square orthogonal F: the identity. */
  | { kind: "orthogonal"; dimension: number }
  /** The semicircle law of this mean (0) and variance (1), of radius 2√variance. */
  | {
      kind: "semicircle";
      dimension: number;
      mean?: number | undefined;
      variance?: number | undefined;
    }
  /** A symmetric matrix of independent entries of variance `entryVariance` (1/dimension) off the diagonal. */
  | {
      kind: "wigner";
      dimension: number;
      entryVariance?: number | undefined;
      mean?: number | undefined;
    }
  /** A^{1/2} B … A^{1/2}, all of one dimension and without negative eigenvalues. */
  | { kind: "product"; factors: readonly Element[] }
  /** A + B + …, all of one dimension. */
  | { kind: "sum"; terms: readonly Element[] }
  /** factor · A. */
  | { kind: "scaled"; factor: number; of: Element }
  /** A⁻¹, of full rank. */
  | { kind: "inverse"; of: Element }
  /** A corner of A in a random basis, of `dimension` directions. */
  | { kind: "compressed"; dimension: number; of: Element }
  /** The same non-zero eigenvalues in another number of directions: from AB to BA. */
  | { kind: "resized"; dimension: number; of: Element };

/** What is known of an element without a resolution. */
export interface ElementDescription {
  dimension: number;
  /** The number of eigenvalues that are not zero. */
  rank: number;
  /** Whether no eigenvalue is negative. */
  positive: boolean;
  /** κ and λ must lie above this: 0, or minus the smallest eigenvalue where that is negative. */
  leastKappa: number;
}

/** Size and sign of an element. */
export const describeElement = (element: Element): ElementDescription =>
  transform.verb("describeElement", { element });
