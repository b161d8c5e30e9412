import { isotropic, ridge } from "ridgelaw";
import { theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors } from "../frame/quantities.mjs";

export const figure = {
  title: "White inputs: test error, training error and their parts",
  caption:
    "The test error peaks where samples are as many as dimensions, by variance from inputs and, most of all, from label noise; the bias falls smoothly. GCV, made of the training set alone, follows the test error. The published line is 21 % off at the peak.",
  seconds: 1,
};

const dimension = 250;
const [lambda, noise] = [1e-3, 0.25];
const q = [-2, 2];

export default async function ({ measure, draw }) {
  const population = isotropic({ dimension, noise });
  const theory = ridge(population, { samples: theorySamples(dimension, q), lambda });
  const samples = trialSamples(dimension, q, 21);
  const measured = await measure({ ...theory.problem, samples }, { trials: 50 });
  const { test, train, bias, data, noise: fromNoise } = errors;
  const show = [test, train, bias, data, fromNoise, errors.gcv(lambda, noise)];
  const at = (P) => dimension / P;
  const y = { label: "Error", domain: [1e-6, 20] };
  return draw({ theory, measured, show, at, x: { label: "N/P" }, y });
}
