// Populations and grids as the papers have them.
import { logspace, powerLaw } from "ridgelaw";

/** σ_k = k^-α, σ_k w̄_k² ∝ k^-(1+2αr); "raw" has w̄_1 = 1, "unit" |w̄| = 1. */
export function sourceCapacity({ alpha, r, modes, noise = 0, target = "unit" }) {
  let norm = 0;
  for (let k = modes; k >= 1; k--) norm += k ** -(1 + alpha * (2 * r - 1));
  const targetScale = target === "unit" ? 1 / norm : 1;
  return powerLaw({ exponent: alpha, source: r, modes, noise, targetScale });
}

const whole = (samples) => Math.max(1, Math.trunc(samples + 1e-9));

/** P = D/q for q between two powers of ten: real for theory, from the first whole number of {@link trialSamples}. */
export const theorySamples = (dimension, [low, high], count = 121) =>
  logspace(whole(dimension / 10 ** high), dimension / 10 ** low, count);

/** The same as whole numbers, each once, for Monte Carlo. */
export const trialSamples = (dimension, [low, high], count) => {
  const q = logspace(10 ** low, 10 ** high, count);
  return Array.from(new Set(Array.from(q, (each) => whole(dimension / each)))).reverse();
};

/** Trials by the number of samples: [below, count], …, [count of all above]. */
export const fewerBeyond =
  (...steps) =>
  ({ samples }) =>
    steps.find(([below, count]) => count === undefined || samples < below).at(-1);
