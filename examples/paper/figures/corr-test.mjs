import { isotropic } from "ridgelaw";
import { correlated } from "../frame/correlated.mjs";
import { trialSamples } from "../frame/laws.mjs";
import { correlatedErrors, nearError } from "../frame/quantities.mjs";
import { evaluateEach } from "../frame/stack.mjs";

export const figure = {
  title: "A test point that is correlated with the training set",
  caption:
    "Forecasting five steps ahead of a series that remembers a hundred: much of the test point is known already, and the error near the end of the training set (E_near) is a fraction τ of that on an independent point. τ·CorrGCV estimates it. The published (1−ρ)·CorrGCV is a lower bound only, close where the training error vanishes, far below elsewhere.",
  seconds: 8,
  alone: true,
};

const [dimension, lambda, length] = [100, 1e-4, 100];

export default async function ({ measure, draw }) {
  const law = isotropic({ dimension, noise: 0.25 });
  const near = (T) => Array.from({ length: T }, (_, i) => Math.exp(-(i + 6) / length));
  const at = (samples) => ({
    ...{ model: { kind: "ridge" }, ...law, samples, lambda },
    sampleCorrelation: { kind: "exponential", length },
    testCorrelation: { vector: near(samples) },
  });
  const sizes = Array.from({ length: 41 }, (_, i) => Math.round(10 ** (1 + i / 20)));
  const theory = evaluateEach([...new Set(sizes)].map(at));
  const measured = await measure(trialSamples(dimension, [-1, 1], 15).map(at), {
    trials: 20,
    by: correlated,
  });
  const { test, train, gcv, naiveGcv, corrGcv } = correlatedErrors;
  const { error, estimate, bound } = nearError(measured.theory);
  const show = [test, train, error, gcv, naiveGcv, corrGcv, estimate, bound];
  const y = { label: "Error", domain: [1e-5, 100] };
  return draw({ theory, measured, show, x: { label: "T" }, y });
}
