import { randomFeatures } from "ridgelaw";
import { sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { chainOf, errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Two layers of random features",
  caption:
    "Two layers of 1,000 features behave as one with more variance: the same regimes, and the same exponents. The published line of theory takes λ with another normalisation than the published simulation, which is as if the ridge were twice as large; here both have λ = 2·10⁻⁵.",
  seconds: 25,
};

const [alpha, r, lambda] = [1.5, 0.7, 2e-5];

export default async function ({ measure, draw, scaled }) {
  const [dimension, width] = [scaled(2000), scaled(1000)];
  const law = sourceCapacity({ alpha, r, modes: dimension });
  const layers = [width, width].map((width) => ({ kind: "gaussian", width }));
  const samples = theorySamples(dimension, [0, 3]);
  const theory = randomFeatures(law, { layers, samples, lambda });
  const problem = { ...theory.problem, samples: trialSamples(dimension, [0, 3], 20) };
  const measured = await measure(problem, { trials: 8 });
  const show = [errors.test, errors.bias, errors.data, errors.width, errors.gcv(lambda, 0)];
  const guides = [
    guide("1.5 P^−2α min(r,1)", [2, width], (P) => 1.5 * P ** (-2 * alpha * Math.min(r, 1))),
    guide("10 P^(1−α)/N", [2, width], (P) => (10 * P ** (1 - alpha)) / width, "dashdot"),
  ];
  const [x, label] = [{ label: "P" }, "Error"];
  const verticals = [{ x: width, label: "P = N" }];
  const params = { show: chainOf(dimension), y: { label: "κ, df/D, γ" } };
  return [
    draw({ theory, measured, show, guides, verticals, x, y: { label, domain: [1e-5, 2] } }),
    draw({ theory, measured, verticals, x, ...params, suffix: "params" }),
  ];
}
