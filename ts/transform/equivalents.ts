// Deterministic equivalents: random resolvents as functions of Σ alone.
import { transform } from "../bridge/cores/transform.ts";
import { together } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Status } from "../problem/report.ts";
import type { Spectrum } from "../problem/types.ts";
import type { Element } from "./element.ts";

/** M = Σ^{1/2} A Σ^{1/2}: Σ of this spectrum, and A free of it, such as `{ kind: "wishart", dimension, samples }`. */
export interface Sandwich {
  spectrum: Spectrum;
  factor: Element;
}

export interface OnePoint {
  status: Status;
  /** κ = λ S_A(df₁). */
  kappa: number;
  df1: number;
  df2: number;
  sTransform: number;
  /** ρ = d ln κ/d ln λ. */
  rho: number;
  /** κ/(σ_k+κ) of each listed eigenvalue: what λ(λ+M)⁻¹ is in the eigenbasis of Σ. */
  diagonal: Float64Array;
  /** With `weights`: Tr of the resolvent with that diagonal, or vᵀ R v for weights v_k². */
  trace?: number;
}

/**
 * λ(λ+M)⁻¹ ≃ κ(κ+Σ)⁻¹, for traces and for bilinear forms with fixed vectors. `weights` has one entry for each listed
 * eigenvalue; every mode of a multiplicity has it.
 */
export const onePoint = (
  sandwich: Sandwich,
  options: { lambda: number; weights?: NumbersLike },
): OnePoint => transform.verb("onePoint", together({ sandwich, options }));

export interface TwoPoint {
  status: Status;
  /** κ and κ'. */
  kappa: [number, number];
  /** c: (1−ρ)/(df₁−df₂) at equal ridges, 1/(P − Tr Σ²/((Σ+κ)(Σ+κ'))) for a sample covariance. */
  coupling: number;
  /** The equivalent in the eigenbasis of Σ. */
  diagonal: Float64Array;
  trace?: number;
}

/**
 * λ(λ+M)⁻¹ B λ'(λ'+M)⁻¹ of one M, for B of diagonal `middle` (1 where absent) in the eigenbasis of Σ:
 * κκ'/((σ_k+κ)(σ_k+κ')) [b_k + c σ_k Tr BΣ/((Σ+κ)(Σ+κ'))].
 */
export const twoPoint = (
  sandwich: Sandwich,
  options: {
    lambda: number | readonly [number, number];
    middle?: NumbersLike;
    weights?: NumbersLike;
  },
): TwoPoint => transform.verb("twoPoint", together({ sandwich, options }));
