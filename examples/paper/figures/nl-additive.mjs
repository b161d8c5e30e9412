import { noisyFeatures } from "ridgelaw";
import { sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors, noisyChainOf } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Noisy features: the noise sets the resolution",
  caption:
    "Strong noise in the features, st = 2.5: from the first samples on it is the effective ridge, κ₂ ≈ st²/P, and the error falls as (P/st²)^−2r whatever the capacity.",
  seconds: 150,
};

const [alpha, r, strength, lambda, noise] = [1.8, 0.4, 2.5, 1e-8, 0];

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
  const guides = [guide("(P/st²)^−2r", [1, width], (P) => (P / strength ** 2) ** (-2 * r))];
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
