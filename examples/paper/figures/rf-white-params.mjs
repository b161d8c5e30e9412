import { isotropic, randomFeatures } from "ridgelaw";
import { theorySamples, trialSamples } from "../frame/laws.mjs";
import { chainOf } from "../frame/quantities.mjs";

export const figure = {
  title: "Linear random features of white inputs: two renormalized ridges",
  caption:
    "κ₁ is what the samples make of λ, κ₂ what the features make of κ₁: beyond P = N = D/2 the first falls to λ while the second stays, for the features resolve no more. γ₁ reaches one near P = N. Points: κ̂₁ and df₁ of trained models. The papers’ κ₁ is this one times N/D.",
  seconds: 1,
};

const dimension = 200;
const [lambda, q] = [2e-3, [-2, 2]];

export default async function ({ measure, draw }) {
  const population = isotropic({ dimension, noise: 0.0625 });
  const samples = theorySamples(dimension, q);
  const layers = [{ kind: "gaussian", width: 100 }];
  const theory = randomFeatures(population, { layers, samples, lambda });
  const problem = { ...theory.problem, samples: trialSamples(dimension, q, 20) };
  const measured = await measure(problem, { trials: 50 });
  const show = chainOf(dimension);
  const y = { label: "κ, df/D, γ", domain: [1e-5, 1e3] };
  return draw({ theory, measured, show, at: (P) => P / dimension, x: { label: "P/D" }, y });
}
