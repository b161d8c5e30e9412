/** A kernel K(x, x'). */
export type Kernel =
  /** x·x' */
  | { kind: "linear" }
  /** (scale x·x' + offset)^degree; scale and offset are 1 where absent. */
  | { kind: "polynomial"; degree: number; scale?: number; offset?: number }
  /** exp(−γ|x−x'|²) */
  | { kind: "rbf"; gamma: number }
  /** exp(−γ|x−x'|), distances in the 1-norm ("l1", the default) or the 2-norm ("l2"). */
  | { kind: "laplacian"; gamma: number; norm?: "l1" | "l2" }
  /** Infinitely wide ReLU networks: arc-cosine (NNGP), or tangent (NTK); one hidden layer where absent. */
  | { kind: "arcCosine"; layers?: number; tangent?: boolean };
