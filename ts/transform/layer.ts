import type { NumbersLike } from "../data/matrix.ts";

/** One random layer of the features F; each is free of the inputs and of the others. */
export type Layer =
  /** Z Γ^{1/2} with Z_ij ~ N(0, 1/width), Γ = I or the eigenvalues of `weightSpectrum` exactly as given. */
  | { kind: "gaussian"; width: number; weightSpectrum?: NumbersLike | undefined }
  /** FFᵀ is D/width times a Haar projection of rank width. */
  | { kind: "orthogonal"; width: number }
  /** FFᵀ has these non-zero eigenvalues, in directions that are free of Σ. */
  | { kind: "empirical"; eigenvalues: NumbersLike };
