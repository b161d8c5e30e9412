import { isotropic, ridge } from "ridgelaw";
import { errors } from "../frame/quantities.mjs";

export const figure = {
  title: "White inputs: double descent on linear axes",
  caption:
    "The same as the figure before, as a textbook shows it: the test error falls, rises to a peak at P = N, and falls again, while the training error is almost zero up to the peak.",
  seconds: 3,
};

const dimension = 250;
const [lambda, noise] = [1e-3, 0.25];
const between = (low, high, count) =>
  Array.from({ length: count }, (_, i) => dimension * (low + ((high - low) * i) / (count - 1)));

export default async function ({ measure, draw }) {
  const population = isotropic({ dimension, noise });
  const theory = ridge(population, { samples: between(0.05, 2, 157), lambda });
  const samples = between(0.1, 2, 20).map(Math.round);
  const measured = await measure({ ...theory.problem, samples }, { trials: 50 });
  const { test, train, bias, data, noise: fromNoise } = errors;
  const show = [test, train, bias, data, fromNoise, errors.gcv(lambda, noise)];
  const x = { label: "P/N", scale: "linear", domain: [0, 2.05] };
  const y = { label: "Error", scale: "linear", domain: [-0.5, 4.5] };
  return draw({ theory, measured, show, at: (P) => P / dimension, x, y });
}
