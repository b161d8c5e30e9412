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

/** The words of a paper, or why its model cannot say the law. */
export type FrameWords = Frame | { frame: FrameName; refused: string };

/** One law in the words of all papers. */
export interface FrameDescription {
  /** Capacity α and source r. */
  exponent: number;
  source: number;
  /** E ~ P^-samples with width to spare, and N^-width with samples to spare; no ridge, no noise. */
  exponents: { samples: number; width: number };
  frames: FrameWords[];
}

/** The same law in the words of every paper. */
export const describeFrames = (from: Frame): FrameDescription =>
  scaling.verb("describeFrames", { from });

/** The papers, and the words that a law has in each. */
export const frames: readonly {
  frame: FrameName;
  authors: string;
  arxiv: string;
  words: readonly string[];
  /** What is needed beside them where they are equal. */
  also?: readonly string[];
}[] = [
  {
    frame: "atanasov",
    authors: "Atanasov, Zavatone-Veth, Pehlevan",
    arxiv: "2405.00592",
    words: ["exponent", "source"],
  },
  {
    frame: "cui",
    authors: "Cui, Loureiro, Krzakala, Zdeborová",
    arxiv: "2105.15004",
    words: ["alpha", "r"],
  },
  {
    frame: "bordelon",
    authors: "Bordelon, Canatar, Pehlevan",
    arxiv: "2002.02561",
    words: ["a", "b"],
  },
  {
    frame: "bahri",
    authors: "Bahri, Dyer, Kaplan, Lee, Sharma",
    arxiv: "2102.06701",
    words: ["alphaK"],
  },
  { frame: "maloney", authors: "Maloney, Roberts, Sully", arxiv: "2210.16859", words: ["alpha"] },
  {
    frame: "simon",
    authors: "Simon, Karkada, Ghosh, Belkin",
    arxiv: "2311.14646",
    words: ["alpha", "beta"],
  },
  {
    frame: "kaplan",
    authors: "Kaplan et al.",
    arxiv: "2001.08361",
    words: ["alphaN", "alphaD"],
    also: ["exponent"],
  },
  {
    frame: "hoffmann",
    authors: "Hoffmann et al.",
    arxiv: "2203.15556",
    words: ["alpha", "beta"],
    also: ["exponent"],
  },
];

/** L = E + A/N^alpha + B/D^beta of random features without ridge and noise on a source–capacity law. */
export interface ChinchillaLaw {
  A: number;
  alpha: number;
  B: number;
  beta: number;
}

/** Amplitudes and exponents of the two limits, data to spare and width to spare; r other than 1/2 and 1. */
export const chinchillaLaw = (law: { exponent: number; source: number }): ChinchillaLaw =>
  scaling.verb("chinchillaLaw", law);

/** How the best N and D, and the loss, go with a budget C = N D. */
export interface ComputeExponents {
  /** N ~ C^width, D ~ C^data, L − E ~ C^-loss. */
  width: number;
  data: number;
  loss: number;
}

/** beta/(alpha+beta), alpha/(alpha+beta) and alpha·beta/(alpha+beta). */
export function computeExponents(exponents: { alpha: number; beta: number }): ComputeExponents {
  const { alpha, beta } = requireOptions(exponents);
  return scaling.verb("computeExponents", { alpha, beta });
}
