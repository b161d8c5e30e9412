import { noisyFeatures } from "ridgelaw";
import { sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors, noisyChainOf } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Noisy features: from the power law to the noise",
  caption:
    "With noise of strength 0.04 in the features κ₂ first falls as P^−α; once the noise is what the samples resolve it falls as 1/P only, and the error turns from P^−2αr to the slower P^−2r.",
  seconds: 150,
};

const [alpha, r, strength, lambda, noise] = [3, 0.4, 0.04, 1e-8, 0];

export default async function ({ measure, draw, scaled }) {
  const [dimension, width] = [scaled(1e4), scaled(5000)];
  const law = sourceCapacity({ alpha, r, modes: dimension, noise, target: "raw" });
  const noiseVariance = strength ** 2 / dimension;
  const features = { width, signalScale: width / dimension, noiseVariance };
  const samples = theorySamples(dimension, [0, 4]);
  const theory = noisyFeatures(law, { ...features, samples, lambda });
  const problem = { ...theory.problem, samples: trialSamples(dimension, [0.5, 4], 12).slice(0, -1) };
  const measured = await measure(problem, { trials: 4 });
  const show = [errors.test, errors.bias, errors.data, errors.width, errors.gcv(lambda, noise)];
  const guides = [
    guide("P^−2αr", [1, width], (P) => P ** (-2 * alpha * r)),
    guide("½ (P/st²)^−2r", [1, width], (P) => 0.5 * (P / strength ** 2) ** (-2 * r), "dashdot"),
  ];
  const [x, y] = [{ label: "P" }, { label: "Error", domain: [1e-5, 5] }];
  const params = {
    show: noisyChainOf(dimension),
    guides: [
      guide("st²/P", [1, width], (P) => strength ** 2 / P),
      guide("0.3 P^−α", [1, width], (P) => 0.3 * P ** -alpha, "dashdot"),
    ],
  };
  return [
    draw({ theory, measured, show, guides, x, y }),
    draw({ theory, measured, ...params, x, y: { label: "κ, df/D" }, suffix: "params" }),
  ];
}
