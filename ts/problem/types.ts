// The problem that every theory call takes: plain data, the same in TypeScript, JSON and the command line.
import type { ActivationName, ActivationParts } from "../activation/activation.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Layer } from "../transform/layer.ts";
import type { CorrelatedSamples } from "./correlation.ts";

/** Eigenvalues of the feature covariance Σ. */
export type Spectrum =
  /** Listed eigenvalues, each shared by as many modes as its multiplicity says (one where absent). */
  | { kind: "eigenvalues"; values: NumbersLike; multiplicities?: NumbersLike | undefined }
  /** σ_k = scale · k^-exponent for k = 1 … modes, or without end: then exponent > 1 and the target is a power law, source > 0. */
  | { kind: "powerLaw"; exponent: number; modes: number | "infinite"; scale?: number | undefined }
  /** Σ = value · I. */
  | { kind: "isotropic"; dimension: number; value?: number | undefined };

/** The function to learn, as squared components w̄_k² in the eigenbasis of Σ. */
export type Target =
  /** One entry for each listed eigenvalue; each mode of a multiplicity has that component. */
  | { kind: "coefficients"; squared: NumbersLike }
  /** σ_k w̄_k² = scale · k^-(1 + 2·exponent·source), on a power-law spectrum. */
  | { kind: "powerLaw"; source: number; scale?: number | undefined }
  /** w̄_k² = squaredNorm / D. */
  | { kind: "isotropic"; squaredNorm?: number | undefined };

/** What the data are drawn from: y = Σ_k w̄_k x_k + ε. */
export interface Population {
  spectrum: Spectrum;
  target: Target;
  /** Label-noise variance σ_ε²; 0 where absent. */
  noise?: number | undefined;
}

/** What is trained. */
export type Model =
  | { kind: "ridge" }
  /** Linear random features, several layers being a deep model. */
  | {
      kind: "randomFeatures";
      layers: readonly Layer[];
      /** F = Γ₀^{1/2} Z…: eigenvalues of Γ₀, one for each listed eigenvalue of Σ, whose eigenvectors it shares. */
      inputWeightSpectrum?: NumbersLike | undefined;
    }
  /** Features φ(w·x)/√width with w ~ N(0, I/D), centred, by their Gaussian equivalent. */
  | { kind: "nonlinearFeatures"; width: number; activation: ActivationName | ActivationParts }
  /** Features √signalScale Fᵀx + √noiseVariance ξ, with noise ξ of their own for each sample. */
  | {
      kind: "noisyFeatures";
      width: number;
      /** c; 1 where absent. */
      signalScale?: number | undefined;
      /** η. */
      noiseVariance: number;
    };

/** An average of `size` models with features, data or both of their own; for ridge, data. */
export interface Ensemble {
  size: number;
  over: "features" | "data" | "both";
}

/** A population, a model, and where to evaluate it; arrays ask for the whole grid (samples × lambda). */
export interface Problem extends Population, Partial<CorrelatedSamples> {
  model: Model;
  /** Training samples P > 0. */
  samples: number | NumbersLike;
  /** Ridge λ of the loss (1/P)|Xw − y|² + λ|w|²; may be negative down to its edge. */
  lambda: number | NumbersLike;
  ensemble?: Ensemble | undefined;
  /** Diagonal of a test covariance Σ' in the same eigenbasis. */
  testSpectrum?: NumbersLike | undefined;
}
