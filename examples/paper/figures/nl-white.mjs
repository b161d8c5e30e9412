import { isotropic, noisyFeatures } from "ridgelaw";
import { theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors, noisyChainOf } from "../frame/quantities.mjs";

export const figure = {
  title: "Features with noise of their own, white inputs",
  caption:
    "100 features of 200 white dimensions, each with independent noise of variance 1/4. The noise in the features acts as a ridge of its own: the peak at P = N is lower and broader than without, and more of the target stays out of reach. The published line is up to 69 % off near the peak.",
  seconds: 5,
};

const dimension = 200;
const [lambda, noise, q] = [1e-3, 0.0625, [-2, 2]];

export default async function ({ measure, draw }) {
  const population = isotropic({ dimension, noise });
  const samples = theorySamples(dimension, q);
  const features = { width: 100, signalScale: 0.5, noiseVariance: 0.25 };
  const theory = noisyFeatures(population, { ...features, samples, lambda });
  const problem = { ...theory.problem, samples: trialSamples(dimension, q, 20) };
  const measured = await measure(problem, { trials: 50 });
  const { test, train, bias, data, features: fromFeatures, mixed, featuresNoise } = errors;
  const parts = [bias, data, fromFeatures, mixed, errors.noise, featuresNoise];
  const show = [test, train, ...parts, errors.gcv(lambda, noise)];
  const [at, x] = [(P) => P / dimension, { label: "P/D" }];
  const params = { show: noisyChainOf(dimension) };
  return [
    draw({ theory, measured, show, at, x, y: { label: "Error", domain: [1e-5, 10] } }),
    draw({ theory, measured, ...params, at, x, y: { label: "κ, df/D, γ" }, suffix: "params" }),
  ];
}
