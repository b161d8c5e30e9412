import { noisyPictures } from "../frame/noisy-pictures.mjs";
import { errors } from "../frame/quantities.mjs";

export const figure = {
  title: "Noisy features mitigate label noise",
  caption:
    "With label noise of variance 0.64 the variance from labels (Var_Xε) falls as P^(1/α−1): the noise in the features acts as a ridge that shrinks with P. The published title prints a strength of 0.01; the figure has 0.1.",
  seconds: 55,
};

const [alpha, noise] = [3.5, 0.64];
const settings = {
  ...{ alpha, r: 0.8, strength: 0.1, noise, count: 10, trials: 26, domain: [1e-4, 5] },
  show: [errors.test, errors.noise, errors.featuresNoise, errors.width],
  guides: () => [["σ² P^(1/α−1)", (P) => noise * P ** (1 / alpha - 1)]],
};

export default (tools) => noisyPictures(tools, settings);
