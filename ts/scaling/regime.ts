import { scaling } from "../bridge/cores/scaling.ts";
import { together } from "../bridge/options.ts";
import type { Cost, Exponents, Region, ScalingLaw } from "./law.ts";

/** Where in the plane of λ = P^-l and N = P^q. */
export interface RegimeOptions {
  /** l ≥ 0; "ridgeless" (the default) for λ = 0, "optimal" for the l of the fastest fall. */
  lambdaExponent?: number | "ridgeless" | "optimal";
  /** q ≥ 0; "infinite" (the default) for ridge regression's limit, "optimal" for the q of the fastest fall with the budget. */
  widthExponent?: number | "infinite" | "optimal";
  /** The budget that `compute` and "optimal" refer to; N P where absent. */
  cost?: Cost;
}

/** A term of the error with its exponents. */
export interface RegimeTerm extends Region {
  exponent: number;
  exponents: Exponents;
}

/** How the error scales there. */
export interface Regime extends Region {
  /** e of E ~ P^-e along N = P^q, λ = P^-l. */
  exponent: number;
  /** In P, N and λ apart. */
  exponents: Exponents;
  /** E ~ C^-compute for the budget C; 0 where the width, and so the budget, is infinite. */
  compute: number;
  /** m of df₁ ~ P^m, κ₂ ~ P^(−αm). */
  resolution: number;
  /** l and q, found where they were asked to be optimal; at or beyond `ridgeThreshold` any larger l does as well. */
  lambdaExponent: number;
  widthExponent: number;
  /** L: with l ≥ L the ridge never limits, whatever the width. */
  ridgeThreshold: number;
  /** Every term, the dominating one among them. */
  terms: RegimeTerm[];
  /** Whether another region has the same exponent here. */
  boundary: boolean;
  /** Whether powers carry logarithms: r = 1/2 or 1, a = 1/2 or 1. */
  logarithms: boolean;
}

/** What dominates the error of a scaling law, with its exponents; by one formula for the whole plane. */
export const regime = (law: ScalingLaw, options: RegimeOptions = {}): Regime =>
  scaling.verb("regime", together({ law, options }));

/** A corner or an end in the plane: l, then q. */
export type Corner = [l: number, q: number];

/** A convex piece of a region, on which the exponents stay the same. */
export interface PhasePiece extends Region {
  exponents: Exponents;
  /** Counter-clockwise. */
  polygon: Corner[];
}

/** A straight piece of a boundary. */
export interface PhaseBoundary {
  /** Ids of the regions on both sides. */
  regions: [number, number];
  ends: [Corner, Corner];
  /** On it P^-samples N^-width λ^lambda is of order one. */
  relation: Exponents;
}

export interface PhaseDiagram {
  /** The window, as ranges of l and q. */
  lambda: [number, number];
  width: [number, number];
  /** Pieces that cover the window once. */
  pieces: PhasePiece[];
  boundaries: PhaseBoundary[];
  logarithms: boolean;
}

/** The plane of l (λ = P^-l) and q (N = P^q) divided into regions, within a window. */
export const phaseDiagram = (
  law: ScalingLaw,
  options: { lambda?: readonly [number, number]; width?: readonly [number, number] } = {},
): PhaseDiagram => scaling.verb("phaseDiagram", together({ law, options }));

/** One resource grows from `from` to `to`, the others stay; width is infinite and λ zero where absent. */
export interface StagesOptions {
  vary?: "samples" | "width" | "lambda";
  samples?: number;
  width?: number;
  lambda?: number;
  from: number;
  to: number;
}

/** A range of the resource in which one term dominates. */
export interface Stage extends Region {
  from: number;
  to: number;
  /** In the resource that is varied. */
  exponent: number;
  exponents: Exponents;
}

/** The regimes that follow one another as one resource grows; crossovers up to factors of order one. */
export const stages = (
  law: ScalingLaw,
  options: StagesOptions,
): { stages: Stage[]; logarithms: boolean } => scaling.verb("stages", together({ law, options }));
