import { scaling } from "../bridge/cores/scaling.ts";
import { requireOptions } from "../bridge/options.ts";

/** A source–capacity law in the words of one paper. */
export type Frame =
  /** This library, arXiv 2405.00592: capacity α and source r. */
  | { frame: "atanasov"; exponent: number; source: number }
  /** Cui et al., arXiv 2105.15004: the same two. */
  | { frame: "cui"; alpha: number; r: number }
  /** Bordelon et al., arXiv 2002.02561 and 2402.01092: σ_k w̄_k² ~ k^-a, σ_k ~ k^-b. */
  | { frame: "bordelon"; a: number; b: number }
  /** Simon et al., arXiv 2311.14646: eigenvalues k^-alpha, squared coefficients k^-beta. */
  | { frame: "simon"; alpha: number; beta: number }
  /** Bahri et al., arXiv 2102.06701: spectrum k^-(1+alphaK), teacher isotropic. */
  | { frame: "bahri"; alphaK: number }
  /** Maloney et al., arXiv 2210.16859: spectrum k^-(1+alpha), teacher isotropic. */
  | { frame: "maloney"; alpha: number }
  /** Kaplan et al., arXiv 2001.08361: L ~ N^-alphaN and L ~ D^-alphaD. Equal ones also need `exponent`. */
  | { frame: "kaplan"; alphaN: number; alphaD: number; exponent?: number }
  /** Hoffmann et al., arXiv 2203.15556: L = E + A/N^alpha + B/D^beta. Equal ones also need `exponent`. */
  | { frame: "hoffmann"; alpha: number; beta: number; exponent?: number };

type FrameName = Frame["frame"];

/** The same law in the words of another paper; refused where that paper's model cannot say it. */
export const convertFrame = <To extends FrameName = "atanasov">(
  from: Frame,
  to?: To,
): Extract<Frame, { frame: To }> => scaling.verb("convertFrame", { from, to });

/** L = E + A/N^alpha + B/D^beta of random features without ridge and noise on a source–capacity law. */
export interface ChinchillaLaw {
  A: number;
  alpha: number;
  B: number;
  beta: number;
}

/** Amplitudes and exponents of the two limits, data to spare and width to spare; r other than 1/2 and 1. */
export const chinchillaLaw = (law: { exponent: number; source: number }): ChinchillaLaw =>
  scaling.verb("chinchillaLaw", requireOptions(law, "law"));

/** How the best N and D, and the loss, go with a budget C = N D. */
export interface ComputeExponents {
  /** N ~ C^width, D ~ C^data, L − E ~ C^-loss. */
  width: number;
  data: number;
  loss: number;
}

/** beta/(alpha+beta), alpha/(alpha+beta) and alpha·beta/(alpha+beta). */
export function computeExponents(exponents: { alpha: number; beta: number }): ComputeExponents {
  // A whole law has them too.
  const { alpha, beta } = requireOptions(exponents, "exponents");
  return scaling.verb("computeExponents", { alpha, beta });
}
