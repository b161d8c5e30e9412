import { noisyLambda, noisyPictures } from "../frame/noisy-pictures.mjs";
import { errors } from "../frame/quantities.mjs";

export const figure = {
  title: "Noisy features: from the power law to the noise",
  caption:
    "With noise of strength 0.04 in the features κ₂ first falls as P^−α; once the noise is what the samples resolve it falls as 1/P only, and the error turns from P^−2αr towards the slower P^−2r.",
  seconds: 50,
};

const [alpha, r, strength] = [3, 0.4, 0.04];
const settings = {
  ...{ alpha, r, strength, count: 12, trials: 20, domain: [1e-5, 5] },
  show: [errors.test, errors.bias, errors.data, errors.width, errors.gcv(noisyLambda, 0)],
  guides: () => [
    ["P^−2αr", (P) => P ** (-2 * alpha * r)],
    ["½ (P/st²)^−2r", (P) => 0.5 * (P / strength ** 2) ** (-2 * r)],
  ],
};

export default (tools) => noisyPictures(tools, settings);
