// How samples, their label noise and a test point are correlated.
import type { NumbersLike } from "../data/matrix.ts";

/** A correlation that depends on the distance of two samples alone. */
export type StationaryCorrelation =
  /** e^(−|i−j|/length). */
  | { kind: "exponential"; length: number }
  /** strength/2 between neighbours, strength from −1 to 1. */
  | { kind: "nearestNeighbour"; strength: number }
  /** (1 + |i−j|)^−exponent. */
  | { kind: "powerLaw"; exponent: number };

/** The correlation K of samples or noise; a unit diagonal is meant, another scale is taken as it is given. */
export type Correlation =
  | StationaryCorrelation
  /** Eigenvalues of K, one a sample. */
  | { kind: "eigenvalues"; values: NumbersLike; multiplicities?: NumbersLike | undefined }
  /** K itself: samples² numbers row by row, or rows. */
  | { kind: "matrix"; values: NumbersLike | readonly NumbersLike[] };

/**
 * K, and which of its spectra is meant for a stationary kind: the eigenvalues of the matrix of as many samples
 * ("toeplitz", the default), or their limit for long runs ("szego").
 */
export type SampleCorrelation = Correlation & { spectrum?: "toeplitz" | "szego" | undefined };

/** A test point of unit variance. */
export type TestCorrelation =
  /** Its correlation with each sample, and that of its noise with theirs where the noise is not matched. */
  | { vector: NumbersLike; noise?: NumbersLike | undefined }
  /** So many steps after the last sample of a stationary kind. */
  | { horizon: number };

/** The entries of a ridge problem whose samples are not independent. */
export interface CorrelatedSamples {
  sampleCorrelation: SampleCorrelation;
  /** Of the label noise: that of the samples (where absent), none, or one of its own. */
  noiseCorrelation?: "matched" | "white" | Correlation | undefined;
  testCorrelation?: TestCorrelation | undefined;
}
