// Exponents: which term of the error dominates, and how it falls with samples, width and ridge.

/** A source–capacity law with infinitely many modes: σ_k = k^-α, σ_k w̄_k² = k^-(1+2αr). */
export interface ScalingLaw {
  /** The capacity α > 1. */
  exponent: number;
  /** The source r > 0. */
  source: number;
  /** Label-noise variance: only whether there is any matters. 0 where absent. */
  noise?: number | undefined;
  /** Gaussian layers of one width N; 1 where absent, 0 for ridge regression. */
  layers?: number | undefined;
  /** a of each layer's weights γ_j ∝ j^-a, scaled to Tr Γ = N; 0 where absent. */
  weightExponents?: readonly number[] | undefined;
}

/** E ∝ P^-samples N^-width λ^lambda. */
export interface Exponents {
  samples: number;
  width: number;
  lambda: number;
}

/** A region of the phase diagram. */
export interface Region {
  /** 0 to 10 as in arXiv 2405.00592; 11 and 12 where the tail of the weights is not resolved. */
  id: number;
  name: string;
  /** The part of the error that dominates. */
  term: "bias" | "features" | "noise";
  /** The exponent e of E ~ P^-e on N = P^q, λ = P^-l; L is α plus a − 1 for each a above 1, c = 1 for a ≤ 1/2, else (1−a)/a, and 0 from a = 1 on. */
  formula: string;
  /** Where it is derived or first seen. */
  literature: string;
}

/** What a budget pays for: C = P^samples N^width, each 1 where absent. */
export interface Cost {
  samples?: number;
  width?: number;
}
