import { randomFeatures } from "ridgelaw";
import { sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Power law, few features: the variance of the features takes over",
  caption:
    "First the error falls as without features, P^−2α min(r,1). From the left vertical line on the variance of the features dominates and falls as P^(1−α)/N only, until at P = N the features are exhausted. A kernel method would have gone on along the first guide.",
  seconds: 120,
};

const [alpha, r, lambda] = [1.5, 1.2, 1e-4];

export default async function ({ measure, draw, scaled }) {
  const [dimension, width] = [scaled(1e4), scaled(1000)];
  const law = sourceCapacity({ alpha, r, modes: dimension, target: "raw" });
  const layers = [{ kind: "gaussian", width }];
  const samples = theorySamples(dimension, [0, 4]);
  const theory = randomFeatures(law, { layers, samples, lambda });
  const problem = { ...theory.problem, samples: trialSamples(dimension, [0, 4], 20).slice(0, -1) };
  const measured = await measure(problem, { trials: 10 });
  const show = [errors.test, errors.bias, errors.data, errors.width, errors.gcv(lambda, 0)];
  const signal = (P) => 5 * P ** (-2 * alpha * Math.min(r, 1));
  const guides = [
    guide("5 P^−2α min(r,1)", [1, width], signal),
    guide("5 P^(1−α)/N", [1, width], (P) => (5 * P ** (1 - alpha)) / width, "dashdot"),
  ];
  const takeover = width ** (1 / (1 + alpha * (2 * Math.min(r, 1) - 1)));
  const verticals = [
    { x: takeover, label: "P = N^(1/(1+α))" },
    { x: width, label: "P = N" },
  ];
  const y = { label: "Error", domain: [1e-5, 5] };
  return draw({ theory, measured, show, guides, verticals, x: { label: "P" }, y });
}
