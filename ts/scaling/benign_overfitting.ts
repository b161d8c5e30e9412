import { scaling } from "../bridge/cores/scaling.ts";
import { together } from "../bridge/options.ts";
import type { Status } from "../problem/report.ts";
import type { Population } from "../problem/types.ts";

/** The criterion for benign overfitting, and the exact answer beside it. */
export interface BenignOverfitting {
  status: Status;
  /** k*, the first k with r_k ≥ constant · P; `Infinity` where there is none. */
  split: number;
  /** r_k = (Pλ + Σ_{i>k} σ)/σ_{k+1} at k*. */
  effectiveRank: number;
  /** R_k = (Pλ + Σ_{i>k} σ)²/Σ_{i>k} σ² at k*. */
  squareRank: number;
  /** r_0/P, k* / P and P/R_{k*}: overfitting is benign if all vanish as P grows. */
  biasRatio: number;
  splitRatio: number;
  tailRatio: number;
  /** k* / P + P/R_{k*}, which bounds γ/(1 − γ) up to a constant. */
  criterion: number;
  /** The sharp γ = df₂/P, and γ/(1 − γ), by which label noise is multiplied. */
  gamma: number;
  noiseFactor: number;
  /** κ, beside λ + Σ_{i>k*} σ/P, which the criterion takes for it. */
  kappa: number;
  tailRidge: number;
  /** By `noiseFactor` at this P: benign up to 0.1, catastrophic from 10 on, tempered between. */
  verdict: "benign" | "tempered" | "catastrophic";
}

/** Effective ranks of a spectrum's tail at P samples and ridge λ ≥ 0 (0 where absent), with the verdict. */
export const benignOverfitting = (
  population: Population,
  options: { samples: number; lambda?: number; constant?: number },
): BenignOverfitting => scaling.verb("benignOverfitting", together({ population, options }));
