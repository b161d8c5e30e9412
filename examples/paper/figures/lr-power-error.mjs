import { ridge } from "ridgelaw";
import { sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Power law: the test error falls as P^−2α min(r,1)",
  caption:
    "Without label noise bias and variance from inputs fall together, at a constant ratio, along the guide. In the first picture r = 1.8 lies above one and the capacity alone decides (2α); in the second r = 0.6 is the source's exponent 2αr. GCV stays on the test error.",
  seconds: 42,
};

const [alpha, lambda, q] = [2, 1e-4, [1, 4]];

export default async function ({ measure, draw, scaled }) {
  const dimension = scaled(1e4);
  const samples = trialSamples(dimension, q, 20);
  const picture = async (r, suffix) => {
    const law = sourceCapacity({ alpha, r, modes: dimension });
    const theory = ridge(law, { samples: theorySamples(dimension, q), lambda });
    const measured = await measure({ ...theory.problem, samples }, { trials: 30 });
    const exponent = 2 * alpha * Math.min(r, 1);
    const guides = [guide("P^−2α min(r,1)", [1, 200], (P) => P ** -exponent)];
    const show = [errors.test, errors.bias, errors.data, errors.gcv(lambda, 0)];
    return draw({
      theory,
      measured,
      show,
      guides,
      suffix,
      x: { label: "P" },
      y: { label: "Error" },
    });
  };
  return [await picture(1.8), await picture(0.6, "source")];
}
