import { noisyFeatures } from "ridgelaw";
import { sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors, noisyChainOf } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Noisy features mitigate label noise",
  caption:
    "With label noise of variance 0.64 the variance from labels (Var_Xε) falls as P^(1/α−1): the noise in the features acts as a ridge that shrinks with P. The published title prints a strength of 0.01; the figure has 0.1.",
  seconds: 150,
};

const [alpha, r, strength, lambda, noise] = [3.5, 0.8, 0.1, 1e-8, 0.64];

export default async function ({ measure, draw, scaled }) {
  const [dimension, width] = [scaled(1e4), scaled(5000)];
  const law = sourceCapacity({ alpha, r, modes: dimension, noise, target: "raw" });
  const noiseVariance = strength ** 2 / dimension;
  const features = { width, signalScale: width / dimension, noiseVariance };
  const samples = theorySamples(dimension, [0, 4]);
  const theory = noisyFeatures(law, { ...features, samples, lambda });
  const problem = { ...theory.problem, samples: trialSamples(dimension, [0.5, 4], 10).slice(0, -1) };
  const measured = await measure(problem, { trials: 4 });
  const show = [errors.test, errors.noise, errors.featuresNoise, errors.width];
  const guides = [guide("σ² P^(1/α−1)", [1, width], (P) => noise * P ** (1 / alpha - 1))];
  const [x, y] = [{ label: "P" }, { label: "Error", domain: [1e-4, 5] }];
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
