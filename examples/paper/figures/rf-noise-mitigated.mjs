import { fewerBeyond, sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { chainOf, errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";
import { evaluateEach } from "../frame/stack.mjs";

export const figure = {
  title: "Label noise that a shrinking ridge mitigates",
  caption:
    "λ = 5 P^−l with l = 2 < α = 3. The target is hard (r = 0.3), so bias dominates first, P^−2lr; then the variance from label noise, which falls as P^(l/α−1) only because the ridge is larger than it had to be.",
  seconds: 100,
};

const [alpha, r, l, noise] = [3, 0.3, 2, 0.16];

export default async function ({ measure, draw, scaled }) {
  const [dimension, width] = [scaled(1e4), scaled(2000)];
  const law = sourceCapacity({ alpha, r, modes: dimension, noise, target: "raw" });
  const model = { kind: "randomFeatures", layers: [{ kind: "gaussian", width }] };
  const lambda = (P) => (dimension / width) * P ** -l;
  const at = (samples) => ({ model, ...law, samples, lambda: lambda(samples) });
  const theory = evaluateEach(Array.from(theorySamples(dimension, [0, 4]), at));
  const trials = trialSamples(dimension, [0, 4], 12).slice(0, -1);
  const measured = await measure(trials.map(at), {
    trials: fewerBeyond([500, 40], [1000, 8], [4]),
  });
  const guides = [
    guide("2 P^−2lr", [1, dimension], (P) => 2 * P ** (-2 * l * Math.min(r, 0.5))),
    guide("½σ² P^(l/α−1)", [1, dimension], (P) => 0.5 * noise * P ** (l / alpha - 1), "dashdot"),
  ];
  const gcv = errors.gcv(trials.map(lambda), noise);
  const show = [errors.test, errors.bias, errors.data, errors.noise, gcv];
  const [x, label] = [{ label: "P" }, "Error"];
  const params = { show: chainOf(dimension), y: { label: "κ, df/D, γ" } };
  return [
    draw({ theory, measured, show, guides, x, y: { label, domain: [1e-4, 5] } }),
    draw({ theory, measured, x, ...params, suffix: "params" }),
  ];
}
