import { isotropic, randomFeatures } from "ridgelaw";
import { theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors } from "../frame/quantities.mjs";

export const figure = {
  title: "Linear random features of white inputs: errors and their parts",
  caption:
    "100 features of 200 white dimensions. The error peaks where samples are as many as features, P/D = 1/2, by variance from inputs with features (Var_XF) and by label noise with features (Var_XFε). With many samples what is left is the bias and variance of the features, which no data cure.",
  seconds: 3,
};

const dimension = 200;
const [lambda, noise, q] = [2e-3, 0.0625, [-2, 2]];

export default async function ({ measure, draw }) {
  const population = isotropic({ dimension, noise });
  const samples = theorySamples(dimension, q);
  const layers = [{ kind: "gaussian", width: 100 }];
  const theory = randomFeatures(population, { layers, samples, lambda });
  const problem = { ...theory.problem, samples: trialSamples(dimension, q, 20) };
  const measured = await measure(problem, { trials: 50 });
  const { test, train, bias, data, features, mixed, noise: fromNoise, featuresNoise } = errors;
  const gcv = errors.gcv(lambda, noise);
  const show = [test, train, bias, data, features, mixed, fromNoise, featuresNoise, gcv];
  const y = { label: "Error", domain: [1e-5, 10] };
  return draw({ theory, measured, show, at: (P) => P / dimension, x: { label: "P/D" }, y });
}
