import { isotropic } from "ridgelaw";
import { correlated } from "../frame/correlated.mjs";
import { correlatedErrors, nearError } from "../frame/quantities.mjs";
import { evaluateEach } from "../frame/stack.mjs";

export const figure = {
  title: "How far the memory of a series reaches",
  caption:
    "The test point moves away from 80 samples of a series that remembers a hundred steps. Next to them the error is a fraction of that on an independent point, which it reaches after some hundred steps; τ·CorrGCV follows, and (1−ρ)·CorrGCV bounds it from below.",
  seconds: 2,
  alone: true,
};

const [dimension, samples, length] = [50, 80, 100];

export default async function ({ measure, draw }) {
  const law = isotropic({ dimension, noise: 0.25 });
  const vector = (step) =>
    Array.from({ length: samples }, (_, i) => Math.exp(-(i + 1 + step) / length));
  const at = (step) => ({
    ...{ model: { kind: "ridge" }, ...law, samples, lambda: 1e-4 },
    sampleCorrelation: { kind: "exponential", length },
    testCorrelation: { vector: vector(step) },
  });
  const steps = [
    ...new Set(Array.from({ length: 15 }, (_, i) => Math.trunc(10 ** ((3 * i) / 14)))),
  ].slice(1);
  const lines = Array.from({ length: 61 }, (_, i) => 10 ** (i / 20));
  const theory = { ...evaluateEach(lines.map(at)), at: lines };
  const measured = { ...(await measure(steps.map(at), { trials: 40, by: correlated })), at: steps };
  const { error, estimate, bound } = nearError(measured.theory);
  const show = [correlatedErrors.test, error, correlatedErrors.corrGcv, estimate, bound];
  return draw({ theory, measured, show, x: { label: "Steps ahead" }, y: { label: "Error" } });
}
