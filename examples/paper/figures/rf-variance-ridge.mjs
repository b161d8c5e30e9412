import { fewerBeyond, sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { chainOf, errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";
import { evaluateEach } from "../frame/stack.mjs";

export const figure = {
  title: "A ridge that shrinks too slowly: bias first, then the variance of the features",
  caption:
    "λ = 5 P^−l with l = 1.5 < α: the ridge, not the samples, sets the resolution, κ₂ ~ λ, and the bias falls as P^−2l. Where the variance of the features takes over the error falls as P^(−l+l/α)/N only. The published line of theory belongs to the figure before this one; this is the line of these parameters.",
  seconds: 80,
};

const [alpha, r, l] = [2, 1.5, 1.5];

export default async function ({ measure, draw, scaled }) {
  const [dimension, width] = [scaled(1e4), scaled(2000)];
  const law = sourceCapacity({ alpha, r, modes: dimension, target: "raw" });
  const model = { kind: "randomFeatures", layers: [{ kind: "gaussian", width }] };
  const lambda = (P) => (dimension / width) * P ** -l;
  const at = (samples) => ({ model, ...law, samples, lambda: lambda(samples) });
  const theory = evaluateEach(Array.from(theorySamples(dimension, [0, 4]), at));
  const trials = trialSamples(dimension, [0.5, 4], 12);
  const measured = await measure(trials.map(at), {
    trials: fewerBeyond([500, 20], [1000, 8], [4]),
  });
  const guides = [
    guide("10 P^−2l", [2, width], (P) => 10 * P ** (-2 * l)),
    guide("5 P^(−l+l/α)/N", [2, width], (P) => (5 * P ** (-l + l / alpha)) / width, "dashdot"),
  ];
  const gcv = errors.gcv(trials.map(lambda), 0);
  const show = [errors.test, errors.bias, errors.data, errors.width, gcv];
  const [x, label] = [{ label: "P" }, "Error"];
  const params = { show: chainOf(dimension), y: { label: "κ, df/D, γ" } };
  return [
    draw({ theory, measured, show, guides, x, y: { label, domain: [1e-6, 5] } }),
    draw({ theory, measured, x, ...params, suffix: "params" }),
  ];
}
