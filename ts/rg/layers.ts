// The layers of a network by the spectra of their activations.
import { geometry } from "../bridge/cores/geometry.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { requireWhole } from "../bridge/marshal.ts";
import { requireOptions } from "../bridge/options.ts";
import { type MatrixLike, toMatrix } from "../data/matrix.ts";
import type { WindowExponent } from "../scaling/source_capacity.ts";

export interface LayersOptions {
  /** Least and greatest degrees of freedom of the window for the exponent. */
  window?: readonly [low: number, high: number];
}

/** One layer; activations are centred first. */
export interface LayerReport {
  samples: number;
  width: number;
  rank: number;
  /** (Σ s)²/Σ s² of the eigenvalues s of the covariance. */
  participationRatio: number;
  /** exp of the entropy of s/Σ s. */
  effectiveDimension: number;
  /** Σ s over the largest. */
  stableRank: number;
  /** α of s_k ∝ k^-α; absent where the window is too narrow or no power law is there. */
  capacity?: WindowExponent;
  window: Float64Array;
  /** κ̂ and df̂₁ of a readout from this layer on as many samples, at ridges λ; λ and κ̂ are over Σ s. */
  flow: Record<"lambda" | "kappa" | "df1", Float64Array>;
  /** Descending, zeros left out. */
  eigenvalues: Float64Array;
}

/**
 * Describes the layers of a network, samples as rows of each: how many directions they use, how their spectra fall, and what
 * ridge a readout from them feels.
 *
 * @throws RidgelawError on bad input, and for layers that are the same for every sample
 */
export function layers(
  activations: readonly MatrixLike[],
  options: LayersOptions = {},
): LayerReport[] {
  if (!Array.isArray(activations)) {
    const message = "activations must be a list of matrices, one a layer";
    throw new RidgelawError("WrongType", "activations", message);
  }
  requireWhole(activations, "activations");
  const matrices = activations.map((layer, i) => toMatrix(`activations[${i}]`, layer));
  return geometry.verb<{ layers: LayerReport[] }>("layers", {
    ...requireOptions(options),
    activations: matrices,
  }).layers;
}
