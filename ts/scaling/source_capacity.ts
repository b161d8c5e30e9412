// Capacity and source of real data.
import { geometry } from "../bridge/cores/geometry.ts";
import { requireKnown, requireOptions } from "../bridge/options.ts";
import { toData } from "../data/labels.ts";
import { type Labels, type MatrixLike, type NumbersLike, toMatrix } from "../data/matrix.ts";
import type { Interval } from "../estimator/forecast.ts";
import type { Kernel } from "../estimator/kernel.ts";

export interface SourceCapacityOptions {
  /** Least and greatest degrees of freedom of the window; from the tenth mode to a part of the samples where absent. */
  window?: readonly [low: number, high: number];
  /** Modes of the population: columns for the linear kernel and without end for others where absent. */
  populationModes?: number;
  /** The label noise σ_ε²; fitted where absent. */
  noise?: number;
  /** Targets drawn anew for the interval of the source; 100 where absent. */
  bootstrap?: number;
  seed?: number;
}

/** Data to read exponents off: samples with or without targets, or a fitted model. */
export type SourceCapacityData =
  | {
      X: MatrixLike;
      y?: NumbersLike | MatrixLike | Labels;
      kernel?: Kernel;
      intercept?: boolean;
    }
  | {
      /** Such as a fitted `Ridge`'s. */
      modes: { eigenvalues: NumbersLike; targetPower?: NumbersLike };
      samples: number;
    };

/** An exponent from a window. */
export interface WindowExponent {
  /** That of the infinite power law which looks like the data through the same window. */
  exponent: number;
  /** A 90 % interval, where the data follow a power law at all. */
  interval: Interval;
  /** The slope of the window itself, read as an exponent. */
  raw: number;
  /** `raw` less `exponent`, as found on the synthetic twin. */
  windowBias: number;
}

export interface SourceCapacity {
  /**
   * `Converged`; `Undetermined`: the interval of α spans more than a factor of ten, or the window begins below one degree of freedom; `Saturated`: r is one or more; `NoSource`: the target's terms do not rise above the noise;
   * `ExponentAtBound`: α is one or less where the spectrum is endless, or nothing that is told from a flat spectrum where it ends; or r is zero.
   */
  status: "Converged" | "Saturated" | "NoSource" | "ExponentAtBound" | "Undetermined";
  samples: number;
  window: Float64Array;
  /** α of σ_k ∝ k^-α. */
  capacity: WindowExponent;
  /** r of σ_k w̄_k² ∝ k^-(1+2αr), what it was read off, and the noise that goes with it. */
  source?: WindowExponent & { basis: "target" | "bias" | "saturated"; noise: number };
  /** What was fitted: κ̂, df̂₁, κ̂ tf̂₁ + σ_ε² and the squared bias + σ_ε² at the ridges of the window. */
  curve: Record<"lambda" | "kappa" | "df1", Float64Array> &
    Partial<Record<"target" | "bias", Float64Array>>;
}

/**
 * α from ln df̂₁ against ln κ̂, and r from the target's terms, both corrected for the finite window by a synthetic twin.
 *
 * @throws RidgelawError on windows that the data do not reach, and on bad input
 */
export function sourceCapacity(
  data: SourceCapacityData,
  options: SourceCapacityOptions = {},
): SourceCapacity {
  const given = requireOptions(data, "data");
  const rest = requireOptions(options);
  if ("modes" in given) {
    const { modes, samples } = requireKnown(given, ["modes", "samples"], "data");
    const { eigenvalues, targetPower } = requireOptions(modes, "modes");
    return geometry.verb("sourceCapacity", {
      ...rest,
      modes: { eigenvalues, targetPower },
      samples,
    });
  }
  const { X, y, kernel, intercept } = requireKnown(
    given,
    ["X", "y", "kernel", "intercept"],
    "data",
  );
  const samples = y === undefined ? { X: toMatrix("X", X) } : toData(X, y).data;
  return geometry.verb("sourceCapacity", { ...rest, ...samples, kernel, intercept });
}
