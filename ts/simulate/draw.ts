import { simulation } from "../bridge/cores/simulation.ts";
import { together } from "../bridge/options.ts";
import type { Matrix } from "../data/matrix.ts";
import type { Problem } from "../problem/types.ts";
import type { Design } from "./simulate.ts";

export interface DrawOptions {
  /** 0 where absent. */
  seed?: number;
  /** Which trial of `simulate` with that seed; 0 where absent. */
  trial?: number;
  design?: Design;
}

/** A training set of a teacher, and the features that a student has. */
export interface Drawn {
  /** Inputs, P × D, in the eigenbasis: column k has variance σ_k. */
  X: Matrix;
  /** Labels X w + noise. */
  y: Float64Array;
  /** ε. */
  noise: Float64Array;
  /** The teacher w̄. */
  w: Float64Array;
  /** D × N: F of linear features (√c F with feature noise), weights w_j of nonlinear ones as columns; none for ridge. */
  F?: Matrix;
  /** P × N: what the model sees, X F, with feature noise, or φ(X F) centred and over √N; none for ridge. */
  Z?: Matrix;
}

/**
 * Draws one training set, so that a learner of one's own can be held against `evaluate`. The numbers are those of the
 * same trial of `simulate`, which for normal inputs must then be told to draw whole rows (`bartlett: false`).
 */
export const draw = (problem: Problem & { samples: number }, options: DrawOptions = {}): Drawn =>
  simulation.verb("draw", together({ problem, options }));
