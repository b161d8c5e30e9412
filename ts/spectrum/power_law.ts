import { theory } from "../bridge/cores/theory.ts";

/** Constants of an infinite power law σ_k = k^-α. */
export interface PowerLawConstants {
  /** c₁ of df₁(κ) = c₁ κ^(-1/α), (π/α)/sin(π/α). */
  df1: number;
  /** c₂ of df₂(κ) = c₂ κ^(-1/α), (1 − 1/α) c₁. */
  df2: number;
  /** What ridgeless regression multiplies the label noise by, γ/(1 − γ) = α − 1. */
  noiseFactor: number;
}

/** The constants for an exponent α > 1. */
export const powerLawConstants = (exponent: number): PowerLawConstants =>
  theory.verb("powerLawConstants", { exponent });
