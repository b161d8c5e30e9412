// The population behind a sample, from the sample's eigenvalues alone.
import { samples } from "../bridge/cores/samples.ts";
import { requireOptions, together } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Status } from "../problem/report.ts";

/** Eigenvalues of XᵀX/P or of K/P (zeros may be left out), and P. */
export interface SampleEigenvalues {
  eigenvalues: NumbersLike;
  samples: number;
}

export type RecoveredDegreesOfFreedom<At> = At extends number
  ? { status: Status } & Record<"lambda" | "kappa" | "df1" | "df2", number>
  : { status: Status[] } & Record<"lambda" | "kappa" | "df1" | "df2", Float64Array>;

/**
 * df₁ and df₂ of the population, from a sample: at ridge λ the sample's own df₁ is the population's at
 * κ̂ = λ/(1 − df₁/P). Asked for by λ, or by κ.
 *
 * @throws RidgelawError `OutOfRange` for a κ below what λ → 0 gives: of that the sample says nothing.
 */
export const recoverDegreesOfFreedom = <At extends number | NumbersLike>(
  sample: SampleEigenvalues,
  at: { kappa: At } | { lambda: At },
): RecoveredDegreesOfFreedom<At> =>
  samples.verb("recoverDegreesOfFreedom", together({ sample, at }));

export interface RecoveredSpectrum {
  /** Levels with how many directions share each (not whole numbers): ready for a population or an element. */
  spectrum: { kind: "eigenvalues"; values: Float64Array; multiplicities: Float64Array };
  /** Root mean square of (1 − γ̂)(df₁ − d̂f₁)/(d̂f₁ − d̂f₂) over the curve, γ̂ = d̂f₂/P: large where no spectrum has the sample's curve. */
  residual: number;
  /** Below this κ single eigenvalues leave no trace in the fit. */
  resolution: number;
  /** κ̂ as λ → 0. */
  leastKappa: number;
}

/**
 * A spectrum whose df₁(κ) is the one recovered: non-negative least squares on a logarithmic grid. A few levels stand
 * for a continuum; sums over the spectrum are trustworthy, single levels are not.
 */
export const recoverSpectrum = (sample: SampleEigenvalues): RecoveredSpectrum =>
  samples.verb("recoverSpectrum", requireOptions(sample, "sample"));
