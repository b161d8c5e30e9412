// Laws fitted to the losses of real runs.
import { fits } from "../bridge/cores/fits.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Interval } from "../estimator/forecast.ts";

/**
 * The shape of a law: `powerLaw` E + A x^-α; `broken` E + A x^-α (1 + (x/breakAt)^(1/f))^(-(α'−α) f) with f the `breakWidth`
 * (Caballero et al., 2023); `chinchilla` E + A N^-α + B D^-β (Hoffmann et al., 2022); `kaplan`
 * ((A N^-α)^(1/β) + (B D^-β)^(1/β))^β (Kaplan et al., 2020, with A = N_c^α and B = D_c^β).
 */
export type LawKind = "powerLaw" | "broken" | "chinchilla" | "kaplan";

/** A law: its shape, and whether its floor E is free (true where absent; never for `kaplan`). */
export interface LawChoice {
  law: LawKind;
  offset?: boolean;
}

/** Sizes of runs: of one variable, or parameters N and samples (or tokens) D. */
export type Sizes = { size: NumbersLike } | { parameters: NumbersLike; samples: NumbersLike };

/** A table of runs. */
export type Runs = Sizes & {
  /** The loss of each run; positive. */
  loss: NumbersLike;
  /** Weights of the runs; they are scaled to a mean of one. */
  weights?: NumbersLike;
  /** Standard errors of the losses, in place of weights: a run then weighs (loss/error)². */
  errors?: NumbersLike;
};

/** How residuals of ln loss count. */
export interface Robustness {
  /** δ of Huber's function, 1e-3 where absent (nearly absolute values); or "leastSquares". */
  delta?: number | "leastSquares";
  /** The share of the largest runs that the hold-out keeps from the fit; 0.2 where absent, 0 for none. */
  holdOut?: number;
}

export type FitLawOptions = Runs &
  LawChoice &
  Robustness & {
    /** Fits to data drawn anew, for intervals; 300 where absent. */
    bootstrap?: number;
    /** What is drawn anew: whole runs (the default from 60 of them up), or residuals. */
    resampling?: "runs" | "residuals";
    /** Seed of the bootstrap; 0 where absent. */
    seed?: number;
    /** Sizes at which to predict. */
    at?: Sizes;
  };

/** Parameters by their names; a law has those of its formula. */
export type LawParameters<T = number> = {
  E: T;
  A: T;
  alpha: T;
  B?: T;
  beta?: T;
  alphaAfter?: T;
  breakAt?: T;
  breakWidth?: T;
};

/** How a fit to the smaller runs met the larger ones. Errors are of ln loss. */
export interface HoldOut {
  /** Runs held out. */
  runs: number;
  /** Mean of ln(predicted/observed). */
  bias: number;
  /** Root mean square of ln(predicted/observed). */
  error: number;
  /** Root mean square of the residuals of the runs fitted. */
  residualDeviation: number;
}

/**
 * `Converged`; `OffsetAtZero`: the best floor is zero; `ExponentAtBound`: an exponent is zero or ten; `Flat`: a constant
 * explains the losses as well; `ReducedAccuracy`.
 */
export type LawStatus =
  | "Converged"
  | "OffsetAtZero"
  | "ExponentAtBound"
  | "Flat"
  | "ReducedAccuracy";

/** A fitted law. */
export interface LawFit {
  law: LawKind;
  offset: boolean;
  status: LawStatus;
  parameters: LawParameters;
  /** 90 % intervals and standard errors from the bootstrap; absent without one. */
  intervals?: LawParameters<Interval>;
  standardErrors?: LawParameters;
  /** Runs fitted. */
  runs: number;
  /** Mean of Huber's function over δ, of ½r² for least squares. */
  objective: number;
  /** Root mean square of the residuals of ln loss. */
  residualDeviation: number;
  /** Searches made, and how many ended in this minimum. */
  searches: number;
  agreeing: number;
  /** Loss of each run according to the fit, and ln(observed/predicted). */
  predicted: Float64Array;
  residuals: Float64Array;
  /** Parameters of every fit of the bootstrap, one row each, in the order of `parameters`. */
  draws: Float64Array;
  resampling: "runs" | "residuals";
  /** Absent where too few runs are left without the held-out ones. */
  holdOut?: HoldOut;
  /** Predictions at `at`, with 90 % intervals of the law there. */
  at?: { loss: Float64Array; low?: Float64Array; high?: Float64Array };
  /** Sentences on what the status means. */
  notes: string[];
}

/**
 * Fits a law to a table of runs: Huber's function of the residuals of ln loss, searches from a grid of exponents with the
 * best coefficients in closed form, analytic gradients, a bootstrap for intervals.
 *
 * @throws RidgelawError on losses or sizes that are not positive, constant losses, and fewer different sizes than
 * parameters and one more.
 */
export const fitLaw = (options: FitLawOptions): LawFit =>
  fits.verb("fitLaw", requireOptions(options));

export type CompareLawsOptions = Runs &
  Robustness & {
    /** The laws to compare; all that fit the variables where absent. */
    laws?: readonly LawChoice[];
  };

/** A law beside the best one. */
export interface LawRival {
  law: LawKind;
  offset: boolean;
  /** Its name, such as `powerLaw without offset`. */
  name: string;
  status: LawStatus;
  parameters: LawParameters;
  residualDeviation: number;
  /** AICc less that of the best. */
  deltaAicc: number;
  /** Mean difference of the runs' losses from the best law's, over its standard error. */
  z: number;
  /** Whether the data cannot tell it from the best. */
  tiedWithBest: boolean;
  holdOut?: HoldOut;
}

export interface LawComparison {
  /** The name of the law of least AICc. */
  best: string;
  /** Whether the data favour it over every other one and over a constant. */
  decided: boolean;
  /** That in a sentence. */
  statement: string;
  laws: LawRival[];
  /** Names of laws that have too many parameters for these runs. */
  tooFewRunsFor: string[];
}

/** Fits several laws to the same runs and says which the data support, or that they cannot tell. */
export const compareLaws = (options: CompareLawsOptions): LawComparison =>
  fits.verb("compareLaws", requireOptions(options));
