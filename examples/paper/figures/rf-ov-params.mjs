import { randomFeatures, ridge } from "ridgelaw";
import { sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { chainOf } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Power law, few features: the two renormalized ridges",
  caption:
    "κ₂ falls as P^−α while samples are fewer than features and then stays at what N features resolve; κ₁ goes on falling, through a steep stretch at P = N. γ₁ stays below 1 − 1/α until it comes near one at P = N.",
  seconds: 5,
};

const [alpha, lambda] = [1.5, 1e-4];

export default async function ({ measure, draw, scaled }) {
  const [dimension, width] = [scaled(1e4), scaled(1000)];
  const law = sourceCapacity({ alpha, r: 1.2, modes: dimension, target: "raw" });
  const layers = [{ kind: "gaussian", width }];
  const samples = theorySamples(dimension, [0, 4]);
  const theory = randomFeatures(law, { layers, samples, lambda });
  const problem = { ...theory.problem, samples: trialSamples(dimension, [0, 4], 20).slice(0, -1) };
  const measured = await measure(problem, { trials: 10 });
  const { kappa } = ridge(law, { samples, lambda });
  const kernel = { label: "κ without features", role: "reference", stroke: "dashed" };
  const series = [{ ...kernel, line: { x: samples, y: kappa } }];
  const guides = [guide("2 P^−α", [1, dimension], (P) => 2 * P ** -alpha)];
  const show = chainOf(dimension);
  const y = { label: "κ, df/D, γ", domain: [1e-7, 20] };
  return draw({ theory, measured, show, guides, series, x: { label: "P" }, y });
}
