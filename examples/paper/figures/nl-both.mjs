import { noisyLambda, noisyPictures } from "../frame/noisy-pictures.mjs";
import { errors } from "../frame/quantities.mjs";

export const figure = {
  title: "Noisy features: noise and few features together",
  caption:
    "An easy target (r = 1.2): the bias falls as fast as P^−2, so that what the noise and the finite number of features cost is soon all that is left, near 1/(N st²).",
  seconds: 40,
};

const [alpha, r, strength] = [1.8, 1.2, 1];
const settings = {
  ...{ alpha, r, strength, count: 10, trials: 20, domain: [1e-5, 5] },
  show: [errors.test, errors.bias, errors.data, errors.width, errors.gcv(noisyLambda, 0)],
  guides: (width) => [
    ["P^−2", (P) => P ** -2],
    ["1/(N st²)", () => 1 / (width * strength ** 2)],
  ],
};

export default (tools) => noisyPictures(tools, settings);
