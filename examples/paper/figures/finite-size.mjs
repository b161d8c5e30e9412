import { isotropic } from "ridgelaw";
import { deviationSeries } from "../frame/deviation.mjs";
import { fewerBeyond } from "../frame/laws.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "What the theory leaves out vanishes as one over the size",
  caption:
    "How far the mean of κ̂, df₁ and the test error lies from theory, relative to it, in ever more white dimensions with P = 0.8 D samples (and for features N = D/2). Traces hardly fluctuate, so that any number of draws resolves a difference; it falls along 1/D. The test error fluctuates as one over the root of the size: thousands of draws show that it too is off by about 1/D, which the few of the other figures do not see.",
  seconds: 18,
};

const models = {
  ridge: () => ({ kind: "ridge" }),
  features: (D) => ({ kind: "randomFeatures", layers: [{ kind: "gaussian", width: D / 2 }] }),
};

const trials = fewerBeyond([50, 6000], [100, 3000], [200, 1500], [600]);

export default async function ({ measure, draw, quick }) {
  const sizes = quick ? [20, 40, 80] : [20, 40, 80, 160, 320];
  const picture = async (model, suffix) => {
    const at = (dimension) => ({
      ...{ model: model(dimension), ...isotropic({ dimension, noise: 0.1 }) },
      ...{ samples: 0.8 * dimension, lambda: 0.01 },
    });
    const series = deviationSeries(await measure(sizes.map(at), { trials }), sizes);
    const guides = [
      guide("0.1/D", [20, 320], (D) => 0.1 / D),
      guide("1/D", [20, 320], (D) => 1 / D, "dashdot"),
    ];
    const y = { label: "Difference, relative", domain: [1e-5, 1] };
    return draw({ series, guides, x: { label: "D" }, y, suffix });
  };
  return [await picture(models.ridge), await picture(models.features, "features")];
}
