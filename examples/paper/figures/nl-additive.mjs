import { noisyLambda, noisyPictures } from "../frame/noisy-pictures.mjs";
import { errors } from "../frame/quantities.mjs";

export const figure = {
  title: "Noisy features: the noise sets the resolution",
  caption:
    "Strong noise in the features, st = 2.5: from the first samples on it is the effective ridge, κ₂ ≈ st²/P, and the error falls as (P/st²)^−2r whatever the capacity, until the features run out.",
  seconds: 50,
};

const [alpha, r, strength] = [1.8, 0.4, 2.5];
const settings = {
  ...{ alpha, r, strength, count: 12, trials: 20, domain: [1e-4, 5] },
  show: [errors.test, errors.bias, errors.data, errors.width, errors.gcv(noisyLambda, 0)],
  guides: () => [["(P/st²)^−2r", (P) => (P / strength ** 2) ** (-2 * r)]],
};

export default (tools) => noisyPictures(tools, settings);
